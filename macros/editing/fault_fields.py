"""Find which field of a form a problem of the check is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.editing.record_fields import Leaf
from macros.editing.trees import Id
from macros.exchange.yaml_edits import find_lines
from macros.problems import Problem


def find_field(problem: Problem, leaves: Iterable[Leaf], text: str, steps: Sequence[str]) -> str:
    """Return the name of the input that a problem stands at, or an empty string.

    ``text`` is what the file would be, and ``steps`` lead to the record in it.
    """
    known = list(leaves)
    spans: list[tuple[int, str]] = []
    for leaf in known:
        for names, way in _ways(leaf):
            first, last = find_lines(text, (*steps, *way), _is_id) or (1, 0)
            if first <= problem.line <= last:
                spans.append((last - first, names))
    if spans and problem.rule != "missing-field":
        return min(spans)[1]
    first, last = find_lines(text, steps, _is_id) or (1, 0)
    if first <= problem.line <= last:
        return next((leaf.name for leaf in known if leaf.field.anchor == problem.link), "")
    return ""


def _is_id(step: str) -> bool:
    return isinstance(step, Id)


def _ways(leaf: Leaf) -> list[tuple[str, tuple[str, ...]]]:
    """Return where a field may be written, with the input that shows it.

    That is also each language, and the name for a single value.
    """
    *above, last = leaf.steps
    singles = [key for key, many in leaf.model.singular.items() if many == last]
    ways = [(leaf.name, (*above, name)) for name in (last, *singles)]
    slots = (slot for slot in leaf.inputs() if slot.language and not slot.number)
    return ways + [(slot.name, (*leaf.steps, slot.language)) for slot in slots]
