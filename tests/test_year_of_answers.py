"""From a web survey's file of 60 answers to all that shows them: every number is one counted apart here."""

import io
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import feedparser
import pytest
from icalendar import Calendar
from lxml import html
from openpyxl import load_workbook

from macros.checks import load
from macros.exchange.month_workbook import write_month_workbooks
from macros.paper.documents import Writer
from macros.records.binder import Binder
from macros.records.issues import make_issue
from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from macros.rendering.news_functions import write_mail
from macros.rendering.slides import make_slides
from macros.web.calendar_files import write_calendars
from macros.web.feeds import write_feeds
from tests.conftest import Copy, run_parmen
from tests.page_text import draw_page
from tests.survey_exports import COORDINATOR, MONTHS, list_coordinators, write_forms

AFTER = date(2027, 1, 15)
ANSWERS = list_coordinators()
QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
Numbers = dict[tuple[int, int], tuple[int, int]]
"""By first and last month: how many, and of how many."""


class Made(NamedTuple):
    """The invented area once the answers are read in."""

    shelf: Shelf
    binder: Binder
    said: str


@pytest.fixture
def made(example_copy: Copy, tmp_path: Path) -> Made:
    """Read the file in by the command; write a number of the information sheet."""
    folder = example_copy(
        {"areas/exempelbygden/newsletters/3.yaml": "date: 2027-01-15\ntitle: Så gick året\n"}
    )
    shutil.rmtree(folder / "areas/exempelbygden/figures")
    file = tmp_path / "svar.xlsx"
    file.write_bytes(write_forms(ANSWERS))
    where = ("--data", str(folder), "--area", "exempelbygden", "--survey", COORDINATOR)
    done = run_parmen("figures", "import", str(file), *where, "--today", AFTER.isoformat())
    assert 0 == done.exit_code, done.output
    shelf = load(folder, AFTER)
    return Made(shelf, shelf.binders["norrby"], done.output)


def count(meets: Callable[[dict[str, object]], bool]) -> Numbers:
    """Count answers by quarter, and in the whole year."""
    found = {}
    for first, last in (*QUARTERS, (1, 12)):
        own = [a for a in ANSWERS if first <= MONTHS.index(str(a["manad"]).split()[0]) + 1 <= last]
        found[first, last] = sum(map(meets, own)), len(own)
    return found


def holds(value: object, key: str) -> Callable[[dict[str, object]], bool]:
    """Return whether an answer holds a value."""

    def meets(answer: dict[str, object]) -> bool:
        given = answer[key]
        return value in given if isinstance(given, list) else value == given

    return meets


TRUE: dict[str, Numbers] = {
    "Antal SIP": count(lambda _: True),
    "Barnet var med": count(holds("Ja", "barnet-med")),
}
SERVICES = ("Elevhälsan", "Socialtjänsten", "BVC", "BUP")
SPREAD: dict[str, dict[str, Numbers]] = {
    "Samordnaransvar": {name: count(holds(name, "samordnare")) for name in SERVICES},
    "Enheter som var med": {name: count(holds(name, "enheter")) for name in SERVICES},
    "Kriterierna för SIP uppfyllda": {
        words: count(holds(words, "kriterier"))
        for words in ("Samtycke finns", "Det står vem som gör vad", "Planen är underskriven")
    },
}


def is_true(words: str, true: tuple[int, int]) -> bool:
    """Report whether what is said of a number is true of it, and tells no number under five."""
    number, of = true
    words = words.partition(" utan ")[0]
    if words in ("visas inte", "–"):
        return words == "visas inte"
    part, _, whole = words.partition(" av ")
    if whole and int(whole) > of:
        return False
    if part == "färre än fem":
        return number < 5
    if bounds := re.fullmatch(r"(\d+)–(\d+)", part):
        return int(bounds[1]) <= number <= int(bounds[2])
    if most := re.fullmatch(r"högst (\d+)", part):
        return number <= int(most[1])
    return part.isdigit() and int(part) == number >= 5


def words_of(element: html.HtmlElement) -> str:
    """Return the words of an element."""
    return " ".join(element.text_content().split())


def read_rows(text: str) -> Iterator[tuple[str, str, list[tuple[int, int, str]], str, str]]:
    """Yield a filled sheet's rows: measure, answer, cells by months, total and per cent."""
    table = html.fromstring(text).xpath("//table[contains(@class, 'filled')]")[0]
    for body in table.xpath("tbody"):
        measure = ""
        for row in body.xpath("tr"):
            name = re.sub(r"^.*röst: ?", "", words_of(row.xpath("th")[0])).removesuffix(" Exempel").strip()
            if "heading" in (row.get("class") or ""):
                measure = name
                continue
            cells, month = [], 1
            for cell in row.xpath("td[not(@class) or @class='none']")[:-1]:
                span = int(cell.get("colspan", 1))
                if "none" not in (cell.get("class") or ""):
                    cells.append((month, month + span - 1, words_of(cell)))
                month += span
            total, percent = row.xpath("td[@class='sum'] | td[@class='sum']/following-sibling::td[1]")
            yield measure or name, name if measure else "", cells, words_of(total), words_of(percent)


