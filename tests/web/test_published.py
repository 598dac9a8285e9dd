"""Whether the site is published is said truly, on the page *Om* and in the check's links to help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.checks import load
from macros.web.site_build import build_pages
from tests.conftest import EXAMPLE, TODAY

PUBLISHED = {
    spelling: (EXAMPLE / "site.yaml").read_text("utf-8").replace("published: nej", f"published: {spelling}")
    for spelling in ("ja", "yes", "no")
}


@pytest.mark.site
def test_published_site_says_that_it_is(
    example_copy: Callable[..., Path], example_site: Path, tmp_path: Path
) -> None:
    """And one that is not published does not."""
    build_pages(tmp_path / "site", load(example_copy({"site.yaml": PUBLISHED["ja"]}), TODAY), shard="shared")
    published, draft = (
        (site / "om/index.html").read_text("utf-8") for site in (tmp_path / "site", example_site)
    )

    assert "Webbplatsen är publicerad." in published
    assert "inte publicerad" not in published
    assert "Webbplatsen är inte publicerad." in draft


@pytest.mark.parametrize(
    ("spelling", "address"), [("yes", "exempelparmen.example/redaktor"), ("no", "127.0.0.1")]
)
def test_help_links_lead_to_the_published_site(
    spelling: str, address: str, example_copy: Callable[..., Path]
) -> None:
    """By any word that the record accepts."""
    faulty = "name: Norrby\ntelefn: 1\n"
    example_copy({"site.yaml": PUBLISHED[spelling], "municipalities/norrby.yaml": faulty})

    assert address in CliRunner().invoke(main, ["check"], prog_name="parmen").output
