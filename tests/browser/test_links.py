"""Every link of the finished site leads somewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from macros.records.binder import Shelf
from macros.web.links import Links


def test_every_link_and_anchor_leads_somewhere(site: Path, real: Shelf) -> None:
    """To a file, and the anchor is an id there. The sheets are made by another build."""
    dead = Links(site, real.site.address).find_dead()

    assert [] == [link for link in dead if not urlsplit(link[1]).path.endswith(".pdf")]
