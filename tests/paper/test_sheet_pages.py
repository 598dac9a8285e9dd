"""What an office printer and a stapler ask of every page, and what a reader asks of its foot and its head."""

import re
from collections import defaultdict

import pytest

from macros.paper.documents import packet_of, parts_of
from macros.paper.pdf import render
from macros.project import ASSETS
from tests.paper.printed import Printed, Run, list_ua_faults

BINDING = 20.0
"""The margin for holes and staples, in mm. Drawn rings and nothing else may stand in it."""

FOOT = 22.0
COLUMN = (-25.0, 75.0)
"""How far to the sides of a heading's start its own text may begin, in mm."""

NEAR_THE_FOOT = 10.0

SHEETS = [
    ("norrby", "rutin"),
    ("norrby", "kontakter"),
    ("norrby", "overenskommelse"),
    ("norrby", "introduktion"),
    ("norrby", "flode"),
    ("norrby", "familj-storstil"),
    ("norrby", "apt-paket"),
    ("norrby", "styrgruppspaket"),
    ("kalix", "rutin"),
    ("kalix", "kontakter"),
    ("kalix", "overenskommelse"),
    ("kalix", "apt-paket"),
]
"""What the example has of several pages, a packet with holes and tabs, and the longest real sheets."""


@pytest.fixture(scope="module", params=SHEETS, ids="/".join)
def sheet(request, example, real, press) -> Printed:
    """Print a sheet or a packet, which others have perhaps printed."""
    slug, name = request.param
    return press(example if slug == "norrby" else real, slug, name)


def test_nothing_is_printed_where_the_printer_cannot(sheet):
    """The tab of the register, too, stands inside of the printable area. Only a line to cut along does not."""
    assert [] == sheet.inked_edges()


def test_there_is_room_for_holes_and_staples(sheet):
    """On a right-hand page to the left, on a left-hand page to the right; rings at most mark the holes."""
    runs = defaultdict(list)
    for run in sheet.runs:
        runs[run.page].append(run.x)
    for page, (width, height) in enumerate(sheet.sizes):
        framed = "Sida" in sheet.text(page, top=260)  # labels are not put in a binder
        if framed and runs[page] and (round(width), round(height)) == (210, 297):
            right = max(word.right for word in sheet.words[page])
            assert min(runs[page]) >= BINDING or right <= 210 - BINDING, page + 1


def test_no_heading_is_left_alone_at_the_foot(sheet):
    """Below a heading stand at least two lines of what it is the heading of, or what is drawn there."""
    assert not _lonely(sheet)


def test_a_heading_left_alone_would_be_found(tmp_path):
    head = '<!doctype html><html lang="sv"><head><title>x</title></head><body class="sheet a4"><main>'
    rest = (
        '<h1>x</h1><p>a</p><p>b</p><div style="height: 214mm"></div><h2 style="break-after: auto; margin: 0">y</h2>'
        + "<p>ord</p>" * 30
    )
    for name, body in (("alone", rest), ("together", rest.replace("214", "190"))):
        (tmp_path / name).write_bytes(render(f"{head}{body}</main></body></html>"))

    assert [len(_lonely(Printed(tmp_path / name))) for name in ("alone", "together")] == [1, 0]


def _lonely(printed: Printed) -> list[tuple[int, int, int]]:
    """Give page and place of each heading at a page's foot whose text is on the next page."""
    runs = printed.runs
    return [
        (run.page + 1, round(run.x), round(run.y))
        for at, run in enumerate(runs)
        if run.heading and _goes_on_over_the_page(printed, runs, at)
    ]


