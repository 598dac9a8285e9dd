"""Export the pages as a folder that other site generators build.

Headings are Markdown. What a component draws is HTML in it, as on the site, for Markdown has no words for a
card with a number or for a drawing. What only our own frame and scripts do stays behind; CONTRIBUTING.md says
what. Each page is the ``index.md`` of a folder: then an address leads the same way from the file and from the
page, whether a generator makes addresses in HTML anew (Zensical) or not (ProperDocs).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Any

from markdown import Markdown  # type: ignore[import-untyped]

from macros.fence.page_gate import TEMPLATES, read_page
from macros.fence.page_html import EXTENSIONS, SETTINGS
from macros.files import write_file
from macros.project import ROOT
from macros.records.content_folder import PAGE, list_own_files
from macros.records.contents import shown_record
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.web.finished_html import finish_html
from macros.web.pages import PATTERNS, Page, make_pages, read_patterns
from macros.web.patterns import TABS, draw_pattern
from macros.web.session import SESSION

CONFIG = "mkdocs.yml"
DOCS = "docs"
SHARED = (
    "index.md", "ordlista.md", "lagar.md", "oppna-data.md",
    "om/index.md", "om/tillganglighet.md", "om/licenser.md",
)  # fmt: skip
"""The pages that all share. The guide and the catalogue of components stay: they are about this program."""
STYLES = ("assets/fonts.css", "assets/components.css", "assets/drawing.css")
"""Those of our stylesheets that need no page around them."""
_PLAIN = "assets/plain.css"
_WITHOUT_SCRIPTS = "/* Forms that only our scripts answer. */\n[data-late] {\n  display: none;\n}\n"
_FILES = ("om/licenser.txt", "assets/fonts/*.woff2", "assets/fonts/*.txt", "assets/icons/*", "assets/marks/*")
_HEADING = re.compile(
    r"^<h(?P<level>[1-6])(?P<attributes>[^<>]*)>(?P<words>(?:(?!</h).)*?)"
    r'<a class="headerlink"[^<>]*>[^<>]*</a></h\1>',
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_NAME = re.compile(r"[\w-]+")
_BLANK = re.compile(r"\n\s*\n")
_SIGNS = re.compile(r"[\\`*_{}\[\]#]")
_TO_FILE = re.compile(r'(?<=href="|.src=")(?!\w+:)([\w./-]+\.(?:md|png|svg|txt))(?=[#"])')


def write_pages(shelf: Shelf, folder: Path) -> list[Path]:
    """Write the pages, and what they need, below a folder.

    The settings are read by MkDocs and those that came after it. Return the pages' files in reading order.
    Raise OSError.
    """
    pages = []
    for page in _draw_pages(shelf):
        pages.append(_place(page.path))
        write_file(folder / DOCS / pages[-1], page.source)
    for name, file in _list_files(shelf):
        write_file(folder / DOCS / name, file.read_bytes())
    write_file(folder / DOCS / _PLAIN, _WITHOUT_SCRIPTS)
    settings = {
        "site_name": shelf.site.name,
        "site_url": shelf.site.address,
        "extra_css": [*STYLES, _PLAIN],
        "markdown_extensions": ["attr_list"],
        "nav": _list_menu(shelf, pages),
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items())
    write_file(folder / CONFIG, "".join(lines))
    return [folder / DOCS / path for path in pages]


def _list_menu(shelf: Shelf, paths: list[str]) -> list[Any]:
    """Return the menu: the shared pages, and each municipality's in their order."""
    towns = {slug: f"{town.name}" for slug, town in shelf.municipalities.items()}
    of_town = {slug: [path for path in paths if path.startswith(f"{slug}/")] for slug in towns}
    shared = [path for path in paths if path.partition("/")[0] not in towns]
    return [*shared, *({name: of_town[slug]} for slug, name in towns.items() if of_town[slug])]


def list_pages(shelf: Shelf) -> list[str]:
    """Return the path of every page that ``write_pages`` writes, in its order."""
    made = make_pages(shelf, read_patterns(ROOT / PATTERNS))
    return [_place(path) for path in (*_list_shared(shelf), *(page.path for page in made))]


def _list_shared(shelf: Shelf) -> dict[str, Path]:
    """Return the files of the pages that all share, by their paths in ``docs``.

    One's own stand in the place of ours.
    """
    own = {name: file for name, file in list_own_files(shelf.folder) if file.suffix == PAGE}
    return {name: ROOT / DOCS / name for name in SHARED} | own


