"""parmen clean: what the store holds in vain goes, what a binder uses stays."""

from pathlib import Path

import pytest

from macros.paper.pdf_store import Store
from tests.conftest import run_parmen

CLEAN = ["clean", "--data", "tests/exempel"]


def test_clean_says_how_much_was_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that no binder lists, with its key, is gone; and the second time there is nothing to do."""
    store = Store(tmp_path / "store")
    monkeypatch.setattr(Store.__init__, "__defaults__", (store.folder,))
    stored = store.put("key", b"%PDF-1.7" + b"x" * 2_000_000)

    first, second = (run_parmen(*CLEAN) for _ in range(2))

    assert (0, 0) == (first.exit_code, second.exit_code)
    assert "2 filer togs bort ur .cache/parmen, 2.0 MB." in first.output
    assert "0 filer togs bort" in second.output
    assert not store.file(stored.sha256).exists()


def test_clean_of_a_store_that_cannot_be_written_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In plain words, with exit code 1."""
    (tmp_path / "store").write_text("a file", encoding="utf-8")
    monkeypatch.setattr(Store.__init__, "__defaults__", (tmp_path / "store" / "within",))

    done = run_parmen(*CLEAN)

    assert (1, "Fel: ", False) == (done.exit_code, done.output[:5], "Traceback" in done.output)
