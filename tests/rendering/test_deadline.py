"""The public holidays that a page carries, and the rule of the meeting in words beside them."""

import re
from dataclasses import replace
from datetime import date, time

import pytest

from macros.records.meeting import Meeting, Window
from macros.records.site import Holidays
from macros.records.values import Day, Span
from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from macros.rendering.public_holidays import pack_holidays, public_holidays

DAYS_OF_2026 = {
    date(2026, 1, 1): "nyårsdagen",
    date(2026, 1, 6): "trettondedag jul",
    date(2026, 4, 3): "långfredagen",
    date(2026, 4, 5): "påskdagen",
    date(2026, 4, 6): "annandag påsk",
    date(2026, 5, 1): "första maj",
    date(2026, 5, 14): "Kristi himmelsfärdsdag",
    date(2026, 5, 24): "pingstdagen",
    date(2026, 6, 6): "nationaldagen",
    date(2026, 6, 19): "midsommarafton",
    date(2026, 6, 20): "midsommardagen",
    date(2026, 10, 31): "alla helgons dag",
    date(2026, 12, 24): "julafton",
    date(2026, 12, 25): "juldagen",
    date(2026, 12, 26): "annandag jul",
    date(2026, 12, 31): "nyårsafton",
}


def test_the_holidays_of_a_year_are_those_of_the_almanac() -> None:
    """All public ones and the three eves; no plain Sunday, no half day, no bridge day."""
    assert DAYS_OF_2026 == public_holidays(2026, 2026)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 3, 26), "långfredagen"),
        (date(2028, 4, 17), "annandag påsk"),
        (date(2029, 5, 10), "Kristi himmelsfärdsdag"),
        (date(2030, 6, 21), "midsommarafton"),
        (date(2030, 11, 2), "alla helgons dag"),
    ],
)
def test_the_days_that_move_are_right_in_later_years(day: date, name: str) -> None:
    """As printed in almanacs."""
    assert name == public_holidays(2026, 2030)[day]


@pytest.mark.parametrize(
    ("first", "last", "count", "parts"),
    [
        (2008, 2009, 16, {"Kristi himmelsfärdsdag,2008-05-01,2009-05-21", "första maj,-05-01"}),
        (
            2026,
            2030,
            16,
            {"midsommarafton,2026-06-19,2027-06-25,2028-06-23,2029-06-22,2030-06-21", "julafton,-12-24"},
        ),
    ],
    ids=["two on one day in 2008", "five years"],
)
def test_holidays_are_packed_by_name(first: int, last: int, count: int, parts: set[str]) -> None:
    """A day that is the same each year is written once: five years take less than a kilobyte of each page."""
    text = pack_holidays(Holidays.model_construct(first=first, last=last))

    assert parts <= {*text.split(";")}
    assert count == len(text.split(";"))
    assert len(text.encode()) < 1000


def drawn(shelf: Shelf, **changes: object) -> str:
    """Draw the section for the example's rule with some fields changed."""
    record = changed(shelf, **changes)
    html = Renderer(shelf, shelf.binders["norrby"], Web("norrby", 2)).component("deadline", record)
    return re.sub(r"\s+", " ", html)


def changed(shelf: Shelf, **changes: object) -> Meeting:
    """Return the example's rule with some fields changed, validated as data is."""
    meeting = shelf.binders["norrby"].routine.meeting
    assert meeting is not None
    return meeting.model_copy(update=changes)._tell_kind_of_days()  # type: ignore[operator,no-any-return]


@pytest.mark.parametrize(
    ("within", "kind", "data", "by_hand"),
    [
        (
            Span(14, "dag"),
            "calendar",
            'data-days="14"',
            "två veckor framåt i almanackan, till samma veckodag",
        ),
        (Span(3, "vecka"), None, 'data-days="21"', "tre veckor framåt i almanackan, till samma veckodag"),
        (Span(10, "dag"), None, 'data-days="10"', "Räkna tio dagar framåt"),
        (Span(10, "dag"), "working", 'data-days="10" data-working', "Räkna 10 arbetsdagar framåt"),
        (Span(2, "vecka"), "working", 'data-days="10" data-working', "Räkna 10 arbetsdagar framåt"),
        (Span(1, "månad"), None, 'data-months="1"', "Gå en månad framåt i almanackan, till samma datum"),
        (Span(1, "år"), "working", 'data-months="12"', "Gå ett år framåt i almanackan, till samma datum"),
    ],
)
def test_every_length_of_time_is_counted_and_said(
    within: Span, kind: str | None, data: str, by_hand: str, example: Shelf
) -> None:
    """For the script and for the reader."""
    html = drawn(example, within=within, day_kind=kind)

    assert data in html
    assert by_hand in html
    assert f"<strong>inom {within.count_working_days() if kind == 'working' else within}</strong>" in html
    assert ("data-working" in html) is ("data-working" in data)


def test_same_day_is_said_and_not_counted(example: Shelf) -> None:
    """The box of rules links to no helper, and the page has none for it."""
    meeting = changed(example, within=Span(0, "dag"), by_time=time(15))
    routine = example.binders["norrby"].routine.model_copy(update={"meetings": [meeting]})
    rule = Renderer(example, example.binders["norrby"], Web("norrby", 2)).component("rule", meeting)

    assert "Samma dag, senast kl. 15" in rule
    assert "sista-dagen" not in rule
    assert [] == routine.counted_meetings


