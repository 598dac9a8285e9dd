"""*Whom do I call?* on the contacts page, a municipality found by typing, and the way about on every page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Opens, lend_watched
from tests.browser.tabs import Tabs

WIDTHS = (1280, 390, 320)
STAFF, PARENT, YOUNG = (
    "Jag arbetar i skolan eller elevhälsan",
    "Jag är förälder eller vårdnadshavare",
    "Jag är barn eller ung",
)
UNWELL = "Barnet mår dåligt, är oroligt eller nedstämt"


@pytest.fixture
def page(tabs: Tabs, address: str) -> Iterator[Page]:
    """An empty page that notes errors and requests that leave the site, and that nothing is stored.

    Whatever the test left on it fits every window.
    """
    with lend_watched(tabs, address) as lent:
        yield lent
        for width in WIDTHS:
            lent.set_viewport_size({"width": width, "height": 900})
            assert width == lent.evaluate("document.documentElement.scrollWidth")
        assert [] == stored(lent)


@pytest.fixture
def contacts(page: Page, address: str) -> Page:
    """The contacts of Kalix."""
    page.goto(f"{address}kalix/kontakter/")
    return page


@pytest.fixture
def soderby(tabs: Tabs, example_address: str) -> Iterator[Page]:
    """The contacts of Söderby: one service has a contact for each part of the municipality."""
    with lend_watched(tabs, example_address) as lent:
        lent.goto(f"{example_address}soderby/kontakter/")
        yield lent


@pytest.fixture
def finder(page: Page, address: str) -> Locator:
    """The field on the first page where a municipality's name is typed."""
    page.goto(address)
    return page.get_by_label("Skriv kommunens namn")


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


def test_where_one_lives_is_asked_only_where_it_matters(soderby: Page) -> None:
    """Not of a service with one contact; a contact for other ages or another district is left out."""
    district = soderby.get_by_label("Vilken del av Söderby gäller det?")

    ask(soderby, "Jag arbetar i skolan", "", "Ett barn far illa")
    assert not district.is_visible()

    both = ask(soderby, "Jag arbetar i skolan", "", "Barnet mår dåligt")[:2]
    district.select_option(label="Vik")
    links = soderby.locator(".answer li .call > a")
    assert ["Familjecentralen" in name for name in (*both, links.first.inner_text())] == [False, True, True]
    assert soderby.locator(".answer .exceptions").count() == 2

    ask(soderby, "Jag arbetar i skolan", "12", "Barnet mår dåligt")
    assert not district.is_visible()


def test_cards_for_other_districts_are_put_away_until_one_leads_there(soderby: Page) -> None:
    """A link to one of them brings all back."""
    soderby.get_by_label("Visa kontakterna för").select_option(label="Söder")
    card = soderby.locator("#kontakt-familjecentral")

    assert not card.is_visible()
    assert soderby.locator("#kontakt-bvc").is_visible()
    soderby.evaluate("location.hash = '#kontakt-familjecentral'")
    expect(card).to_be_visible()


ANY, CHILD = "Vårdcentralen", "Barn- och ungdoms"


@pytest.mark.parametrize(
    ("who", "age", "about", "services"),
    [
        (STAFF, "12", UNWELL, ["Elevhälsan", f"{CHILD}mottagningen", ANY, f"{CHILD}psykiatrin"]),
        (STAFF, "18", UNWELL, ["Elevhälsan", ANY, "Vuxenpsykiatrin"]),
    ],
)
def test_age_and_concern_give_the_services_in_order(
    contacts: Page, who: str, age: str, about: str, services: list[str]
) -> None:
    """A pupil's own school first, BUP until 17, psychiatry for grown-ups from 18."""
    assert services == ask(contacts, who, age, about)


@pytest.mark.parametrize(
    ("who", "age", "about", "service"),
    [
        (STAFF, "0", UNWELL, "Barnhälsovården"),
        (PARENT, "3", "En förälder mår dåligt eller dricker för mycket", "Vuxenpsykiatrin"),
    ],
)
def test_the_smallest_and_their_parents_have_services_of_their_own(
    contacts: Page, who: str, age: str, about: str, service: str
) -> None:
    """A parent who is unwell is met by psychiatry for grown-ups, however small the child."""
    assert service in ask(contacts, who, age, about)


def test_the_answer_says_why_what_next_and_the_acute_first(contacts: Page) -> None:
    """With the number of the card, and her own service marked."""
    ask(contacts, STAFF, "12", UNWELL)
    answer = contacts.locator(".answer").filter(has_text="Fara för liv")
    text, own = answer.inner_text(), answer.locator("li").first.inner_text()
    tops = contacts.evaluate(
        "['.duty', '.acute_numbers', '.contact'].map(s => document.querySelector(s).getBoundingClientRect().top)"
    )

    assert text.index("112") < text.index("socialtjänsten") < text.index(UNWELL) < text.index("Elevhälsan")
    assert "Din egen verksamhet" in own
    assert "0980-31 92 21" in own
    assert "ta initiativ till ett nätverksmöte" in text
    assert sorted(tops) == tops
    assert [True, True] == [contacts.locator(name).is_visible() for name in (".acute_numbers", ".duty")]


