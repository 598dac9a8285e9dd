"""The indexes of a site: one for each municipality, in its own folder, and one for the shared first page.

Each has the glossary and the laws in it, so that nothing is merged in the browser. The engine is shared: it
stands in the first page's folder.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.project import ROOT
from macros.records.registry import PAGES
from macros.records.shelf import Binder, Shelf, uncollected
from macros.web.pages import FAMILY, family_languages, page_title
from macros.web.search.lexicon import Lexicon
from macros.web.search.packed import Bundle, pack, section_words
from macros.web.search.pagefind import engine
from macros.web.search.sections import Section, read_sections
from macros.web.search.swedish import words
from macros.web.search.word_list import everyday_lines, synonym_lines, word_lines

FOLDER = "pagefind"
WORDS = "words.json"
LARGEST = 300
"""A bundle of sections has about so many words: a hit's text is fetched with those beside it."""
IN_BINDERS = (("ordlista", "Ordlista"), ("lagar", "Lagar"))
SHARED = (
    *IN_BINDERS,
    ("om", "Om Gröna pärmen"),
    ("om/tillganglighet", "Tillgänglighet"),
    ("redaktor", "Du som ändrar i pärmen"),
)
"""The pages that all municipalities share, and those that can be found from within a binder."""

_WEIGHTS = {
    "kontakter": 1.15, "rutin": 1.1, "familj": 1.05, "overenskommelse": 0.85, "index": 0.95,
    "ordlista": 0.65, "lagar": 0.7, "om": 0.7, "om/tillganglighet": 0.6,
    "redaktor": 0.6,
}  # fmt: skip
_BESIDE = re.compile(
    r"skriv-ut|historia|bakgrund|siffror|aktiviteter|galler-inte|kommer-att-galla|handelse-.*|andring-.*|las-vidare"
    r"|handlingsplan|kommunikationsplan"
)
"""Where an answer more often stands, when two places match as well: what is history, and lists of sheets,
come after. The browser knows how much (docs/assets/search/find.js)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page in an index: its address from the index's owner, what it is called, its weight, its sections."""

    address: str
    name: str
    weight: float
    sections: list[Section]


@dataclass(frozen=True, slots=True)
class Row:
    """A section in the table that the browser reads: its page, its parent's row, if it stands beside."""

    page: int
    anchor: str
    title: str
    parent: int
    beside: bool
    text: str


def make_indexes(shelf: Shelf, site: Path) -> None:
    """Index the finished pages of a whole site."""
    index_shared(shelf, site)
    index_binders(shelf, site, list(shelf.binders), site)


@uncollected()
def index_binders(shelf: Shelf, site: Path, slugs: Sequence[str], shared: Path) -> None:
    """Index these municipalities' finished pages. ``shared`` is the folder with the pages that all share."""
    both = [_place(shared / name, f"../{name}/", title, name) for name, title in IN_BINDERS]
    own = {slug: list(_pages(shelf.binders[slug], site)) for slug in slugs}
    lexicon = _lexicon([*both, *(place for pages in own.values() for place in pages)])
    for slug, pages in own.items():
        _write(site / slug, shelf, [*pages, *both], lexicon, above="../")


def index_shared(shelf: Shelf, site: Path) -> None:
    """Index the finished pages that all share, and the municipalities by name, area and county."""
    shared = [_place(site / name, f"{name}/", title, name) for name, title in SHARED]
    _write(site, shelf, [*_municipalities(shelf), *shared], _lexicon(shared))
    for name, content in engine().items():
        (site / FOLDER / name).write_bytes(content)


def learn(shelf: Shelf) -> None:
    """Look the words of all texts up at once: opening the word list anew for each shard is slow."""
    files = [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "docs").rglob("*.md")]
    texts = [*(content for _, content in shelf.read.contents()), *(file.read_bytes() for file in files)]
    Lexicon().look_up({word for text in texts for word in words(text.decode("utf-8", "replace"))})


def _lexicon(places: Iterable[Place]) -> Lexicon:
    """Give the word list, with all words of the pages looked up at once: opening it takes a second."""
    lexicon = Lexicon()
    texts = {(one.title, one.text) for place in places for one in place.sections}
    lexicon.look_up({word for text in texts for word in section_words(*text)})
    return lexicon


