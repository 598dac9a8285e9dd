"""Check that a municipality's mark is there, under a plain name.

What the picture holds is the file gate's affair (``file_gate``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.checks.references import Fault
from macros.records.binder import Binder
from macros.records.content_folder import find_mark
from macros.records.whole_shelf import Shelf

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:svg|png)")
_MISSING = "Lägg bilden i docs/assets/marks, eller ta bort raden mark."
_RENAME = "Skriv bara filens namn: a–z, 0–9 och bindestreck, och .svg eller .png, till exempel: norrby.svg"


def mark_is_a_picture(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A municipality's mark is one of the pictures in docs/assets/marks."""
    name, path = binder.municipality.mark, "municipality.mark"
    if name is None:
        return
    if not _NAME.fullmatch(name):
        yield path, "mark-name", f"”{name}” är inget namn på en bildfil", _RENAME
    elif not find_mark(shelf.folder, name).is_file():
        yield path, "mark-missing", f"bilden ”{name}” finns inte", _MISSING
