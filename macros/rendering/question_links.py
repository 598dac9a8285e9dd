"""Name the checklist questions that go with a step, list by list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.records.binder import Binder
from macros.records.contents import PageOf, keys_in
from macros.records.registry import PAGES
from macros.records.text import Text

_TAB = next(tab for tab in PAGES if tab.record == "checklists")


class QuestionLink(NamedTuple):
    """The questions of one checklist that go with a step.

    ``title`` is the checklist's, ``page`` its page, ``anchor`` that of the first question named, and
    ``numbers`` are the questions' numbers in the list, as people read them: ``1–3`` or ``1, 4``.
    """

    title: Text | str
    page: str
    anchor: str
    numbers: str


def link_questions(binder: Binder, ids: Iterable[str]) -> Iterator[QuestionLink]:
    """Yield the questions with these ids, by checklist, the main one first.

    Where the binder has one checklist, it is called just that.
    """
    ids = list(ids)
    keys = keys_in(binder, "checklists")
    for place, key in enumerate(keys):
        checklist = binder.checklists[key]
        numbers = [number for number, question in enumerate(checklist.questions, 1) if question.id in ids]
        own = {question.id for question in checklist.questions}
        if numbers:
            page = PageOf(_TAB, key if place else "").name
            anchor = f"fraga-{next(name for name in ids if name in own)}"
            title = checklist.title if len(keys) > 1 else "Checklistan"
            yield QuestionLink(title, page, anchor, _join_numbers(numbers))


def _join_numbers(numbers: list[int]) -> str:
    """Return ascending numbers as people write them."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 1 and last - first + 1 == len(numbers):
        return f"{first}–{last}"
    return ", ".join(map(str, numbers))
