"""The first of two fingerprints: a binder in which nothing has changed is skipped whole.

The second is a PDF's own key (see ``store``): in a binder that has changed, only what shows the change is
made again.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from macros.paper import fonts
from macros.paper.store import engine_fingerprint, hash_of
from macros.records.binder import Binder, Shelf

_CODE = ("records", "drawing", "rendering", "paper")
_LIBRARIES = ("jinja2", "markdown-it-py", "markupsafe", "pydantic", "pyphen", "segno")


def digest_of(shelf: Shelf, binder: Binder, since: date | None = None) -> str:
    """Hash all that a binder's PDFs follow from: its data, our code and templates, the engine, its mark."""
    mark = binder.municipality.mark
    inputs = [program(), shelf.fingerprint(binder), binder.slug, since.isoformat() if since else ""]
    inputs.append(hash_of(fonts.ASSETS / "marks" / mark) if mark else "")
    return sha256("\n".join(inputs).encode()).hexdigest()


@cache
def program() -> str:
    """Hash our code, the templates and what they are run by."""
    digest = sha256(engine_fingerprint().encode())
    digest.update(" ".join(version(name) for name in _LIBRARIES).encode())
    code = (file for part in _CODE for file in (fonts.ROOT / "macros" / part).glob("*.py"))
    for file in sorted([*code, *(fonts.ROOT / "overrides").rglob("*.html")]):
        digest.update(file.relative_to(fonts.ROOT).as_posix().encode() + hash_of(file).encode())
    return digest.hexdigest()
