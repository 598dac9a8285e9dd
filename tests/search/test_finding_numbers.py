"""A telephone number is found however it is typed."""

from playwright.sync_api import Page

from tests.records.test_phone_numbers import KALIX
from tests.search.test_queries import FIND, name_section

OF_SOCIAL_SERVICES = (*KALIX, "980319220", "319220", "31 92 20", "9220", "0980-31922", "nummer 0980 319220")
"""The number of the social services in Kalix: whole, without its area code, its end, and not yet finished."""


def test_a_number_is_found_however_it_is_typed(page: Page, address: str) -> None:
    """First of all comes the card of who answers."""
    page.goto(f"{address}kalix/")
    answers = page.evaluate(FIND, list(OF_SOCIAL_SERVICES))
    first = {
        query: name_section(hits[0], "kalix") for query, hits in zip(OF_SOCIAL_SERVICES, answers, strict=True)
    }

    assert dict.fromkeys(OF_SOCIAL_SERVICES, "kontakter#kontakt-socialtjanst") == first


def test_what_is_no_telephone_number_is_searched_for_as_words(page: Page, address: str) -> None:
    """A year that stands in the texts; a short number as ever. A number that nobody here has finds nothing."""
    page.goto(f"{address}kalix/")
    year, short, joined, nobodys = page.evaluate(FIND, ["2014", "116 111", "116111", "0980-99 99 99"])

    assert "#kontakt-" not in year[0]
    assert [short[0], []] == [joined[0], nobodys]
