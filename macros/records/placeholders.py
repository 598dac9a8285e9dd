"""The rule that every placeholder of a binder's texts is filled by the binder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.problems import Problem, quote
from macros.records import spelling
from macros.records.binder import Binder
from macros.records.path import NoSuchPathError
from macros.records.text import Placeholder
from macros.records.validate import Faults

Filled = set[tuple[Placeholder, int]]
"""The placeholders that are filled by a kind, which binders share."""


def unfilled(binder: Binder, found: Iterable[Faults], filled: Filled) -> Iterator[Problem]:
    """Every placeholder is filled by the binder. What has faults itself is not asked for.

    ``filled`` are those that earlier binders have been asked for, and kept.
    """
    known: dict[Placeholder, tuple[str, str] | None] = {}
    for faults in found:
        for placeholder, places in faults.placeholders.items():
            if placeholder not in known:
                head = placeholder.name.partition(".")[0] if placeholder.is_path else "terms"
                kind = binder.__dict__.get(head)
                asked = (placeholder, id(kind))
                known[placeholder] = None if asked in filled else _unfilled(binder, placeholder, head)
                if known[placeholder] is None and kind is not None:
                    filled.add(asked)
            if reason := known[placeholder]:
                yield from (Problem.at(place, "placeholder-unfilled", *reason) for place in places)


def _unfilled(binder: Binder, placeholder: Placeholder, head: str) -> tuple[str, str] | None:
    """Say why a placeholder cannot be filled in a binder, or None when it can."""
    if head in binder.lacking:
        return None
    name = "{" + placeholder.name + "}"
    try:
        value = binder.value(placeholder)
    except NoSuchPathError as error:
        guess = spelling.near(error.step, error.allowed)
        hint = f"Menade du ”{guess}”? " if guess else ""
        if not error.allowed:
            return (
                f"platshållaren {quote(name)} pekar inte på ett enskilt värde",
                "Fortsätt ner till ett värde, till exempel {routine.meeting.within}.",
            )
        advice = f"{hint}I {binder.called} finns: {', '.join(error.allowed[:12])}."
        if placeholder.name.startswith(f"contacts.{error.step}."):
            advice += f" Fattas kontakten? Lägg till den, med  id: {error.step}"
        return f"platshållaren {quote(name)} finns inte i pärmen", advice
    if not value and not placeholder.lead:
        return (
            f"platshållaren {quote(name)} är tom",
            f"Den är tom i {binder.called}. Fyll i {placeholder.name.rpartition('.')[2]} där, eller skriv "
            + "{, " + placeholder.name + "} så att den försvinner med sitt komma.",
        )  # fmt: skip
    return None
