"""The slides in a browser: by keys and buttons, one at a time; without JavaScript a list."""

from playwright.sync_api import Page

from tests.browser.conftest import Opens

PATH = "kalix/chef/visa/"
SHOWN = """() => [document.querySelector("[role=status]").textContent, location.hash,
  [...document.querySelectorAll(".slide:not([hidden])")].length, document.activeElement.className]"""
ROOM = "() => { const all = document.querySelector('main'); return all.scrollHeight - all.clientHeight; }"


def press(page: Page, *keys: str) -> list[object]:
    """Press keys; give what is shown then."""
    for key in keys:
        page.keyboard.press(key)
    return list(page.evaluate(SHOWN))


def test_the_keys_turn_the_slides(opens: Opens) -> None:
    """Each way there is; the number is told, the heading has the focus, nothing runs over the window."""
    page = opens(PATH)
    last = page.locator(".slide").count()

    assert [f"1 av {last}", "", 1] == page.evaluate(SHOWN)[:3]
    assert [f"3 av {last}", "#bild-3", 1, "title"] == press(page, "ArrowRight", " ")
    assert "none" == page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert f"4 av {last}" == press(page, "PageDown", "ArrowDown", "ArrowLeft")[0]
    assert f"1 av {last}" == press(page, "PageUp", "ArrowUp", "Shift+ ", "ArrowLeft")[0]
    assert f"{last} av {last}" == press(page, "End", "ArrowRight")[0]
    assert f"1 av {last}" == press(page, "Home", "Control+ArrowRight")[0]
    over = []
    for number in range(last):
        over += [number + 1] if page.evaluate(ROOM) > 0 else []
        page.keyboard.press("ArrowRight")
    assert [] == over


def test_the_buttons_turn_them_too_and_escape_leads_back(opens: Opens) -> None:
    """A button keeps the focus, and space presses it. A phone has no room to lose."""
    page = opens(PATH + "#bild-2", width=390)
    page.get_by_role("button", name="Nästa").click()

    assert page.evaluate(SHOWN)[0].startswith("3 av ")
    assert press(page, " ")[1] == "#bild-4"
    page.keyboard.press("Escape")
    page.wait_for_url("**/kalix/chef/")


def test_without_javascript_it_is_a_list(opens: Opens) -> None:
    """Every slide with its heading, and the ways out; on paper the way to the file."""
    page = opens(PATH, java_script_enabled=False)

    assert page.locator(".slide").count() == page.locator(".slide:visible h1, .slide:visible h2").count()
    assert not page.locator(".show__bar").is_visible()
    assert page.get_by_role("link", name="Tillbaka till Chef").is_visible()
    page.emulate_media(media="print")
    assert [False, True] == [page.locator(one).first.is_visible() for one in (".slide", ".show__paper")]
