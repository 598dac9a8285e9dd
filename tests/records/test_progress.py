"""How far what is planned has come: on records, in what falls due, and in words."""

from dataclasses import replace
from datetime import date

import pytest

from macros.records.due import falling_due
from macros.records.plans import CommunicationRow, PlanItem
from macros.records.progress import describe_progress, find_deadline
from macros.records.recurrence_words import parse_recurrence
from macros.records.values import Day, When
from macros.records.whole_shelf import Shelf

TODAY = date(2026, 11, 21)
MARCH = parse_recurrence("senast 1 mars varje år")


def plan(**fields: object) -> PlanItem:
    """Return a point of a plan with some fields, as the reader would make it."""
    empty = {"when": None, "started": None, "done": None}
    return PlanItem.model_construct(**(empty | fields))


@pytest.mark.parametrize(
    ("done", "deadline"),
    [
        (None, date(2027, 3, 1)),
        (date(2026, 2, 15), date(2027, 3, 1)),
        (date(2026, 3, 2), date(2028, 3, 1)),
        (date(2025, 2, 15), date(2026, 3, 1)),
    ],
)
def test_what_comes_again_is_due_the_time_after_the_one_it_was_done_for(
    done: date | None, deadline: date
) -> None:
    """Done a day late it is done for the next. A time that was missed stays, and is late."""
    assert deadline == find_deadline(MARCH, TODAY, done)


def test_a_single_time_is_late_until_it_is_done() -> None:
    """However long ago; a season by its last day. Without a time nothing is late."""
    autumn = When("2026-08", "2026-10", "hösten 2026")

    assert date(2026, 10, 31) == find_deadline(autumn, TODAY, None)
    assert None is find_deadline(autumn, TODAY, date(2026, 10, 1))
    assert ["late", "done", "started", "left"] == [
        plan(**fields).progress(TODAY)
        for fields in (
            {"when": autumn},
            {"when": autumn, "done": Day(2026, 11, 1)},
            {"started": When("2026-09")},
            {"when": When("2027")},
        )
    ]


def test_a_plan_that_nobody_follows_says_nothing_of_itself() -> None:
    """A list from 2014 without days is not ten undone things. One day tells, and then all are counted."""
    old, done = plan(), plan(done=Day(2026, 1, 9))
    late = plan(when=When("2026-03-01"))

    assert "" == describe_progress([old, old], TODAY)
    assert "1 av 2 klar" == describe_progress([old, done], TODAY)
    assert "2 av 4 klara, 1 påbörjad, 1 försenad" == describe_progress(
        [done, done, late, plan(started=When("2026"))], TODAY
    )


def test_a_row_counts_by_its_day_and_else_by_its_words(example: Shelf) -> None:
    """Words that say how often are understood; other words are for people."""
    binder = example.binders["norrby"]
    assert binder.communication is not None
    rows = {row.id: row for row in binder.communication.rows}
    words = {name: row.by_words for name, row in rows.items()}

    assert {"apt": "left", "nyanstallda": "left", "skolstart": "done", "enkatsvar": "late"} == {
        name: row.progress(TODAY) for name, row in rows.items()
    }
    assert date(2027, 1, 31) == rows["apt"].deadline(TODAY)
    assert (None, "Senast 31 augusti 2026") == (rows["nyanstallda"].deadline(TODAY), words["skolstart"])
    assert "1 av 4 klar, 1 försenad" == binder.communication.progress_words(TODAY)
    assert "1 av 2 blev klar" == binder.past_plans["2025"].outcome


def test_what_is_late_falls_due_and_what_is_done_does_not(example: Shelf) -> None:
    """Once for both municipalities, at the line of its day, with what to do about it."""
    dues = {due.what: due for due in falling_due(replace(example, today=TODAY), 60) if due.kind == "task"}
    (late,) = (due for what, due in dues.items() if "enkäterna visade" in what)
    (activity,) = (due for what, due in dues.items() if "alla arbetsplatser" in what)

    assert not any("Påminnelse" in what for what in dues)
    assert (
        "”Det enkäterna visade” enligt Exempelavtalet skulle ha varit klart senast 31 oktober 2026 (oktober 2026)"
        == late.sentence
    )
    assert (True, "Processledaren", ("norrby", "soderby")) == (
        late.overdue,
        late.function,
        late.municipalities,
    )
    assert (True, "Elevhälsan och Socialtjänsten") == (activity.overdue, activity.function)
    assert not any("mall för kallelsen" in what for what in dues)
    assert "done" in late.advice
    assert late.place.file.endswith("communication.yaml")


def test_a_row_that_names_how_often_in_by_reads_as_that() -> None:
    """It is no *senast*."""
    row = CommunicationRow.model_construct(by=parse_recurrence("varje termin"), done=None)

    assert "Varje termin" == row.by_words