def test_families_are_asked_in_their_own_words(page: Page, address: str) -> None:
    """The young choose what they would say; what only staff call is not offered."""
    page.goto(f"{address}hudiksvall/kontakter/")
    ask(page, PARENT, "", UNWELL)
    page.get_by_label("Vem är du?").select_option(label=YOUNG)
    questions = page.locator("#vad option").all_inner_texts()

    assert "Hur gammal är du?" == page.locator("label[for=alder]").inner_text()
    assert "Jag mår dåligt, är orolig eller ledsen" == page.locator("#vad option:checked").inner_text()
    assert "Bris" in page.locator(".answer").inner_text()
    assert "Samarbetet" not in "".join(questions)
    assert questions[1].startswith("Någon gör mig illa")


def test_a_choice_that_no_longer_fits_goes_away(contacts: Page) -> None:
    """A two-year-old is not absent from school: the question is asked again."""
    ask(contacts, STAFF, "12", "Barnet är borta från skolan")
    contacts.locator("#alder").select_option("2")

    assert "" == contacts.locator("#vad").input_value()
    assert "Välj vem du är" in contacts.locator(".answer").inner_text()


def test_the_questions_are_answered_by_keyboard_and_nothing_is_kept(contacts: Page) -> None:
    """Tab, and the arrows of native selects. After a reload not even the browser's memory of forms is left."""
    contacts.locator("#vem").focus()
    for key in ("ArrowDown", "Tab", "Tab", "ArrowDown"):
        contacts.keyboard.press(key)

    expect(contacts.locator(".answer li")).to_have_count(1)
    assert "Socialtjänsten" in contacts.locator(".answer li").inner_text()

    contacts.reload()

    assert ["", "", ""] == contacts.locator(".ask select").evaluate_all("all => all.map(one => one.value)")


def test_a_question_that_a_link_leads_to_is_in_sight(page: Page, address: str) -> None:
    """A hit of the search opens the table at its question; else it is folded."""
    question = page.locator("#fraga-franvaro")
    page.goto(f"{address}kalix/kontakter/#fraga-franvaro")

    expect(question).to_be_in_viewport()

    page.goto(f"{address}kalix/")
    page.goto(f"{address}kalix/kontakter/")

    expect(question).to_be_hidden()


def test_contacts_work_where_the_binder_has_no_finder(opens: Opens) -> None:
    """Its scripts find nothing to do, and no fault."""

    def remove_finder(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response,
            body=re.sub(
                r'<section class="guidance">.*?</section>|<details class="call_guide_fold".*?</details>',
                "",
                response.text(),
                flags=re.DOTALL,
            ),
        )

    contacts = opens("kalix/kontakter/", change=remove_finder)

    assert 0 == contacts.locator("form.ask").count()
    assert contacts.locator(".contact").first.is_visible()


def test_without_javascript_it_is_a_table(bare: Page, address: str) -> None:
    """The same services, reasons and steps; the form is not there."""
    bare.goto(f"{address}kalix/kontakter/")
    group = bare.locator(".call_guide tbody", has_text=UNWELL)

    assert [True, True, False] == [bare.locator(name).is_visible() for name in (".acute", ".duty", ".ask")]
    assert 7 == group.locator("tr:visible").count()
    assert group.get_by_text("till och med 17 år").count()
    assert group.get_by_text("från 18 år").is_visible()
    assert group.get_by_text("ta initiativ till ett nätverksmöte").is_visible()
    assert "ett barn far illa" in bare.locator(".call_guide tbody").first.inner_text()


@pytest.mark.parametrize("typed", ["överkalix", "Overkalix", " ÖVERK", "overkalix kommun"])
def test_a_municipality_is_found_by_typing(page: Page, finder: Locator, typed: str) -> None:
    """With or without dots; Enter opens a single hit."""
    finder.fill(typed)

    assert ["Överkalix"] == page.locator(".finder a").all_inner_texts()
    finder.press("Enter")
    page.wait_for_url("**/overkalix/")


def test_several_hits_are_a_list_to_choose_from(page: Page, finder: Locator) -> None:
    """A county gives its municipalities; Enter opens none of them; the arrow and Enter do."""
    finder.fill("norrbotten")
    finder.press("Enter")

    assert ["Haparanda", "Kalix", "Överkalix", "Övertorneå"] == page.locator(".finder a").all_inner_texts()
    assert "Flera kommuner" in page.locator(".finder [role=status]").inner_text()
    finder.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/haparanda/")


def test_odd_typing_is_answered_kindly(page: Page, finder: Locator, address: str) -> None:
    """Nothing breaks, and nothing typed becomes markup."""
    for typed in ("zzz", "   ", "<img src=x onerror=alert(1)>", "\"'", "🌲", "a" * 10_000):
        finder.fill(typed)
        finder.press("Enter")

        assert (address, 0) == (page.url, page.locator(".finder :is(a, img)").count())


def test_the_field_is_not_there_without_javascript(bare: Page, address: str) -> None:
    """The shelf and the list by county are."""
    bare.goto(address)

    assert not bare.locator(".finder").is_visible()
    assert bare.locator(".chooser a", has_text="Kalix").first.is_visible()
