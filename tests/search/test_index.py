"""The search files: their rows, repeated sections, pages without text, and the words in the browser."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.whole_shelf import Shelf
from macros.web.search import lexicon
from macros.web.search.index import FILE, GUIDE, IndexedPage, index_binders, write_index
from macros.web.search.lexicon import Lexicon, Word
from macros.web.search.sections import Section
from macros.web.search.swedish import fold, stem, words
from macros.web.search.synonyms import read_guide_words
from macros.web.search.word_list import join_phrases


def read_index(folder: Path) -> Any:
    return json.loads((folder / FILE).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("pages", "rows"),
    [
        ([], []),
        ([[], [Section("", "")]], [[], []]),
        (
            [
                [Section("", "A"), Section("plikt", "Oro", "Ring.")],
                [Section("", "A"), Section("oro", "Oro", "Ring.")],
            ],
            [[["", "A", "", -1, 0], ["plikt", "Oro", "Ring.", -1, 0]], [["", "A", "", -1, 0]]],
        ),
        (
            [[Section("", ""), Section("a", "A"), Section("b", "B", parent=1), Section("c", "C", parent=0)]],
            [[["a", "A", "", -1, 0], ["b", "B", "", 0, 0], ["c", "C", "", -1, 0]]],
        ),
        (
            [[Section("historia", "H"), Section("h-2013", "Då", parent=0), Section("bakgrunden", "I")]],
            [[["historia", "H", "", -1, 1], ["h-2013", "Då", "", 0, 1], ["bakgrunden", "I", "", -1, 0]]],
        ),
    ],
    ids=["nothing", "no text", "a repeated section", "parents", "what is secondary"],
)
def test_rows_of_an_index(
    tmp_path: Path,
    example: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    pages: list[list[Section]],
    rows: list[list[list[object]]],
) -> None:
    """What is said twice is found on the first page alone; what stands within history is secondary too."""
    monkeypatch.setattr(lexicon, "read_words", lambda new: {word: Word(word, (), (), ()) for word in new})
    indexed = [IndexedPage(f"{number}/", "Sida", 0.5, sections) for number, sections in enumerate(pages)]
    write_index(tmp_path, example, indexed, Lexicon(tmp_path / "lexicon.json"))

    assert [[f"{number}/", "Sida", 0.5, own] for number, own in enumerate(rows)] == read_index(tmp_path)[
        "pages"
    ]


def test_an_index_made_alone_has_the_same_bytes(tmp_path: Path, real: Shelf, site: Path) -> None:
    """Whichever process makes it, and whichever municipalities are indexed beside it."""
    shutil.copytree(site / "kalix", tmp_path / "kalix")
    (tmp_path / "kalix" / FILE).unlink()
    index_binders(real, tmp_path, ["kalix"], shared=site)

    assert (site / "kalix" / FILE).read_bytes() == (tmp_path / "kalix" / FILE).read_bytes()


@pytest.mark.parametrize("slug", ["kalix", "hudiksvall"])
def test_all_that_people_say_leads_to_a_section(real: Shelf, site: Path, slug: str) -> None:
    """What people say instead of a record's words is found, of whichever of the binders it is."""
    rows = [row for page in read_index(site / slug)["pages"] for row in page[3]]
    said = {phrase for row in rows for phrase in ",".join(row[5:]).split(",")}
    searched = [record for binder in real.binders_of(slug) for record in find_searched(binder)]
    lost = {
        str(record.title) for record in searched if not set(join_phrases(record.synonyms).split(",")) <= said
    }

    assert 100 < len(searched)
    assert set() == lost


def test_what_editors_write_leads_to_a_section_of_their_guide(site: Path) -> None:
    """Each line of the file is of a page and a section that the guide has."""
    rows = {
        (address.rstrip("/"), row[0]): ",".join(row[5:]).split(",")
        for address, _, _, sections in read_index(site / GUIDE)["pages"]
        for row in sections
        if row[5:]
    }
    said = {
        (page, anchor): join_phrases(phrases).split(",")
        for page, sections in read_guide_words().items()
        for anchor, phrases in sections.items()
    }

    assert said == rows


def find_searched(value: Any) -> Iterator[Any]:
    """Yield the records with synonyms that a value is or holds."""
    if getattr(value, "synonyms", None):
        yield value
    parts = vars(value) if isinstance(value, (Binder, Record)) else value
    for part in parts.values() if isinstance(parts, dict) else parts if isinstance(parts, list) else ():
        yield from find_searched(part)


FIND_WORDS = """
async (file) => {
  const { Finder } = await import('/assets/search/find.js');
  const { stem, STOP_WORDS } = await import('/assets/search/swedish.js');
  const finder = await Finder.open(new URL(file, location.href));
  const places = [...finder.places.keys()].map((word) => [word, [...finder.lookUp(word)]]);
  const stems = [...finder.swedish.exact.keys()].map((word) => [word, stem(word)]);
  return { places: Object.fromEntries(places), stems: Object.fromEntries(stems), stop: [...STOP_WORDS] };
}
"""


@pytest.mark.parametrize("binder", ["kalix", "hudiksvall"])
def test_browser_and_program_agree_on_words_and_stems(
    page: Page, site: Path, address: str, binder: str
) -> None:
    """Every word of a real binder is found in every section that has it and no other, and has one stem.

    What people say of a section is found there too, but for the words that say little beside others; and a
    page's name in its first section.
    """
    page.goto(f"{address}{binder}/")
    browser = page.evaluate(FIND_WORDS, f"/{binder}/{FILE}")
    stop_words = set(browser["stop"])
    places: dict[str, list[int]] = {}
    at = 0
    for _, name, _, rows in read_index(site / binder)["pages"]:
        for number, (_, title, text, _, _, *synonyms) in enumerate(rows):
            phrases = [*",".join(synonyms).split(","), *([] if number else [name])]
            spoken = [words(phrase) for phrase in phrases]
            said = {
                word for some in spoken for word in some if len(some) == 1 or fold(word) not in stop_words
            }
            for word in {*words(title), *words(text), *said}:
                places.setdefault(word, []).append(at)
            at += 1

    assert places == browser["places"]
    expected = {fold(word): stem(word) for word in places if not word.isdigit()}
    assert expected.items() <= browser["stems"].items()
