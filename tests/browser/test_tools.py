"""What else a reader does with a page: print it, and copy a number."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from macros.project import ASSETS
from macros.records.registry import PAGES, Tab
from tests.browser.conftest import Opens
from tests.paper.printed import Printed


@pytest.mark.parametrize("tab", PAGES, ids=lambda tab: tab.name)
def test_a_page_leads_to_its_sheet(site: Path, tab: Tab) -> None:
    """With a plain link, to the sheet of its own municipality; a page without a sheet has none."""
    folder = site / "kalix" / ("" if tab.name == "index" else tab.name)
    html = (folder / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a class="tools__sheet" href="([^"]*)"[^>]*>Skriv ut[^<]*\(PDF\)</a>', html)

    assert links == ([f"../pdf/{tab.sheet}.pdf"] if tab.sheet else [])
    assert len(links) == html.count('class="tools__sheet"')


@pytest.mark.parametrize(
    "path", ["kalix/rutin/", "kalix/checklista/", "hudiksvall/kontakter/", "kalix/chef/"]
)
def test_a_printed_page_is_the_sheet_alone(opens: Opens, path: str) -> None:
    """No header, buttons or dialogs; no heading over nothing; it says which municipality it is from."""
    page = opens(path, color_scheme="dark")
    page.emulate_media(media="print")

    gone = ".md-header, .md-footer, .md-sidebar, .tools, .ticks, dialog, .downloads, button"
    assert 0 == page.locator(f":is({gone}, :is(h2, h3):has(+ .downloads)):visible").count()
    assert page.locator(".trail").is_visible()
    assert "rgb(0, 0, 0)" == page.locator("h1").evaluate("name => getComputedStyle(name).color")


def test_each_printed_page_says_when_the_text_changed_and_where_it_stands(
    opens: Opens, tmp_path: Path
) -> None:
    """From the data, at its foot. The routine takes a few pages, not one for each step."""
    file = tmp_path / "rutin.pdf"
    opens("kalix/rutin/").pdf(path=file, prefer_css_page_size=True)
    printed = Printed(file)
    pages = [printed.text(number) for number in range(len(printed.sizes))]

    foot = "Senast ändrad november 2026. gronaparmen.example/kalix/rutin/"
    assert [] == [number for number, text in enumerate(pages, 1) if foot not in text]
    assert len(pages) <= 7


CLIPBOARD = ["clipboard-read", "clipboard-write"]
COPIED = "navigator.clipboard.readText()"


def make_callable(route: Route) -> None:
    """Make the example's numbers such as a municipality has: to be called."""
    answer = route.fetch()
    made = re.sub(
        r'<span class="number(?: unsure)?">([^<]*)</span>',
        r'<a class="number" href="tel:+46">\1</a>',
        answer.text(),
    )
    route.fulfill(response=answer, body=made)


def test_a_number_is_copied(opens: Opens) -> None:
    """Said in the button and to a screen reader; the number can still be called."""
    page = opens("kalix/kontakter/", change=make_callable, permissions=CLIPBOARD)
    other, card = page.locator(".contact").nth(0), page.locator(".contact").nth(1)
    number = card.locator("a.number").inner_text()
    card.get_by_role("button", name=f"Kopiera {number}").click()

    expect(card.get_by_role("button")).to_have_text("Kopierat")
    assert number == page.evaluate(COPIED)
    assert f"Kopierat: {number}" == page.locator("article > p.unseen[role=status]").last.inner_text()
    assert "tel:+46" == card.locator("a.number").get_attribute("href")

    other.get_by_role("button").click()

    expect(other.get_by_role("button")).to_have_text("Kopierat")
    expect(card.get_by_role("button")).to_have_text("Kopiera")


def test_a_number_in_an_answer_is_copied_too(opens: Opens) -> None:
    """The questions show the card's number again, with its button."""
    page = opens("kalix/kontakter/", change=make_callable, permissions=CLIPBOARD)
    page.get_by_label("Vem är du?").select_option(index=1)
    page.get_by_label("Vad gäller det?").select_option(index=2)
    answer = page.locator(".answer li").first
    answer.get_by_role("button").click()

    expect(answer.get_by_role("button")).to_have_text("Kopierat")
    assert answer.locator(".number").inner_text() == page.evaluate(COPIED)


def test_a_number_that_could_not_be_copied_says_so(opens: Opens) -> None:
    """When the browser refuses."""
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    page = opens("kalix/kontakter/", refuse, change=make_callable)
    page.locator(".copy").first.click()

    expect(page.locator(".copy").first).to_have_text("Gick inte")
    expect(page.locator("article > p.unseen[role=status]").last).to_contain_text("Det gick inte att kopiera")


def test_an_examples_number_and_a_phones_have_no_button(opens: Opens) -> None:
    """An example is not to be called; on a phone one presses the number."""
    desk = opens("kalix/kontakter/")
    phone = opens("kalix/kontakter/", change=make_callable, width=390, is_mobile=True, has_touch=True)

    assert phone.locator("a.number").count() > 3
    assert [0, 0] == [page.locator(".copy").count() for page in (desk, phone)]


@pytest.mark.parametrize(("name", "kilobytes"), [("checklist", 3), ("copy", 3), ("listen", 4)])
def test_the_scripts_are_small(name: str, kilobytes: int) -> None:
    """A few kilobytes each."""
    assert kilobytes * 1024 >= (ASSETS / f"{name}.js").stat().st_size


def test_a_role_is_chosen_by_its_address_and_the_self_check_judges_itself(opens: Opens) -> None:
    """One path is shown at a time. An answer is judged once its fold is open, and counted when all are."""
    page = opens("kalix/lasvag/")
    assert 1 < page.locator(".reading_path:visible").count()
    page.locator(".path_choice a").nth(1).click()
    assert 1 == page.locator(".reading_path:visible").count()
    assert (
        page.locator(".role_path:target")
        .inner_text()
        .startswith(page.locator(".path_choice a").nth(1).inner_text())
    )

    questions = page.locator(".self_check fieldset")
    for number, question in enumerate(questions.all()):
        right = question.get_attribute("data-right")
        wanted = f"[value={right}]" if number else f"input:not([value={right}])"
        question.locator(wanted).first.check()
        assert "" == question.get_by_role("status").inner_text()
        question.locator("summary").click()
        expect(question.get_by_role("status")).to_have_text(
            "Rätt." if number else re.compile(f"^Du valde .[.] Rätt svar är {right}[.]$")
        )
    many = questions.count()
    expect(page.locator(".self_check > .total")).to_have_text(f"Du hade {many - 1} rätt av {many}.")
    assert 0 == page.evaluate("localStorage.length + sessionStorage.length")
