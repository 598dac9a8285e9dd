"""Every kind of page in a browser, on a desk and on phones."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from macros.records.registry import PAGES
from tests.browser.conftest import Opens, watched
from tests.browser.tabs import Tabs

ABOUT = ("om/", "om/komponenter/", "om/tillganglighet/")
NUMBERS = ["tel:112", "tel:1177", "tel:116111", "tel:90101", "tel:90390", "tel:020505050"]
GUIDE = ("redaktor/", "redaktor/telefon/", "redaktor/webbhotell/", "redaktor/falt/", "redaktor/falt/rutin/")
SHARED = ("", "ordlista/", "lagar/", *ABOUT, *GUIDE, "404.html")
TOWN = tuple(f"kalix/{'' if tab.name == 'index' else tab.name + '/'}" for tab in PAGES)
OTHERS = (
    *(f"hudiksvall/{name}" for name in ("", "rutin/", "flode/", "chef/", "chef/visa/", "kontakter/")),
    *("ljusdal/", "ljusdal/familj/"),
)
KINDS = (*SHARED, *TOWN, *OTHERS)
SIZES = {1280: 900, 390: 844, 320: 640}
"""The windows: a desk, a phone, and the smallest phone, which is also a desk at 400 %."""


Seen = dict[str, object]
"""What was seen of a page when it had been loaded, and nothing more was asked for."""


LOOK = """() => ({
  headings: document.querySelectorAll("h1").length,
  language: document.documentElement.lang,
  apart: [...document.querySelectorAll(".explained")].filter(e => getComputedStyle(e).display !== "inline")
    .map(e => e.parentElement.textContent),
  twice: [...document.querySelectorAll("[id]")].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at),
})"""
WIDTH = "document.documentElement.scrollWidth"
CUT_OFF = """[...document.querySelectorAll(".md-header .label")]
  .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""
AT_ONCE = 6
"""So many pages are loaded together: a page is done when it has been silent for half a second."""


def look_at(tabs: Tabs, address: str, paths: Sequence[str]) -> dict[str, Seen]:
    """Load pages of the site together, resize each to every window, and return what is seen."""
    seen = {}
    with ExitStack() as lent:
        pages = {path: lent.enter_context(tabs.lend()) for path in paths}
        faults = {path: lent.enter_context(watched(page, address)) for path, page in pages.items()}
        for path, page in pages.items():
            page.goto(address + path, wait_until="commit")
        for path, page in pages.items():
            page.wait_for_load_state("networkidle")
            widths = []
            for width, height in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                widths.append(page.evaluate(WIDTH))
            cut_off = page.evaluate(CUT_OFF)
            seen[path] = page.evaluate(LOOK) | {"widths": widths, "cut_off": cut_off, "faults": faults[path]}
    return seen


@pytest.fixture(scope="module")
def seen(tabs: Tabs, address: str) -> dict[str, Seen]:
    """Every kind of page, loaded once."""
    groups = [KINDS[start:][:AT_ONCE] for start in range(0, len(KINDS), AT_ONCE)]
    return {path: page for group in groups for path, page in look_at(tabs, address, group).items()}


@pytest.mark.parametrize("path", KINDS)
def test_a_page_is_whole_in_every_window(seen: dict[str, Seen], path: str) -> None:
    """One heading, Swedish, no sideways scroll; no error, and nothing asked of anyone else.

    A word that leads to the glossary stays in its sentence. On the smallest phone the municipality's name
    stands whole in the header.
    """
    assert {
        "headings": 1,
        "language": "sv",
        "apart": [],
        "twice": [],
        "widths": [*SIZES],
        "cut_off": [],
        "faults": [],
    } == seen[path]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["introduktion", "rutin", "checklista", "chef"])
def test_the_duty_to_report_stands_first_for_staff(opens: Opens, name: str, width: int) -> None:
    """Right after the heading, before everything else."""
    assert opens(f"kalix/{name}/", width=width).locator("h1 + .duty").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_acute_numbers_stand_first_for_families(opens: Opens, width: int) -> None:
    """Right after the heading, then that one may call social services oneself."""
    page = opens("kalix/familj/", width=width)

    assert page.locator("h1 + .urgent").is_visible()
    assert "själv ringa socialtjänsten" in page.locator("h1 + .urgent + .family_duty").inner_text()
    assert NUMBERS == page.locator(".urgent .number").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )


def test_a_municipality_on_its_way_in_says_so_on_every_page(site: Path) -> None:
    """Ljusdal: nothing there applies yet."""
    pages = [page.read_text(encoding="utf-8") for page in (site / "ljusdal").rglob("*.html")]
    ribbons = [page.partition('class="ribbon"')[2].partition("</aside>")[0] for page in pages]

    assert len(PAGES) <= len(ribbons)
    assert all("Gäller inte än" in ribbon for ribbon in ribbons)


def test_all_tabs_of_the_register_are_in_sight(opens: Opens) -> None:
    """However many headings the open page has."""
    bottoms = opens("kalix/rutin/").evaluate(
        "[...document.querySelectorAll('.register > li > a')].map(link => link.getBoundingClientRect().bottom)"
    )

    assert len([tab for tab in PAGES if not tab.under]) == len(bottoms)
    assert 900 >= max(bottoms)


def test_the_register_opens_and_closes_by_keyboard(opens: Opens) -> None:
    """Enter opens it and moves into it; Escape closes it and comes back."""
    phone = opens("kalix/", width=390)
    button = phone.get_by_role("button", name="Visa registret")
    button.focus()
    phone.keyboard.press("Enter")
    phone.wait_for_function("document.activeElement.closest('.md-sidebar--primary')")

    assert "true" == button.get_attribute("aria-expanded")

    phone.keyboard.press("Escape")

    assert "false" == button.get_attribute("aria-expanded")
    assert button.evaluate("button => document.activeElement === button")


@pytest.mark.parametrize(
    ("links", "name"), [(".chooser a", "Kalix"), (".shelf a", "Hudiksvall")], ids=["county", "area"]
)
def test_one_chooses_a_municipality_without_javascript(opens: Opens, links: str, name: str) -> None:
    """By area on the shelf, and by county in the list."""
    page = opens("", java_script_enabled=False)
    page.locator(links, has_text=name).first.click()

    assert name in page.locator("h1").inner_text()
