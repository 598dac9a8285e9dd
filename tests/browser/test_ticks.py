"""The checklist on the screen: counted, and kept on this device only if asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opens

KEY = "bockar/kalix/checklista/"


def kept(page: Page) -> dict[str, str]:
    """Give what the page has stored on this device."""
    stored: dict[str, str] = page.evaluate("({...localStorage, ...sessionStorage})")
    return {key: value for key, value in stored.items() if key.startswith("bockar")}


def questions(page: Page) -> Locator:
    """Give the checklist's boxes."""
    return page.locator(".question input")


def keep(page: Page) -> Locator:
    """Give the box that keeps the ticks."""
    return page.get_by_label("Spara bockarna på den här enheten")


def test_ticks_are_counted_and_kept_nowhere_unless_asked(opens: Opens) -> None:
    """The number of all questions; after a reload everything is as before."""
    page = opens("kalix/checklista/")
    questions(page).nth(0).check()
    questions(page).nth(3).check()

    assert f"2 av {questions(page).count()}" == page.locator(".ticks output").inner_text()
    assert not keep(page).is_checked()
    assert {} == kept(page)

    page.reload()

    assert not page.locator(".question input:checked").count()
    assert page.locator(".ticks output").inner_text().startswith("0 av ")


def test_ticks_are_kept_by_their_questions_when_asked(opens: Opens) -> None:
    """Ids, under the municipality's and the checklist's name, and nothing else; they come back."""
    page = opens("kalix/checklista/")
    questions(page).nth(1).check()
    keep(page).check()
    asked = page.locator(".question").nth(1).get_attribute("id")

    assert {KEY: f'["{asked}"]'} == kept(page)
    assert "är sparade" in page.locator(".ticks [role=status]").inner_text()
    assert "ligger kvar" in page.locator(".gone").inner_text()

    page.reload()

    assert keep(page).is_checked()
    assert questions(page).nth(1).is_checked()
    assert 1 == page.locator(".question input:checked").count()


def test_to_stop_keeping_forgets_at_once(opens: Opens) -> None:
    """The ticks stay on the screen, but not on the device."""
    page = opens("kalix/checklista/")
    questions(page).nth(1).check()
    keep(page).check()
    keep(page).uncheck()

    assert {} == kept(page)
    assert questions(page).nth(1).is_checked()
    assert "Inget är sparat" in page.locator(".ticks [role=status]").inner_text()


@pytest.mark.parametrize("written", ['["fraga-borttagen", {}, 7]', "null", "{oj", '"fraga-borttagen"', "{}"])
def test_a_question_that_is_gone_is_dropped(opens: Opens, written: str) -> None:
    """And what is no list of questions counts as none."""
    page = opens("kalix/checklista/")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, written])
    page.reload()

    assert {KEY: "[]"} == kept(page)
    assert page.locator(".ticks output").inner_text().startswith("0 av ")


def test_another_municipality_has_its_own_ticks(opens: Opens, address: str) -> None:
    """What is kept in Kalix is not shown in Haparanda."""
    page = opens("kalix/checklista/")
    questions(page).nth(1).check()
    keep(page).check()
    page.goto(f"{address}haparanda/checklista/")

    assert not keep(page).is_checked()
    assert not page.locator(".question input:checked").count()


def test_cleared_ticks_can_be_had_back(opens: Opens) -> None:
    """Until one ticks again; what is kept follows."""
    page = opens("kalix/checklista/")
    clear = page.locator(".ticks button")

    assert clear.is_hidden()

    questions(page).nth(0).check()
    questions(page).nth(2).check()
    keep(page).check()
    before = kept(page)
    clear.click()

    assert {KEY: "[]"} == kept(page)
    assert "Ångra" == clear.inner_text()

    clear.click()

    assert before == kept(page)
    assert "Rensa" == clear.inner_text()
    assert 2 == page.locator(".question input:checked").count()


@pytest.mark.parametrize(
    "closed",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })",
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
    ],
    ids=["closed", "full"],
)
def test_a_browser_that_keeps_nothing_is_told_of(opens: Opens, closed: str) -> None:
    """In words; the ticks still work."""
    page = opens("kalix/checklista/", closed)
    keep(page).click()

    assert not keep(page).is_checked()
    assert "låter inte sidan spara" in page.locator(".ticks [role=status]").inner_text()

    questions(page).nth(0).check()

    assert page.locator(".ticks output").inner_text().startswith("1 av ")


def test_two_windows_agree(opens: Opens, address: str) -> None:
    """To stop in one is to stop in the other, which must not write again."""
    page = opens("kalix/checklista/")
    keep(page).check()
    other = page.context.new_page()
    other.goto(f"{address}kalix/checklista/")
    keep(page).uncheck()

    expect(keep(other)).not_to_be_checked()
    questions(other).nth(0).check()
    assert {} == kept(other)


def test_without_javascript_the_checklist_is_ticked_only(opens: Opens) -> None:
    """Nothing dead is shown, and what is said is true."""
    page = opens("kalix/checklista/", java_script_enabled=False)
    page.locator(".question label").nth(0).click()

    assert questions(page).nth(0).is_checked()
    assert page.locator(".ticks").is_hidden()
    assert (
        "De försvinner när du stänger sidan." in page.locator(".hint", has_text="Bockarna").first.inner_text()
    )
