"""Every kind of page in a browser, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.records.registry import PAGES
from tests.browser.conftest import lend_watched, watch
from tests.browser.tabs import Tabs

ABOUT = ("om/", "om/komponenter/", "om/tillganglighet/")
GUIDE = ("redaktor/", "redaktor/telefon/", "redaktor/webbhotell/", "redaktor/falt/")
SHARED = ("", "ordlista/", "lagar/", *ABOUT, *GUIDE, "404.html")
KINDS = tuple(f"kalix/{'' if tab.name == 'index' else tab.name + '/'}" for tab in PAGES)
OTHERS = ("hudiksvall/", "hudiksvall/rutin/", "hudiksvall/flode/", "ljusdal/", "ljusdal/familj/")
STAFF = ("introduktion", "rutin", "checklista", "chef")
WIDTHS = (1280, 390)


@dataclass
class Seen:
    """What was seen of a page when it had been loaded, and nothing more was asked for."""

    headings: int
    language: str
    width: int
    twice: list[str]
    cut_off: list[str]
    faults: list[str]


LOOK = """() => ({
  headings: document.querySelectorAll("h1").length,
  language: document.documentElement.lang,
  width: document.documentElement.scrollWidth,
  twice: [...document.querySelectorAll("[id]")].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at),
  cut_off: [...document.querySelectorAll(".md-header .label")]
    .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent),
})"""
AT_ONCE = 6
"""So many pages are loaded together: a page is done when it has been silent for half a second."""


def look_at(tabs: Tabs, address: str, paths: Sequence[str], width: int, height: int) -> dict[str, Seen]:
    """Load pages of the site, some at a time, and return what is seen of each."""
    seen = {}
    for start in range(0, len(paths), AT_ONCE):
        with ExitStack() as lent:
            pages = {path: lent.enter_context(tabs.lend(width, height)) for path in paths[start:][:AT_ONCE]}
            faults: dict[str, list[str]] = {path: [] for path in pages}
            for path, page in pages.items():
                lent.callback(watch(page, address, faults[path]))
                page.goto(address + path, wait_until="commit")
            for path, page in pages.items():
                page.wait_for_load_state("networkidle")
                seen[path] = Seen(**page.evaluate(LOOK), faults=faults[path])
    return seen


@pytest.fixture(scope="module", params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    """The window's width: a desk, a phone."""
    return int(request.param)


@pytest.fixture(scope="module")
def seen(width: int, tabs: Tabs, address: str) -> dict[str, Seen]:
    """Every kind of page, loaded at this width."""
    return look_at(tabs, address, [*SHARED, *KINDS, *OTHERS], width, 900)


@pytest.mark.parametrize("path", [*SHARED, *KINDS, *OTHERS])
def test_a_page_is_whole(seen: dict[str, Seen], width: int, path: str) -> None:
    """One heading, Swedish, no sideways scroll; no error, and nothing asked of anyone else."""
    page = seen[path]

    assert (1, "sv", []) == (page.headings, page.language, page.twice)
    assert page.width <= width
    assert [] == page.faults


@pytest.fixture
def page(width: int, tabs: Tabs, address: str) -> Iterator[Page]:
    """An empty page that notes errors, and requests that leave the site."""
    with lend_watched(tabs, address, width) as lent:
        yield lent


@pytest.mark.parametrize("name", STAFF)
def test_the_duty_to_report_stands_first_for_staff(page: Page, address: str, name: str) -> None:
    """Right after the heading, before everything else."""
    page.goto(f"{address}kalix/{name}/")

    assert page.locator("h1 + .duty").is_visible()


def test_the_acute_numbers_stand_first_for_families(page: Page, address: str) -> None:
    """Right after the heading, then that one may call social services oneself."""
    page.goto(f"{address}kalix/familj/")

    assert page.locator("h1 + .urgent").is_visible()
    assert "själv ringa socialtjänsten" in page.locator("h1 + .urgent + .family_duty").inner_text()
    assert ["tel:112", "tel:1177", "tel:116111"] == page.locator(".urgent a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )


def test_a_municipality_on_its_way_in_says_so_on_every_page(site: Path) -> None:
    """Ljusdal: nothing there applies yet."""
    pages = [*(site / "ljusdal").rglob("*.html")]
    ribbons = [
        page.read_text("utf-8").partition('class="ribbon"')[2].partition("</aside>")[0] for page in pages
    ]

    assert len(PAGES) <= len(pages)
    assert all("Gäller inte än" in ribbon for ribbon in ribbons)


SMALL = (*SHARED, *KINDS, *OTHERS, "hudiksvall/chef/", "hudiksvall/kontakter/")


@pytest.fixture(scope="module")
def seen_small(tabs: Tabs, address: str) -> dict[str, Seen]:
    """Every kind of page, loaded on the smallest phone."""
    return look_at(tabs, address, SMALL, 320, 640)


@pytest.mark.parametrize("path", SMALL)
def test_the_smallest_phone_does_not_scroll_sideways(seen_small: dict[str, Seen], path: str) -> None:
    """At 320 px, which is also a desk at 400 %; the municipality's name stands whole in the header."""
    assert (320, []) == (seen_small[path].width, seen_small[path].cut_off)


def test_all_tabs_of_the_register_are_in_sight(tabs: Tabs, address: str) -> None:
    """However many headings the open page has."""
    with tabs.lend() as desk:
        desk.goto(f"{address}kalix/rutin/")
        links = desk.locator(".register > li > a")

        assert len(PAGES) == links.count()
        assert all((box := link.bounding_box()) and box["y"] + box["height"] <= 900 for link in links.all())


def test_the_register_opens_and_closes_by_keyboard(tabs: Tabs, address: str) -> None:
    """Enter opens it and moves into it; Escape closes it and comes back."""
    with tabs.lend(390) as phone:
        phone.goto(f"{address}kalix/", wait_until="networkidle")
        button = phone.get_by_role("button", name="Visa registret")
        button.focus()
        phone.keyboard.press("Enter")
        phone.wait_for_function("document.activeElement.closest('.md-sidebar--primary')")

        assert "true" == button.get_attribute("aria-expanded")

        phone.keyboard.press("Escape")

        assert "false" == button.get_attribute("aria-expanded")
        assert button.evaluate("button => document.activeElement === button")


def test_one_chooses_a_municipality_without_javascript(tabs: Tabs, address: str) -> None:
    """By area on the shelf, and by county in the list."""
    with tabs.lend(java_script_enabled=False) as page:
        page.goto(address)
        page.locator(".chooser a", has_text="Kalix").first.click()
        heading = page.locator("h1").inner_text()
        page.goto(address)
        page.locator(".shelf a", has_text="Hudiksvall").click()

        assert "Kalix" in heading
        assert "Hudiksvall" in page.locator("h1").inner_text()
