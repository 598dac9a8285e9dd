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


def test_what_is_missing_is_created_once(tmp_path):
    store = Store(tmp_path)

    assert [PDF, PDF] == [store.get_or_create("a", lambda: PDF), store.get_or_create("a", lambda: b"other")]


@pytest.mark.parametrize("text", ["", "x", "x 1", "x y z", "x 1 1 1", "\xff"])
def test_damaged_file_of_a_pdf_or_its_key_is_as_if_it_were_not_there(tmp_path, text):
    store = Store(tmp_path)
    for key, file in (("a", tmp_path / "keys" / "a"), ("b", store.file(store.put("b", PDF).sha256))):
        store.put(key, PDF)
        file.write_text(text, encoding="latin-1")

        assert store.get(key) is None
        assert store.find(key) is None


@pytest.mark.parametrize("text", ["", "{", "{}", "null", "\xff"])
def test_damaged_list_of_a_binder_is_made_anew(tmp_path, text):
    store = Store(tmp_path)
    store.put_binder("a", [{"key": "b"}])
    (tmp_path / "binders" / "a.json").write_text(text, encoding="latin-1")

    assert store.find_binder("a") is None


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


def test_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    file = tmp_path / "rutin.pdf"
    write_file(file, PDF)

    with pytest.raises(TypeError):
        write_file(file, None)

    assert (PDF, [file]) == (file.read_bytes(), list(tmp_path.iterdir()))