def _goes_on_over_the_page(printed: Printed, runs: list[Run], at: int) -> bool:
    """Tell whether a heading stands at its page's foot with fewer than two lines below it."""
    heading = runs[at]
    rest = runs[at + 1 :]
    below = [
        run
        for run in rest
        if run.page == heading.page and run.y > heading.y + 1 and COLUMN[0] < run.x - heading.x < COLUMN[1]
    ]
    lines = {round(run.y) for run in below if not run.heading}
    if len(lines) >= 2:
        return False
    own = [run for run in rest if not run.heading][: len(lines) + 1]
    goes_on = bool(own) and own[-1].page == heading.page + 1
    lowest = max([run.y for run in below], default=heading.y)
    return goes_on and lowest > printed.sizes[heading.page][1] - FOOT - NEAR_THE_FOOT


def test_every_piece_of_a_table_has_its_header_and_a_row(sheet):
    tables = defaultdict(list)
    for run in sheet.runs:
        if table := run.inside("/Table"):
            tables[table].append(run)
    for runs in tables.values():
        heads = {run.page: run.y for run in runs if run.inside("/THead")}
        bodies = {run.page for run in runs if run.inside("/TBody")}
        if not bodies:  # rows to write in: there must be room for one at least
            assert all(y < sheet.sizes[page][1] - FOOT - NEAR_THE_FOOT for page, y in heads.items())
        elif heads:
            assert heads.keys() == bodies


def test_what_one_reads_is_set_in_nine_points_or_more(sheet):
    """In drawings too. The card and the leaflet, which are folded, have a smaller line each."""
    small = {(run.page + 1, run.size) for run in sheet.runs if run.size < 8.95}
    framed = {page for page, (width, _) in enumerate(sheet.sizes, 1) if "Sida" in sheet.text(page - 1)}

    assert [] == sorted((page, size) for page, size in small if page in framed)


@pytest.mark.parametrize("style", ["print.css", "components.css"])
def test_no_style_of_a_sheet_is_smaller_than_nine_points(style):
    """Feet and margins, which are not read aloud, are held by this."""
    css = re.sub(r"/\*.*?\*/", "", (ASSETS / style).read_text("utf-8"), flags=re.DOTALL)
    rules = re.findall(r"([^{};]+)\{[^{}]*?(?:font-size|--label): ([\d.]+)pt", css)
    small = [selector.strip() for selector, points in rules if float(points) < 9]

    assert rules
    assert small == (
        [".card_back .end", ".panel .control-line, .panel.left .states"] if style == "print.css" else []
    )


def test_it_is_pdf_ua(sheet):
    assert [] == list_ua_faults(sheet.file)


def test_packet_for_the_workplace_meeting_begins_with_a_cover_and_an_empty_back(real, press):
    """The cover's back says that it is empty; the agenda stands first after it."""
    printed = press(real, "kalix", "apt-paket")

    assert (11, "Tom sida Paketet 2") == (len(printed.sizes), printed.text(1))
    assert "Dagordning" in printed.text(2, top=20)


def test_sheets_for_workplace_and_family_have_a_page_each_where_they_say_more(real, press):
    """Ljusdal has not joined: each of its sheets says so, and still stands on one page."""
    binder = real.binders["ljusdal"]
    own = [("ljusdal", "fore-motet"), ("ljusdal", "samtalskarta")]
    parts = [*parts_of(binder, packet_of(binder, "apt-paket")), *own]
    sheets = [press.maker(real).document(*part) for part in parts]

    assert {} == {sheet.name: sheet.pages for sheet in sheets if sheet.pages > 1}


def test_routine_prints_meetings_that_no_step_shows_and_its_ladder(example, press):
    """A meeting by its cadence; each stage with its kind of time, on one page."""
    printed = press(example, "soderby", "rutin")
    pages = [" ".join(printed.text(page).split()) for page in range(len(printed.sizes))]
    stages = ("När vi inte är överens", "Inom 24 timmar", "Inom två arbetsdagar", "Inom fem arbetsdagar")

    assert any("Arbetsgruppen Gäller i Söderby Varannan vecka" in page for page in pages)
    assert 1 == sum(all(stage in page for stage in stages) for page in pages)