FIRST_DAY = "Första dagen räknas inte med. Dagen efter är dag ett."
NOT_MOVED = "Sista dagen flyttas inte fram"
EVERY_DAY = "<li>Alla dagar räknas, också helger.</li>"
FRIDAYS = Window(weekday="fredag", start="10:00", end="15:00", valid_from=None, valid_to=None)
ENDED, ENDING = (
    FRIDAYS.model_copy(update={"valid_to": last}) for last in (Day(2014, 12, 31), Day(2027, 6, 30))
)


@pytest.mark.parametrize(
    ("changes", "present", "absent"),
    [
        (
            {"within": Span(48, "timme")},
            ["Räkna 48 timmar från klockslaget", 'data-clock-hours="48"', 'type="datetime-local"'],
            FIRST_DAY,
        ),
        (
            {"within": Span(2, "dygn")},
            ["Räkna två dygn från klockslaget", 'data-clock-hours="48"'],
            FIRST_DAY,
        ),
        (
            {"within": Span(7, "dag", least=2)},
            ["inom 2–7 dagar", 'data-days="7"', "Gå en vecka framåt"],
            "dygn",
        ),
        ({"within": Span(30, "minut")}, ["Räkna 30 minuter från klockslaget"], "counting"),
        (
            {"first_day": True, "last_day": "next", "by_time": time(12)},
            [
                "<strong>inom tio dagar, senast kl. 12 sista dagen</strong>",
                "Dagen då det händer är dag ett.",
                "Är sista dagen en lördag, söndag eller helgdag gäller nästa arbetsdag.",
                'data-first-day data-last-day="next" data-moved="Därför gäller nästa arbetsdag." data-by="kl. 12"',
                "Räkna tio dagar framåt i almanackan, med dagen då det händer som dag ett.",
                "Ta nästa arbetsdag.",
            ],
            "Första dagen räknas inte med",
        ),
        ({"first_day": False, "last_day": "stays"}, ["Dagen efter är dag ett."], NOT_MOVED),
        ({"day_kind": None}, ["Vårt antagande:", FIRST_DAY, NOT_MOVED], "<li>Alla dagar räknas"),
        ({"day_kind": None, "assumption": None}, [EVERY_DAY, FIRST_DAY, NOT_MOVED], "Vårt antagande:"),
        (
            {"window": ENDED},
            [
                'En fredag kl. 10–15 <span class="expired">gällde till och med 31 december 2014, '
                "ingen senare uppgift</span>",
                "Därför går alla vardagar att välja",
                "<li>Mötet läggs på en vardag.",
            ],
            "Senare dagar",
        ),
        (
            {"window": FRIDAYS},
            [
                "<strong>inom tio dagar</strong>, en fredag kl. 10–15.",
                'data-window="4 0 9" data-hours="kl. 10–15"',
                'data-clock="1000 1500"',
            ],
            "gällde",
        ),
        (
            {"window": ENDING},
            ["en fredag kl. 10–15 till och med 30 juni 2027. Senare dagar: en vardag."],
            "gällde",
        ),
        ({"valid_to": Day(2025, 12, 31)}, ["Regeln gällde till och med 31 december 2025."], "gäller till"),
        ({"valid_to": Day(2027, 12, 31)}, ["Regeln gäller till och med 31 december 2027."], "gällde"),
    ],
)
def test_section_says_how_days_are_counted_and_which_fit(
    changes: dict[str, object], present: list[str], absent: str, example: Shelf
) -> None:
    """Hours by the clock, the place's own assumption or ours, a weekday, and the end of either rule."""
    html = drawn(example, **changes)

    assert [] == [text for text in present if text not in html]
    assert absent not in html


def test_without_years_there_is_the_text_alone(example: Shelf) -> None:
    """A shelf may do without the holidays."""
    html = drawn(replace(example, site=example.site.model_copy(update={"holidays": None})))

    assert (True, False) == ("Räkna tio dagar" in html, "counting" in html)


def test_the_rules_own_frame_leads_to_the_helper_on_the_web_alone(example: Shelf) -> None:
    """Paper has nothing to count with."""
    norrby = example.binders["norrby"]
    web, paper = (
        Renderer(example, norrby, surface).component("rule", norrby.routine.meeting)
        for surface in (Web("norrby", 2), Paper("norrby", example.site.address))
    )

    assert '<a href="../rutin/#sista-dagen">Räkna ut sista dagen</a>' in web
    assert "sista-dagen" not in paper


@pytest.mark.parametrize(
    ("within", "kind", "days", "months", "weeks"),
    [
        (Span(14, "dag"), "calendar", 14, None, 2),
        (Span(10, "dag"), "working", 10, None, 2),
        (Span(2, "vecka"), "working", 10, None, 2),
        (Span(8, "vecka"), None, 56, None, 5),
        (Span(1, "år"), "working", None, 12, 3),
        (Span(48, "timme"), "working", None, None, 3),
    ],
)
def test_meeting_knows_how_its_time_is_counted(
    within: Span, kind: str | None, days: int | None, months: int | None, weeks: int, example: Shelf
) -> None:
    """In days, working days or months; and how many weeks a drawing of it shows."""
    meeting = changed(example, within=within, day_kind=kind)

    assert (days, months, weeks) == (meeting.days, meeting.months, meeting.weeks)
    assert (kind == "working" and months is None) == meeting.working
