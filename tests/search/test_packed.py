"""The index that we write: what Pagefind's own indexer says of the same texts, and what its engine finds."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest
from playwright.sync_api import Page

from macros.web.search.packed import VERSION, Bundle, pack, section_words
from macros.web.search.pagefind import SCRIPT, WASM, engine, index

SECTIONS = (
    ("Före mötet", "Prata med barnet. Fråga om samtycke, och skriv ner svaret!"),
    ("Nätverksmöte", "Mötet ska hållas inom 14 dagar. Alla kommer; ingen uteblir (helst)."),
    ("Café à la carte", "Kaffe på caféet? Håll mötet där. Barnet är med."),
)


def opened(content: bytes) -> Any:
    """Read a packed file."""
    value, rest = _read(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
    assert rest == b""
    return value


def _read(data: bytes) -> tuple[Any, bytes]:
    """Read one value of CBOR: a number, a text or a list."""
    kind, size, rest = data[0] >> 5, data[0] & 31, data[1:]
    if size >= 24:
        more = 1 << (size - 24)
        size, rest = int.from_bytes(rest[:more], "big"), rest[more:]
    if kind == 3:
        return rest[:size].decode(), rest[size:]
    if kind == 4:
        items = []
        for _ in range(size):
            item, rest = _read(rest)
            items.append(item)
        return items, rest
    assert kind in (0, 1)
    return (size if kind == 0 else -1 - size), rest


def places(files: dict[str, bytes]) -> dict[str, set[int]]:
    """Give the pages of each word, in each of its forms."""
    found: dict[str, set[int]] = {}
    for path, content in files.items():
        if path.startswith("index/"):
            for key, own, variants in opened(content)[0]:
                for form, pages in [(key, own), *variants]:
                    at = 0
                    for step, *_ in pages:
                        at += step
                        found.setdefault(form, set()).add(at)
    return found


def test_pagefinds_own_indexer_says_the_same() -> None:
    """Each word in each form stands on the same pages, and the table of files has the same shape."""
    ours = pack([Bundle("rutin/", SECTIONS[:2]), Bundle("annat/", SECTIONS[2:])], "../../pagefind/").files
    theirs = index([(str(at), f"{title}. {text}") for at, (title, text) in enumerate(SECTIONS)])

    assert places(theirs) == places(ours)

    meta, own = (
        next(opened(content) for path, content in files.items() if path.endswith("pf_meta"))
        for files in (theirs, ours)
    )
    assert [VERSION, 3, [], [], []] == [meta[0], len(meta[1]), *meta[3:]]
    assert [VERSION, 3, [], [], []] == [own[0], len(own[1]), *own[3:]]
    assert [len(one) for one in meta[1]] == [len(one) for one in own[1]]
    assert [one[:2] for one in meta[2]] == [one[:2] for one in own[2]]

    theirs_entry, entry = (json.loads(files["pagefind-entry.json"]) for files in (theirs, ours))
    assert theirs_entry.keys() == entry.keys()
    assert {VERSION} == {theirs_entry["version"], entry["version"]}


def test_the_engine_is_the_pinned_one() -> None:
    """An index of one version is read by an engine of the same."""
    files = engine()

    assert {SCRIPT, WASM} == files.keys()
    assert f'"{VERSION}"'.encode() in files[SCRIPT]
    assert pagefind_bin.get_executable()


def test_a_bundle_has_a_line_for_each_section() -> None:
    """Its fragment holds them, whatever white space a text has, and nothing of another bundle."""
    packed = pack(
        [Bundle("a/", (("Ett", "Rad  ett.\nOch mer."), ("Två", ""))), Bundle("b/", (("Tre", "Tre."),))], ""
    )
    texts = [
        json.loads(
            gzip.decompress(packed.files[f"fragment/{name}.pf_fragment"]).removeprefix(b"pagefind_dcd")
        )
        for name in packed.names
    ]

    assert [("a/", "Rad ett. Och mer.\n"), ("b/", "Tre.")] == [(one["url"], one["content"]) for one in texts]


def test_files_are_shared_out_by_words_and_the_same_each_time() -> None:
    """Many words make several files, each with its first and last word; a second time is byte-identical."""
    bundles = [
        Bundle(
            f"{page}/",
            tuple((f"t{page}", " ".join(f"ord{at}x" for at in range(page, page + 400))) for _ in range(2)),
        )
        for page in range(10)
    ]
    files = pack(bundles, "").files
    meta = next(opened(content) for path, content in files.items() if path.endswith("pf_meta"))
    chunks = {
        path.removeprefix("index/").removesuffix(".pf_index"): content for path, content in files.items()
    }

    assert 2 <= len(meta[2])
    assert files == pack(bundles, "").files
    for first, last, name in meta[2]:
        keys = [word[0] for word in opened(chunks[name])[0]]
        assert [first, last] == [keys[0], keys[-1]]
        assert sorted(keys) == keys


def test_an_index_without_text() -> None:
    """Nothing to find, and nothing that breaks."""
    files = pack([], "").files

    assert {} == places(files)
    assert "pagefind-entry.json" in files


FIND = """
async ([folder, words]) => {
  const { Finder } = await import('/assets/search/find.js');
  const finder = await Finder.open('/pagefind/pagefind.js', new URL(folder, location.href));
  const rows = finder.rows.map(({ title, line }) => ({ title, line }));
  const found = {};
  for (const word of words) found[word] = [...(await finder.lookUp(word)).keys()].sort((a, b) => a - b);
  return { rows, found };
}
"""


@pytest.fixture
def truth(site: Path) -> Callable[[str], list[set[str]]]:
    """The words of each of a binder's sections, as its table and its fragments have them."""

    def read(binder: str) -> list[set[str]]:
        folder = site / binder / "pagefind"
        sections = json.loads((folder / "words.json").read_text(encoding="utf-8"))["sections"]
        titles = iter(sections["titles"].split("\n"))
        length = len(sections["names"]) // len(sections["bundles"])
        found = []
        for at, count in enumerate(sections["bundles"]):
            name = sections["names"][at * length : (at + 1) * length]
            (file,) = folder.glob(f"fragment/sv_{name}*.pf_fragment")
            shown = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
            lines = shown["content"].split("\n")
            assert count == len(lines)
            found += [set(section_words(next(titles), line)) for line in lines]
        return found

    return read


@pytest.mark.parametrize("binder", ["kalix", "hudiksvall"])
def test_the_engine_finds_each_word_where_it_stands(
    page: Page, site: Path, address: str, truth: Callable[[str], list[set[str]]], binder: str
) -> None:
    """Every word of a real binder, in every section that has it and in no other."""
    sections = truth(binder)
    words = sorted(set().union(*sections))
    page.goto(f"{address}{binder}/")
    got = page.evaluate(FIND, [f"/{binder}/pagefind/", words])

    assert len(sections) == len(got["rows"])
    assert {word: [at for at, own in enumerate(sections) if word in own] for word in words} == got["found"]
