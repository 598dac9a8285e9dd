"""What is coming, in force, ended, overdue or too old: the day before each boundary, on it and after it."""

import zoneinfo
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from macros.checks import load
from macros.commands.common import is_published
from macros.records import today as clocks
from macros.records.accessibility import Requirements, Shortcoming
from macros.records.agreement import Joining
from macros.records.contact import Contact
from macros.records.meeting import Meeting, Window
from macros.records.municipality import Membership, MinorityLanguages
from macros.records.shared_records import Control, Event, Revision
from macros.records.site import Security
from macros.records.term import Law
from macros.records.today import today_in_sweden
from macros.records.validity import Standing, a_year_after, lies_ahead
from macros.records.values import Day, When
from tests.edits import edit_example
from tests.sites import TODAY

A_DAY = timedelta(days=1)
FIRST, LAST = date(2027, 3, 28), date(2027, 10, 31)
"""The days on which Sweden's clocks change in 2027."""
PERIODS: list[tuple[type[Any], str, str]] = [
    (Control, "valid_from", "valid_to"),
    (Law, "valid_from", "valid_to"),
    (Window, "valid_from", "valid_to"),
    (Meeting, "valid_from", "valid_to"),
    (Membership, "since", "until"),
]
"""Each kind with a period, and what its days are called."""


def made(kind: type[Any], **fields: Any) -> Any:
    """Make a record of nothing but these fields."""
    return kind.model_construct(**{**dict.fromkeys(kind.model_fields), "status": "member", **fields})


def around(day: date) -> tuple[date, date, date]:
    """Give the day before, the day and the day after."""
    return day - A_DAY, day, day + A_DAY


@pytest.mark.parametrize(
    ("kind", "begins", "ends"), PERIODS, ids=lambda value: getattr(value, "__name__", "")
)
def test_first_and_last_day_count_as_in_force(kind: type[Any], begins: str, ends: str) -> None:
    """Coming until the day before the first, ended from the day after the last; an open end never comes."""
    first, last = {begins: When(FIRST.isoformat())}, {ends: When(LAST.isoformat())}
    record = made(kind, **first, **last)

    standings = [record.standing(day) for day in (*around(FIRST), *around(LAST))]

    assert ["coming", "current", "current", "current", "current", "ended"] == standings
    assert [True, False, False] == [record.coming(day) for day in around(FIRST)]
    assert [False, False, True] == [record.ended(day) for day in around(LAST)]
    assert ["coming", "ended"] == [
        made(kind, **first).standing(date.min),
        made(kind, **last).standing(date.max),
    ]


