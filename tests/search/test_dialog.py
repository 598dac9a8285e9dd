"""The search's dialog: whatever is typed, by keyboard, without an index, and how little it fetches."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.browser.tabs import Tabs
from tests.search.conftest import ask

TYPED = (
    "x" * 10_000,
    "möte " * 2_000,
    "<img src=x onerror=alert(1)>",
    "\"'`´”",
    "🙂🙂",
    "   ",
    "%00 \\ ../..",
    "()[]{}*+?^$|",
    "constructor __proto__ toString hasOwnProperty",
    "</script><svg onload=alert(1)>",
)


def test_nothing_typed_can_hurt(page: Page, address: str) -> None:
    """No error, no element made of it, and the next query answers."""
    open_and_ask(page, f"{address}kalix/", "elevhälsan")
    for typed in TYPED:
        page.locator(".search__field").evaluate(
            "(field, typed) => { field.value = typed; field.dispatchEvent(new Event('input')); }", typed
        )
        page.wait_for_function(
            "() => !document.querySelector('.search__status').textContent.includes('elevhälsan')"
        )

        assert 0 == page.locator(".search img, .search svg, .search script").count()
        assert re.fullmatch(
            r"(?=.{,119}$)(Skriv ett ord eller en fråga\.|Inget hittades för ”.+”\.|\d+ träff(ar)? för ”.+”)?",
            page.locator(".search__status").inner_text(),
        )
        assert ask(page, "elevhälsan")


def open_and_ask(page: Page, address: str, query: str) -> None:
    """Open a page and its search by the key, and ask."""
    page.goto(address)
    page.keyboard.press("/")
    ask(page, query)


@pytest.mark.parametrize("typed", ["samtycke", "/"])
def test_no_key_is_lost_while_the_search_is_fetched(page: Page, address: str, typed: str) -> None:
    """What is typed at once after the key stands in the field, and is looked for."""
    page.goto(f"{address}kalix/")
    page.keyboard.press("/")
    for key in typed:
        page.keyboard.press(key)

    assert typed == page.locator(".search__field").input_value()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("orosanmälan", True),
        ("jag vill inte leva", True),
        ("min pappa slår mig", True),
        ("blåmärken", True),
        ("blankett samtycke", False),
        ("hur länge gäller planen", False),
    ],
)
def test_a_matter_of_urgency_opens_with_numbers(page: Page, address: str, query: str, shown: bool) -> None:
    """112, and whom to tell in this municipality: an invented number is no link, and says so."""
    open_and_ask(page, f"{address}kalix/rutin/", query)
    numbers = page.locator(".search__urgent li")
    told = numbers.all_inner_texts() if page.locator(".search__urgent").is_visible() else []

    assert shown == (len(told) > 3)
    if shown:
        assert ["112", "Socialtjänsten", "(exempel)"] == re.findall(
            r"^112|Socialtjänsten|\(exempel\)", told[0] + told[1]
        )
        assert "tel:112" == numbers.nth(0).locator("a").get_attribute("href")
        assert 0 == numbers.nth(1).locator("a").count()


def test_by_keyboard_alone(page: Page, address: str) -> None:
    """Open, type, walk down, follow; Escape closes and gives the focus back."""
    open_and_ask(page, f"{address}kalix/", "elevhälsan")
    page.keyboard.press("Escape")

    assert page.locator("[data-search]").evaluate("button => document.activeElement === button")

    page.keyboard.press("Enter")
    ask(page, "elevhälsan")
    page.keyboard.press("ArrowDown")
    field = page.locator(".search__field")
    chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")

    assert ["true"] * 2 == [chosen.get_attribute("aria-selected"), field.get_attribute("aria-expanded")]

    page.keyboard.press("Enter")
    page.wait_for_url("**/kontakter/#kontakt-elevhalsa")


def test_no_answer_offers_the_contacts(page: Page, address: str) -> None:
    """Nobody is left with an empty list."""
    open_and_ask(page, f"{address}hudiksvall/rutin/", "xyzzyqwvk")

    assert "Inget hittades" in page.locator(".search__status").inner_text()
    page.locator(".search__none a").click()
    page.wait_for_url("**/hudiksvall/kontakter/")


def test_nothing_is_fetched_before_the_search_is_opened(page: Page, address: str, site: Path) -> None:
    """And little when it is: five files until the first hit, at most 81 KB, and nothing from elsewhere.

    In a municipality with one binder; each further one adds some 10 KB.
    """
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(f"{address}haparanda/", wait_until="networkidle")

    assert not [url for url in requested if "/search/" in url or url.endswith("search.json")]

    requested.clear()
    page.keyboard.press("/")
    ask(page, "skolsköterska")
    page.wait_for_load_state("networkidle")
    files = {url.removeprefix(address).partition("?")[0] for url in requested}

    assert {
        "haparanda/search.json",
        *(f"assets/search/{name}.js" for name in ("dialog", "find", "numbers", "swedish")),
    } == files
    assert 81_000 >= sum(len(gzip.compress((site / file).read_bytes(), 9)) for file in files)


@pytest.mark.parametrize(
    ("lose", "message"),
    [
        (lambda route: route.fulfill(status=404, body=""), "går inte att söka i förhandsvisningen"),
        (lambda route: route.abort(), "gick inte att hämta"),
    ],
    ids=["preview", "poor connection"],
)
def test_without_an_index_the_dialog_says_so(
    page: Page, address: str, lose: Callable[[Route], None], message: str
) -> None:
    """A preview has no index, and a poor connection may lose it: a sentence, and no error on the page."""
    page.route("**/search.json", lose)
    page.goto(f"{address}kalix/")
    page.keyboard.press("/")
    page.locator(".search__status", has_text=message).wait_for()
    page.locator(".search__field").fill("elevhälsan")
    page.wait_for_load_state("networkidle")

    assert message in page.locator(".search__status").inner_text()
    assert 0 == page.locator(".search__hit").count()


def test_without_javascript_nothing_is_said_of_it(tabs: Tabs, address: str) -> None:
    """The button is hidden until its script runs."""
    with tabs.lend(java_script_enabled=False) as page:
        page.goto(f"{address}kalix/")

        assert not page.locator("[data-search]").is_visible()


def test_the_first_page_finds_municipalities_and_shared_pages(page: Page, address: str) -> None:
    """By name without dots, and by what all share."""
    page.goto(address)
    page.keyboard.press("/")

    assert "/overtornea/" == ask(page, "overtornea")[0]
    assert any(hit.startswith("/lagar/") for hit in ask(page, "sekretess"))
