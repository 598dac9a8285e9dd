"""The yardstick: the same pages as ordinary Markdown files, for the theme as it comes.

Every page stands in ``nav:``, with the theme's ``navigation.prune`` and its built-in search in Swedish. The
files hold what our patterns and components give, ready made: reading the data and drawing cost it nothing.
"""

import json
import shutil
from functools import cache
from pathlib import Path

from jinja2 import Template

from macros.project import ROOT
from macros.records.binder import Binder, Shelf
from macros.rendering import Renderer, Web
from macros.rendering.environment import environment
from macros.web.pages import PATTERNS, Page, make_pages, read_patterns
from macros.web.patterns import pattern_context

CONFIG = """\
site_name: Stock
site_url: https://gronaparmen.example/
theme: {name: material, language: sv, font: false, features: [navigation.prune]}
plugins: [search: {lang: sv}]
markdown_extensions: [attr_list, md_in_html, tables: {use_align_attribute: true}, toc: {permalink: true}]
"""


def write_stock(shelf: Shelf, folder: Path) -> Path:
    """Write every page with a configuration that lists them all. Return the configuration's file."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Start\n", encoding="utf-8")
    registers: dict[str, list[dict[str, str]]] = {}
    for page in make_pages(shelf, read_patterns(ROOT / PATTERNS)):
        binder = shelf.binders[page.meta["municipality"]]
        file = docs / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"---\ntitle: {json.dumps(page.meta['title'])}\n---\n\n{_draw(shelf, binder, page)}",
            encoding="utf-8",
        )
        registers.setdefault(binder.name, []).append({str(page.meta["title"]): page.path})
    nav = [{"Start": "index.md"}, *({name: pages} for name, pages in registers.items())]
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG + f"nav: {json.dumps(nav, ensure_ascii=False)}\n", encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets" / "fonts", docs / "assets" / "fonts")
    return config


def _draw(shelf: Shelf, binder: Binder, page: Page) -> str:
    """Return a page's Markdown with everything filled in and drawn."""
    depth = page.path.count("/") + (0 if page.path.endswith("/index.md") else 1)
    renderer = Renderer(shelf, binder, Web(binder.slug, depth), page.meta["language"])
    context = {**pattern_context(renderer), "component": renderer.component}
    return _compile(page.markdown).render(context)


@cache
def _compile(pattern: str) -> Template:
    return environment().from_string(pattern)
