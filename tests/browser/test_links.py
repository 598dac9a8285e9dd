"""Every link of the finished site leads somewhere, and every page leads on."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from macros.records.whole_shelf import Shelf
from macros.web.links import Links


@pytest.fixture(scope="module")
def links(site: Path, real: Shelf) -> Links:
    """The links of all pages."""
    return Links(site, real.site.address)


def test_every_link_and_anchor_leads_somewhere(links: Links) -> None:
    """To a file, and the anchor is an id there. The sheets are made by another build, and the ZIPs of them."""
    assert [] == [link for link in links.find_dead() if not urlsplit(link[1]).path.endswith((".pdf", ".zip"))]


def test_every_page_leads_up_on_and_to_the_chooser(links: Links, site: Path, real: Shelf) -> None:
    """Breadcrumbs, the pages beside it on the reading path, and the list of municipalities; no other binder."""
    for name, page in links.pages.items():
        html = (site / name).read_text(encoding="utf-8")
        folder = name.partition("/")[0]
        others = [f"/{town}/" for town in real.first_binders if town != folder]
        if name.endswith("/visa/index.html"):
            continue  # on a wall: only the way back
        assert any(link.endswith("#kommuner") for link in page.addresses), name
        assert name in {"index.html", "404.html"} or 'class="trail"' in html, name
        if folder in real.binders:
            assert not [link for link in page.addresses for other in others if other in f"/{link}"], name
        if folder in real.binders or folder.startswith("redaktor"):
            assert 'class="onward"' in html, name
