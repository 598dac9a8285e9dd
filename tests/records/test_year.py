"""The year of a binder: what comes in which month, what has none, and what is cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from macros.drawing.year_wheel import WheelMark, year_wheel
from macros.records.due import falling_due
from macros.records.whole_shelf import Shelf
from macros.records.year import Year, YearDay, find_year
from macros.rendering import Paper, Renderer, Web

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def year(example: Shelf) -> Year:
    """Return the year of the invented municipality."""
    return find_year(example, example.binders["norrby"])


def read(days: list[YearDay] | tuple[YearDay, ...]) -> list[str]:
    """Return what comes, with its label and when."""
    return [f"{day.label} {day.when}: {day.entry.words}".strip() for day in days]


def test_a_year_is_twelve_months_from_this_one(year: Year) -> None:
    """What comes twice has two numbers; a stretch stands in the month when it ends, as in parmen due."""
    months = {month.name: read(month.days) for month in year.months if month.days}

    assert (12, "november 2026–oktober 2027") == (len(year.months), year.name)
    assert {
        "december 2026": ["1 varje termin: Gå igenom enkäterna"],
        "januari 2027": ["2 : Genomgång på APT", "3 i januari varje år: Skriv en rapport om året"],
        "mars 2027": [
            "4 senast den 1 mars varje år: Lämna statistiken till Region Granland",
            "5 10 mars: Möte 1",
            "6 mars 2027: Gör en lista över lokaler",
        ],
        "maj 2027": ["7 12 maj: Extra möte"],
        "juni 2027": [
            "8 varje termin: Gå igenom enkäterna",
            "9 30 juni: Överenskommelsen Exempelavtalet ska ses över",
        ],
    } == months


def test_what_has_no_month_stands_apart(year: Year) -> None:
    """In the middle what comes all the time; then what is later, and the meetings that have no day."""
    assert ["A varje månad: Arbetsgruppen", "B två gånger om året: Lokal styrgrupp"] == read(year.continuous)
    assert ["hösten 2027", "31 december 2027"] == [day.entry.when for day in year.later]
    assert {"Möte 2", "Nästa APT"} <= {day.entry.words for day in year.undated}
    assert ["Gå igenom rutinen på alla arbetsplatser", "Det enkäterna visade"] == [
        day.entry.words for day in year.overdue
    ]


def test_the_year_and_the_list_of_what_falls_due_agree(example: Shelf, year: Year) -> None:
    """Each planned thing of the list stands in the year, but the cancelled in the year alone."""
    listed = {
        due.key.rpartition("/")[2]: due.day
        for due in falling_due(example, 340)
        if due.kind in ("meeting", "task") and not due.overdue
    }
    first = {day.entry.key.partition("/")[2]: day.day for day in reversed(year.days)}
    cancelled = [day.entry.key for day in year.days if day.entry.cancelled]

    assert ["meeting/steering.meetings.extra.when"] == cancelled
    assert listed == {key: day for key, day in first.items() if key in listed}
    assert "steering.meetings.extra.when" not in listed


def test_the_next_dates_are_one_of_each_sort(example: Shelf, year: Year) -> None:
    """What is cancelled is none of them; on the day itself it is still the next."""
    titles = [day.entry.words for day in year.next_days(TODAY)]
    after = find_year(replace(example, today=date(2027, 3, 11)), example.binders["norrby"])

    assert "Möte 1" in titles
    assert 3 == len(titles)
    assert {"meeting"}.isdisjoint(day.entry.ring for day in after.next_days(date(2027, 3, 11)))


def test_a_review_that_is_late_stands_out(example: Shelf) -> None:
    """Nobody is told that it comes."""
    late = find_year(replace(example, today=date(2027, 8, 1)), example.binders["norrby"])

    words = [day.entry.words for day in late.overdue]
    assert "Gör en lista över lokaler" in words
    assert ["Det enkäterna visade", "Överenskommelsen Exempelavtalet ska ses över"] == words[-2:]


def test_a_meeting_that_is_called_a_month_is_in_it(real: Shelf) -> None:
    """Twelve meetings of a real binder, none of which has a day, and what comes all the time in the middle."""
    year = find_year(real, real.binders["hudiksvall"])

    assert [1] * 12 == [len(month.days) for month in year.months]
    assert {"meeting"} == {day.entry.ring for day in year.days}
    assert all(day.entry.is_proposed and not day.entry.on_one_day for day in year.days)
    assert len(year.continuous) > 5


def test_the_list_is_the_wheels_twin(example: Shelf) -> None:
    """The same labels, in shapes that need no colour; a cancelled one says so in words."""
    renderer = Renderer(example, example.binders["norrby"], Web("norrby", 2))
    html = str(renderer.component("year", renderer.context["year"]()))
    wheel, _, rest = html.partition("</svg>")

    assert "<script" not in html
    assert "<title>Årshjul, november 2026–oktober 2027</title><desc>Möten: 2, uppgifter: 6" in wheel
    for label in [*map(str, range(1, 10)), "A", "B"]:
        assert f">{label}</text>" in wheel
        assert f'aria-hidden="true">{label}</span>' in rest
    assert "Inställt" in rest
    assert "https://exempelparmen.example/norrby/kalender-chef.ics" in rest
    assert wheel == str(renderer.component("year", renderer.context["year"]())).partition("</svg>")[0]


def test_a_year_without_a_day_says_so_and_how_to_write_it(real: Shelf) -> None:
    """In place of the wheel; what comes without a day is listed all the same."""
    renderer = Renderer(real, real.binders["kalix"], Web("kalix", 2))
    html = str(renderer.component("year", renderer.context["year"]()))

    assert ("<svg" in html, html.count("Ingen dag är bestämd än.")) == (False, 1)
    assert 'redaktor/forfaller/#aret"' in html
    assert "Dagen är inte bestämd" in html


def test_a_crowded_month_gives_a_number(example: Shelf) -> None:
    """More marks than there is room for are one, and the list has them all."""
    wheel = str(year_wheel("Hjul", "Ord", 0, [WheelMark(2, 2, str(number)) for number in range(9)]))

    assert 1 == wheel.count(">9 st</text>")
    assert ">8</text>" not in wheel


def test_the_agenda_names_coming_days_where_it_has_none(example: Shelf) -> None:
    """A binder whose own dates have a day keeps to those."""
    renderer = Renderer(example, example.binders["norrby"], Paper("norrby", "https://x.example"))
    apt = example.binders["norrby"].apt
    assert apt is not None
    dated = renderer.component("agenda", apt)
    bare = renderer.component("agenda", apt.model_copy(update={"next_dates": apt.next_dates[:1]}))

    assert "Lokal styrgrupp: Möte 1" not in dated
    assert "<dt>Lokal styrgrupp: Möte 1</dt><dd>10 mars 2027</dd>" in bare


def test_what_is_cancelled_says_so_where_it_stands(example: Shelf) -> None:
    """In the group's own table of meetings too, on the page and on paper."""
    binder = example.binders["norrby"]
    assert binder.steering is not None
    for surface in (Web("norrby", 2), Paper("norrby", "https://x.example")):
        table = str(Renderer(example, binder, surface).component("meetings", binder.steering.meetings))

        assert 1 == table.count("Inställt")
        assert 'Extra möte <strong class="expired">Inställt</strong>' in table
