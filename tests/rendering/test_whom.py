"""Whom it is about: the same components name a child, a young person or an adult."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros.checks import check, load
from macros.paper.documents import Writer
from macros.records.registry import DOCUMENTS, PAGES
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web, texts
from macros.rendering.age_choices import AgeChoices, choose_ages
from tests.conftest import EXAMPLE, ROOT
from tests.edits import copy_example, edit_example
from tests.page_text import draw_page
from tests.sites import TODAY

ADULTS = ROOT / "tests" / "vuxna"
OF_CHILDREN = re.compile(
    r"(?i)\b(?:barn|barnets?|ungas?|ungdom\w*|vårdnadshav\w*|förälder|föräldra?\w*|familj\w*|elev\w*)\b"
)
SEEN = {"alt", "aria-label", "data-name", "data-privacy", "data-rule", "placeholder", "title", "value"}
INDEX = "agreements/exempelavtalet/index.yaml"


class _Words(HTMLParser):
    """Collects the words of some HTML, and those that its attributes hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.pieces.append(data)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the attributes say."""
        self.pieces += [value or "" for name, value in attrs if name in SEEN]


@pytest.fixture(scope="module")
def adults(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The shelf of an invented collaboration around adults."""
    folder = Path(shutil.copytree(ADULTS, tmp_path_factory.mktemp("adults") / "data"))
    for name in ("accessibility", "laws", "site"):
        shutil.copy(EXAMPLE / f"{name}.yaml", folder)
    (folder / "glossary.yaml").write_text("- {id: plan, term: plan, text: Det som är bestämt.}\n")
    return load(folder, TODAY)


def find_fixed_words(html: str, shelf: Shelf) -> list[str]:
    """Return the words about children that the data has not written: not its duty to report, nor a law."""
    duty = shelf.agreements["sip-vuxna"].duty
    assert duty is not None
    words = " ".join(" ".join(_Words("".join(html.partition("<body")[1:]) or html).pieces).split())
    for said in (duty.title, duty.short, duty.text, *(law.title for law in shelf.laws.values())):
        words = words.replace(texts.plain(said), "")
    return OF_CHILDREN.findall(words.replace("/almby/familj", ""))


@pytest.mark.parametrize("tab", [tab.name for tab in PAGES])
def test_no_page_about_adults_speaks_of_children(adults: Shelf, tab: str) -> None:
    """Neither in its text nor in its attributes, but for the duty to report, which the data words itself."""
    assert [] == find_fixed_words(draw_page(adults, tab, "almby"), adults)


def test_neither_does_the_first_page_nor_a_title(adults: Shelf) -> None:
    """The entrances of the site, the tabs and the names of the sheets."""
    binder = adults.binders["almby"]
    titles = [texts.tab_title(tab, binder) for tab in PAGES]
    titles += [texts.plain(title, binder) for title in binder.titles.values()]

    assert [] == find_fixed_words(draw_page(adults, "index"), adults)
    assert [] == OF_CHILDREN.findall(" ".join(titles))
    assert "Den enskilde" in titles


@pytest.mark.parametrize("name", ["kallelse", "enkat", *(document.name for document in DOCUMENTS)])
def test_no_sheet_about_adults_speaks_of_children(adults: Shelf, name: str) -> None:
    """The same on paper, with what stands in the margins."""
    sheet = Writer(adults, adults.binders["almby"]).sheet(name)

    assert [] == find_fixed_words(sheet.html + sheet.margin, adults)


def test_the_duty_to_report_stays_first_in_the_agreements_own_words(adults: Shelf) -> None:
    """It holds for whoever meets a child in the family, so it is never silently absent."""
    page = draw_page(adults, "rutin", "almby")

    assert "Finns det barn i familjen som du misstänker far illa?" in page
    assert page.index('class="duty"') < page.index('class="lead"')


def test_without_words_of_its_own_an_agreement_has_the_sites_duty(tmp_path: Path) -> None:
    """The words of the components change; the duty to report does not."""
    shelf = load(
        copy_example(tmp_path / "data", edit_example(INDEX, ("ages:", "whom: adults\nages:"))), TODAY
    )
    page = draw_page(shelf, "rutin", "norrby")

    assert "Misstänker du att ett barn far illa?" in page
    assert "här är den enskilde med" in page


@pytest.mark.parametrize(
    ("whom", "words"),
    [
        ("children", "Barnet är med. Hur gammalt är barnet? Du är barn, ung eller vårdnadshavare."),
        ("young", "Den unga är med. Hur gammal är den unga? Du är ung eller vårdnadshavare."),
        (
            "adults",
            "Den enskilde är med. Hur gammal är den enskilde? Du är den som det gäller, eller närstående.",
        ),
        (
            "everyone",
            "Personen är med. Hur gammal är personen? "
            "Du är den som det gäller, vårdnadshavare eller närstående.",
        ),
    ],
)
def test_the_words_follow_whom_it_is_about(tmp_path: Path, whom: str, words: str) -> None:
    """One line in the agreement chooses them all."""
    files = edit_example(INDEX, ("ages:", f"whom: {whom}\nages:"))
    shelf = load(copy_example(tmp_path / "data", files), TODAY)
    word = Renderer(shelf, shelf.binders["norrby"], Web()).word
    said = f"{word('Barnet')} är med. {word('Hur gammalt är barnet')}? "

    assert words == f"{said}Du är {word('barn, ung eller vårdnadshavare')}."
    assert word("barn") == Renderer(shelf, None, Web()).word("barn")


