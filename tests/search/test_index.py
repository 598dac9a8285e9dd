"""A whole index: its table of sections, and pages without text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.records.binder import Shelf
from macros.web.search import index
from macros.web.search.index import Place
from macros.web.search.lexicon import Lexicon
from macros.web.search.sections import Section


def written(folder: Path, shelf: Shelf, pages: list[Place]) -> dict[str, list[object]]:
    index._write(folder, shelf, pages, Lexicon(folder / "lexicon.json"))
    table = json.loads((folder / "pagefind" / "words.json").read_text(encoding="utf-8"))
    sections: dict[str, list[object]] = table["sections"]
    return sections


def test_a_page_without_text_has_no_sections(tmp_path: Path, shelf: Shelf) -> None:
    """The pages beside it keep theirs, and what is said twice is found on the first page alone."""
    said = Section("plikt", "Anmäl oro", "Ring genast.")
    pages = [
        Place("a/", "A", 1, [Section("", "A", "Text."), said]),
        Place("tom/", "Tom", 1, []),
        Place("b/", "B", 1, [said, Section("", "B", "")]),
    ]
    sections = written(tmp_path, shelf, pages)

    assert [2, 0, 1] == sections["counts"]
    assert [2, 1] == sections["bundles"]
    assert "A\nAnmäl oro\nB" == sections["titles"]


def test_nothing_at_all(tmp_path: Path, shelf: Shelf) -> None:
    """An index is made, and an old one goes."""
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "old").touch()

    assert [] == written(tmp_path, shelf, [])["counts"]
    assert not (tmp_path / "pagefind" / "old").exists()


def test_bundles_stay_on_a_page_and_do_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle ends with its page, or when it has words enough."""
    monkeypatch.setattr(index, "LARGEST", 10)
    text = " ".join(["ord"] * 6)
    pages = [
        Place(f"{page}/", page, 1, [Section("", f"{page}{at}", text + page) for at in range(3)])
        for page in "ab"
    ]
    bundles = list(index._bundles(index._rows(pages), pages))

    assert [("a/", 2), ("a/", 1), ("b/", 2), ("b/", 1)] == [
        (one.address, len(one.sections)) for one in bundles
    ]
