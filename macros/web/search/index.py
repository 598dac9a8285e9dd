"""Write the search files: one for each municipality, and one for shared pages.

A file holds the sections of its pages with their texts, and a word list that leads from what people type to
the words in the texts. The browser finds and ranks (docs/assets/search/find.js). A municipality's file has
the glossary and the laws in it too, so that nothing is merged in the browser. The file is::

    pages: [[address, name, weight, [[anchor, title, text, parent, rank, synonyms], ...]], ...]
    words, synonyms: see word_list.py
    urgent: [[number, address to call it, when], ...]

An address is relative to the file. ``parent`` is the index on the page of the section around, or -1. ``rank``
is 1 where the answer is less often found, and 2 where the matter is urgent: with such a hit the browser
shows the urgent numbers. A section's ``synonyms`` are what people say instead of its own words, with commas
between; left out where there are none.

The guide for editors has a file of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from markupsafe import Markup

from macros.files import read_regular, relative_path
from macros.project import ROOT
from macros.records.binder import Binder
from macros.records.contents import pages_in
from macros.records.registry import PAGES
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf
from macros.web.pages import page_title
from macros.web.search.lexicon import Lexicon
from macros.web.search.sections import Section, read_sections
from macros.web.search.swedish import words
from macros.web.search.synonyms import Synonyms, read_guide_words, synonyms_on
from macros.web.search.urgent import UrgentRow, list_urgent_numbers, urgent_on
from macros.web.search.word_list import everyday_lines, join_phrases, synonym_lines, word_lines
from macros.web.site_build import SiteError

FILE = "search.json"
_LARGEST = 50_000_000
"""Bytes in a page. Another is none of ours."""
IN_BINDERS = (("ordlista", "Ordlista"), ("lagar", "Lagar"))
SHARED = (
    *IN_BINDERS,
    ("om", "Om Gröna pärmen"),
    ("om/tillganglighet", "Tillgänglighet"),
    ("redaktor", "Du som ändrar i pärmen"),
)
"""The pages that all municipalities share, and those that can be found from within a binder."""
GUIDE = "redaktor"
"""The folder of the guide for editors. From its first page the others are found."""

_WEIGHTS = {
    "kontakter": 1.15, "rutin": 1.1, "familj": 1.05, "index": 0.95, "checklista": 0.92,
    "blanketter": 0.92, "nytt": 0.8, "ordlista": 0.65, "lagar": 0.65, "om": 0.7, "om/tillganglighet": 0.6,
    "redaktor": 0.6, "redaktor/falt": 0.6,
}  # fmt: skip
_SECONDARY = re.compile(
    r"skriv-ut|historia|bakgrund|siffror|aktiviteter|galler-inte|kommer-att-galla|handelse-.*|andring-.*|las-vidare"
    r"|handlingsplan|kommunikationsplan|tidigare-planer"
)
"""Where an answer less often stands, when two places match as well: what is history, and lists of sheets.
The browser knows how much (docs/assets/search/find.js)."""


_NAMED_ONLY = frozenset(["lasvag"])
"""Pages that are found by their name: the rest only leads to what the search finds itself.

So are further leaflets, which say to one reader what the main one says to all, but for what is looked for in
words of its own.
"""


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page in a search file.

    ``address`` starts at the file's folder. ``synonyms`` are by section, ``urgent`` are anchors. A page
    ``is_near`` unless it is of a further binder.
    """

    address: str
    name: str
    weight: float
    sections: list[Section]
    synonyms: Synonyms = field(default_factory=dict)
    urgent: frozenset[str] = frozenset()
    is_near: bool = True


Row = tuple[str, str, str, int, int] | tuple[str, str, str, int, int, str]
"""A section in a search file."""
_Index = tuple[Path, Sequence[IndexedPage], Sequence[UrgentRow]]
"""A search file: its folder, its pages, and the numbers for what is urgent."""


