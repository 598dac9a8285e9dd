"""Give MkDocs the pages of ``docs/`` that the fence lets through, and no others."""

from __future__ import annotations

from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page as MkDocsPage

from macros.fence.page_gate import PATTERNS as FOLDER
from macros.fence.page_gate import ReadPage, read_page
from macros.records.registry import EVERY_PAGE
from macros.web.pages import Page
from macros.web.session import SESSION

_REFUSED = ReadPage("# Sidan går inte att visa\n", {"title": "Sidan går inte att visa"})
"""What a preview shows instead of a page with problems, which it lists above."""


def read_source(page: MkDocsPage) -> str | None:
    """Return the front matter and Markdown of a page in ``docs``, as MkDocs reads it.

    It is written anew, so that MkDocs can read nothing in it but what was checked. None for a page that the
    program made. Raise Abort for a page with problems; a preview shows another in its place.
    """
    file = page.file
    if file.abs_src_path is None:
        return None
    checked = _read(Path(file.abs_src_path), file.src_uri)
    return Page(file.src_uri, checked.markdown, checked.meta).source


def read_checked_patterns(docs: Path) -> dict[str, str]:
    """Return the patterns by the name of their tab.

    Raise Abort for a pattern with problems; a preview shows another in its place.
    """
    names = {tab.name: f"{FOLDER}/{tab.name}.md" for tab in EVERY_PAGE}
    return {tab: _read(docs / name, name).markdown for tab, name in names.items()}


def _read(path: Path, name: str) -> ReadPage:
    """Return a page without problems.

    Raise Abort as above.
    """
    page = read_page(path, name, f"docs/{name}")
    if not page.problems:
        return page
    if SESSION.serving:
        return _REFUSED
    raise Abort("\n".join(map(str, page.problems)))
