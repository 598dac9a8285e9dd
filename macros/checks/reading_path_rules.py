"""Rules for newcomers: what they read is there, and each question has its answer."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Fault, suggest
from macros.problems import quote
from macros.records.binder import Binder
from macros.records.newcomers import LETTERS
from macros.records.path import NoSuchPathError
from macros.records.reading_places import find_reading
from macros.records.whole_shelf import Shelf

_SHOWN = 12
"""How many of what may be read are listed: without the single steps, sections and forms."""


def what_is_read_stands_in_the_binder(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """What a newcomer is asked to read is on one of the binder's pages."""
    found: set[str] = set()  # many paths begin with the same pages
    for path, read in _list_reading(binder):
        try:
            if read not in found:
                find_reading(binder, read)
                found.add(read)
        except NoSuchPathError as error:
            whole = [one for one in error.allowed if "." not in one][:_SHOWN]
            advice = f"{suggest(read, error.allowed)}Det som finns i {binder.levels.town_name}: "
            message = f"{quote(read)} går inte att läsa i pärmen"
            yield f"{path}.read", "unknown-reading", message, f"{advice}{', '.join(whole)} och delar av dem."


def questions_have_a_right_answer(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A question of the self-check has two to four answers, one of them right."""
    for question in binder.self_check.questions if binder.self_check else ():
        path, many = f"self_check.questions.{question.id}", len(question.choices)
        if not 2 <= many <= len(LETTERS):
            message = f"”{question.id}” har {'bara ett' if many == 1 else many} svar att välja bland"
            yield f"{path}.choices", "choices", message, f"Skriv minst två och högst {len(LETTERS)}."
        elif question.right not in LETTERS[:many]:
            message = f"rätt svar är {question.right}, men sista svaret heter {LETTERS[many - 1]}"
            yield f"{path}.right", "right-answer", message, "Det första svaret heter A, det andra B."


def _list_reading(binder: Binder) -> Iterator[tuple[str, str]]:
    """Yield what newcomers are asked to read, after the path of what asks."""
    for path in binder.reading_paths:
        yield from ((f"reading_paths.{path.id}.stops.{stop.id}", stop.read) for stop in path.stops)
    for question in binder.self_check.questions if binder.self_check else ():
        yield f"self_check.questions.{question.id}", question.read