def _list_files(shelf: Shelf) -> Iterator[tuple[str, Path]]:
    """Yield pictures, fonts and styles, with their paths in ``docs``."""
    docs = ROOT / DOCS
    for pattern in (*STYLES, *_FILES):
        yield from ((file.relative_to(docs).as_posix(), file) for file in sorted(docs.glob(pattern)))
    yield from ((name, file) for name, file in list_own_files(shelf.folder) if file.suffix != PAGE)


def _draw_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield every page with its Markdown drawn: the shared ones, then each binder's."""
    SESSION.shelf = shelf
    converter = Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)
    for name, file in _list_shared(shelf).items():
        read = read_page(file, name, f"{DOCS}/{name}")
        renderer = Renderer(shelf, None, Web("", depth=_address(name).count("/")))
        meta = {"render_macros": False, "title": name, **read.meta}
        yield _draw_page(converter, Page(name, read.markdown, meta), renderer)
    for page in make_pages(shelf, read_patterns(ROOT / PATTERNS)):
        meta = page.meta
        surface = Web(meta["binder_address"], depth=_address(page.path).count("/"))
        renderer = Renderer(shelf, shelf.binders[meta["binder_address"]], surface, meta["language"])
        yield _draw_page(converter, page, renderer)


def _draw_page(converter: Markdown, page: Page, renderer: Renderer) -> Page:
    """Return a page as it is exported.

    Of its front matter only the title is for others.
    """
    meta, source = page.meta, page.markdown
    if meta["render_macros"] and (renderer.binder or page.path in TEMPLATES):
        source = draw_pattern(source, renderer, meta.get("tab", ""), meta.get("key", ""))
    html = _TO_FILE.sub(partial(_find_way, page.path), converter.reset().convert(source))
    html = finish_html(SESSION.drawings.restore(html), renderer, meta)
    if renderer.binder is not None:
        record = shown_record(renderer.binder, TABS[meta["tab"]], meta["key"])
        html = f"{renderer.component('ribbon', record, whole=meta['tab'] == 'index')}\n{html}"
    language = {} if renderer.language == "sv" else {"lang": renderer.context["language_tag"]}
    if language and renderer.context["direction"] == "rtl":
        language["dir"] = "rtl"
    return Page(page.path, _write_markdown(html, language), {"title": meta["title"]})


def _address(path: str) -> str:
    """Return where a page stands on the site, by its path in ``docs``."""
    return re.sub(r"(^|/)index/$", r"\1", f"{path.removesuffix(PAGE)}/")


def _place(path: str) -> str:
    """Return where a page is written: in a folder of its own."""
    return f"{_address(path).lstrip('/')}index{PAGE}"


def _find_way(path: str, link: re.Match[str]) -> str:
    """Return the way from a page to a file in ``docs`` that it links to."""
    there = normpath(join(dirname(path), link[1]))
    way = relpath("/" + (_address(there) if there.endswith(PAGE) else there), "/" + _address(path))
    return f"{way}/" if there.endswith(PAGE) else way


def _write_markdown(html: str, attributes: dict[str, str]) -> str:
    """Return a page's HTML with its own headings as Markdown.

    Every part of it gets ``attributes``. Between two headings no line is blank, for a blank line ends a block
    of HTML.
    """
    parts, last = [], 0
    for heading in _HEADING.finditer(html):
        parts += [_write_block(html[last : heading.start()], attributes), _write_heading(heading, attributes)]
        last = heading.end()
    return "\n\n".join(filter(None, [*parts, _write_block(html[last:], attributes)])) + "\n"


def _write_block(html: str, attributes: dict[str, str]) -> str:
    """Return the HTML between two headings, without blank lines."""
    block = _BLANK.sub("\n", html.strip())
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<div{said}>\n{block}\n</div>" if said and block else block


def _write_heading(heading: re.Match[str], attributes: dict[str, str]) -> str:
    """Return a line of Markdown with the heading's id, classes and words."""
    given: dict[str, Any] = dict(_ATTRIBUTE.findall(heading["attributes"])) | attributes
    marks = [
        *(f"#{name}" for name in [given.pop("id", "")] if _NAME.fullmatch(name)),
        *(f".{name}" for name in given.pop("class", "").split()),
    ]
    marks += [f'{name}="{value}"' for name, value in given.items()]
    words = _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(heading["words"].split()))
    return f"{'#' * int(heading['level'])} {words} {{ {' '.join(marks)} }}"
