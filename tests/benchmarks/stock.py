"""The yardstick: the same pages as ordinary Markdown files, for the theme as it comes.

Every page stands in ``nav:``, with the theme's ``navigation.prune`` and its built-in search in Swedish. The
files hold what our patterns and components give, ready made: reading the data and drawing cost it nothing.
"""

import json
import shutil
from pathlib import Path

from macros.files import write_file
from macros.project import ROOT
from macros.records.whole_shelf import Shelf
from macros.web.pages import PATTERNS, make_pages, read_patterns
from tests.page_text import draw_page

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
    write_file(docs / "index.md", "# Start\n")
    registers: dict[str, list[dict[str, str]]] = {}
    for page in make_pages(shelf, read_patterns(ROOT / PATTERNS)):
        address = page.meta["binder_address"]
        page_text = draw_page(shelf, page.meta["tab"], address, page.meta["language"], page.meta["key"])
        front_matter = f"---\ntitle: {json.dumps(page.meta['title'])}\n---\n\n"
        write_file(docs / page.path, front_matter + page_text)
        binder = shelf.binders[address]
        register = registers.setdefault(f"{binder.name}, {binder.title}", [])
        register.append({str(page.meta["title"]): page.path})
    nav = [{"Start": "index.md"}, *({name: pages} for name, pages in registers.items())]
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG + f"nav: {json.dumps(nav, ensure_ascii=False)}\n", encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets" / "fonts", docs / "assets" / "fonts")
    return config
