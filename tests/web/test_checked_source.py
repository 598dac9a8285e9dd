"""MkDocs reads no page that the fence refuses, whichever command started it."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from mkdocs.utils import meta

from macros import hooks
from macros.project import DOCS
from macros.records.whole_shelf import Shelf
from macros.web.checked_source import read_checked_patterns
from macros.web.session import SESSION
from macros.web.site_build import SiteError, build_pages
from tests.conftest import ROOT

HOSTILE = "---\ntitle: Ny\nrender_macros: true\n---\n<script>{{ cycler.__init__ }}</script>\n"


def page(folder: Path, text: str, name: str = "om/ny.md") -> Any:
    """Make a page of a file, as far as the hook looks at it."""
    file = folder / "ny.md"
    file.write_text(text, encoding="utf-8")
    return SimpleNamespace(file=SimpleNamespace(abs_src_path=str(file), src_uri=name))


def read(source: Any) -> tuple[str, dict[str, Any]]:
    """Return what MkDocs makes of a page: its Markdown and front matter."""
    return meta.get_data(hooks.on_page_read_source(page=source, config=SimpleNamespace()) or "")


def test_mkdocs_reads_what_was_checked(tmp_path: Path) -> None:
    """The title escaped, and each value as it is meant, in front matter that is written anew."""
    text = "---\r\ntitle: 1 < 2 {{ x }}\r\nexplain: false\r\ndata: [data/site.yaml]\r\n---\r\n\r\n# Ny\r\n"

    markdown, fields = read(page(tmp_path, text))

    assert "# Ny\n" == markdown
    assert {
        "title": "1 &lt; 2 &#123;&#123; x &#125;&#125;",
        "explain": False,
        "data": ["data/site.yaml"],
    } == fields


@pytest.mark.parametrize("text", [HOSTILE, "# Utan titel", "---\ntitle: [" + "\n---\nx", "\ue000"])
def test_a_build_stops_at_a_page_that_is_refused(text: str, tmp_path: Path) -> None:
    """Plain ``mkdocs build`` too: it is the hook that reads the page."""
    with pytest.raises(Abort, match=r"docs/om/ny\.md:\d"):
        read(page(tmp_path, text))


def test_a_preview_shows_another_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on, and nothing of the refused page reaches the browser."""
    monkeypatch.setattr(SESSION, "serving", True)

    assert ("# Sidan går inte att visa\n", {"title": "Sidan går inte att visa"}) == read(
        page(tmp_path, HOSTILE)
    )


def test_a_page_that_the_program_made_is_its_own() -> None:
    """It lies in no file that anybody could edit."""
    made = SimpleNamespace(file=SimpleNamespace(abs_src_path=None))

    assert hooks.on_page_read_source(page=made, config=SimpleNamespace()) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("serving", [False, True])
def test_a_pattern_that_is_refused_is_not_read(
    serving: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build stops; a preview shows another page in all municipalities."""
    monkeypatch.setattr(SESSION, "serving", serving)
    shutil.copytree(DOCS / "_kommun", tmp_path / "_kommun")
    (tmp_path / "_kommun/rutin.md").write_text("{{ cycler.__init__ }}", encoding="utf-8")

    if not serving:
        with pytest.raises(Abort, match=r"docs/_kommun/rutin\.md:1"):
            read_checked_patterns(tmp_path)
        return
    patterns = read_checked_patterns(tmp_path)

    assert "# Sidan går inte att visa\n" == patterns["rutin"]
    assert "{{" in patterns["chef"]


@pytest.mark.site
def test_a_new_page_that_asks_for_jinja_builds_nothing(example: Shelf, tmp_path: Path) -> None:
    """The real MkDocs, with its plugin."""
    for name in ("mkdocs.yml", "macros", "overrides", "data"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "docs/om/ny.md").write_text(HOSTILE, encoding="utf-8")

    with pytest.raises(SiteError, match="render_macros"):
        build_pages(tmp_path / "site", example, shard="shared", config_file=tmp_path / "mkdocs.yml")

    assert not list((tmp_path / "site").rglob("*.html"))