@pytest.mark.parametrize("kind", [kind for kind, _, _ in PERIODS])
def test_period_without_days_has_always_applied(kind: type[Any]) -> None:
    """And needs no words."""
    bare = made(kind)

    assert {"current"} == {bare.standing(day) for day in (date.min, FIRST, date.max)}
    assert "" == bare.validity(FIRST) == bare.not_in_force(FIRST) == bare.span(FIRST)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2028", (2028, 1, 1), (2028, 12, 31)),
        ("2028-02", (2028, 2, 1), (2028, 2, 29)),
        ("2027-02", (2027, 2, 1), (2027, 2, 28)),
        ("2028-02-29", (2028, 2, 29), (2028, 2, 29)),
    ],
)
def test_month_and_year_count_from_first_day_to_last(
    written: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    """As beginning and as end."""
    record = made(Control, valid_from=When(written), valid_to=When(written))

    assert [True, False, False] == [record.coming(day) for day in around(date(*first))]
    assert [False, False, True] == [record.ended(day) for day in around(date(*last))]


WORDS: list[tuple[type[Any], dict[str, Any], list[str]]] = [
    (
        Control,
        {"valid_from": When("2027-01-01"), "valid_to": When("2027-12-31")},
        [
            "Gäller från 1 januari 2027",
            "Gäller till och med 31 december 2027",
            "Gällde till och med 31 december 2027",
        ],
    ),
    (
        Law,
        {"valid_from": Day(2027, 1, 1), "valid_to": Day(2027, 12, 31)},
        ["Gäller från 1 januari 2027", "Gäller till och med 31 december 2027", "Upphörde 31 december 2027"],
    ),
    (
        Window,
        {"valid_from": Day(2027, 1, 1), "valid_to": Day(2027, 12, 31)},
        ["Gäller från 1 januari 2027", "Gäller till och med 31 december 2027", "Gällde 2027"],
    ),
    (
        Meeting,
        {"valid_from": Day(2027, 1, 1), "valid_to": Day(2027, 6, 30)},
        [
            "Gäller från 1 januari 2027",
            "Gäller till och med 30 juni 2027",
            "Gällde till och med 30 juni 2027",
        ],
    ),
    (
        Membership,
        {"since": When("2027"), "until": When("2027")},
        ["Gäller från 2027", "Gäller till och med 2027", "Gäller inte längre"],
    ),
    (
        Membership,
        {"status": "joining", "since": When("2027-01-01")},
        ["Gäller från 1 januari 2027", "Gäller inte än", "Gäller inte än"],
    ),
]


@pytest.mark.parametrize(("kind", "fields", "words"), WORDS, ids=[kind.__name__ for kind, *_ in WORDS])
def test_each_standing_has_its_words(kind: type[Any], fields: dict[str, Any], words: list[str]) -> None:
    """The day before, on the first day, and when it is over."""
    record = made(kind, **fields)

    assert words == [record.validity(day) for day in (date(2026, 12, 31), date(2027, 1, 1), date(2028, 1, 1))]


STARTS = When(FIRST.isoformat())


@pytest.mark.parametrize(
    ("status", "since", "until", "standings"),
    [
        ("joining", None, None, ["coming"] * 3),
        ("joining", STARTS, None, ["coming"] * 3),
        ("member", STARTS, None, ["coming", "current", "current"]),
        ("left", None, None, ["ended"] * 3),
        ("left", None, STARTS, ["current", "current", "ended"]),
        ("member", None, STARTS, ["current", "current", "ended"]),
    ],
)
def test_membership_follows_its_status_and_its_days(
    status: str, since: When | None, until: When | None, standings: list[Standing]
) -> None:
    """Joining waits for a decision, whatever day is named; one that leaves is in until its last day."""
    record = made(Membership, status=status, since=since, until=until)

    assert standings == [record.standing(day) for day in around(FIRST)]


@pytest.mark.parametrize(
    ("day", "after"),
    [
        ((2026, 11, 21), (2027, 11, 21)),
        ((2027, 2, 28), (2028, 2, 28)),
        ((2027, 3, 1), (2028, 3, 1)),
        ((2028, 2, 28), (2029, 2, 28)),
        ((2028, 2, 29), (2029, 2, 28)),
        ((2028, 3, 1), (2029, 3, 1)),
        ((2096, 2, 29), (2097, 2, 28)),
        ((9999, 1, 1), (9999, 12, 31)),
    ],
)
def test_a_year_is_the_same_day_next_year(day: tuple[int, int, int], after: tuple[int, int, int]) -> None:
    """Whether a leap day lies between or not; the leap day gives the last of February, the last year its end."""
    assert date(*after) == a_year_after(date(*day))


@pytest.mark.parametrize("kind", [Contact, MinorityLanguages])
@pytest.mark.parametrize(
    ("checked", "by"),
    [((2027, 2, 28), (2028, 2, 28)), ((2027, 3, 1), (2028, 3, 1)), ((2028, 2, 29), (2029, 2, 28))],
)
def test_what_was_checked_is_stale_the_day_after_its_year(
    kind: type[Any], checked: tuple[int, int, int], by: tuple[int, int, int]
) -> None:
    """Across a leap day and from one."""
    record = made(kind, checked=Day(*checked), state="draft")

    assert date(*by) == record.check_by
    assert [False, False, True] == [record.stale(day) for day in around(date(*by))]


def test_example_contact_is_never_stale_and_an_unchecked_one_always() -> None:
    """Nobody is to call an example."""
    assert [False, True] == [made(Contact, state=state).stale(FIRST) for state in ("example", "draft")]


@pytest.mark.parametrize(
    "late",
    [
        made(Control, revise_by=Day(2027, 3, 28)).overdue,
        made(Shortcoming, mended_by=Day(2027, 3, 28)).overdue,
        made(Security, expires=Day(2027, 3, 28)).expired,
    ],
    ids=["control", "shortcoming", "security"],
)
def test_a_day_to_do_something_by_has_passed_the_day_after(late: Callable[[date], bool]) -> None:
    """On the day there is still time."""
    assert [False, False, True] == [late(day) for day in around(FIRST)]


def test_security_is_trusted_for_a_year_at_most() -> None:
    """From a leap day, to the end of February."""
    security = [made(Security, expires=Day(2029, *day)) for day in ((2, 28), (3, 1))]

    assert [False, True] == [record.too_far_ahead(date(2028, 2, 29)) for record in security]
    assert Day(2029, 2, 28) == made(Requirements, checked=Day(2028, 2, 29)).check_by


@pytest.mark.parametrize(
    "record",
    [
        made(Event, when=When("2027-03-28")),
        made(Joining, when=When("2027-03-28", "2027-04")),
        made(Revision, date=When("2027-03-28")),
    ],
    ids=["event", "joining", "revision"],
)
def test_what_is_dated_ahead_has_not_happened(record: Any) -> None:
    """On its first day it has."""
    assert [True, False, False] == [record.coming(day) for day in around(FIRST)]
    assert ["Gäller från 28 mars 2027", ""] == [
        record.validity(day).partition(" – ")[0] for day in around(FIRST)[:2]
    ]


@pytest.mark.parametrize(
    ("dated", "since", "is_since"),
    [
        (When("2027-03-28"), FIRST, True),
        (When("2027-03-28"), FIRST + A_DAY, False),
        (When("2027-03"), date(2027, 3, 31), True),
        (When("2027-03"), date(2027, 4, 1), False),
        (When("2027"), date(2027, 12, 31), True),
        (When("2026", "2028"), date(2027, 1, 1), False),
    ],
)
def test_news_since_a_day(dated: When, since: date, is_since: bool) -> None:
    """By its beginning; a month and a year count to their ends."""
    assert is_since is made(Revision, date=dated).happened_since(since)


def test_whoever_writes_may_be_an_hour_ahead() -> None:
    """A day's grace, across the border; no more."""
    assert [False, False, True] == [lies_ahead(FIRST + ahead * A_DAY, FIRST) for ahead in (0, 1, 2)]


MIDNIGHTS = [
    (datetime(2027, 3, 27, 22, 59, tzinfo=UTC), date(2027, 3, 27)),
    (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), date(2027, 3, 28)),
    (datetime(2027, 3, 28, 21, 59, tzinfo=UTC), date(2027, 3, 28)),
    (datetime(2027, 3, 28, 22, 30, tzinfo=UTC), date(2027, 3, 29)),
    (datetime(2027, 3, 28, 23, 30, tzinfo=UTC), date(2027, 3, 29)),
    (datetime(2027, 10, 30, 21, 59, tzinfo=UTC), date(2027, 10, 30)),
    (datetime(2027, 10, 30, 22, 30, tzinfo=UTC), date(2027, 10, 31)),
    (datetime(2027, 10, 31, 22, 59, tzinfo=UTC), date(2027, 10, 31)),
    (datetime(2027, 10, 31, 23, 30, tzinfo=UTC), date(2027, 11, 1)),
    (datetime(2028, 2, 28, 23, 30, tzinfo=UTC), date(2028, 2, 29)),
    (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
]
"""Moments near midnight in Sweden when the clocks change, on a leap day and at new year, with Sweden's day."""


@pytest.mark.parametrize(("moment", "today"), MIDNIGHTS, ids=lambda value: f"{value:%m-%dT%H%M}")
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_today_is_swedens_day(
    moment: datetime, today: date, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever zone the machine stands in; with the moment given, and by the clock."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return moment.astimezone(tz)

    monkeypatch.setenv("TZ", zone)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    assert today == today_in_sweden()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr(clocks, "datetime", Clock)
    assert today == today_in_sweden()


def test_swedens_day_needs_no_zone_database_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package tzdata has one."""
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    assert "Europe/Stockholm" == zoneinfo.ZoneInfo.no_cache("Europe/Stockholm").key


@pytest.mark.parametrize("spelling", ["ja", "Ja", "yes", "YES", "true", "'ja'", "nej", "no", "False"])
def test_published_is_read_in_one_way(spelling: str, example_copy: Callable[..., Path]) -> None:
    """Before the data is read as after it."""
    data = example_copy(edit_example("site.yaml", ("published: nej", f"published: {spelling}")))
    published = spelling.casefold().strip("'") in {"ja", "yes", "true"}

    assert [published] * 2 == [load(data, TODAY).site.published, is_published(data)]
