"""Rules of meetings, deadlines and ladders: no time contradicts another."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Fault, list_known
from macros.problems import quote
from macros.records.binder import Binder
from macros.records.meeting import Deadline
from macros.records.validity import Rule
from macros.records.whole_shelf import Shelf


def meetings_say_when(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A meeting has one time: a limit, a cadence, words, or its call has one.

    After a first limit a cadence may follow, as ``then``.
    """
    for meeting in binder.routine.meetings:
        path = f"routine.meetings.{meeting.id}"
        if meeting.within and meeting.cadence:
            message = f"mötet har både within ({meeting.within}) och cadence ({meeting.cadence})"
            wish = f"Första mötet inom {meeting.within}, sedan {meeting.cadence}?"
            advice = f"{wish} Byt  cadence  mot  then. Annars: ta bort det ena, med remove om det är ärvt."
            yield _last_written(binder, f"{path}.within", f"{path}.cadence"), "two-times", message, advice
        elif meeting.then and not meeting.within:
            advice = "Skriv tiden i within (inom). Finns ingen första tid: byt  then  mot  cadence"
            yield f"{path}.then", "two-times", "then säger vad som följer, men inget kommer först", advice
        elif not (meeting.within or meeting.cadence or meeting.when or meeting.call_within):
            advice = "Skriv within (inom), cadence (hur ofta), when (när) eller call_within (kallelsen inom)."
            yield path, "no-time", "mötet säger inte när det hålls", advice


def meetings_have_names(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """Every meeting but the first has a title, and someone who invites."""
    for number, meeting in enumerate(binder.routine.meetings):
        path = f"routine.meetings.{meeting.id}"
        if number and not meeting.title:
            advice = "Skriv title, till exempel  title: Nätverksmötet"
            yield path, "meeting-unnamed", f"mötet {quote(meeting.id)} har inget namn", advice
        comes = meeting.called or meeting.invited or meeting.attendance
        if comes and not meeting.inviter:
            message = "mötet säger vilka som kommer, men inte vem som kallar dem"
            yield path, "no-inviter", message, "Skriv inviter (kallar)."


def deadlines_count_one_way(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """What a deadline says of its counting fits its kind of time.

    A lower level that writes a time of another kind has the last word over what it inherits.
    """
    for path, deadline in _deadlines(binder):
        if deadline.within is None:
            continue
        if deadline.within.working and deadline.day_kind == "calendar":
            message = f"within är {deadline.within}, men day_kind säger att alla dagar räknas"
            if not _is_lower(binder, f"{path}.within", f"{path}.day_kind"):
                yield (
                    f"{path}.day_kind",
                    "two-ways-to-count",
                    message,
                    "Ta bort day_kind, eller ändra within.",
                )
        if deadline.within.unit in {"timme", "minut", "dygn"}:
            for field, value in (("first_day", deadline.first_day), ("by_time", deadline.by_time)):
                if value is not None and not _is_lower(binder, f"{path}.within", f"{path}.{field}"):
                    message = f"{field} säger inget när within är {deadline.within}"
                    advice = f"Timmar, minuter och dygn räknas med klockan. Ta bort {field}."
                    yield f"{path}.{field}", "two-ways-to-count", message, advice


def ladders_go_forwards(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """Each stage of a ladder has a longer time than the one before it."""
    for ladder in binder.routine.ladders:
        for earlier, later in ladder.backward_stages:
            path = f"routine.ladders.{ladder.id}.stages.{later.id}.within"
            message = (
                f"trappan går inte framåt: {later.within} är inte längre än {earlier.within} i steget före"
            )
            yield (
                path,
                "ladder-order",
                message,
                "Alla tider räknas från början. Ändra tiden, eller byt plats på stegen.",
            )


def shown_meetings_exist(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A step shows the rules of a meeting that the routine has."""
    routine = binder.routine
    ids = [meeting.id for meeting in routine.meetings]
    for step in routine.steps:
        if step.rule and routine.meeting_shown_in(step) is None:
            name = "ja" if step.rule is True else str(step.rule)
            message = f"steget visar mötet {quote(name)}, som inte finns"
            path = f"routine.steps.{step.id}.rule"
            yield path, "unknown-id", message, list_known(binder, name, ids)


def windows_are_in_order(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A meeting's window ends after it starts."""
    for meeting in binder.routine.meetings:
        window = meeting.window
        if window and window.end <= window.start:
            path = f"routine.meetings.{meeting.id}.window.end"
            yield path, "window-order", "sluttiden kommer före starttiden", "Byt plats på dem."


def list_rules(binder: Binder) -> Iterator[tuple[str, Rule]]:
    """Yield each rule of the routine that may begin and end, with its path."""
    yield from _deadlines(binder)
    for meeting in binder.routine.meetings:
        if meeting.window:
            yield f"routine.meetings.{meeting.id}.window", meeting.window


def _deadlines(binder: Binder) -> Iterator[tuple[str, Deadline]]:
    """Yield each meeting and each step's deadline, with its path."""
    for meeting in binder.routine.meetings:
        yield f"routine.meetings.{meeting.id}", meeting
    for step in binder.routine.steps:
        if step.deadline:
            yield f"routine.steps.{step.id}.deadline", step.deadline


def _is_lower(binder: Binder, path: str, other: str) -> bool:
    """Return whether a lower level wrote one value than another."""
    return _height(binder, path) < _height(binder, other)


def _last_written(binder: Binder, path: str, other: str) -> str:
    """Return the path that the lower level wrote.

    In one file it is the one that stands last.
    """
    return min(path, other, key=lambda one: (_height(binder, one), -binder.place_of(one).line))


def _height(binder: Binder, path: str) -> int:
    """Return how high the level is that wrote a value; 0 is the lowest."""
    levels = binder.levels.levels
    level = binder.levels.find(binder.place_of(path))
    return levels.index(level) if level else len(levels)
