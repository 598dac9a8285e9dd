"""Draw the places where one writes, ticks and chooses.

They are fields of a PDF on paper, and boxes on the web. A name is unique in its sheet; a title is what a
screen reader says.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

_BOX = Markup('<span class="box"></span>')


def writing_functions(surface: str) -> dict[str, Callable[..., Markup]]:
    """Return the functions that templates may call, by name."""
    if surface == "paper":
        return {"fill": draw_fill, "tick": draw_tick, "choice": draw_choice}
    return {"fill": lambda *_: Markup(), "tick": lambda *_: _BOX, "choice": lambda *_: _BOX}


def draw_fill(name: str, title: str) -> Markup:
    """Return a field that fills the box around it, below its words."""
    return Markup('<input type="text" class="fill" name="{}" title="{}">').format(name, title)


def draw_tick(name: str, title: str) -> Markup:
    """Return a box to tick."""
    return Markup('<input type="checkbox" class="box" name="{}" title="{}">').format(name, title)


def draw_choice(name: str, value: str | int, question: str, answer: str | int) -> Markup:
    """Return the box of one answer.

    Of those with the same name only one can be ticked.
    """
    said = f"{question} {answer}" if question.endswith("?") else f"{question}: {answer}"
    return Markup(
        '<input type="radio" class="box" name="{}" value="{}" data-question="{}" title="{}">'
    ).format(name, value, question, said)