def test_a_term_of_ones_own_goes_before_the_standing_word(tmp_path: Path) -> None:
    """An area that says *eleven* writes that form, and the others stay."""
    terms = "terms:\n  eleven:\n    forms:\n      barnet: eleven\n"
    files = edit_example("areas/exempelbygden/index.yaml", ("places:", f"{terms}places:"))
    shelf = load(copy_example(tmp_path / "data", files), TODAY)
    word = shelf.binders["norrby"].word

    assert ["Eleven", "barnets"] == [word("Barnet"), word("barnets")]


def test_templates_name_the_child_only_through_a_word() -> None:
    """What stands fixed in a template would be said of adults too."""
    files = [*ROOT.glob("overrides/**/*.html"), *ROOT.glob("docs/_kommun/*.md"), ROOT / "docs/index.md"]
    files += [*ROOT.glob("docs/assets/*.js")]
    outside = re.compile(
        r"(?s)word\([\"'][^\"']*[\"']\)|\{#.*?#\}|/\*.*?\*/|[\"'(/-]familj\b|\.familj\b|enkat-(?:barn|elev)|familjepaket"
    )

    assert [] == [
        (file.name, found)
        for file in files
        if (found := OF_CHILDREN.findall(outside.sub("", file.read_text(encoding="utf-8"))))
    ]


def test_ages_are_changed_by_a_lower_level_and_stand_in_texts(tmp_path: Path) -> None:
    """The agreement's ages fill ``{ages}``; a municipality that has others replaces them."""
    town = edit_example("municipalities/norrby.yaml", ("county:", "ages: 6–16 år\ncounty:"))
    shelf = load(copy_example(tmp_path / "data", town), TODAY)
    norrby, soderby = shelf.binders["norrby"], shelf.binders["soderby"]
    for_whom = norrby.agreement.for_whom

    assert "Barn och unga 6–16 år som" in texts.plain(for_whom, norrby)
    assert "unga från före födseln till och med 20 år som" in texts.plain(for_whom, soderby)
    assert "<small>6–16 år</small>" in draw_page(shelf, "index")


def test_empty_ages_are_one_message_at_the_text(tmp_path: Path) -> None:
    """Nobody has said the ages, but a text prints them."""
    files = edit_example(INDEX, ("ages: från före födseln till och med 20 år\n", ""))
    _, problems = check(copy_example(tmp_path / "data", files), TODAY)

    assert ["platshållaren ”{ages}” är tom"] == [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("ages", "services", "choices"),
    [
        ("", "", AgeChoices(0, 19, older=False, matter=True)),
        ("ages: från före födseln till 23 år", "", AgeChoices(-1, 22, older=False, matter=True)),
        ("ages: från 16 år", "", AgeChoices(16, 20, older=True, matter=True)),
        ("", "  ages: från 65 år", AgeChoices(0, 65, older=True, matter=True)),
        ("ages: 6–12 år", "", AgeChoices(6, 12, older=False, matter=True)),
    ],
)
def test_the_ages_to_choose_go_up_to_the_highest_in_the_data(
    tmp_path: Path, ages: str, services: str, choices: AgeChoices
) -> None:
    """The binder's own ages bound them; where some have no end, the last stands for all that follow."""
    files = edit_example(
        INDEX,
        ("ages: från före födseln till och med 20 år\n", f"{ages}\n" if ages else ""),
        ("Barn och unga {ages} som", "De som"),
    )
    if services:
        files |= edit_example(
            "agreements/exempelavtalet/services.yaml",
            ("  call_when: Du miss", f"{services}\n  call_when: Du miss"),
        )
    shelf = load(copy_example(tmp_path / "data", files), TODAY)

    assert choices == choose_ages(shelf.binders["norrby"])


def test_ages_stand_beside_a_service_only_where_some_are_written(example: Shelf) -> None:
    """A service for everyone has none, and its row is found whatever age is chosen."""
    rows = draw_page(example, "kontakter", "norrby").split('<tr data-service="')[1:]
    ages = {row.partition('"')[0]: re.findall(r'<span class="hint">([^<]*år)</span>', row) for row in rows}
    bounds = {row.partition('"')[0]: re.findall(r'data-(m..="[^"]*")', row.partition(">")[0]) for row in rows}

    assert {
        "elevhalsa": ["6–19 år"],
        "bvc": ["till och med 5 år"],
        "bup": ["6–17 år"],
        "socialtjanst": [],
    } == ages
    assert [] == bounds["socialtjanst"]
    assert ['min="6"', 'max="17"'] == bounds["bup"]


def test_a_hand_over_says_who_takes_over_when_and_who_keeps_the_duty(adults: Shelf) -> None:
    """The one who hands over is responsible until the next has said yes; on the page and on paper."""
    binder = adults.binders["almby"]
    kept = "Avdelningen har kvar ansvaret tills Äldreomsorgen har sagt ja."

    for html in (draw_page(adults, "rutin", "almby"), Writer(adults, binder).sheet("rutin").html):
        assert "18–64 år" in html
        assert "lämnar över till <strong>Äldreomsorgen</strong>" in html
        assert kept in html
