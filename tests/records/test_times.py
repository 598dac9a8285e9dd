"""Times in people's own words: read, printed, and held against today."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vRecur
from pydantic import TypeAdapter, ValidationError

from macros.records.data_fingerprints import Fingerprints
from macros.records.recurrence import Recurrence, rule_of_months
from macros.records.recurrence_words import parse_recurrence
from macros.records.shared_records import Control
from macros.records.time_scalars import EndField, OccasionField, WhenField
from macros.records.time_words import parse_when
from macros.records.values import MONTHS, Day, OpenEnd, When

A_DAY = timedelta(days=1)


def read(kind: Any, text: str) -> Any:
    """Read a text as a field of the kind does."""
    return TypeAdapter(kind).validate_python(text)


def control(**fields: str) -> Control:
    """Make document control of nothing but these fields, as they are written."""
    kinds = {"valid_to": EndField, "revise_by": OccasionField}
    values = {name: read(kinds.get(name, WhenField), text) for name, text in fields.items()}
    return Control.model_construct(**{**dict.fromkeys(Control.model_fields), **values})


@pytest.mark.parametrize(
    ("written", "words", "first", "last"),
    [
        ("2028-02", "februari 2028", (2028, 2, 1), (2028, 2, 29)),
        ("mars 2026", "mars 2026", (2026, 3, 1), (2026, 3, 31)),
        ("Sept. 2026", "september 2026", (2026, 9, 1), (2026, 9, 30)),
        ("den 1 mars 2026", "1 mars 2026", (2026, 3, 1), (2026, 3, 1)),
        ("1:a mars 2026", "1 mars 2026", (2026, 3, 1), (2026, 3, 1)),
        ("15:e mars 2027", "15 mars 2027", (2027, 3, 15), (2027, 3, 15)),
        ("15. mars  2027", "15 mars 2027", (2027, 3, 15), (2027, 3, 15)),
        ("25–26 oktober 2026", "25–26 oktober 2026", (2026, 10, 25), (2026, 10, 26)),
        ("29 februari 2028", "29 februari 2028", (2028, 2, 29), (2028, 2, 29)),
        ("hösten 2021", "hösten 2021", (2021, 8, 1), (2021, 12, 31)),
        ("under våren 2027", "våren 2027", (2027, 1, 1), (2027, 6, 30)),
        ("sommaren 2027", "sommaren 2027", (2027, 6, 1), (2027, 8, 31)),
        ("vintern 2027/28", "vintern 2027/2028", (2027, 12, 1), (2028, 2, 29)),
        ("vårterminen 2027", "vårterminen 2027", (2027, 1, 1), (2027, 6, 30)),
        ("HT21", "höstterminen 2021", (2021, 8, 1), (2021, 12, 31)),
        ("läsåret 2026/2027", "läsåret 2026/2027", (2026, 8, 1), (2027, 6, 30)),
        ("första halvåret 2027", "första halvåret 2027", (2027, 1, 1), (2027, 6, 30)),
        ("Q4 2027", "fjärde kvartalet 2027", (2027, 10, 1), (2027, 12, 31)),
        ("v. 53 2026", "vecka 53 2026", (2026, 12, 28), (2027, 1, 3)),
        ("mars–april 2026", "mars 2026 – april 2026", (2026, 3, 1), (2026, 4, 30)),
        ("hösten 2021/våren 2022", "hösten 2021 – våren 2022", (2021, 8, 1), (2022, 6, 30)),
        ("januari 2014 till mars 2015", "januari 2014 – mars 2015", (2014, 1, 1), (2015, 3, 31)),
    ],
)
def test_a_named_time_is_read_printed_and_has_bounds(
    written: str, words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    """Its words read back as the same time; it is coming before its first day and ended after its last.

    On those days a binder whose file names it is made anew.
    """
    when = read(WhenField, written)
    period = control(valid_from=written, valid_to=written)
    days = [date(*first) - A_DAY, date(*first), date(*last), date(*last) + A_DAY]

    assert (words, date(*first), date(*last)) == (str(when), when.first, when.last)
    assert when == parse_when(words)
    assert ["coming", "current", "current", "ended"] == [period.standing(day) for day in days]
    files = Fingerprints()
    files.add("area.yaml", f"since:  {written}\n".encode())
    before, begun, still, after = (files.of(["area.yaml"], day) for day in days)
    assert before != begun
    assert still != after


@pytest.mark.parametrize("written", ["tills vidare", "Tillsvidare", "t.v.", "T. v.", "tv"])
def test_until_further_notice_is_in_force_and_says_so(written: str) -> None:
    """Since its first day; it never ends, and is due for review only by a time of its own."""
    open_ended = control(valid_from="2012", valid_to=written)
    far = date(2099, 12, 31)

    assert OpenEnd() == open_ended.valid_to
    assert ("coming", "current") == (open_ended.standing(date(2011, 12, 31)), open_ended.standing(far))
    assert ("Gäller sedan", "Gäller") == open_ended.labels(far)
    assert ("Gäller tills vidare", "") == (open_ended.validity(far), open_ended.not_in_force(far))
    assert "Gäller 2012–tills vidare" == open_ended.span(far)
    assert "Gäller från 2012 tills vidare" == open_ended.span(date(2011, 1, 1))
    assert (None, None, False) == (open_ended.ends, open_ended.review_by, open_ended.overdue(far))


@pytest.mark.parametrize(
    ("written", "words", "due"),
    [
        ("1 mars varje år", "1 mars varje år", {(2027, 3, 1): (2027, 3, 1), (2027, 3, 2): (2028, 3, 1)}),
        ("1/3 varje år", "1 mars varje år", {(2027, 2, 28): (2027, 3, 1)}),
        ("årligen senast 1/3", "senast 1 mars varje år", {(2026, 12, 31): (2027, 3, 1)}),
        ("1 mars årligen", "1 mars varje år", {(2028, 2, 29): (2028, 3, 1)}),
        ("Varje år den 1 mars", "den 1 mars varje år", {(2028, 2, 29): (2028, 3, 1)}),
        ("den 1. mars varje år", "den 1. mars varje år", {(2028, 2, 29): (2028, 3, 1)}),
        ("senast den 15 oktober varje år", "senast den 15 oktober varje år", {(2027, 1, 1): (2027, 10, 15)}),
        ("29 februari varje år", "29 februari varje år", {(2027, 1, 1): (2027, 2, 28), (2028, 1, 1): (2028, 2, 29)}),
        ("31 december varje år", "31 december varje år", {(2027, 12, 31): (2027, 12, 31), (2028, 1, 1): (2028, 12, 31)}),
        ("1 mars och 1 oktober varje år", "1 mars och 1 oktober varje år", {(2027, 3, 2): (2027, 10, 1)}),
        ("Varje januari", "varje januari", {(2027, 1, 1): (2027, 1, 31), (2027, 2, 1): (2028, 1, 31)}),
        ("i februari varje år", "i februari varje år", {(2027, 3, 1): (2028, 2, 29)}),
        ("en gång om året, i mars", "en gång om året, i mars", {(2027, 1, 1): (2027, 3, 31)}),
        ("i början av mars varje år", "i början av mars varje år", {(2027, 3, 1): (2027, 3, 10)}),
        ("I mitten av mars varje år", "i mitten av mars varje år", {(2027, 3, 11): (2027, 3, 20)}),
        ("i slutet av februari varje år", "i slutet av februari varje år", {(2028, 1, 1): (2028, 2, 29)}),
        ("i början av våren varje år", "i början av våren varje år", {(2027, 1, 1): (2027, 3, 31)}),
        ("i början av höstterminen varje år", "i början av höstterminen varje år", {(2027, 1, 1): (2027, 9, 30)}),
        ("18–31 januari varje år", "18–31 januari varje år", {(2027, 1, 18): (2027, 1, 31)}),
        ("September till november varje år", "september till november varje år", {(2027, 1, 1): (2027, 11, 30)}),
        ("september–november varje år", "september–november varje år", {(2027, 12, 1): (2028, 11, 30)}),
        ("i april eller maj varje år", "i april eller maj varje år", {(2027, 4, 1): (2027, 5, 31)}),
        ("första veckan i mars varje år", "första veckan i mars varje år", {(2027, 3, 1): (2027, 3, 7)}),
        ("vecka 4 varje år", "vecka 4 varje år", {(2027, 1, 1): (2027, 1, 31), (2027, 2, 1): (2028, 1, 30)}),
        ("v. 52 varje år", "v. 52 varje år", {(2023, 1, 1): (2023, 1, 1), (2023, 1, 2): (2023, 12, 31)}),
        ("från 18 januari varje år", "från 18 januari varje år", {(2027, 1, 18): (2027, 1, 18)}),
        ("varje vår och höst", "varje vår och höst", {(2027, 1, 1): (2027, 6, 30), (2027, 7, 1): (2027, 12, 31)}),
        ("varje termin", "varje termin", {(2027, 6, 30): (2027, 6, 30)}),
        ("kvartalsvis", "kvartalsvis", {(2027, 4, 1): (2027, 6, 30), (2026, 12, 31): (2026, 12, 31)}),
        ("1 ggr/år", "en gång om året", {(2027, 1, 1): (2027, 12, 31)}),
        ("den 15 varje månad", "den 15 varje månad", {(2026, 12, 16): (2027, 1, 15)}),
        ("sista dagen i varje månad", "sista dagen i varje månad", {(2028, 2, 1): (2028, 2, 29)}),
        ("varje månad", "varje månad", {(2027, 1, 1): None}),
        ("minst 2 ggr/år", "minst två gånger om året", {(2027, 1, 1): None}),
        ("vart 3:e år", "vart tredje år", {(2027, 1, 1): None}),
        ("vart 2:a år", "vartannat år", {(2027, 1, 1): None}),
        ("varje mandatperiod", "varje mandatperiod", {(2027, 1, 1): None}),
        ("varannan tisdag", "varannan tisdag", {(2027, 1, 1): None}),
        ("Var 14:e dag", "var 14:e dag", {(2027, 1, 1): None}),
        ("första tisdagen i varje månad", "första tisdagen i varje månad", {(2027, 1, 1): None}),
        ("en gång per läsår", "en gång per läsår", {(2027, 6, 30): (2027, 6, 30), (2027, 7, 1): (2028, 6, 30)}),
        ("Löpande", "löpande", {(2027, 1, 1): None}),
    ],
)  # fmt: skip
def test_what_recurs_is_read_printed_and_comes_again(
    written: str, words: str, due: dict[tuple[int, int, int], tuple[int, int, int] | None]
) -> None:
    """Short forms are written out. On its day it is due that day, on the day after next time."""
    recurrence = read(OccasionField, written)

    assert words == str(recurrence)
    assert recurrence == parse_recurrence(words)
    assert due == {
        today: (day.year, day.month, day.day) if (day := recurrence.due(date(*today))) else None
        for today in due
    }


@pytest.mark.parametrize(
    ("fields", "by", "last_day"),
    [
        ({"revise_by": "2027-06-30"}, "30 juni 2027", (2027, 6, 30)),
        ({"revise_by": "hösten 2027"}, "hösten 2027", (2027, 12, 31)),
        ({"revise_by": "mars 2028"}, "mars 2028", (2028, 3, 31)),
        ({"revise_by": "vart tredje år", "adopted": "2024-11-12"}, "12 november 2027", (2027, 11, 12)),
        ({"revise_by": "vart tredje år", "adopted": "2024-11"}, "november 2027", (2027, 11, 30)),
        ({"revise_by": "vartannat år", "adopted": "2024"}, "2026", (2026, 12, 31)),
        ({"revise_by": "vartannat år", "adopted": "hösten 2024"}, "hösten 2026", (2026, 12, 31)),
        ({"revise_by": "varje år", "adopted": "2028-02-29"}, "28 februari 2029", (2029, 2, 28)),
        ({"revise_by": "vart fjärde år", "adopted": "2024-02-29"}, "29 februari 2028", (2028, 2, 29)),
        ({"revise_by": "var sjätte månad", "adopted": "2026-08-31"}, "28 februari 2027", (2027, 2, 28)),
        ({"revise_by": "halvårsvis", "adopted": "2026"}, "juli 2026", (2026, 7, 31)),
        ({"revise_by": "vart tredje år", "adopted": "2020", "reviewed": "2025-03"}, "mars 2028", (2028, 3, 31)),
        ({"revise_by": "vart tredje år", "valid_from": "2025-01-01"}, "1 januari 2028", (2028, 1, 1)),
        ({"revise_by": "1 mars varje år", "adopted": "2026-03-01"}, "1 mars 2027", (2027, 3, 1)),
        ({"revise_by": "1 mars varje år", "reviewed": "2027-02-20"}, "1 mars 2027", (2027, 3, 1)),
    ],
)  # fmt: skip
def test_a_review_is_counted_from_the_last_one(
    fields: dict[str, str], by: str, last_day: tuple[int, int, int]
) -> None:
    """From the decision or the last review, known as well as that; overdue the day after its last day."""
    record, last = control(**fields), date(*last_day)

    assert (by, last) == (str(record.review_by), record.review_by and record.review_by.last)
    assert [False, True] == [record.overdue(day) for day in (last, last + A_DAY)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"revise_by": "2027-06-30"}, "30 juni 2027"),
        ({"revise_by": "vart tredje år", "adopted": "2024-11"}, "vart tredje år, nästa gång senast november 2027"),
        ({"revise_by": "vart tredje år"}, "vart tredje år, men när den senast gjordes står inte här"),
        ({"revise_by": "1 mars varje år"}, "1 mars varje år"),
        ({"revise_by": "löpande", "adopted": "2024"}, "löpande"),
    ],
)  # fmt: skip
def test_a_review_says_how_often_and_when_next(fields: dict[str, str], words: str) -> None:
    """And says so where that cannot be counted; it is never overdue then."""
    record = control(**fields)

    assert words == record.review_words
    assert record.review_by is not None or not record.overdue(date(2099, 1, 1))


YEARS = st.integers(1900, 2200)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
NAMED = st.sampled_from(
    [
        "våren",
        "sommaren",
        "hösten",
        "vårterminen",
        "höstterminen",
        "tredje kvartalet",
        "andra halvåret",
        "mars",
    ]
)
SINGLE = st.one_of(
    YEARS.map(str),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day:%Y-%m-%d}"),
    DAYS.map(lambda day: str(Day(day.year, day.month, day.day))),
    st.tuples(NAMED, YEARS).map(lambda parts: f"{parts[0]} {parts[1]}"),
    st.tuples(st.sampled_from(["vintern", "läsåret"]), YEARS).map(lambda parts: f"{parts[0]} {parts[1]}/{parts[1] + 1}"),
)  # fmt: skip
DATES = st.tuples(st.integers(1, 28), st.sampled_from(MONTHS)).map(lambda parts: f"{parts[0]} {parts[1]}")
RECURRING = st.one_of(
    st.tuples(st.sampled_from(["", "senast ", "den ", "årligen senast "]), DATES).map(
        lambda parts: f"{parts[0]}{parts[1]}{' varje år' if 'årligen' not in parts[0] else ''}"
    ),
    st.sampled_from(MONTHS).map(lambda month: f"i {month} varje år"),
    st.sampled_from(["varje höst", "varje kvartal", "halvårsvis", "den 29 februari varje år", "sista varje månad", "vecka 7 varje år"]),
)  # fmt: skip


@given(SINGLE, SINGLE)
def test_every_time_reads_back_from_its_own_words(first: str, last: str) -> None:
    """One, and a pair with a first and a last."""
    when = parse_when(first)
    assert when is not None
    assert when == parse_when(str(when))
    with suppress(ValidationError):
        pair = read(WhenField, f"{first}/{last}")
        again = parse_when(str(pair))
        assert again is not None
        assert (pair.first, pair.last, str(pair)) == (again.first, again.last, str(again))


@given(RECURRING, DAYS)
def test_a_calendar_repeats_on_the_days_that_the_list_names(written: str, today: date) -> None:
    """The first eight: what the rules give is what is due, time after time."""
    recurrence = parse_recurrence(written)
    assert recurrence is not None
    assert recurrence == parse_recurrence(str(recurrence))
    listed, day = [], today
    while len(listed) < 8:
        due = recurrence.due(day)
        assert due is not None
        listed.append(date(due.year, due.month, due.day))
        day = due + A_DAY
    rules = [
        rrulestr(vRecur(rule).to_ical().decode(), dtstart=_at_midnight(first))
        for first, rule in recurrence.rules(today)
    ]
    given_days = sorted(
        moment.date() for rule in rules for moment in rule.xafter(_at_midnight(today), 8, inc=True)
    )

    assert listed == given_days[:8]


def _at_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


@given(DAYS, st.sampled_from([1, 3, 6, 12, 24, 36, 48]))
def test_an_interval_repeats_from_its_day(day: date, months: int) -> None:
    """Never in a month that it skips: where a month is too short, on its last day."""
    rule = rrulestr(vRecur(rule_of_months(day, months)).to_ical().decode(), dtstart=_at_midnight(day))
    found = [moment.date() for moment in rule.xafter(_at_midnight(day), 6, inc=True)]
    counted = [
        (after.year - before.year) * 12 + after.month - before.month for before, after in pairwise(found)
    ]

    assert day == found[0]
    assert {months} == set(counted)


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from(
                [
                    "varje",
                    "år",
                    "1",
                    "31",
                    "mars",
                    "vart",
                    "3:e",
                    "/",
                    "–",
                    "hösten",
                    "9999",
                    "10000",
                    "gånger",
                    "per",
                    "0",
                ]
            )
        ).map(" ".join),
    )
)
def test_what_cannot_be_read_is_a_fault_with_the_ways_to_write(text: str) -> None:
    """Never another error, whatever is typed; what is read can be moved, counted and printed."""
    try:
        time = read(OccasionField, text)
    except ValidationError as error:
        time, advice = None, [fault["ctx"]["advice"] for fault in error.errors()]
        assert all(advice)
    if time is None:
        return
    if isinstance(time, Recurrence):
        moved = time.next_review(When("9999-12-31")), time.due(date(9999, 12, 31))
        assert str(time)
        assert all(day is None or str(day) for day in moved)
    else:
        assert control(revise_by="vart tionde år", adopted=text).review_words


@pytest.mark.parametrize(
    "text",
    ["hösten", "vintern 2026", "31 april 2026", "vecka 54 2026", "tredje halvåret 2026", "31 april varje år",
     "den 30 varje månad", "varje", "varje natt", "0 gånger om året", "kl. 10", "3 år", "1/13 varje år",
     "när vi hinner", "1 mars " * 20],
)  # fmt: skip
def test_what_names_no_time_is_refused(text: str) -> None:
    """With what may be written."""
    with pytest.raises(ValidationError) as caught:
        read(OccasionField, text)
    assert "Skriv " in caught.value.errors()[0]["ctx"]["advice"]


GUIDE = (
    Path("docs/redaktor/skriva.md")
    .read_text(encoding="utf-8")
    .partition("## Tider")[2]
    .partition("## Lägen")[0]
)
ROWS = re.findall(r"^\| (`.+`) \| ([^|]+) \| ([^|]+) \|$", GUIDE, re.MULTILINE)


@pytest.mark.parametrize(("ways", "words", "counted"), ROWS, ids=[words for _, words, _ in ROWS])
def test_the_guide_says_what_is_understood_and_how_it_is_printed(ways: str, words: str, counted: str) -> None:
    """Every way of writing in its tables; the days that it names are those that count."""
    for way in re.findall("`([^`]+)`", ways):
        time = read(OccasionField, way)
        assert words == str(time)
        if isinstance(time, Recurrence):
            assert counted.startswith("inget") is (time.due(date(2026, 1, 1)) is None)
        elif day := re.search(r"till (\d+ \w+)", counted):
            assert f"{day[1]} {time.last.year}" == str(time.last)
