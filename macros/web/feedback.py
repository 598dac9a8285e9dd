"""The feedback link in every page's foot: a letter that names the page and its version, and nothing else."""

from __future__ import annotations

from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import quote

from macros.records.binder import Binder, Shelf

_SHORT = 24
"""A longer version is a sentence about the text, not its name."""
_START = "Pärmens första sida"


def feedback(shelf: Shelf, binder: Binder | None, title: str, version: str) -> str:
    """Give the link's address. The title is HTML, as MkDocs has it."""
    place = binder.name if binder else shelf.site.name
    subject = f"Synpunkt på {unescape(title)}, {place}, version {version}"
    return f"mailto:{quote(shelf.site.email, safe='@')}?subject={quote(subject, safe='')}"


def page_feedback(shelf: Shelf, binder: Binder | None, page: Any) -> dict[str, str]:
    """Give what the foot of a page prints: the version, and the link that names it."""
    if binder is None:
        version = shared_version(shelf, page.file.content_string)
        return {"version": version, "feedback": feedback(shelf, None, str(page.title), version)}
    title = _START if page.meta["tab"] == "index" else str(page.title)
    language = page.meta["language"]
    version = binder_version(shelf, binder)
    if language != "sv":
        title += f" ({language})"
    return {"version": version, "feedback": feedback(shelf, binder, title, version)}


def lost_feedback(shelf: Shelf) -> dict[str, str]:
    """Give the same for the page that is shown where there is none."""
    version = shared_version(shelf, "")
    return {"version": version, "feedback": feedback(shelf, None, "Sidan finns inte", version)}


def binder_version(shelf: Shelf, binder: Binder) -> str:
    """Name a binder's version: the routine's own where it is short, and what its files hold now."""
    now = shelf.version(binder)
    for control in (binder.routine.control, binder.agreement.control):
        if control and control.version:
            named = " ".join(control.version.fill(binder.value).split())
            return f"{named} ({now})" if len(named) <= _SHORT else now
    return now


def shared_version(shelf: Shelf, text: str) -> str:
    """Name a shared page's version: its own text, and the data that all share."""
    return sha256(f"{shelf.version()}\n{text}".encode()).hexdigest()[:7]
