"""Every kind of page in a browser, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request

from macros.records.registry import PAGES

ABOUT = ("om/", "om/komponenter/", "om/tillganglighet/")
GUIDE = ("redaktor/", "redaktor/telefon/", "redaktor/webbhotell/", "redaktor/falt/")
SHARED = ("", "ordlista/", "lagar/", *ABOUT, *GUIDE, "404.html")
KINDS = tuple(f"kalix/{'' if tab.name == 'index' else tab.name + '/'}" for tab in PAGES)
OTHERS = ("hudiksvall/", "hudiksvall/rutin/", "hudiksvall/flode/", "ljusdal/", "ljusdal/familj/")
STAFF = ("introduktion", "rutin", "checklista", "chef")
WIDTHS = (1280, 390)


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """An empty page that notes errors, and requests that leave the site."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="sv-SE")
    opened = context.new_page()
    faults: list[str] = []

    def leaves(sent: Request) -> None:
        if not sent.url.startswith((address, "data:", "blob:")):
            faults.append(f"asks {sent.url}")

    opened.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", leaves)
    opened.on("response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    yield opened
    context.close()
    assert [] == faults


@pytest.mark.parametrize("path", [*SHARED, *KINDS, *OTHERS])
def test_a_page_is_whole(page: Page, address: str, path: str) -> None:
    """One heading, Swedish, no sideways scroll; no error, and nothing asked of anyone else."""
    page.goto(address + path, wait_until="networkidle")

    assert 1 == page.locator("h1").count()
    assert "sv" == page.locator("html").get_attribute("lang")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert [] == page.evaluate(
        "[...document.querySelectorAll('[id]')].map(e => e.id)"
        ".filter((id, at, all) => all.indexOf(id) !== at)"
    )


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


def test_a_municipality_on_its_way_in_says_so_on_every_page(page: Page, address: str) -> None:
    """Ljusdal: nothing there applies yet."""
    for tab in PAGES:
        page.goto(f"{address}ljusdal/{'' if tab.name == 'index' else tab.name + '/'}")
        assert "Gäller inte än" in page.locator(".ribbon").inner_text()


@pytest.mark.parametrize("path", [*SHARED, *KINDS, *OTHERS, "hudiksvall/chef/", "hudiksvall/kontakter/"])
def test_the_smallest_phone_does_not_scroll_sideways(browser: Browser, address: str, path: str) -> None:
    """At 320 px, which is also a desk at 400 %; the municipality's name stands whole in the header."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="sv-SE")
    small = context.new_page()
    small.goto(address + path)

    assert 320 == small.evaluate("document.documentElement.scrollWidth")
    assert small.evaluate(
        "[...document.querySelectorAll('.md-header .label')].every(e => e.scrollWidth <= e.clientWidth + 1)"
    )
    context.close()


def test_all_tabs_of_the_register_are_in_sight(browser: Browser, address: str) -> None:
    """However many headings the open page has."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    desk = context.new_page()
    desk.goto(f"{address}kalix/rutin/")
    tabs = desk.locator(".register > li > a")

    assert len(PAGES) == tabs.count()
    assert all((box := tab.bounding_box()) and box["y"] + box["height"] <= 900 for tab in tabs.all())
    context.close()


def test_the_register_opens_and_closes_by_keyboard(browser: Browser, address: str) -> None:
    """Enter opens it and moves into it; Escape closes it and comes back."""
    context = browser.new_context(viewport={"width": 390, "height": 900}, locale="sv-SE")
    phone = context.new_page()
    phone.goto(f"{address}kalix/", wait_until="networkidle")
    button = phone.get_by_role("button", name="Visa registret")
    button.focus()
    phone.keyboard.press("Enter")
    phone.wait_for_function("document.activeElement.closest('.md-sidebar--primary')")

    assert "true" == button.get_attribute("aria-expanded")

    phone.keyboard.press("Escape")

    assert "false" == button.get_attribute("aria-expanded")
    assert button.evaluate("button => document.activeElement === button")
    context.close()


def test_one_chooses_a_municipality_without_javascript(browser: Browser, address: str) -> None:
    """By area on the shelf, and by county in the list."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(".chooser a", has_text="Kalix").first.click()
    heading = page.locator("h1").inner_text()
    page.goto(address)
    page.locator(".shelf a", has_text="Hudiksvall").click()

    assert "Kalix" in heading
    assert "Hudiksvall" in page.locator("h1").inner_text()
    context.close()
