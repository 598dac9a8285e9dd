"""The checklist on the screen: counted, and kept on this device only if asked."""

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
    """Give the box that keeps the ticks, unfolded."""
    page.locator(".ticks details").evaluate("fold => { fold.open = true }")
    return page.get_by_label("Spara bockarna på den här enheten")


def counted(page: Page) -> str:
    """Give the number of ticks, as the page says it."""
    return page.locator(".ticks output").inner_text()


@pytest.fixture
def page(opens: Opens) -> Page:
    """The checklist of Kalix."""
    return opens("kalix/checklista/")


def test_ticks_are_counted_and_kept_nowhere_unless_asked(page: Page) -> None:
    """The number of all questions; after a reload everything is as before."""
    for nr in (0, 3):
        questions(page).nth(nr).check()

    assert f"2 av {questions(page).count()}" == counted(page)
    assert not keep(page).is_checked()
    assert {} == kept(page)

    page.reload()

    assert not page.locator(".question input:checked").count()
    assert counted(page).startswith("0 av ")


def test_ticks_are_kept_by_their_questions_when_asked(page: Page, address: str) -> None:
    """Ids, under the municipality's and the checklist's name, and nothing else; they come back.

    Not in another municipality. To stop keeping forgets at once; the ticks stay on the screen.
    """
    status = page.locator(".ticks [role=status]")
    questions(page).nth(1).check()
    keep(page).check()

    assert {KEY: f'["{page.locator(".question").nth(1).get_attribute("id")}"]'} == kept(page)
    assert "är sparade" in status.inner_text()
    assert "ligger kvar" in page.locator(".gone").inner_text()

    page.goto(f"{address}haparanda/checklista/")

    assert (False, 0) == (keep(page).is_checked(), page.locator(".question input:checked").count())

    page.goto(f"{address}kalix/checklista/")

    assert [True, True] == [keep(page).is_checked(), questions(page).nth(1).is_checked()]
    assert 1 == page.locator(".question input:checked").count()

    keep(page).uncheck()

    assert {} == kept(page)
    assert questions(page).nth(1).is_checked()
    assert "Inget är sparat" in status.inner_text()


def test_each_checklist_keeps_ticks_of_its_own(page: Page, address: str) -> None:
    """A further checklist has an address of its own below the first one's, and so its own ticks."""
    further = f"{address}kalix/checklista/avslut/"
    html = page.request.get(page.url).text().replace('"../../', '"../../../')
    page.route(further, lambda route: route.fulfill(body=html, content_type="text/html"))
    questions(page).nth(0).check()
    keep(page).check()
    before = kept(page)
    page.goto(further)

    assert (False, 0) == (keep(page).is_checked(), page.locator(".question input:checked").count())

    questions(page).nth(2).check()
    keep(page).check()

    assert before == {key: value for key, value in kept(page).items() if key == KEY}
    assert {KEY, f"{KEY}avslut/"} == kept(page).keys()
    page.unroute(further)


@pytest.mark.parametrize("written", ['["fraga-borttagen", {}, 7]', "null", "{oj", '"fraga-borttagen"', "{}"])
def test_a_question_that_is_gone_is_dropped(page: Page, written: str) -> None:
    """And what is no list of questions counts as none."""
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, written])
    page.reload()

    assert {KEY: "[]"} == kept(page)
    assert counted(page).startswith("0 av ")


def test_cleared_ticks_can_be_had_back(page: Page) -> None:
    """Until one ticks again; what is kept follows."""
    clear = page.locator(".ticks button")

    assert clear.is_hidden()

    for box in (questions(page).nth(0), questions(page).nth(2), keep(page)):
        box.check()
    before = kept(page)
    clear.click()

    assert ({KEY: "[]"}, "Ångra") == (kept(page), clear.inner_text())

    clear.click()

    assert (before, "Rensa") == (kept(page), clear.inner_text())
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
    assert "Kanske är fönstret privat" in page.locator(".ticks [role=status]").inner_text()
    questions(page).nth(0).check()
    assert counted(page).startswith("1 av ")


def test_two_windows_agree(page: Page, address: str) -> None:
    """To stop in one is to stop in the other, which must not write again."""
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
    hint = page.locator(".hint", has_text="Dina bockar").first

    assert questions(page).nth(0).is_checked()
    assert page.locator(".ticks").is_hidden()
    assert "De försvinner när du stänger sidan." in hint.inner_text()
