"""The store: made once, found again, never half."""

from __future__ import annotations

import pytest

from macros.paper import store as stores
from macros.paper.store import Store, key_of, move_in

PDF = b"%PDF-1.7 ... %%EOF\n"


def test_what_is_put_is_found_again(tmp_path):
    store = Store(tmp_path)
    store.put("a", PDF)

    assert store.get("a") == PDF
    assert store.get("b") is None


def test_a_file_cut_short_is_made_again(tmp_path):
    store = Store(tmp_path)
    store.put("a", PDF)
    (tmp_path / "a.pdf").write_bytes(PDF[:10])

    assert store.get("a") is None


def test_the_key_follows_the_input_and_the_engine(monkeypatch):
    key = key_of("<p>a</p>")

    assert key == key_of("<p>a</p>")
    assert key != key_of("<p>b</p>")
    assert key_of("ab", "c") != key_of("a", "bc")
    monkeypatch.setattr(stores, "engine_fingerprint", lambda: "another font")
    assert key != key_of("<p>a</p>")


def test_what_nothing_uses_is_removed(tmp_path):
    store = Store(tmp_path)
    store.put("a", PDF)
    store.put("b", PDF)

    assert store.trim(["a"]) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    file = tmp_path / "rutin.pdf"
    move_in(file, PDF)

    with pytest.raises(TypeError):
        move_in(file, None)

    assert file.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [file]
