"""Every boundary in the data, the day before, on and after: the words on page and sheet, and the fingerprint.

Pages are drawn from their patterns and sheets as HTML: no site is built and nothing is laid out.
"""

import html
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from macros.checks import load
from macros.paper.documents import Writer
from macros.records.schedule import NOTICE
from macros.records.values import MONTHS, When
from macros.records.whole_shelf import Shelf
from tests.conftest import ROOT, TODAY
from tests.edits import copy_example
from tests.page_text import draw_page
from tests.timeline import boundaries, lay_out

SHEETS = ("rutin", "grona-kortet", "overenskommelse", "familj")
PAGES = ("rutin", "overenskommelse", "nytt")
_MONTHS = "|".join(MONTHS)
_SAYS = re.compile(
    r"(?P<words>[Uu]pphörde|[Gg]ällde till och med|[Gg]äller till och med|[Gg]äller från|[Gg]äller sedan|[Bb]örjar gälla) "
    rf"(?P<day>(?:\d{{1,2}} )?(?:(?:{_MONTHS}) )?\d{{4}})\b"
)
_TAG = re.compile(r"<[^>]*>")

pytestmark = pytest.mark.slow


def move_today(shelf: Shelf, today: date) -> Shelf:
    """Return a shelf that is the same but for the day."""
    binders = {slug: binder.model_copy() for slug, binder in shelf.binders.items()}
    for binder in binders.values():
        binder.__dict__["_today"] = today
    return replace(shelf, today=today, binders=binders)


def draw_words(shelf: Shelf, slug: str) -> str:
    """Return what a municipality's pages and sheets say, and the page of laws, as plain words."""
    sheets = map(Writer(shelf, shelf.binders[slug]).sheet, SHEETS)
    texts = [draw_page(shelf, name, slug) for name in PAGES] + [draw_page(shelf, "lagar")]
    texts += [f"{sheet.title}\n{sheet.html}\n{sheet.margin}" for sheet in sheets]
    marked = re.sub(r'data-text="([^"]*)"', r">\1<", "\n".join(texts))
    return " ".join(html.unescape(_TAG.sub(" ", marked)).split())


@cache
def parse_day(words: str) -> When:
    """Read a day, a month or a year in Swedish words."""
    *parts, year = words.split()
    month = [f"{MONTHS.index(part) + 1:02}" for part in parts if part in MONTHS]
    day = [f"{int(part):02}" for part in parts if part.isdecimal()]
    return When("-".join([year, *month, *day]))


def list_untrue(text: str, today: date) -> Iterator[str]:
    """Yield what a text says of a day that is not so today."""
    for match in _SAYS.finditer(text):
        when = parse_day(match["day"])
        truths = {
            "upphörde": when.last < today,
            "gällde till och med": when.last < today,
            "gäller till och med": today <= when.last,
            "gäller från": today < when.first,
            "gäller sedan": when.first <= today,
            "börjar gälla": today < when.first,
        }
        if not truths[match["words"].lower()]:
            yield match[0]


@pytest.fixture(scope="module")
def moving(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Shelf]:
    """The example with something coming and ending of each kind."""
    folder = lay_out(copy_example(tmp_path_factory.mktemp("timeline") / "data"))
    return folder, load(folder, TODAY)


@pytest.fixture(scope="module")
def words_by_day(moving: tuple[Path, Shelf]) -> dict[date, str]:
    """What Norrby's pages and sheets say around every boundary ahead."""
    folder, shelf = moving
    days = boundaries(folder, TODAY, date(2030, 2, 1))
    return {day: draw_words(move_today(shelf, day), "norrby") for day in days}


def test_no_page_or_sheet_says_what_is_not_so_today(words_by_day: dict[date, str]) -> None:
    """Nothing coming has ended, nothing ended is to come: on any day around a boundary."""
    assert len(words_by_day) > 60
    assert {} == {
        day: wrong for day, text in words_by_day.items() if (wrong := sorted(set(list_untrue(text, day))))
    }


