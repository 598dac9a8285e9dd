"""Say in plain words what is new, as a line on the page Nytt says it."""

from __future__ import annotations

from collections.abc import Sequence

from macros.changes.compare import Change
from macros.changes.descriptions import Describer, Description
from macros.changes.record_names import noun
from macros.problems import capitalize, join_words
from macros.records.kinds import KIND_NAMES

_NUMBERS = {
    "phone": ("ett nytt telefonnummer", "inget telefonnummer längre"),
    "email": ("en ny e-postadress", "ingen e-postadress längre"),
    "address": ("en ny adress", "ingen adress längre"),
    "web": ("en ny webbadress", "ingen webbadress längre"),
}
"""What a contact has got, or has no longer. Numbers and addresses belong in one place: none is repeated."""
_KINDS = {
    "checklists": "checklistorna",
    "contacts": "kontakterna",
    "forms": "blanketterna",
    "leaflets": "foldrarna",
    "services": "verksamheterna",
    "surveys": "enkäterna",
    "terms": "orden",
}
"""What several records of a kind are called. Of the other kinds there is one."""
_LONGEST_VALUES = 80
"""The longest values, together, that a line repeats."""


def tell_change(describer: Describer, description: Description) -> str:
    """Return a sentence about one change, without numbers and addresses."""
    change = description.change
    holder = describer.name_holder(change)
    start = capitalize(holder)
    is_contact = change.kind == "contacts"
    if change.sort == "moved":
        return f"{capitalize(name_kind(change))} står i en ny ordning."
    if change.trail[-1].model is not None:
        if is_contact and change.sort == "added":
            return f"Det finns en ny kontakt: {holder}."
        return f"{start} {describer.describe_arrival(change)}."
    key = change.trail[-1].key
    if is_contact and key in _NUMBERS:
        new, gone = _NUMBERS[key]
        return f"{start} har {gone}." if change.sort == "removed" else f"{start} har fått {new}."
    if is_contact and key == "hours" and description.after:
        return f"{start} har nya tider: {description.after.rstrip('.')}."
    return _tell_values(description, f"{'Om' if is_contact else 'I'} {holder}", start)


def _tell_values(description: Description, place: str, start: str) -> str:
    """Return a sentence with what stood and stands in a field, where that is short."""
    change = description.change
    before, after = description.before.rstrip("."), description.after.rstrip(".")
    if len(before) + len(after) > _LONGEST_VALUES or not (before or after) or before == after:
        return f"{start} är {_agree(change)}."
    if before and after:
        return f"{place} står nu ”{after}” i stället för ”{before}”."
    return f"{place} står nu också ”{after}”." if after else f"{place} står inte längre ”{before}”."


def _agree(change: Change) -> str:
    """Return *omskriven* in the gender and number of the innermost record's noun."""
    model = next((step.model for step in reversed(change.trail) if step.model is not None), None)
    word = noun(model).partition(" ")[0] if model else ""
    if word.endswith("na") or word in ("de", "lagens", "webbplatsens"):
        return "omskrivna"
    return "omskrivet" if word.endswith("t") else "omskriven"


def tell_all(changes: Sequence[Change]) -> str:
    """Return a heading for several changes: which parts of the binder they are in."""
    kinds = list(dict.fromkeys(map(name_kind, changes)))
    if kinds == [_KINDS["contacts"]]:
        return "Nya uppgifter bland kontakterna"
    return f"Ändringar i {join_words(kinds[:3]) if len(kinds) <= 3 else ', '.join(kinds[:3]) + ' med mera'}"


def name_kind(change: Change) -> str:
    """Return what the part of the binder is called in which a change lies."""
    if change.kind not in KIND_NAMES:
        return (
            "uppgifterna om samarbetet"
            if change.level and change.level.kind != "municipalities"
            else ("uppgifterna om kommunen")
        )
    model = change.trail[0].model
    return _KINDS.get(change.kind) or (noun(model) if model else change.trail[0].title)
