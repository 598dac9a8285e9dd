"""Give templates the table of the meeting, drawn and in words."""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from macros.problems import join_words
from macros.records.agendas import MeetingAgenda
from macros.rendering import texts

_NUMBERS = ("ingen", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


@pass_context
def _draw_seats(context: Context, agenda: MeetingAgenda) -> Markup:
    """Draw who sits where at the meeting, by its agenda."""
    names = tuple(_list_names(context, agenda))
    child_first = bool(agenda.seated) and agenda.seated[0].child
    drawn: Markup = context["meeting_table"](names, agenda.empty_seats, _say(names, agenda), child_first)
    return drawn


@pass_context
def _say_seats(context: Context, agenda: MeetingAgenda) -> str:
    """Tell who sits where, for those who do not see the drawing."""
    return _say(_list_names(context, agenda), agenda)


def _list_names(context: Context, agenda: MeetingAgenda) -> list[str]:
    return [texts.plain(seat.who, context["binder"], context["language"]) for seat in agenda.seated]


def _say(names: list[str] | tuple[str, ...], agenda: MeetingAgenda) -> str:
    """Return the seats in a sentence, clockwise as they are drawn."""
    said = [names[0], *(name[:1].lower() + name[1:] if name[1:2].islower() else name for name in names[1:])]
    empty = agenda.empty_seats
    if empty:
        said.append(f"{_NUMBERS[empty]} {'tom plats' if empty == 1 else 'tomma platser'} att skriva på")
    return f"Platserna runt bordet, medsols: {join_words(said)}."


FUNCTIONS: dict[str, Any] = {"draw_seats": _draw_seats, "say_seats": _say_seats}
"""Variables of every template."""
