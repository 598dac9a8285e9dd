"""Order a form: first what is changed most often, seldom things in a fold."""

from __future__ import annotations

from macros.editing.answers import PLACE, Fold, Group, Items, Part, list_inputs
from macros.records.base import Record

_OFTEN = {
    "Contact": ("phone", "hours", "schedule", "email", "location", "services", "role", "checked", "note"),
    "Step": ("title", "text", "who", "when", "points", "phase"),
    "Question": ("text", "phase", "hint"),
    "Meeting": ("within", "counted_from", "day_kind"),
    "Law": ("text", "read", "note", "law", "paragraph", "title"),
    "GlossaryTerm": ("term", "abbreviation", "text"),
    "Section": ("title", "paragraphs", "points"),
    "UrgentNumber": ("phone", "text", "hours", "checked"),
    "Revision": ("date", "title", "changes", "pages"),
}
"""What is changed most often of a record, the most often first: it is never folded."""
_ALWAYS = {PLACE}
_SELDOM = {"state", "synonyms", "id"}
"""What is folded also where something stands in it."""
_FEWEST = 2


def order_parts(model: type[Record], parts: list[tuple[str, Part]]) -> list[Part]:
    """Return a form's parts, given with their fields' names, as they are needed.

    What is neither changed often, nor must be filled in, nor says anything goes into a fold at the end.
    """
    often = _OFTEN.get(model.__name__, ())
    first = [part for name in often for field, part in parts if field == name]
    others = [(name, part) for name, part in parts if name not in often]
    shown = [part for name, part in others if name in _ALWAYS or (name not in _SELDOM and _is_needed(part))]
    folded = [part for name, part in others if part not in shown and not isinstance(part, Fold)]
    if len(folded) < _FEWEST:
        return [part for name, part in parts if part in first] + [part for _, part in others]
    return [*first, *shown, Fold(folded)]


def _is_needed(part: Part) -> bool:
    """Report whether a part says something, must, or is wrong."""
    if isinstance(part, Items):
        return bool(part.items)
    if isinstance(part, Group):
        return part.is_open
    return any(item.value or item.must or item.faults for item in list_inputs(part))