def test_every_number_that_is_shown_was_counted(made: Made) -> None:
    """On the page and the sheets, in the charts, the workbook, the slides and the information sheet."""
    shelf, binder, said = made
    for first, last in QUARTERS:
        number = TRUE["Antal SIP"][first, last][0]
        assert f"{MONTHS[first - 1]}–{MONTHS[last - 1]} 2026: {number} svar" in said.casefold()

    page, paper = draw_page(shelf, "uppfoljning", "norrby"), Writer(shelf, binder)
    checked = 0
    for text in (page, paper.sheet("manadsblad-ifyllt").html):
        for measure, answer, cells, total, percent in read_rows(text):
            true = SPREAD[measure][answer] if answer else TRUE.get(measure)
            if true is None:
                assert not cells, measure  # counted from a survey that nobody has answered
                continue
            for first, last, words in cells:
                assert is_true(words, sum_up(true, first, last)), (measure, answer, first, words)
            known = sum_up(true, cells[0][0], cells[-1][1], months_without(total))
            assert is_true(total, known), (measure, answer, total)
            shares = [int(number) for number in re.findall(r"\d+", percent)]
            if shares:
                low, high = (shares[0] if "högst" not in percent else 0), shares[-1]
                assert low <= (200 * known[0] + known[1]) // (2 * known[1]) <= high, (measure, percent)
            checked += len(cells)
    assert 60 < checked

    sips = [TRUE["Antal SIP"][quarter][0] for quarter in QUARTERS]
    book = load_workbook(io.BytesIO(dict(write_month_workbooks(shelf, binder))["siffror-2026.xlsx"]))["2026"]
    (row,) = [row for row in book.iter_rows(values_only=True) if row[0] == "Antal SIP"]
    assert [*sips, 60] == [number for number in row[1:] if isinstance(number, int)][:5]
    for drawn in (page, paper.sheet("aret-i-siffror").html):
        (months,) = re.findall(r"<title>Antal SIP 2026: ([^<]*)", drawn)
        (goal,) = re.findall(r"<title>Antal SIP: ([^<]*)", drawn)
        assert sips == [int(words) for words in re.findall(r"(\d+)(?:,|$)", months)]
        assert "60 hittills i år. Målet är 20: nått" == goal

    (figures,) = [s for s in make_slides(Renderer(shelf, binder, Web("norrby", 3))) if s.kind == "figures"]
    assert ("Siffror för oktober–december 2026", str(sips[3])) == (figures.title, figures.rows[0].text)
    renderer = Renderer(shelf, binder, Paper("norrby", "https://x.example"))
    mail = write_mail(make_issue(binder, "3"), binder, renderer.plain, "https://x.example/3/")
    sheet = words_of(html.fromstring(paper.sheet("informationsblad-3").html))
    for words in (" ".join(mail.split()), sheet):
        told = words.casefold().partition("siffror för oktober–december 2026")[2]
        assert f"antal sip: {sips[3]}" in told.replace(" (samordnad individuell plan)", "")[:20]


def test_the_days_are_the_same_wherever_they_are_told(made: Made) -> None:
    """Those that the data names, in the year's list, in the calendar and ahead in the information sheet."""
    shelf, binder, _ = made
    text = "".join(path.read_text("utf-8") for path in shelf.folder.rglob("*.yaml"))
    written = map(date.fromisoformat, re.findall(r"^ +when: (\d{4}-\d\d-\d\d)$", text, re.M))
    named = {day for day in written if day > AFTER}
    calendar = Calendar.from_ical(dict(write_calendars(shelf, binder))["kalender.ics"])
    dated = {event.decoded("dtstart") for event in calendar.walk("VEVENT") if "rrule" not in event}
    page = words_of(html.fromstring(draw_page(shelf, "uppfoljning", "norrby")))
    feed = feedparser.parse(dict(write_feeds(shelf, binder))["nytt.xml"])

    assert {date(2027, 3, 10), date(2027, 5, 12)} == named <= dated
    assert all(f"{day.day} {MONTHS[day.month - 1]}" in page for day in named)
    assert ["10 mars 2027"] == [a.words for a in make_issue(binder, "3").ahead if a.day == date(2027, 3, 10)]
    assert ("Informationsblad nr 3: Så gick året", False) == (feed.entries[0].title, bool(feed.bozo))


def months_without(total: str) -> set[int]:
    """Return the months that a total says it is without: *35 av 53 utan okt–dec*."""
    names = [month[:3] for month in MONTHS]
    missing: set[int] = set()
    for stretch in filter(None, re.split(", | och ", total.partition(" utan ")[2])):
        first, last = (names.index(name[:3]) for name in (stretch.split("–")[0], stretch.split("–")[-1]))
        missing |= {*range(first + 1, last + 2)}
    return missing


def sum_up(true: Numbers, first: int, last: int, without: Collection[int] = ()) -> tuple[int, int]:
    """Return a number in whole quarters."""
    quarters = [(f, t) for f, t in QUARTERS if first <= f and t <= last and f not in without]
    return sum(true[quarter][0] for quarter in quarters), sum(true[quarter][1] for quarter in quarters)
