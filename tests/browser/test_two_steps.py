"""A tired parent in Kalix, on a phone, whose child will not go to school: two steps to a number."""

from playwright.sync_api import expect

from tests.browser.conftest import Opens

SCHOOL = "0980-31 92 23"


def test_by_search(opens: Opens) -> None:
    """She asks in her own words, and follows the first hit: the school's number stands there."""
    page = opens("kalix/", width=390)
    page.locator("[data-search]").click()
    page.keyboard.type("mitt barn vill inte gå till skolan")
    expect(page.locator(".search__status")).to_contain_text("till skolan”")
    page.locator(".search__hit").first.click()

    expect(page.locator(":target .number", has_text=SCHOOL)).to_be_in_viewport()


def test_by_reading(opens: Opens) -> None:
    """She opens Kontakter, and says what it is about: the number is in the list, and few others are."""
    page = opens("kalix/", width=390)
    page.locator("article a", has_text="Kontakter").first.click()
    page.get_by_label("Sök bland numren").fill("vill inte gå till skolan")
    lines = page.locator(".number_list li:visible")

    expect(lines.filter(has_text=SCHOOL)).to_have_count(1)
    assert 12 > lines.count()