def make_indexes(shelf: Shelf, site: Path) -> None:
    """Index the finished pages of a whole site."""
    _write_indexes(
        shelf, [*_read_shared(shelf, site), *_read_binders(shelf, site, [*shelf.first_binders], site)]
    )


@uncollected()
def index_binders(shelf: Shelf, site: Path, slugs: Sequence[str], shared: Path) -> None:
    """Index the finished pages of some municipalities.

    ``site`` is the folder with their pages, ``shared`` the one with the pages that all share.
    """
    _write_indexes(shelf, list(_read_binders(shelf, site, slugs, shared)))


def index_shared(shelf: Shelf, site: Path) -> None:
    """Index the shared pages, and list the municipalities.

    A municipality is found by its name, area and county.
    """
    _write_indexes(shelf, list(_read_shared(shelf, site)))


def _write_indexes(shelf: Shelf, indexes: Sequence[_Index]) -> None:
    """Write some search files.

    Their words are looked up all at once: to open the word list takes seconds.
    """
    lexicon = Lexicon()
    lexicon.look_up({word for _, pages, _ in indexes for word in _collect_words(pages)})
    for folder, pages, urgent in indexes:
        write_index(folder, shelf, pages, lexicon, urgent)


def _read_binders(shelf: Shelf, site: Path, slugs: Sequence[str], shared: Path) -> Iterator[_Index]:
    glossary, laws = (_read_page(shared / name, f"../{name}/", title, name) for name, title in IN_BINDERS)
    laws = replace(laws, synonyms={key: law.synonyms for key, law in shelf.laws.items()})
    for slug in slugs:
        own = [page for binder in shelf.binders_of(slug) for page in _read_binder(shelf, binder, site)]
        urgent = list_urgent_numbers(shelf.first_binders[slug], shelf.site)
        yield site / slug, [*own, glossary, laws], urgent


def _read_shared(shelf: Shelf, site: Path) -> Iterator[_Index]:
    shared = [_read_page(site / name, f"{name}/", title, name) for name, title in SHARED]
    yield site, [*_list_municipalities(shelf), *shared], ()
    yield site / GUIDE, list(_read_guide(site / GUIDE)), ()


def learn_words(shelf: Shelf) -> None:
    """Look up the words of all texts at once, so that they are in the cache.

    Otherwise each shard with a new word would open the word list again.
    """
    files = [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "docs").rglob("*.md")]
    texts = [*(content for _, content in shelf.read.contents()), *(file.read_bytes() for file in files)]
    Lexicon().look_up({word for text in texts for word in words(text.decode("utf-8", "replace"))})


