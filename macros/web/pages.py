"""The municipalities' pages as plain data, without MkDocs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from macros.fence.front_matter import escape_title
from macros.records.binder import Binder
from macros.records.contents import PageOf, pages_in, record_path
from macros.records.path import NoSuchPathError
from macros.records.registry import PATTERN_NAMES, SCREENS, Tab
from macros.records.whole_shelf import Shelf
from macros.records.written import Mapping as Fields
from macros.records.written import Node, Sequence
from macros.rendering.texts import tab_title

PATTERNS = "docs/_kommun"

_SOURCES = {
    "index": ("municipality", "contacts"),
    "lasvag": ("reading_paths", "self_check"),
    "kontakter": ("contacts", "guidance"),
    "blanketter": ("forms", "surveys"),
    "chef": ("apt", "communication", "past_plans", "competence", "action_plan"),
    "chef/visa": ("apt", "revisions", "routine"),
    "uppfoljning": ("follow_up", "steering"),
    "nytt": ("revisions", "newsletters"),
}
"""The binder paths of what a page shows, where that is not the record that gives the page its state."""


_VIEWS = {"directory": "contacts", "figures_year": "figures", "news": "revisions"}
"""Properties of the binder that sort its records, and the kind of those records."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one binder: its path, front matter and Markdown."""

    path: str
    markdown: str
    meta: dict[str, Any]

    @property
    def source(self) -> str:
        """The page as a Markdown file with front matter.

        The values are written as JSON, which is YAML too, so that no name can break the front matter.
        """
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.meta.items())
        return "\n".join(["---", *lines, "---", "", self.markdown])


def read_patterns(folder: Path) -> dict[str, str]:
    """Read the page patterns in a folder, by their names."""
    return {name: (folder / f"{name}.md").read_text(encoding="utf-8") for name in PATTERN_NAMES}


def kinds_in(pattern: str, tab: Tab) -> list[str]:
    """Return the kinds of records that a pattern reads from its binder."""
    names = re.findall(r"binder\.([a-z_]+)", pattern)
    names += [path.partition(".")[0] for path in tab.needs]
    names += ["documents"] if "chosen(" in pattern else []
    return sorted({_VIEWS.get(name, name) for name in names})


def make_pages(shelf: Shelf, patterns: Mapping[str, str]) -> list[Page]:
    """Return every page of every binder, in reading order."""
    cache: FileCache = {}
    return [
        _make_page(binder, data_files(shelf, binder, page.tab, cache, page.key), page, patterns)
        for binder in shelf.binders.values()
        for page in pages_in(binder)
    ]


def _make_page(binder: Binder, files: list[str], page: PageOf, patterns: Mapping[str, str]) -> Page:
    tab = page.tab
    meta: dict[str, Any] = {
        "title": page_title(binder, tab, page.key),
        "render_macros": True,
        "binder_address": binder.address,
        "tab": tab.name,
        "key": page.key,
        "under": tab.under,
        "language": page.language,
        "pattern": f"{PATTERNS}/{page.pattern}.md",
        "data": files,
    }
    if tab in SCREENS:
        meta |= {"template": "show.html", "explain": False}
    return Page(f"{binder.address}/{page.name}.md", patterns[page.pattern], meta)


def record_paths(binder: Binder, tab: Tab, key: str = "") -> tuple[str, ...]:
    """Return the binder paths of the records that a page shows."""
    if tab.below and key:
        return (f"{tab.below.kind}.{key}",)
    return _SOURCES.get(tab.name, (record_path(binder, tab.record, key),))


FileCache = dict[int, list[str]]
"""The files of merged nodes, by Python's ``id`` of the node: binders share most nodes."""


def data_files(shelf: Shelf, binder: Binder, tab: Tab, cache: FileCache, key: str = "") -> list[str]:
    """Return the files that a page's records are written in, at any level.

    They are paths from the project's root: ``data/…``. ``cache`` is shared by the pages of a run.
    """
    files: list[str] = []
    for path in (*record_paths(binder, tab, key), "municipality"):
        if path == "municipality" and files:
            break
        with suppress(NoSuchPathError):
            node = binder.node(path)
            if id(node) not in cache:
                cache[id(node)] = list(dict.fromkeys(_list_files(node)))
            for file in cache[id(node)]:
                if not any(file == known or file.startswith(f"{known}/") for known in files):
                    files.append(file)
    return [(PurePath("data") / PurePath(file).relative_to(shelf.folder)).as_posix() for file in files]


def _list_files(node: Node) -> Iterator[str]:
    """Yield the files of every record in a node, and of levels that changed one."""
    if isinstance(node, Fields):
        yield node.place.file
        if node.changed:
            yield node.changed.file
    if isinstance(node, (Fields, Sequence)):
        for inner in node.values() if isinstance(node, Fields) else node:
            yield from _list_files(inner)


def page_title(binder: Binder, tab: Tab, key: str = "") -> str:
    """Return a page's title as HTML: of a further checklist or leaflet, its own."""
    if tab.name == "index":
        return escape_title(binder.name if binder.is_first else binder.title)
    title = tab_title(tab, binder, key)
    return escape_title(title)
