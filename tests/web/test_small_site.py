"""The pages of a small binder with three checklists, built: the register, and the way on."""

from pathlib import Path

import pytest
from lxml import html

from macros.web.site_build import build_pages
from tests.small import SLUG, THREE_LISTS, load_small


@pytest.mark.site
def test_the_register_lists_what_there_is_with_the_numbers_of_every_binder(tmp_path: Path) -> None:
    """A further checklist stands below the main one, without a number; the pages lead on through them."""
    shelf = load_small(tmp_path / "data", files=THREE_LISTS)
    build_pages(tmp_path / "site", shelf, [SLUG], shard="binders")
    page = html.parse(tmp_path / "site" / SLUG / "checklista" / "akut" / "index.html")
    rows = [
        tuple(span.text_content() for span in link)
        for link in page.iterfind(".//a[@href]")
        if "md-nav__link" in link.classes and "register__number" in link[0].classes
    ]

    assert [
        ("", "Pärmens första sida"),
        ("2", "Rutin"),
        ("3", "Checklista"),
        ("", "När det är bråttom"),
        ("", "Innan du avslutar"),
        ("6", "Kontakter"),
        ("10", "Överenskommelse"),
    ] == rows
    assert [("../../checklista/", "prev"), ("../../checklista/sista/", "next")] == [
        (link.get("href"), link.get("rel"))
        for link in page.iterfind(".//a[@rel]")
        if "onward" in link.get("class", "")
    ]