def _pages(binder: Binder, site: Path) -> Iterator[Place]:
    """Give a municipality's pages, along the reading path."""
    for tab in PAGES:
        folder = "" if tab.name == "index" else f"{tab.name}/"
        title = Markup(page_title(binder, tab)).unescape()
        yield _place(site / binder.slug / folder, folder, title, tab.name)
        if tab == FAMILY:
            for language in family_languages(binder)[1:]:
                inner = f"{folder}{language}/"
                yield _place(site / binder.slug / inner, inner, title, tab.name)


def _place(folder: Path, address: str, name: str, kind: str) -> Place:
    page = (folder / "index.html").read_text(encoding="utf-8")
    return Place(address, name, _WEIGHTS.get(kind, 1), read_sections(page))


def _municipalities(shelf: Shelf) -> Iterator[Place]:
    """Give each municipality as a place of its own, to be found by name, area and county."""
    for binder in shelf.binders.values():
        text = f"{binder.area.name}. {binder.agreement.short}. {binder.municipality.county}."
        yield Place(f"{binder.slug}/", "Kommun", 1, [Section("", binder.municipality.name, text)])


def _write(folder: Path, shelf: Shelf, pages: list[Place], lexicon: Lexicon, above: str = "") -> None:
    """Write one index: Pagefind's files, and beside them the table of sections with the word list.

    ``above`` is the way from the folder to the site's own, whose engine it uses.
    """
    rows = _rows(pages)
    bundles = list(_bundles(rows, pages))
    packed = pack(bundles, f"{above}../{FOLDER}/")
    found = {word for row in rows for word in section_words(row.title, row.text)}
    table = {
        "pages": [[page.address, page.name, page.weight] for page in pages],
        "sections": _columns(rows, bundles, packed.names),
        "words": "\n".join(word_lines(found, lexicon)),
        "synonyms": "\n".join([*synonym_lines(shelf.glossary.values(), found), *everyday_lines(found)]),
    }
    out = folder / FOLDER
    shutil.rmtree(out, ignore_errors=True)
    for name in ("fragment", "index"):
        (out / name).mkdir(parents=True)
    listed = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    for path, content in {**packed.files, WORDS: listed}.items():
        (out / path).write_bytes(content)


def _bundles(rows: list[Row], pages: list[Place]) -> Iterator[Bundle]:
    """Put sections that follow each other on a page together, as long as they are not too many words."""
    texts: list[tuple[str, str]] = []
    size = 0
    for at, row in enumerate(rows):
        texts.append((row.title, row.text))
        size += row.text.count(" ")
        if at + 1 == len(rows) or rows[at + 1].page != row.page or size >= LARGEST:
            yield Bundle(pages[row.page].address, tuple(texts))
            texts, size = [], 0


def _columns(rows: list[Row], bundles: list[Bundle], names: list[str]) -> dict[str, Any]:
    """Turn the rows into columns, which compress better. Names are cut as long as they differ."""
    names = [name.partition("_")[2] for name in names]
    own = Counter(row.page for row in rows)
    length = next(size for size in range(3, 99) if len({name[:size] for name in names}) == len(names))
    return {
        "names": "".join(name[:length] for name in names),
        "bundles": [len(bundle.sections) for bundle in bundles],
        "anchors": "\n".join(row.anchor for row in rows),
        "titles": "\n".join(row.title for row in rows),
        "counts": [own[page] for page in range(max(own, default=-1) + 1)],
        "parents": [at - row.parent if row.parent >= 0 else 0 for at, row in enumerate(rows)],
        "beside": [at for at, row in enumerate(rows) if row.beside],
    }


def _rows(pages: list[Place]) -> list[Row]:
    """Give a row for each section.

    What stands on many pages, such as the duty to report, is found on the first of them.
    """
    rows: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for number, page in enumerate(pages):
        places: dict[int, int] = {}
        for at, section in enumerate(page.sections):
            if (section.title, section.text) in seen or not section.title:
                continue
            seen.add((section.title, section.text))
            places[at] = len(rows)
            parent = places.get(section.parent, -1)
            beside = _BESIDE.fullmatch(section.anchor) or (parent >= 0 and rows[parent].beside)
            rows.append(Row(number, section.anchor, section.title, parent, bool(beside), section.text))
    return rows
