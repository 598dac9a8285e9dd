"""The same Markdown is converted once, and comes out as it would for each page by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.records.binder import Shelf
from macros.web.session import SESSION
from macros.web.site_build import build_pages

pytestmark = pytest.mark.site


class _Forgets(dict[str, object]):
    """Keeps nothing of what it is given."""

    def __setitem__(self, key: str, value: object) -> None:
        """Forget it."""


def test_a_page_known_from_another_municipality_is_the_same(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte what a run makes that remembers nothing."""
    build_pages(tmp_path / "knows", shelf)
    known = len(SESSION.converted)
    monkeypatch.setattr("macros.web.virtual_pages.BinderPage", lambda *a: _without_memory(*a[:3]))
    build_pages(tmp_path / "forgets", shelf)

    pages = sorted(path.relative_to(tmp_path / "knows") for path in (tmp_path / "knows").rglob("*.html"))
    assert known < len(pages)
    assert [] == [
        page
        for page in pages
        if (tmp_path / "knows" / page).read_bytes() != (tmp_path / "forgets" / page).read_bytes()
    ]


def _without_memory(*given: object) -> object:
    from macros.web.binder_page import BinderPage

    return BinderPage(*given, _Forgets())  # type: ignore[arg-type]