@pytest.mark.parametrize(
    ("says", "first", "last"),
    [
        ("Gäller från 1 januari 2027", None, date(2026, 12, 31)),
        ("Överenskommelsen gällde till och med december 2029", date(2030, 1, 1), None),
        ("Texten gäller inte än", None, date(2027, 1, 31)),
        ("Texten gällde till och med februari 2028", date(2028, 3, 1), None),
        ("skulle ha setts över 29 februari 2028", date(2028, 3, 1), None),
        ("Gäller från 1 mars 2027: inom tio dagar", None, date(2027, 2, 28)),
        ("Gällde till och med 30 juni 2028, ingen senare uppgift", date(2028, 7, 1), None),
        ("en fredag kl. 10–15 (gäller från 1 april 2027)", None, date(2027, 3, 31)),
        ("Inom tio dagar, en fredag kl. 10–15", date(2027, 4, 1), date(2027, 12, 31)),
        ("gällde till och med 31 december 2027, ingen senare uppgift", date(2028, 1, 1), None),
        ("Norrby är på väg in", None, date(2027, 4, 30)),
        ("Norrby är med sedan 1 maj 2027, till och med 30 juni 2029", date(2027, 5, 1), date(2029, 6, 30)),
        ("Norrby har lämnat samarbetet 30 juni 2029", date(2029, 7, 1), None),
        ("11 kap. 1 § gäller från 1 juli 2027, till dess gäller Socialtjänstlag (2025:400) 10 kap. 8 §", None, date(2027, 6, 30)),
        ("Kommer att gälla", None, date(2027, 6, 30)),
        ("Den nya planen gäller från 1 juli 2027", None, date(2027, 6, 30)),
        ("Samtycke bryter sekretess upphörde 31 oktober 2027", date(2027, 11, 1), None),
        ("Gäller till och med 31 oktober 2027", None, date(2027, 10, 31)),
        ("Gäller från 28 mars 2027 Två veckor", None, date(2027, 3, 27)),
        ("har inte gått med än", None, date(2027, 7, 31)),
    ],
)  # fmt: skip
def test_words_stand_from_their_first_day_to_their_last(
    says: str, first: date | None, last: date | None, words_by_day: dict[date, str]
) -> None:
    """And on no other day around a boundary."""
    here = [day for day, text in words_by_day.items() if says in text]

    assert [day for day in words_by_day if (first or date.min) <= day <= (last or date.max)] == here
    assert here
    assert first is None or first - timedelta(days=1) in words_by_day
    assert last is None or last > max(words_by_day) or last + timedelta(days=1) in words_by_day


def test_fingerprint_changes_when_what_is_shown_does(
    moving: tuple[Path, Shelf], words_by_day: dict[date, str]
) -> None:
    """A binder that says something else than yesterday is built again."""
    _, shelf = moving
    binder = shelf.binders["norrby"]
    fingerprints = {day: replace(shelf, today=day).fingerprint(binder) for day in words_by_day}
    days = list(words_by_day)
    changes = [(a, b) for a, b in itertools.pairwise(days) if words_by_day[a] != words_by_day[b]]

    assert len(changes) > 12
    assert [] == [(a, b) for a, b in changes if fingerprints[a] == fingerprints[b]]


def test_fingerprint_changes_on_no_day_without_a_boundary(moving: tuple[Path, Shelf]) -> None:
    """Each day of 13 months: a change is by the first day of something named, a month ahead, or after its last."""
    folder, shelf = moving
    binder = shelf.binders["norrby"]
    first, last = date(2027, 3, 1), date(2028, 4, 1)
    near = set(boundaries(folder, first, last))
    near |= {day - NOTICE for day in boundaries(folder, first + NOTICE, last + NOTICE)}
    days = [first + timedelta(days=step) for step in range((last - first).days)]
    fingerprints = {day: replace(shelf, today=day).fingerprint(binder) for day in days}
    changed = {b for a, b in itertools.pairwise(days) if fingerprints[a] != fingerprints[b]}

    tried = {date(2027, *day) for day in ((3, 27), (3, 28), (6, 15), (11, 1))}
    assert {date(2027, 3, 28), date(2027, 11, 1)} == tried & changed
    assert [] == sorted(changed - near)


@pytest.mark.parametrize(
    ("data", "slug"), [("data", "kalix"), ("data", "hudiksvall"), ("tests/exempel", "soderby")]
)
def test_the_projects_own_data_says_what_is_so(data: str, slug: str) -> None:
    """Around each of its boundaries within some years of today."""
    shelf = load(Path(data), TODAY)
    days = boundaries(ROOT / data, date(2026, 11, 1), date(2028, 2, 1))
    wrong = {
        day: sorted(set(list_untrue(draw_words(move_today(shelf, day), slug), day))) for day in days[::3]
    }

    assert days
    assert {} == {day: words for day, words in wrong.items() if words}


def test_the_sweep_sees_an_untrue_word() -> None:
    """A law of tomorrow that has ended, an agreement of yesterday that is to come."""
    text = "Upphörde 31 december 2027. Gäller från 1 januari 2027. Gäller till och med juni 2027."

    assert [
        ["Upphörde 31 december 2027"],
        ["Upphörde 31 december 2027", "Gäller från 1 januari 2027"],
        ["Gäller från 1 januari 2027", "Gäller till och med juni 2027"],
    ] == [[*list_untrue(text, day)] for day in (date(2026, 12, 31), date(2027, 1, 1), date(2028, 1, 1))]
