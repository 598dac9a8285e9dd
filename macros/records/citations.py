"""Find where the texts of a binder name paragraphs of laws."""

from collections.abc import Iterator

from macros.records.agreement import Agreement
from macros.records.base import Record
from macros.records.fields import fields_of
from macros.records.kinds import Kinds
from macros.records.municipality import Area, Municipality

_ROOTS: dict[str, type[Record]] = {"agreement": Agreement, "area": Area, "municipality": Municipality}


def _find_citations(model: type[Record], path: str = "") -> Iterator[str]:
    """Yield the paths below a record class where paragraphs of laws are named."""
    for field in fields_of(model):
        here = f"{path}.{field.name}".lstrip(".")
        if field.model is not None:
            yield from _find_citations(field.model, f"{here}.*" if field.many else here)
        elif field.name in ("law", "laws"):
            yield here


CITATIONS = (
    *_find_citations(Kinds),
    *(path for name, model in _ROOTS.items() for path in _find_citations(model, name)),
)
"""Where a text of a binder names paragraphs by their ids. Read from the records: none can be forgotten."""
