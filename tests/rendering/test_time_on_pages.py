"""What is coming never stands where what holds should stand: laws, rules, the ribbon, the search."""

from datetime import date
from pathlib import Path

import pytest

from macros.checks import load
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.web.search.sections import read_sections
from tests.edits import copy_example
from tests.timeline import lay_out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with something coming and ending of each kind."""
    return lay_out(copy_example(tmp_path_factory.mktemp("pages") / "data"))


@pytest.fixture
def shelf(folder: Path, today: date) -> Shelf:
    """That example, on the day that a test gives as ``today``."""
    return load(folder, today)


def drawn(shelf: Shelf, component: str, record: object, slug: str = "norrby") -> str:
    """Draw a component on a page of a municipality."""
    return str(Renderer(shelf, shelf.binders[slug], Web(slug, 2)).component(component, record))


@pytest.mark.parametrize(
    ("today", "titles"),
    [
        (date(2027, 6, 30), {"current": "Samtycke bryter sekretess", "coming": "Den nya planen"}),
        (date(2027, 7, 1), {"current": "Den nya planen"}),
        (date(2027, 11, 1), {"ended": "Samtycke bryter sekretess"}),
    ],
)
def test_paragraphs_are_grouped_by_their_standing(shelf: Shelf, titles: dict[str, str]) -> None:
    """One with a last day ahead is in force."""
    groups = {
        standing: [law.title.fill(str) for law in shelf.laws_that_are(standing)]
        for standing in ("current", "coming", "ended")
    }

    assert all(title in groups[standing] for standing, title in titles.items())
    assert len(shelf.laws) == sum(map(len, groups.values()))


@pytest.mark.parametrize(
    ("today", "title"),
    [
        (date(2027, 6, 30), "Den nya planen gäller från 1 juli 2027"),
        (date(2027, 7, 1), "Den nya planen"),
    ],
)
def test_search_hit_of_a_coming_paragraph_is_marked_in_its_title(shelf: Shelf, title: str) -> None:
    """As it is one that has ended."""
    page = f"<article><h1>Lagar</h1>{drawn(shelf, 'law_list', [*shelf.laws.values()])}</article>"
    titles = {section.anchor: section.title for section in read_sections(page)}

    assert title == titles["sol-2027-sip"]
    assert "Samordnad individuell plan, den gamla lagen upphörde 30 juni 2025" == titles["sol-2001-sip"]
    assert "Samordnad individuell plan" == titles["sol-sip"]


def test_future_last_day_of_a_paragraph_is_no_end(folder: Path) -> None:
    """It applies to that day, and says by what it is replaced."""
    shelf = load(folder, date(2027, 10, 31))
    law = shelf.laws["osl-samtycke"]
    replaced = law.model_copy(update={"replaced_by": shelf.laws["sol-sip"].replaces})
    html = drawn(shelf, "law_list", [replaced])

    assert "Gäller till och med 31 oktober 2027, ersätts av Socialtjänstlag (2001:453) 2 kap. 7 §." in html
    assert "pphör" not in html
    assert "" == drawn(shelf, "in_force", law)


def test_coming_rule_is_not_counted_with_before_its_day(folder: Path) -> None:
    """The helper says so, and refuses a day before it; from its day it counts."""
    before, after = (load(folder, day) for day in (date(2027, 2, 28), date(2027, 3, 1)))
    early, on_time = (
        drawn(shelf, "deadline", shelf.binders["norrby"].routine.meeting) for shelf in (before, after)
    )

    assert "Regeln gäller från 1 mars 2027." in early
    assert 'data-begins="2027-03-01" data-early="Gäller från 1 mars 2027."' in early
    assert "data-begins" not in on_time
    assert "<strong>inom tio dagar</strong>." in on_time
    assert 'data-window="4 2027-04-01 2027-12-31"' in on_time


@pytest.mark.parametrize(
    ("today", "says", "silent"),
    [
        (date(2027, 4, 30), "Gäller från 1 maj 2027", "Har gått ut"),
        (date(2027, 5, 1), "", "Gäller från"),
        (date(2028, 3, 1), "Texten gällde till och med februari 2028.", "Gäller från"),
        (date(2029, 7, 1), "Norrby har lämnat samarbetet.", "Gäller från"),
    ],
)
def test_ribbon_says_whether_the_routine_applies(shelf: Shelf, says: str, silent: str) -> None:
    """Here, and at all."""
    html = drawn(shelf, "ribbon", shelf.binders["norrby"].routine)

    assert says in html
    assert silent not in html


@pytest.mark.parametrize(
    ("today", "word"),
    [
        (date(2026, 12, 31), "Gäller från 1 januari 2027"),
        (date(2030, 1, 1), "Överenskommelsen gällde till och med december 2029"),
    ],
)
def test_ribbon_stands_over_every_page_that_rests_on_the_agreement(shelf: Shelf, word: str) -> None:
    """Also where the page's own record has no control: the checklist, the flow, the leaflet."""
    binder = shelf.binders["norrby"]
    for record in (binder.checklists["samverkan"], binder.flow, binder.leaflets["familj"], binder.agreement):
        assert word in drawn(shelf, "ribbon", record)


@pytest.mark.parametrize(
    ("today", "label"),
    [(date(2027, 6, 30), "member"), (date(2027, 7, 1), "left")],
)
def test_one_that_leaves_is_a_member_to_its_last_day(shelf: Shelf, label: str) -> None:
    """On the shelf, where each binder stands."""
    html = str(Renderer(shelf, None, Web()).component("shelf", shelf))
    binder = html[: html.index(">Söderby</a>")].rpartition('class="binder ')[2].partition('"')[0]

    assert label == binder
