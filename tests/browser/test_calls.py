"""*Whom do I call?* on the contacts page, a municipality found by typing, and the way about on every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.web.links import Links
from tests.browser.conftest import lend_watched
from tests.browser.tabs import Tabs

SIZES = {"desk": 1280, "phone": 390, "small": 320}
STAFF, PARENT, YOUNG = (
    "Jag arbetar i skolan eller elevhälsan",
    "Jag är förälder eller vårdnadshavare",
    "Jag är barn eller ung",
)
UNWELL = "Barnet mår dåligt, är oroligt eller nedstämt"


@pytest.fixture(params=SIZES.values(), ids=SIZES.keys())
def page(request: pytest.FixtureRequest, tabs: Tabs, address: str) -> Iterator[Page]:
    """An empty page that notes errors and requests that leave the site, and that nothing is stored."""
    with lend_watched(tabs, address, request.param) as lent:
        yield lent
        assert lent.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert [] == stored(lent)


@pytest.fixture
def bare(tabs: Tabs) -> Iterator[Page]:
    """A page without JavaScript, on a phone."""
    with tabs.lend(390, java_script_enabled=False) as lent:
        yield lent


def stored(page: Page) -> list[str]:
    """Give what the page left behind: keys of the storages, and cookies. The theme's colours are its own."""
    keys: list[str] = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return [key for key in keys if "__palette" not in key] + list(map(str, page.context.cookies()))


def ask(page: Page, who: str, age: str, about: str) -> list[str]:
    """Choose, and give the services of the answer."""
    page.get_by_label("Vem är du?").select_option(label=who)
    page.locator("#alder").select_option(age)
    page.get_by_label("Vad gäller det?").select_option(label=about)
    return page.locator(".answer li .call > a").all_inner_texts()


def test_age_and_concern_give_the_services_in_order(page: Page, address: str) -> None:
    """A pupil's own school first, BUP until 17, psychiatry for grown-ups from 18."""
    page.goto(f"{address}kalix/kontakter/")

    child = ["Elevhälsan", "Barn- och ungdomsmottagningen", "Vårdcentralen", "Barn- och ungdomspsykiatrin"]
    assert child == ask(page, STAFF, "12", UNWELL)
    assert ["Elevhälsan", "Vårdcentralen", "Vuxenpsykiatrin"] == ask(page, STAFF, "18", UNWELL)
    assert "Barnhälsovården" in ask(page, STAFF, "0", UNWELL)


def test_the_answer_says_why_what_next_and_the_acute_first(page: Page, address: str) -> None:
    """In a live region, with the number of the card, and her own service marked."""
    page.goto(f"{address}kalix/kontakter/")
    ask(page, STAFF, "12", UNWELL)
    answer = page.get_by_role("status").filter(has_text="Fara för liv")
    said = answer.inner_text()

    assert said.index("112") < said.index("socialtjänsten") < said.index(UNWELL) < said.index("Elevhälsan")
    assert "Din egen verksamhet" in answer.locator("li").first.inner_text()
    assert "0980-31 92 21" in answer.locator("li").first.inner_text()
    assert "ta initiativ till ett nätverksmöte" in said
    assert page.locator(".urgent").is_visible()
    assert page.locator(".duty").is_visible()
    assert page.evaluate(
        "['.urgent', '.duty', '.ask'].map(s => document.querySelector(s).getBoundingClientRect().top)"
        ".every((top, at, all) => !at || all[at - 1] < top)"
    )


def test_families_are_asked_in_their_own_words(page: Page, address: str) -> None:
    """The young choose what they would say; what only staff call is not offered."""
    page.goto(f"{address}hudiksvall/kontakter/")
    ask(page, PARENT, "", UNWELL)
    page.get_by_label("Vem är du?").select_option(label=YOUNG)
    offered = page.locator("#vad option").all_inner_texts()

    assert "Hur gammal är du?" == page.locator("label[for=alder]").inner_text()
    assert "Jag mår dåligt, är orolig eller ledsen" == page.locator("#vad option:checked").inner_text()
    assert "Bris" in page.locator(".answer").inner_text()
    assert not [one for one in offered if "Samarbetet" in one]
    assert offered[1].startswith("Någon gör mig illa")


def test_a_grown_ups_care_does_not_hang_on_the_childs_age(page: Page, address: str) -> None:
    """A parent who is unwell is met by psychiatry for grown-ups, however small the child."""
    page.goto(f"{address}kalix/kontakter/")

    assert "Vuxenpsykiatrin" in ask(page, PARENT, "3", "En förälder mår dåligt")


def test_a_choice_that_no_longer_fits_goes_away(page: Page, address: str) -> None:
    """A two-year-old is not absent from school: the question is asked again."""
    page.goto(f"{address}kalix/kontakter/")
    ask(page, STAFF, "12", "Barnet är borta från skolan")
    page.locator("#alder").select_option("2")

    assert "" == page.locator("#vad").input_value()
    assert "Välj vem du är" in page.locator(".answer").inner_text()


