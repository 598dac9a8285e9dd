"""A page drawn straight from its pattern, for tests that draw hundreds of pages and need no site."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Template

from macros.files import write_file
from macros.project import ROOT
from macros.records.contents import shown_record
from macros.records.registry import EVERY_PAGE
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.rendering.environment import environment
from macros.web.pages import PATTERNS, make_pages, read_patterns
from macros.web.patterns import pattern_context

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def draw_page(shelf: Shelf, name: str, slug: str = "", language: str = "sv", key: str = "") -> str:
    """Return a binder's page with its ribbon, or a shared page, as Markdown with components drawn.

    ``slug`` is the binder's address.
    """
    binder = shelf.binders[slug] if slug else None
    renderer = Renderer(shelf, binder, Web(binder=slug, depth=2 + slug.count("/")), language)
    pattern = _compile(ROOT / (PATTERNS if slug else "docs") / f"{name}.md")
    text = pattern.render(**pattern_context(renderer, name if slug else "", key))
    if binder is None:
        return text
    record = shown_record(binder, next(tab for tab in EVERY_PAGE if tab.name == name), key)
    return f"{renderer.component('ribbon', record, whole=name == 'index')}\n{text}"


def draw_pages(site: Path, shelf: Shelf, *, shard: str) -> None:
    """Draw pages as ``build_pages`` builds them, but for MkDocs and what stands around each page."""
    pages = {f"{name}.md": draw_page(shelf, name) for name in ("index", "lagar", "ordlista")}
    if shard == "binders":
        pages = {
            page.path: draw_page(shelf, page.meta["tab"], page.meta["binder_address"], page.meta["language"])
            for page in make_pages(shelf, read_patterns(ROOT / PATTERNS))
        }
    for path, text in pages.items():
        file = site / path.removesuffix(".md").removesuffix("index") / "index.html"
        write_file(file, f'<title>{path}</title><main id="innehall">{text}</main>')


@cache
def _compile(path: Path) -> Template:
    return environment().from_string(_FRONT_MATTER.sub("", path.read_text(encoding="utf-8")))
