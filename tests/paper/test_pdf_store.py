"""The store: made once, found again, never half."""

import pytest

from macros.paper import pdf_store as stores
from macros.paper.pdf_store import Store, key_of

PDF = b"%PDF-1.7 ... %%EOF\n"


def test_stored_pdf_is_found_by_its_key_and_missing_one_is_created(tmp_path):
    store = Store(tmp_path)
    store.put("a", PDF)

    assert [PDF, PDF] == [store.get("a"), store.get_or_create("a", lambda: b"other")]
    assert [None, PDF, PDF] == [store.get("b"), store.get_or_create("b", lambda: PDF), store.get("b")]


@pytest.mark.parametrize("text", ["", "x", "x 1", "x y z", "x 1 1 1", "\xff"])
def test_damaged_file_of_a_pdf_or_its_key_is_as_if_it_were_not_there(tmp_path, text):
    store = Store(tmp_path)
    for key, file in (("a", tmp_path / "keys" / "a"), ("b", store.file(store.put("b", PDF).sha256))):
        store.put(key, PDF)
        file.write_text(text, encoding="latin-1")

        assert (None, None) == (store.get(key), store.find(key))


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