def test_the_questions_are_answered_by_keyboard(page: Page, address: str) -> None:
    """Tab, and the arrows of native selects."""
    page.goto(f"{address}kalix/kontakter/")
    page.locator("#vem").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")

    expect(page.locator(".answer li")).to_have_count(1)
    assert "Socialtjänsten" in page.locator(".answer li").inner_text()


def test_the_chosen_is_gone_after_a_reload(page: Page, address: str) -> None:
    """Nothing is kept, not even by the browser's own memory of forms."""
    page.goto(f"{address}kalix/kontakter/")
    ask(page, STAFF, "12", UNWELL)
    page.reload()

    assert ["", "", ""] == page.locator(".ask select").evaluate_all("all => all.map(one => one.value)")


def test_a_question_that_a_link_leads_to_is_in_sight(page: Page, address: str) -> None:
    """A hit of the search opens the table at its question; else it is folded."""
    page.goto(f"{address}kalix/kontakter/#fraga-franvaro")

    expect(page.locator("#fraga-franvaro")).to_be_in_viewport()

    page.goto(f"{address}kalix/")
    page.goto(f"{address}kalix/kontakter/")

    expect(page.locator("#fraga-franvaro")).to_be_hidden()


def test_without_javascript_it_is_a_table(bare: Page, address: str) -> None:
    """The same services, reasons and steps; the form is not there."""
    bare.goto(f"{address}kalix/kontakter/")

    assert bare.locator(".acute").is_visible()
    assert bare.locator(".duty").is_visible()
    assert not bare.locator(".ask").is_visible()
    group = bare.locator(".call_guide tbody", has_text=UNWELL)
    assert group.is_visible()
    assert 7 == group.locator("tr").count()
    assert group.get_by_text("till och med 17 år").count()
    assert group.get_by_text("från 18 år").is_visible()
    assert group.get_by_text("ta initiativ till ett nätverksmöte").is_visible()
    assert "ett barn far illa" in bare.locator(".call_guide tbody").first.inner_text()


@pytest.mark.parametrize("typed", ["överkalix", "Overkalix", " ÖVERK", "overkalix kommun"])
def test_a_municipality_is_found_by_typing(page: Page, address: str, typed: str) -> None:
    """With or without dots; Enter opens a single hit."""
    page.goto(address)
    field = page.get_by_label("Skriv kommunens namn")
    field.fill(typed)

    assert ["Överkalix"] == page.locator(".finder a").all_inner_texts()
    field.press("Enter")
    page.wait_for_url("**/overkalix/")


def test_several_hits_are_a_list_to_choose_from(page: Page, address: str) -> None:
    """A county gives its municipalities; Enter opens none of them; the arrow and Enter do."""
    page.goto(address)
    field = page.get_by_label("Skriv kommunens namn")
    field.fill("norrbotten")
    field.press("Enter")

    assert ["Haparanda", "Kalix", "Överkalix", "Övertorneå"] == page.locator(".finder a").all_inner_texts()
    assert "Flera kommuner" in page.locator(".finder [role=status]").inner_text()
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haparanda/")


@pytest.mark.parametrize("typed", ["zzz", "   ", "<img src=x onerror=alert(1)>", "\"'", "🌲", "a" * 10_000])
def test_odd_typing_is_answered_kindly(page: Page, address: str, typed: str) -> None:
    """Nothing breaks, and nothing typed becomes markup."""
    page.goto(address)
    page.get_by_label("Skriv kommunens namn").fill(typed)
    page.get_by_label("Skriv kommunens namn").press("Enter")

    assert page.url == address
    assert 0 == page.locator(".finder :is(a, img)").count()


def test_the_field_is_not_there_without_javascript(bare: Page, address: str) -> None:
    """The shelf and the list by county are."""
    bare.goto(address)

    assert not bare.locator(".finder").is_visible()
    assert bare.locator(".chooser a", has_text="Kalix").first.is_visible()


def test_every_page_leads_up_on_and_to_the_chooser(site: Path) -> None:
    """Breadcrumbs, the pages beside it on the reading path, and the list of municipalities; no other binder."""
    towns = {file.parents[1].name for file in site.glob("*/rutin/index.html")}
    for name, links in Links(site, "https://parmen.invalid/").pages.items():
        html = (site / name).read_text(encoding="utf-8")
        town = name.partition("/")[0]
        assert any(link.endswith("#kommuner") for link in links.addresses), name
        assert name in {"index.html", "404.html"} or 'class="trail"' in html, name
        if town in towns:
            assert 'class="onward"' in html, name
            assert not [
                link for link in links.addresses for other in towns - {town} if f"/{other}/" in f"/{link}"
            ], name
        else:
            assert not town.startswith("redaktor") or 'class="onward"' in html, name
