"""The frame round every page: the register, its drawer, and where focus goes."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opens

DRAWER, DIALOG = ".md-header button.drawer", "[data-search]"
TOP = "Math.round(scrollY)"
STILL = """() => new Promise(requestAnimationFrame)
  .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))"""
FOCUS = "document.activeElement.className"


def press(page: Page, name: str) -> None:
    """Press the middle of what is seen, once it stands still.

    A locator's click would scroll the page for what is in the header.
    """
    page.evaluate(STILL)
    box = page.locator(f"{name}:visible").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 600))


def scrolled(opens: Opens, width: int) -> Page:
    """Open a long page, read it half through, and stand on a link of its text."""
    page = opens("kalix/rutin/", width=width)
    page.evaluate("document.querySelector('#roller').scrollIntoView()")
    assert page.evaluate(TOP) > 500
    return page


@pytest.mark.parametrize(
    ("opener", "width", "close"),
    [
        (DRAWER, 390, "Escape"),
        (DRAWER, 390, ".register__close"),
        (DRAWER, 390, ".md-overlay"),
        (DIALOG, 390, ".search__close"),
        (DIALOG, 1280, "Escape"),
        ("/", 1280, "Escape"),
    ],
)
def test_what_closes_leaves_the_page_where_it_was(opens: Opens, opener: str, width: int, close: str) -> None:
    """Focus is back on what opened it; while it is open the page behind stays still."""
    page = scrolled(opens, width)
    top = page.evaluate(TOP)
    if opener == "/":
        page.keyboard.press(opener)
    else:
        press(page, opener)
    expect(page.locator("dialog[open], #__drawer:checked")).to_have_count(1)
    page.mouse.move(width - 20, 500)
    page.mouse.wheel(0, 900)
    page.evaluate("new Promise(requestAnimationFrame)")

    assert top == page.evaluate(TOP)

    if close == "Escape":
        page.keyboard.press(close)
    elif close == ".md-overlay":
        page.mouse.click(width - 20, 500)
    else:
        press(page, close)
    expect(page.locator(DIALOG if opener == "/" else opener)).to_be_focused()

    assert top == page.evaluate(TOP)


def test_the_drawer_holds_what_tab_reaches(opens: Opens) -> None:
    """Forwards and backwards from *Stäng*, which is seen: nothing that the drawer covers has focus."""
    page = scrolled(opens, 390)
    press(page, DRAWER)
    expect(page.locator("button.register__close")).to_be_focused()
    met = []
    for key in ["Shift+Tab", "Shift+Tab", *["Tab"] * 6]:
        page.keyboard.press(key)
        met.append(page.evaluate("document.activeElement.closest('#register, body').localName"))

    assert {"div", "body"} >= {*met}
    assert met.count("div") > 4
    assert 44 <= page.locator("button.register__close").bounding_box()["height"]  # type: ignore[index]


@pytest.mark.parametrize(("path", "heading"), [("kalix/rutin/", "roller"), ("redaktor/telefon/", "papperet")])
def test_the_contents_mark_the_section_that_is_read(opens: Opens, path: str, heading: str) -> None:
    """One, and it is in sight in the register, which shows whole lines or fades out."""
    page = opens(path)
    link = page.locator(f"#register a[href='#{heading}']")
    page.evaluate("id => document.getElementById(id).scrollIntoView()", heading)
    expect(link).to_have_attribute("aria-current", "location")

    assert 1 == page.locator("#register [aria-current=location]").count()
    nav, line = (
        page.locator(f"#register {part}").bounding_box()
        for part in (".md-nav--secondary", "[aria-current=location]")
    )
    assert nav
    assert line
    assert nav["y"] <= line["y"] <= nav["y"] + nav["height"] - line["height"]
    assert 0 <= line["y"] <= 900 - line["height"]


def test_a_heading_gives_its_address(opens: Opens) -> None:
    """Pressing its sign copies it and says so, to the eye and to a screen reader."""
    page = opens("kalix/rutin/", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#roller").hover()
    page.locator("#roller .headerlink").click()

    expect(page.locator("#roller .headerlink")).to_have_attribute("data-said", "Adressen är kopierad")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/kalix/rutin/#roller")
    assert "Adressen är kopierad" in page.locator("article > [role=status]").all_inner_texts()


@pytest.mark.parametrize("path", ["kalix/rutin/", "ordlista/"])
def test_main_begins_with_the_page(opens: Opens, path: str) -> None:
    """The register stands before it, so that the skip link leads past it."""
    page = opens(path)

    assert 0 == page.locator("main #register").count()
    assert "Till innehållet" in page.locator("a").first.inner_text()
    assert page.evaluate(
        "document.querySelector('a.md-skip').hash === '#' + document.querySelector('main').id"
    )


def test_an_answer_is_announced_in_a_sentence(opens: Opens) -> None:
    """The answer itself is no live region: it is read where it stands."""
    page = opens("kalix/kontakter/")
    page.get_by_label("Vem är du?").select_option(index=1)
    page.get_by_label("Vad gäller det?").select_option(index=2)
    status = page.locator(".guidance > [role=status]")
    expect(status).to_contain_text("att ringa")

    assert 80 > len(status.inner_text())
    assert (
        0
        == page.locator(
            ":is([role=status], [aria-live]) .answer, .answer[role], .answer [role=status]"
        ).count()
    )


@pytest.mark.parametrize(("day", "wrong"), [("1999-01-01", "true"), ("2026-12-01", "false"), ("", "false")])
def test_a_wrong_day_is_said_of_the_field(opens: Opens, day: str, wrong: str) -> None:
    """And what is wrong stands in the words that describe it."""
    page = opens("kalix/rutin/", today="2026-11-21")
    field = page.locator(".counting input").first
    field.fill(day)

    assert wrong == field.get_attribute("aria-invalid")
    words = page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
    assert ("känner helgdagarna" in words) == (wrong == "true")


def test_a_headings_name_is_whole_words(opens: Opens) -> None:
    """On a phone it breaks within them all the same."""
    page = opens("hudiksvall/overenskommelse/", width=320)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    names = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "heading"]
    session.detach()

    assert page.locator(":is(h1, h2, h3) .soft").count()
    assert any("ansvarsgränser" in name for name in names)
    assert not [name for name in names if "\u00ad" in name]


SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().map((shift) => shift.value)))
  .observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("path", ["", "kalix/rutin/", "kalix/kontakter/", "ordlista/?kommun=kalix"])
def test_a_first_visit_is_set_in_our_fonts_and_never_moves(opens: Opens, path: str) -> None:
    """They come with the one stylesheet, on which the first paint waits; none is fetched by itself."""
    page = opens(path, SHIFTS, width=390)
    page.wait_for_load_state("networkidle")
    expect(page.locator("html[data-unset]")).to_have_count(0)
    upright = page.evaluate(
        "[...document.fonts].filter((font) => font.style === 'normal' && !font.family.includes('Noto'))"
        ".map((font) => font.status)"
    )
    fetched = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")

    assert ["loaded", "loaded"] == upright
    assert not [name for name in fetched if "woff2" in name]
    assert 0.001 > sum(page.evaluate("shifts"))
