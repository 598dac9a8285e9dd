"""The numbers first on the contacts page: in the first window, narrowed down by typing, and whole without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opens

LINES = ".number_list li:visible"
IN_SIGHT = """(selector) => [...document.querySelectorAll(selector)]
  .filter(e => { const box = e.getBoundingClientRect(); return box.height && box.bottom <= innerHeight; }).length"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("town", ["kalix", "hudiksvall"])
def test_numbers_stand_in_the_first_window(opens: Opens, town: str, width: int, height: int) -> None:
    """Where one reports concern, and the beginning of the list; the finder beside it, or after it."""
    page = opens(f"{town}/kontakter/", width=width)
    page.set_viewport_size({"width": width, "height": height})
    first, finder = (page.locator(name).bounding_box() or {} for name in (".number_list", ".guidance"))

    assert 2 == page.evaluate(IN_SIGHT, "#orosanmalan .number")
    assert 4 <= page.evaluate(IN_SIGHT, ".number_list .number")
    assert (width > 960) == (first["y"] == finder["y"])
    assert (width < 960) == (first["y"] + first["height"] <= finder["y"])


@pytest.fixture
def page(opens: Opens) -> Page:
    """The contacts of Kalix."""
    return opens("kalix/kontakter/")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("FORSKOLAN", ["Förskolan"]),
        ("0980319225", ["Barnhälsovården, BVC"]),
        ("+46 980-31 92 25", ["Barnhälsovården, BVC"]),
        ("31 92 25", ["Barnhälsovården, BVC"]),
        ("Pajala", []),
    ],
)
def test_typing_narrows_the_numbers_down(page: Page, typed: str, names: list[str]) -> None:
    """Without its dots or marks; a number in any spelling. How many are left is said, and all come back."""
    field, status = page.get_by_label("Sök bland numren"), page.locator(".narrow_down [role=status]")
    every = page.locator(LINES).count()
    field.fill(typed)

    assert names == page.locator(".number_list .need a:visible").all_inner_texts()
    assert (f"{len(names)} av {every} nummer" if names else "Inget nummer passar") in status.inner_text()

    page.get_by_role("button", name="Visa alla").click()

    expect(field).to_be_focused()
    assert (every, "") == (page.locator(LINES).count(), status.inner_text())


def test_a_number_is_found_by_what_it_is_about(page: Page) -> None:
    """By the questions that lead to it, which its own words do not have; by most words of a sentence; acute ones too."""
    field = page.get_by_label("Sök bland numren")
    field.fill("dricker för mycket")

    assert "Socialtjänsten" in page.locator(".number_list .need a:visible").all_inner_texts()

    field.fill("mitt barn vill inte gå till skolan")

    assert "Elevhälsan" in page.locator(".number_list .need a:visible").all_inner_texts()
    assert "18 nummer" in page.locator(".narrow_down [role=status]").inner_text()

    field.fill("frånvaro i årskurs nio")

    assert "Skolan" in page.locator(".number_list .need a:visible").all_inner_texts()
    assert "passar bäst" in page.locator(".narrow_down [role=status]").inner_text()

    field.fill("självmord")

    assert page.locator(".number_list a[href='tel:90101']").is_visible()
    field.press("Escape")
    assert "" == field.input_value()


def test_without_javascript_all_numbers_stand_there(opens: Opens) -> None:
    """Each leads to its card, and there is no field that does nothing."""
    page = opens("kalix/kontakter/", width=390, java_script_enabled=False)
    page.locator(".number_list .need a", has_text="Elevhälsan").click()

    assert page.locator(".narrow_down").is_hidden()
    expect(page.locator("#kontakt-elevhalsa")).to_be_in_viewport()


def test_a_printed_page_keeps_what_it_answers(page: Page) -> None:
    """The duty unfolded, the numbers, and the answer to what was asked; no empty answer, and no field."""
    page.emulate_media(media="print")

    assert [True, False] == [
        page.locator(name).is_visible() for name in (".duty details p >> nth=0", ".found")
    ]

    page.emulate_media(media="screen")
    page.get_by_label("Vem är du?").select_option(index=1)
    page.get_by_label("Vad gäller det?").select_option(index=2)
    page.emulate_media(media="print")

    assert page.locator(".found li").first.is_visible()
    assert not page.locator("article :is(form, input):visible").count()
