"""The pages that all municipalities share: they follow the reader's own, and one finds one's way in them."""

import re

import pytest
from playwright.sync_api import expect

from macros.project import ASSETS, ROOT
from tests.browser.conftest import Opens


@pytest.mark.parametrize("width", [1280, 390])
def test_the_glossary_stays_in_the_readers_binder(opens: Opens, width: int) -> None:
    """Her label, register, search and way back, through one shared page to the next; her address says so."""
    page = opens("kalix/skolnarvaro-kalix/rutin/", width=width)
    for name in ("Ordlista", "Lagar"):
        page.locator("footer").get_by_role("link", name=name).click()
        page.wait_for_url(re.compile(r"/\?kommun=kalix/skolnarvaro-kalix$"))
        expect(page.locator(".md-header .label")).to_contain_text("Kalix")
        expect(page.locator("html[data-kommun]")).to_have_count(0)

        assert 11 <= page.locator("#register .register li").count()
        assert page.locator("[data-search]").get_attribute("data-index").endswith("/kalix/search.json")  # type: ignore[union-attr]

    page.locator(".trail").get_by_role("link", name="Kalix").click()
    page.wait_for_url("**/kalix/skolnarvaro-kalix/")


@pytest.mark.parametrize("asked", ["finns-inte", "../lagar", "https://example.org/x", "<b>", ""])
def test_an_address_that_names_no_municipality_is_a_plain_page(opens: Opens, asked: str) -> None:
    """Nothing is asked of anyone else, and nothing is missing."""
    page = opens("om/")
    page.route("**/finns-inte/", lambda route: route.fulfill(status=200, body="Sidan finns inte"))
    page.goto(f"{page.url}?kommun={asked}")
    expect(page.locator("html[data-kommun]")).to_have_count(0)

    assert page.locator("#register .md-nav--primary").is_visible()
    assert 0 == page.locator(".md-header .label").count()


def test_the_script_knows_the_shared_pages() -> None:
    """All of them: the folders and pages of docs/ beside the first."""
    known = re.search(r"\^\(([a-z|-]+)\)", (ASSETS / "follow.js").read_text(encoding="utf-8"))
    pages = {
        path.relative_to(ROOT / "docs").parts[0].removesuffix(".md") for path in (ROOT / "docs").rglob("*.md")
    }

    assert known
    assert pages - {"_kommun", "assets", "index"} == {*known[1].split("|")}


@pytest.mark.parametrize(
    ("path", "typed", "found", "hidden"),
    [
        ("ordlista/", "samordnad plan", "#sip", "#bokstav-b"),
        ("lagar/", "utskrivningsklar", ".law", "#galler-inte"),
        ("redaktor/falt/", "telefon kontakt", "#contact-phone", "#law-read"),
    ],
)
def test_a_long_list_narrows_down(opens: Opens, path: str, typed: str, found: str, hidden: str) -> None:
    """To what is typed, with how much is left; headings of what is gone go too. A link shows it again."""
    page = opens(path)
    field = page.get_by_role("searchbox")
    field.fill(typed)

    expect(page.locator(f"{found}:visible").first).to_be_visible()
    expect(page.locator(hidden)).to_be_hidden()
    assert re.match(r"\d+ av \d+ ", page.locator(".finder [role=status]").inner_text())

    field.fill("qqqq")

    assert "Inget passar" in page.locator(".finder [role=status]").inner_text()


def test_a_letter_leads_to_its_words(opens: Opens) -> None:
    """Also when the field has hidden them."""
    page = opens("ordlista/")
    page.get_by_role("searchbox").fill("qqqq")
    page.locator(".letters").get_by_role("link", name="S", exact=True).click()

    expect(page.locator("#bokstav-s")).to_be_in_viewport()


def test_an_old_address_of_a_field_leads_to_its_page(opens: Opens) -> None:
    """From the list of all, to the field in its fold there; the pages are short, on a phone too."""
    page = opens("redaktor/falt/", width=390)
    for anchor, name in (
        ("contact-phone", "kontakter"),
        ("contact", "kontakter"),
        ("timelimit-within", "rutin"),
    ):
        page.goto(f"{page.url.partition('falt/')[0]}falt/#{anchor}")
        page.wait_for_url(f"**/redaktor/falt/{name}/#{anchor}")

        expect(page.locator(f"#{anchor}")).to_be_in_viewport()
        assert 6_000 >= page.evaluate("document.documentElement.scrollHeight")


def test_without_the_script_an_old_address_finds_a_link(opens: Opens) -> None:
    """To the field's own page, on a line that the address opens."""
    page = opens("redaktor/falt/#timelimit-within", java_script_enabled=False)
    page.locator("#timelimit-within").get_by_role("link").click()

    expect(page.locator("tr#timelimit-within")).to_be_in_viewport()


def test_the_guide_has_its_own_menu(opens: Opens) -> None:
    """All its pages on each of them."""
    files = {*(ROOT / "docs" / "redaktor").glob("*.md")}
    page = opens("redaktor/telefon/")

    assert len(files) - 1 == page.locator(".register__pages > li > a").count()
    assert "Ändra ett telefonnummer" == page.locator("#register [aria-current=page]").inner_text()


def test_a_word_is_explained_where_it_stands(opens: Opens) -> None:
    """By keyboard: Enter opens it, Escape closes it, and focus comes back. The page stays."""
    page = opens("kalix/introduktion/")
    link = page.locator("article a.explained").first
    link.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog")
    expect(box).to_be_focused()

    assert "kalix/introduktion/" in page.url
    assert len(box.inner_text()) > 40
    assert "true" == link.get_attribute("aria-expanded")

    page.keyboard.press("Escape")
    expect(link).to_be_focused()

    expect(page.locator(".explanation")).to_have_count(0)


def test_without_the_script_a_word_leads_to_the_glossary(opens: Opens) -> None:
    """To its own line there."""
    page = opens("kalix/introduktion/", java_script_enabled=False)
    page.locator("article a.explained").first.click()

    assert re.search(r"/ordlista/#[a-z-]+$", page.url)
    assert page.locator(":target dt").is_visible()
