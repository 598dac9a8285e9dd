"""Sheets that are folded: the panels lie so that, printed on both sides and folded, they are read in order.

A leaflet's sheet lies down and is turned over by its short edge: what is to the right on its front has what is
to the left on its back behind it. The card stands and is turned over by its long edge: its upper halves lie
back to back.
"""

import re

import pikepdf
import pytest

from macros.records.contents import sheets_in
from tests.paper.printed import Printed

A4_LYING = (297.0, 210.0)
A5 = (148.0, 210.0)
EDGE = 5.0
"""What an office printer is sure to leave white, and what a fold may wear, in mm."""

NUMBERS = [str(number) for number in range(1, 100)]
LANGUAGES = ("familj", "familj-fi", "familj-en", "familj-ar")
REAL = (("kalix", "familj"), ("hudiksvall", "familj"), ("kalix", "grona-kortet"))


def halves(printed: Printed, page: int) -> tuple[str, str]:
    """Return the text of a lying page's left and right half, of a standing one's upper and lower half."""
    width, height = printed.sizes[page]
    if width > height:
        return printed.text(page, right=width / 2), printed.text(page, left=width / 2)
    return printed.text(page, bottom=height / 2), printed.text(page, top=height / 2)


@pytest.fixture(scope="module")
def sheets(example, real, press) -> dict[str, Printed]:
    """Print every folded sheet there is."""
    ours = {name: press(example, "norrby", name) for name in (*LANGUAGES, "grona-kortet")}
    return ours | {f"{slug}/{name}": press(real, slug, name) for slug, name in REAL}


def test_paper_sizes_are_true(sheets):
    sizes = {name: [pytest.approx(A5 if "kort" in name else A4_LYING, abs=0.1)] * 2 for name in sheets}

    assert sizes == {name: sheet.sizes for name, sheet in sheets.items()}


@pytest.mark.parametrize("name", [*LANGUAGES, "kalix/familj", "hudiksvall/familj"])
def test_a_folded_leaflet_is_read_front_inside_back(sheets, name):
    """Front, inside left, inside right, back; in Arabic, which is read from the right, the mirror of it."""
    outside, inside = halves(sheets[name], 0), halves(sheets[name], 1)
    if name == "familj-ar":
        outside, inside = outside[::-1], inside[::-1]
    back, front = (half.split() for half in outside)
    behind_the_front, opposite = (half.split() for half in inside)  # turned over by the short edge

    assert {"112", "1177", "111"} <= set(front)
    assert "Senaste" in back
    assert {"1", "2", "3"} <= set(behind_the_front)
    assert not {"1", "2", "3", "1177", "Senaste"} & set(opposite)
    title = [run for run in sheets[name].runs if "/H1" in run.roles]
    assert {(run.page, run.x > A4_LYING[0] / 2) for run in title} == {(0, name != "familj-ar")}


def test_the_leaflets_that_are_handed_out_are_read_in_order(real, sheets):
    for slug in ("kalix", "hudiksvall"):
        leaflet = real.binders[slug].leaflets["familj"]
        back, front = halves(sheets[f"{slug}/familj"], 0)
        left, right = halves(sheets[f"{slug}/familj"], 1)

        expected = {
            str(leaflet.title.pieces("sv")[0]): front,
            "112": front,
            "Säg vad du tycker": back,
            "Det här händer": left,
            "Din samordnare": left,
            "Du har rätt att": front if leaflet.survey else right,
        }
        assert [] == [words for words, half in expected.items() if words not in half], slug


def test_no_text_at_all_lies_behind_the_survey(real, sheets):
    """It is cut out of the back's lower half; inside to the right, lower than that, is only a drawing.

    The sheet is turned over by its short edge, so the cut is at the same height on both sides.
    """
    assert real.binders["kalix"].leaflets["familj"].survey
    middle = A4_LYING[0] / 2
    for name in ("kalix/familj", *LANGUAGES):
        sheet, mirrored = sheets[name], name == "familj-ar"
        outside, inside = sheet.words[0], sheet.words[1]
        on_the_back = [word for word in outside if (word.left > middle) == mirrored]
        newest = max(word.bottom for word in on_the_back if "example/" in word.text)
        survey = [word for word in on_the_back if word.top > newest]
        behind = [word for word in inside if (word.left > middle) != mirrored and word.bottom > newest + 2]

        assert len(survey) > 10, name
        assert [] == [word.text for word in behind], name


def test_leaflet_says_that_the_municipality_has_not_joined(real, press):
    """In front above the numbers, and where it says what happens."""
    sheet = press(real, "ljusdal", "familj")
    _, front = halves(sheet, 0)
    left, _ = halves(sheet, 1)

    assert front.index("Ljusdal har inte gått med") < front.index("112")
    assert left.index("Det här händer") < left.index("Ljusdal har inte gått med") < left.index("1 Någon")


def test_the_leaflet_is_set_in_ten_points_or_more(sheets):
    """All that one reads; one line is smaller, low on the back: which text it is."""
    for name in sheets.keys() - {"grona-kortet", "kalix/grona-kortet"}:
        small = [run for run in sheets[name].runs if run.size < 9.9 and "/Figure" not in run.roles]
        assert [(0, True)] == [(run.page, run.y > 100) for run in small], name


