"""The store: made once, found again, never half."""

from __future__ import annotations

import pytest

from macros.files import write_file
from macros.paper import pdf_store as stores
from macros.paper.pdf_store import Store, key_of

PDF = b"%PDF-1.7 ... %%EOF\n"


def test_what_is_put_is_found_again(tmp_path):
    store = Store(tmp_path)
    store.put("a", PDF)

    assert store.get("a") == PDF
    assert store.get("b") is None


def test_a_file_cut_short_is_as_if_it_were_not_there(tmp_path):
    store = Store(tmp_path)
    stored = store.put("a", PDF)
    store.file(stored.sha256).write_bytes(PDF[:10])

    assert store.get("a") is None
    assert store.find("a") is None


@pytest.mark.parametrize("said", ["", "x", "x 1", "x y z", "\xff"])
def test_a_key_that_says_nonsense_leads_nowhere(tmp_path, said):
    store = Store(tmp_path)
    store.put("a", PDF)
    (tmp_path / "keys" / "a").write_text(said, encoding="latin-1")

    assert store.get("a") is None


@pytest.mark.parametrize("said", ["", "{", "{}", "null", "\xff"])
def test_a_binder_that_says_nonsense_is_made_anew(tmp_path, said):
    store = Store(tmp_path)
    store.put_binder("a", [{"key": "b"}])
    (tmp_path / "binders" / "a.json").write_text(said, encoding="latin-1")

    assert store.binder("a") is None


def test_the_key_follows_the_input_and_the_engine(monkeypatch):
    key = key_of("<p>a</p>")

    assert key == key_of("<p>a</p>")
    assert key != key_of("<p>b</p>")
    assert key_of("ab", "c") != key_of("a", "bc")
    monkeypatch.setattr(stores, "layout_fingerprint", lambda: "another font")
    assert key != key_of("<p>a</p>")


def test_what_nothing_uses_is_removed(tmp_path):
    store = Store(tmp_path)
    store.put("a", PDF)
    store.put("b", PDF + b"b")
    store.put_binder("norrby", [{"key": "a", "uses": []}])

    files, _size = store.trim(["norrby"])

    assert files == 2
    assert store.get("a") == PDF
    assert store.get("b") is None


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    file = tmp_path / "rutin.pdf"
    write_file(file, PDF)

    with pytest.raises(TypeError):
        write_file(file, None)

    assert file.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [file]
