"""The same Markdown is converted once, and comes out as it would for each page by itself."""

from pathlib import Path

import pytest

from macros.records.whole_shelf import Shelf
from macros.web import binder_page, virtual_pages
from macros.web.session import SESSION
from macros.web.site_build import build_pages
from tests.compare_sites import differences


@pytest.mark.site
def test_cached_markdown_gives_the_same_pages(
    tmp_path: Path, example: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second municipality's: byte for byte as when nothing is kept. Fewer conversions than pages."""
    monkeypatch.setattr(SESSION, "converted", {})
    build_pages(tmp_path / "cached", example, shard="binders")
    assert 0 < len(SESSION.converted) < len([*(tmp_path / "cached").rglob("*.html")])
    assert not [markdown for markdown in SESSION.converted if "<section" in markdown], "drawn, not written"
    monkeypatch.setattr(
        virtual_pages, "BinderPage", lambda *arguments: binder_page.BinderPage(*arguments[:3], {})
    )

    build_pages(tmp_path / "new", example, only=["soderby"], shard="binders")

    assert [] == list(differences(tmp_path / "cached/soderby", tmp_path / "new/soderby"))
