"""An index in Pagefind's own format (1.5), written here: what binders share is packed once for all of them.

Pagefind's indexer takes a fifth of a second for a binder, most of it for words that every binder has, and can
keep nothing between two binders. Its format is CBOR in gzip:

- ``index/*.pf_index``: each word with the pages it stands on;
- ``*.pf_meta``: the pages by number, each with the name of its fragment, and which words a file has;
- ``fragment/*.pf_fragment``: a text to show.

A section is a page. Several sections in a row share a fragment, a *bundle*, with a line for each, and a
word's place is its section's line. Words are found as they are written, for the search asks for the text's
own words: no stemmer is needed. tests/search/test_packed.py holds this against Pagefind's indexer and engine.
"""

from __future__ import annotations

import gzip
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from macros.web.search.pagefind import WASM
from macros.web.search.swedish import words

VERSION = "1.5.2"
"""The engine that reads the files, as pyproject.toml pins it."""
LANGUAGE = "sv"
CHUNK = 2_500
"""About so many places of words in a file: a question loads the files of its words alone."""
_MAGIC = b"pagefind_dcd"

Postings = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Sections in a row: the address of their page, and each one's heading and text."""

    address: str
    sections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """An index's files by path, and the name of each bundle's fragment."""

    files: dict[str, bytes]
    names: list[str]


@lru_cache(maxsize=15_000)  # municipalities share most of their texts
def section_words(title: str, text: str) -> tuple[str, ...]:
    """Give a section's words, each once."""
    return tuple(map(sys.intern, sorted({*words(title), *words(text)})))


def pack(bundles: Sequence[Bundle], engine: str) -> Packed:
    """Write the index of some bundles. ``engine`` is the way from the index to the engine's folder."""
    postings: Postings = {}
    page = 0
    for bundle in bundles:
        for line, (title, text) in enumerate(bundle.sections):
            for word in section_words(title, text):
                postings.setdefault(word, []).append((page, line))
            page += 1
    files, names = {}, []
    for bundle in bundles:
        name, content = _fragment(bundle)
        files[f"fragment/{name}.pf_fragment"] = content
        names.append(name)
    chunks = []
    for first, last, content in _chunks(postings):
        name = _name(content)
        files[f"index/{name}.pf_index"] = _packed(content, 6)
        chunks.append((first, last, name))
    meta = _meta([(name, len(bundle.sections)) for name, bundle in zip(names, bundles, strict=True)], chunks)
    name = _name(meta)
    files[f"pagefind.{name}.pf_meta"] = _packed(meta, 9)
    files["pagefind-entry.json"] = _entry(name, page, engine)
    return Packed(files, names)


def _entry(meta: str, pages: int, engine: str) -> bytes:
    """Name the index and its engine.

    What is said of the engine is put between ``wasm.`` and ``.pagefind`` in an address. A browser reads
    ``wasm./../`` as the folder itself: so all indexes have one engine, which is fetched once.
    """
    wasm = f"/../{engine}{WASM.removesuffix('.pagefind')}"
    language = {"hash": meta, "wasm": wasm, "page_count": pages}
    entry = {"version": VERSION, "languages": {LANGUAGE: language}, "include_characters": []}
    return json.dumps(entry).encode()


@lru_cache(maxsize=4_000)
def _fragment(bundle: Bundle) -> tuple[str, bytes]:
    text = "\n".join(" ".join(text.split()) for _, text in bundle.sections)
    shown = {"url": bundle.address, "content": text, "word_count": len(text.split())}
    unused: dict[str, object] = {"filters": {}, "meta": {}, "anchors": []}
    content = json.dumps({**shown, **unused}, ensure_ascii=False, separators=(",", ":")).encode()
    return _name(content), _packed(content, 9)


def _name(content: bytes) -> str:
    return f"{LANGUAGE}_{sha256(content).hexdigest()[:10]}"


def _packed(content: bytes, level: int) -> bytes:
    return gzip.compress(_MAGIC + content, level, mtime=0)


def _chunks(postings: Postings) -> Iterator[tuple[str, str, bytes]]:
    """Share the words out on files, in order: the first and the last of each, and its content."""
    ordered = sorted((plain(word), word) for word in postings)
    size = sum(map(len, postings.values()))
    wanted = size / max(1, round(size / CHUNK))
    entries: list[bytes] = []
    first, at, weight = "", 0, 0
    while at < len(ordered):
        key, forms = ordered[at][0], []
        while at < len(ordered) and ordered[at][0] == key:
            forms.append(ordered[at][1])
            at += 1
        first = first if entries else key
        entries.append(_word(key, forms, postings))
        weight += sum(len(postings[form]) for form in forms)
        if weight >= wanted or at == len(ordered):
            yield first, key, b"\x81" + _many(entries)
            entries, weight = [], 0


def _word(key: str, forms: Iterable[str], postings: Postings) -> bytes:
    """Write a word without accents, where it stands so, and where each of its accented forms stands."""
    own: bytes = b"\x80"
    others = []
    for form in forms:
        pages = _pages(postings[form])
        if form == key:
            own = pages
        else:
            others.append(b"\x82" + _text(form) + pages)
    return b"\x83" + _text(key) + own + _many(others)


def _pages(places: Iterable[tuple[int, int]]) -> bytes:
    """Write pages, each as the step from the one before, with the place on it."""
    last, steps = 0, []
    for page, line in places:
        steps.append(_step(page - last, line))
        last = page
    return _many(steps)


@lru_cache(maxsize=20_000)
def _step(step: int, line: int) -> bytes:
    return b"\x83" + _number(0, step) + b"\x81" + _number(0, line) + b"\x80"


def _meta(bundles: Iterable[tuple[str, int]], chunks: Iterable[tuple[str, str, str]]) -> bytes:
    """Write the table of pages and files. Filters, sorting and fields are not used."""
    pages = [b"\x82" + _text(name) + _number(0, 1) for name, count in bundles for _ in range(count)]
    files = [b"\x83" + _text(first) + _text(last) + _text(name) for first, last, name in chunks]
    return b"\x86" + _text(VERSION) + _many(pages) + _many(files) + b"\x80" * 3


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """Take the accents away as Pagefind does: ø stays, for it has none."""
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


@lru_cache(maxsize=50_000)
def _text(text: str) -> bytes:
    content = text.encode()
    return _number(3, len(content)) + content


def _many(items: Sequence[bytes]) -> bytes:
    return _number(4, len(items)) + b"".join(items)


def _number(kind: int, value: int) -> bytes:
    """Write what CBOR begins everything with: its kind, and a number or a length."""
    if value < 24:
        return bytes((kind << 5 | value,))
    size = next(size for size in (1, 2, 4) if value < 1 << 8 * size)
    return bytes((kind << 5 | 24 + size.bit_length() - 1,)) + value.to_bytes(size, "big")
