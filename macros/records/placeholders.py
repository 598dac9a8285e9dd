"""Check that every placeholder of a binder's texts is filled by the binder."""

from collections.abc import Iterable, Iterator

from macros.problems import Problem, did_you_mean, quote
from macros.records import spelling
from macros.records.binder import Binder
from macros.records.path import NoSuchPathError
from macros.records.phrases import is_ages
from macros.records.text import Placeholder
from macros.records.validate import Faults

Filled = set[tuple[Placeholder, int]]
"""The placeholders that are filled by a kind, which binders share."""


def find_unfilled(binder: Binder, kinds: Iterable[Faults], filled: Filled) -> Iterator[Problem]:
    """Yield a problem for each place of a placeholder that the binder cannot fill.

    ``filled`` are the placeholders that earlier binders have filled from shared kinds; they are not tried
    again, and new ones are added. What has faults itself is not asked for.
    """
    reasons: dict[Placeholder, tuple[str, str] | None] = {}
    for faults in kinds:
        for placeholder, places in faults.placeholders.items():
            if placeholder not in reasons:
                head = placeholder.name.partition(".")[0] if placeholder.is_path else "terms"
                kind = None if _is_of_the_binder(placeholder) else binder.__dict__.get(head)
                shared = (placeholder, id(kind))
                reasons[placeholder] = None if shared in filled else _explain(binder, placeholder, head)
                if reasons[placeholder] is None and kind is not None:
                    filled.add(shared)
            if reason := reasons[placeholder]:
                yield from (Problem.at(place, "placeholder-unfilled", *reason) for place in places)


def _is_of_the_binder(placeholder: Placeholder) -> bool:
    """Return whether the levels decide it together, so that no shared kind fills it."""
    return is_ages(placeholder.name)


def _find_needed(placeholder: Placeholder, head: str) -> set[str]:
    """Return what of a binder must be there to fill a placeholder."""
    if _is_of_the_binder(placeholder):
        return {head, "municipality", "area", "agreement"}
    return {head} if placeholder.is_path else {head, "agreement"}


def _explain(binder: Binder, placeholder: Placeholder, head: str) -> tuple[str, str] | None:
    """Return why a placeholder cannot be filled, with an advice; None when it can."""
    if binder.lacking & _find_needed(placeholder, head):
        return None
    name = quote(f"{{{placeholder.name}}}")
    try:
        value = binder.value(placeholder)
    except NoSuchPathError as error:
        if not error.allowed:
            return (
                f"platshållaren {name} pekar inte på ett enskilt värde",
                "Fortsätt ner till ett värde, till exempel {routine.meeting.within}.",
            )
        hint = did_you_mean(spelling.near(error.step, error.allowed))
        advice = f"{hint}I {binder.levels.town_name} finns: {', '.join(error.allowed[:12])}."
        if placeholder.name.startswith(f"contacts.{error.step}."):
            advice += f" Saknas kontakten? Lägg till den, med  id: {error.step}"
        return f"platshållaren {name} finns inte i pärmen", advice
    if value or placeholder.lead:
        return None
    return (
        f"platshållaren {name} är tom",
        f"Den är tom i {binder.levels.town_name}. Fyll i {placeholder.name.rpartition('.')[2]} där, eller "
        f"skriv {{, {placeholder.name}}} så att den försvinner med sitt komma.",
    )