@pytest.mark.parametrize("name", ["grona-kortet", "kalix/grona-kortet"])
def test_a_folded_card_begins_with_the_duty_to_report_and_keeps_its_order(sheets, name):
    """Green side out: its upper half is the front and its lower one the back; the questions are inside."""
    front, back = halves(sheets[name], 0)
    upper, lower = halves(sheets[name], 1)

    expected = {"Gröna kortet": front, "112": back, "Checklista": upper, "Senaste versionen": lower}
    assert [] == [words for words, half in expected.items() if words not in half]
    assert front.index("Misstänker du") < front.index(" 1 ")
    for page in (0, 1):
        points = [word for word in sheets[name].words[page] if word.text in NUMBERS and word.left < 27]
        first = next(at for at, word in enumerate(points) if word.text == "1")
        assert [word.text for word in points[first:]] == NUMBERS[: len(points) - first]
        assert points[first].bottom < 105 < points[-1].top


def test_no_text_is_near_an_edge_or_the_fold(sheets):
    """But for the words that say where to cut, which stand along that line."""
    for name, sheet in sheets.items():
        for page, (width, height) in enumerate(sheet.sizes):
            card = "kort" in name
            for word in sheet.words[page]:
                low, high, fold = (
                    (word.top, word.bottom, height / 2) if card else (word.left, word.right, width / 2)
                )
                along_the_cut = page == 0 and word.bottom < 45 and not card
                beside_the_fold = along_the_cut or high <= fold - EDGE or low >= fold + EDGE
                to_the_edge = min(word.left, word.top, width - word.right, height - word.bottom)
                assert (True, True) == (beside_the_fold, to_the_edge >= EDGE), (name, page, word)


def test_an_office_printer_prints_all_of_a_folded_sheet(sheets):
    """The outer 4 mm of the paper are white, but for the line along which a leaflet is cut."""
    assert [] == [(name, edges) for name, sheet in sheets.items() if (edges := sheet.inked_edges())]


@pytest.mark.parametrize(
    ("name", "edge", "scaling"),
    [("familj", "Short", "/None"), ("grona-kortet", "Long", "/None"), ("apt-paket", "Long", None)],
)
def test_print_dialogue_proposes_the_right_edge(name, edge, scaling, example, press):
    with pikepdf.open(press(example, "norrby", name).file) as opened:
        viewer = opened.Root.ViewerPreferences
        assert (f"/DuplexFlip{edge}Edge", scaling, True) == (
            viewer.Duplex,
            viewer.get("/PrintScaling"),
            bool(viewer.DisplayDocTitle),
        )


def test_cover_of_a_packet_says_how_to_print_and_fold_and_the_leaflet_does_not(example, press):
    how = "Vänd längs kortsidan"

    assert how in press(example, "norrby", "familjepaket").text(0)
    assert how not in press(example, "norrby", "familj").text(0)


def test_a_packet_has_the_arabic_leaflet_as_it_is_folded(example, press, sheets):
    """On a leaf of its own, with the same halves as alone, and its tags in Arabic."""
    packet = press(example, "norrby", "familjepaket")
    lying = [page for page, (width, height) in enumerate(packet.sizes) if width > height]
    with pikepdf.open(packet.file) as opened:
        languages = [str(part.Lang) for part in opened.Root.StructTreeRoot.K]

    assert [halves(sheets[name], page) for name in ("familj", "familj-ar") for page in (0, 1)] == [
        halves(packet, page) for page in lying
    ]
    assert (True, 1) == (lying[2] % 2 == 0, languages.count("ar"))


def test_numbers_in_arabic_are_read_from_the_left(sheets):
    """On paper too: each number's figures lie in order, and what is Swedish between Arabic words."""
    expected = {("116", "111"): 0, ("070-174", "06", "21"): 0, ("070-174", "06", "20"): 1}
    for number, page in expected.items():
        words = sheets["familj-ar"].words[page]
        first = next(word for word in words if word.text == number[0] and page_line(words, word, number))
        line = sorted(page_line(words, first, number), key=lambda word: word.left)
        assert list(number) == [word.text for word in line]


def page_line(words, first, number):
    """Return the words of a number on the line that its first word stands on, or none if one lacks."""
    on_line = [word for word in words if abs(word.top - first.top) < 1 and word.text in number]
    return on_line if {*number} == {word.text for word in on_line} and len(on_line) == len(number) else []


@pytest.mark.parametrize("name", ["checklista-storstil", "familj-storstil"])
@pytest.mark.parametrize("slug", ["norrby", "kalix"])
def test_running_text_in_large_print_is_large(example, real, press, slug, name):
    """Eighteen points for all that is read; fourteen for signs such as *förslag*."""
    sheet = press(example if slug == "norrby" else real, slug, name)
    sizes = [round(run.size, 1) for run in sheet.runs if "/Figure" not in run.roles]
    small = [size for size in sizes if size < 18]

    assert min(sizes) >= 14
    assert len(small) < len(sizes) / 5, sorted(set(small))


@pytest.mark.parametrize("slug", ["ljusdal", "overtornea"])
def test_every_real_leaflet_fits_its_folder(real, press, slug):
    """Where most stands on it: one municipality is on its way in, and says so on each; one has a long name."""
    names = [
        name for name in sheets_in(real.binders[slug]) if re.fullmatch("familj(?!-storstil|epaket).*", name)
    ]

    assert len(names) == 6
    for name in names:
        printed = press(real, slug, name)
        assert {A4_LYING} == {tuple(map(round, size)) for size in printed.sizes}, name
