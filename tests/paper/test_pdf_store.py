"""The store: made once, found again, never half."""

from macros.paper import pdf_store as stores
from macros.paper.pdf_store import Store, key_of

PDF = b"%PDF-1.7 ... %%EOF\n"


def test_stored_pdf_is_found_by_its_key_and_missing_one_is_created(tmp_path):
    store = Store(tmp_path)
    store.put("a", PDF)

    assert [PDF, PDF] == [store.get("a"), store.get_or_create("a", lambda: b"other")]
    assert [None, PDF, PDF] == [store.get("b"), store.get_or_create("b", lambda: PDF), store.get("b")]


def test_the_key_follows_the_input_and_the_engine(monkeypatch):
    key = key_of("<p>a</p>")

    assert key == key_of("<p>a</p>")
    assert key != key_of("<p>b</p>")
    assert key_of("ab", "c") != key_of("a", "bc")
    monkeypatch.setattr(stores, "layout_fingerprint", lambda: "another font")
    assert key != key_of("<p>a</p>")
