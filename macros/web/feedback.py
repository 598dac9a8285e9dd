"""The feedback link in every page's footer.

It opens an e-mail whose subject names the page and its version, and nothing about the reader.
"""

from __future__ import annotations

from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import quote

from macros.records.binder import Binder
from macros.records.content_folder import find_own_docs
from macros.records.whole_shelf import Shelf
from macros.web.pages import record_paths
from macros.web.patterns import TABS

_LONGEST_NAME = 24
"""The longest version name in characters. A longer one is a sentence about the text, not a name."""


def feedback_link(shelf: Shelf, binder: Binder | None, title: str, version: str) -> str:
    """Return the ``mailto:`` address of a feedback link.

    ``title`` is HTML, as MkDocs has it.
    """
    place = binder.name if binder else shelf.site.name
    subject = f"Synpunkt på {unescape(title)}, {place}, version {version}"
    return f"mailto:{quote(shelf.site.email, safe='@')}?subject={quote(subject, safe='')}"


def footer_context(shelf: Shelf, binder: Binder | None, page: Any) -> dict[str, str]:
    """Return the footer's variables for a page: ``version``, ``feedback``, ``edit``.

    ``edit`` is the address that proposes a change of the page.
    """
    title = str(page.title)
    if binder is None:
        version = shared_version(shelf, page.file.content_string)
    else:
        version = binder_version(shelf, binder)
        if page.meta["tab"] == "index":
            title = "Pärmens första sida"
        if page.meta["language"] != "sv":
            title += f" ({page.meta['language']})"
    feedback = feedback_link(shelf, binder, title, version)
    return {"version": version, "feedback": feedback, "edit": _edit_address(shelf, binder, page)}


def _edit_address(shelf: Shelf, binder: Binder | None, page: Any) -> str:
    """Return the address of the forge's editor where the page's record begins.

    Of a shared page it is the page's own file. It is empty without a repository, of what has no file, and
    where the page is the program's and the repository holds content alone.
    """
    repository = shelf.site.repository
    if repository is None or (binder is None and page.file.abs_src_path is None):
        return ""
    if binder is None:
        own = find_own_docs(shelf.folder)
        if own and not (own / page.file.src_uri).is_file():
            return ""
        return repository.edit_path(f"docs/{page.file.src_uri}")
    paths = record_paths(binder, TABS[page.meta["tab"]], page.meta["key"])
    return repository.edit_place(shelf.folder, binder.place_of(paths[0]))


def not_found_footer_context(shelf: Shelf) -> dict[str, str]:
    """Return the footer's variables for the 404 page."""
    version = shared_version(shelf, "")
    return {"version": version, "feedback": feedback_link(shelf, None, "Sidan finns inte", version)}


def binder_version(shelf: Shelf, binder: Binder) -> str:
    """Return the version of a binder: a hash of its files.

    Where the routine or the agreement names its version, and the name is short, the name comes first and
    the hash in brackets.
    """
    current = shelf.version(binder)
    for control in (binder.routine.control, binder.agreement.control):
        if control and control.version:
            name = " ".join(control.version.fill(binder.value).split())
            return f"{name} ({current})" if len(name) <= _LONGEST_NAME else current
    return current


def shared_version(shelf: Shelf, text: str) -> str:
    """Return the version of a shared page: a hash of its text and the shared data."""
    return sha256(f"{shelf.version()}\n{text}".encode()).hexdigest()[:7]