def write_index(
    folder: Path,
    shelf: Shelf,
    pages: Sequence[IndexedPage],
    lexicon: Lexicon,
    urgent: Sequence[UrgentRow] = (),
) -> None:
    """Write the search file of some pages into a folder."""
    vocabulary = _collect_words(pages)
    said = {
        phrase
        for page in pages
        if page.is_near
        for some in page.synonyms.values()
        for phrase in join_phrases(some).split(",")
    }
    synonyms = [*synonym_lines(shelf.glossary.values(), vocabulary), *everyday_lines(vocabulary, said)]
    content = {  # the words first: so it is packed smallest
        "words": "\n".join(word_lines(vocabulary, lexicon)),
        "synonyms": "\n".join(synonyms),
        "pages": [
            (page.address, page.name, page.weight, rows)
            for page, rows in zip(pages, _list_rows(pages), strict=True)
        ],
        "urgent": urgent,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (folder / FILE).write_text(text, encoding="utf-8")


def _collect_words(pages: Sequence[IndexedPage]) -> set[str]:
    """Return the words to be found by any of their forms.

    A phrase is found by its own words alone.
    """
    texts = {text for page in pages for section in page.sections for text in (section.title, section.text)}
    synonyms = {text for page in pages for some in page.synonyms.values() for text in some}
    return {word for text in texts for word in words(text)} | {
        word for text in synonyms if len(found := words(text)) == 1 for word in found
    }


def _read_binder(shelf: Shelf, binder: Binder, site: Path) -> Iterator[IndexedPage]:
    """Yield a binder's pages in reading order.

    Addresses begin at the municipality's folder. A page of a further binder is called by the collaboration
    too.
    """
    found = [page for page in pages_in(binder) if page.tab in PAGES]
    for page in sorted(found, key=lambda page: PAGES.index(page.tab)):
        address = binder.home if page.tab.name == "index" else f"{binder.home}{page.name}/"
        title = Markup(page_title(binder, page.tab, page.key)).unescape()
        if not binder.is_first and page.tab.name != "index":
            title = f"{title}, {binder.title}"
        read = _read_page(site / binder.slug / address, address, title, page.tab.name)
        urgent = urgent_on(page, binder, shelf)
        synonyms = synonyms_on(page, binder, shelf)
        if page.tab.name in _NAMED_ONLY or (page.tab.record == "leaflets" and page.key):
            first, *others = read.sections
            others = [part for part in others if part.anchor and synonyms.get(part.anchor)]
            read = replace(read, sections=[replace(first, text=""), *others])
        yield replace(read, synonyms=synonyms, urgent=urgent, is_near=binder.is_first)


def _read_guide(folder: Path) -> Iterator[IndexedPage]:
    """Yield the guide's pages, the first one first. Each is called by its heading."""
    said = read_guide_words()
    for name in (
        "",
        *sorted(file.parent.relative_to(folder).as_posix() for file in folder.glob("*/**/index.html")),
    ):
        address = f"{name}/" if name else ""
        page = _read_page(folder / name, address, "", "/".join([GUIDE, *name.split("/")[:1]]))
        heading = page.sections[0].title if page.sections else name
        yield replace(page, name=heading, synonyms=said.get(name, {}))


def _read_page(folder: Path, address: str, title: str, kind: str) -> IndexedPage:
    html = read_regular(folder / "index.html", _LARGEST)
    if html is None:
        message = f"{relative_path(folder)} saknar sin sida. Ta bort webbplatsen och bygg på nytt"
        raise SiteError(message)
    return IndexedPage(address, title, _WEIGHTS.get(kind, 1), read_sections(html.decode()))


def _list_municipalities(shelf: Shelf) -> Iterator[IndexedPage]:
    """Yield each municipality as a page that its name, area or county finds."""
    for slug, binder in shelf.first_binders.items():
        parts = [
            part for other in shelf.binders_of(slug) for part in (other.area.name, other.agreement.short)
        ]
        text = " ".join(f"{part}." for part in dict.fromkeys([*parts, binder.municipality.county]))
        section = Section("", binder.municipality.name, text)
        yield IndexedPage(f"{binder.slug}/", "Kommun", 1, [section])


def _list_rows(pages: Sequence[IndexedPage]) -> Iterator[list[Row]]:
    """Yield the rows of each page.

    What stands on many pages, such as the duty to report, is kept only on the first of them. The beginning
    of a page is kept: it has the page's name.
    """
    seen: set[tuple[str, str]] = set()
    for page in pages:
        rows: list[Row] = []
        row_numbers: dict[int, int] = {}
        for number, section in enumerate(page.sections):
            if not section.title or (number and (section.title, section.text) in seen):
                continue
            seen.add((section.title, section.text))
            row_numbers[number] = len(rows)
            parent = row_numbers.get(section.parent, -1)
            secondary = _SECONDARY.fullmatch(section.anchor) or (parent >= 0 and rows[parent][4] == 1)
            rank = 2 if section.anchor in page.urgent else int(bool(secondary))
            row = (section.anchor, section.title, section.text, parent, rank)
            synonyms = (
                join_phrases(page.synonyms.get(section.anchor, ())) if section.anchor or not number else ""
            )
            rows.append((*row, synonyms) if synonyms else row)
        yield rows
