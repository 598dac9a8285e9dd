"""By when the meeting must be held: counted in the browser by each place's own rule, and saved as a file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Browser, Page, expect

from tests.audit.browsing import served
from tests.browser.conftest import lend_watched
from tests.browser.tabs import Tabs
from tests.browser.test_calls import stored
from tests.conftest import EXAMPLE
from tests.sites import build_site, make_once

TODAY = "2026-03-20T09:00:00"
FRIDAYS = "    window:\n      weekday: fredag\n      start: '10:00'\n      end: '15:00'\n"
RULES = {
    "arbetsdagar": "    within: 10 dagar\n    day_kind: working\n",
    "fredagar": f"    within: 3 veckor\n{FRIDAYS}",
    "halvaret": f"    within: 3 veckor\n{FRIDAYS}      valid_to: 2026-06-30\n",
    "kommande": f"    within: 3 veckor\n    valid_from: 2027-01-15\n{FRIDAYS}      valid_from: 2027-02-01\n",
    "manaden": "    within: 1 månad\n",
    "timmar": "    within: 48 timmar\n",
}
"""Municipalities of the example's agreement, each with a rule of its own."""
HARD = "möte; samråd, avstämning och överläggning \\ för alla som är kallade och kan"
"""A name of the meeting with what a calendar file must escape, and longer than one of its lines may be."""


FORMS = "".join(f"      {form}: {form}\n" for form in ("ett möte", "mötet", "mötets", "möten", "mötena"))


@pytest.fixture(scope="module")
def rules(shared: Path) -> Iterator[str]:
    """A site of the example with those municipalities too, served."""
    with served(make_once(shared / "rules", build_rules) / "site") as address:
        yield address


def build_rules(folder: Path) -> None:
    """Build a site of the example with a municipality for each rule."""
    data = Path(shutil.copytree(EXAMPLE, folder / "data"))
    written = (data / "municipalities" / "norrby.yaml").read_text(encoding="utf-8")
    for slug, meeting in RULES.items():
        own = written.replace("name: Norrby", f"name: {slug.title()}").replace(
            "    within: 10 dagar\n", meeting
        )
        own += f"\nterms:\n  mote:\n    forms:\n      möte: '{HARD}'\n{FORMS}" if slug == "fredagar" else ""
        (data / "municipalities" / f"{slug}.yaml").write_text(own, encoding="utf-8")
    build_site(data, folder / "site")


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """An empty page on Friday 20 March 2026. It notes errors, what is asked of others, and that nothing is kept."""
    with lend_watched(tabs, "http://127.0.0.1:", today=TODAY, timezone_id="Europe/Stockholm") as lent:
        yield lent
        assert [] == stored(lent)


def count(page: Page, address: str, start: str) -> str:
    """Choose the day on which the count starts, and give what is answered."""
    if not page.url.startswith(address):
        page.goto(address)
    page.get_by_label("Vilken dag börjar tiden räknas?").fill(start)
    return said(page)


def said(page: Page) -> str:
    """Give the answer in one line."""
    return plain(page.locator(".counting output").inner_text())


def plain(text: str) -> str:
    """Put plain spaces in the place of all others."""
    return " ".join(text.split())


def offered(page: Page) -> list[str]:
    """Give the days that can be chosen."""
    return [plain(text) for text in page.locator(".weeks label").all_inner_texts()]


def left_out(page: Page) -> list[str]:
    """Give the days that are shown as holidays."""
    return [plain(text) for text in page.locator(".weeks .free").all_inner_texts()]


def saved(page: Page, nr: int, into: Path) -> tuple[bytes, Event]:
    """Choose a day, save it, and give the file's bytes and its only event."""
    page.locator(".weeks input").nth(nr).check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara i kalendern").click()
    file = into / download.value.suggested_filename
    download.value.save_as(file)
    content = file.read_bytes()
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert isinstance(event, Event)
    return content, event


def test_fourteen_days_across_easter(page: Page, address: str) -> None:
    """Kalix: all days count; Good Friday and Easter Monday are no days for a meeting."""
    answer = count(page, f"{address}kalix/rutin/", "2026-03-24")

    assert "Senast tisdag 7 april 2026" == answer
    assert [
        *("onsdag 25 mars", "torsdag 26 mars", "fredag 27 mars"),
        *("måndag 30 mars", "tisdag 31 mars", "onsdag 1 april", "torsdag 2 april"),
        "tisdag 7 april",
    ] == offered(page)
    assert ["fredag 3 april långfredagen", "måndag 6 april annandag påsk"] == left_out(page)
    assert ["Vecka 13", "Vecka 14", "Vecka 15"] == page.locator(".week").all_inner_texts()


def test_a_last_day_that_is_a_holiday_is_not_moved_on(page: Page, address: str) -> None:
    """The day is named, and the last that can be chosen before it."""
    answer = count(page, f"{address}kalix/rutin/", "2026-03-23")

    assert (
        "Senast måndag 6 april 2026 Den dagen är annandag påsk. Sista dagen som passar är torsdag 2 april."
        == answer
    )


def test_three_weeks_across_christmas_and_the_new_year(page: Page, address: str) -> None:
    """Hudiksvall: the eves are left out with the days; the Fridays of 2014 limit nothing."""
    answer = count(page, f"{address}hudiksvall/rutin/", "2026-12-11")

    assert (
        "Senast fredag 1 januari 2027 Den dagen är nyårsdagen. Sista dagen som passar är onsdag 30 december."
        == answer
    )
    assert [
        *("måndag 14 december", "tisdag 15 december", "onsdag 16 december", "torsdag 17 december"),
        *("fredag 18 december", "måndag 21 december", "tisdag 22 december", "onsdag 23 december"),
        *("måndag 28 december", "tisdag 29 december", "onsdag 30 december"),
    ] == offered(page)
    assert [
        *("torsdag 24 december julafton", "fredag 25 december juldagen"),
        *("torsdag 31 december nyårsafton", "fredag 1 januari nyårsdagen"),
    ] == left_out(page)
    assert ["Vecka 51", "Vecka 52", "Vecka 53"] == page.locator(".week").all_inner_texts()
    assert (
        "En fredag kl. 10–15 gällde 2014, ingen senare uppgift. Därför går alla vardagar att välja."
        in plain(page.locator(".deadline").inner_text())
    )


def test_coming_rule_counts_from_its_first_day(page: Page, rules: str) -> None:
    """The day before, the answer says from when it applies, and no day can be chosen."""
    page.goto(f"{rules}kommande/rutin/")

    assert "Gäller från 15 januari 2027. Den dagen gäller regeln inte än." == count(
        page, rules, "2027-01-14"
    ).replace("2027.Den", "2027. Den")
    assert [] == offered(page)
    assert "Senast fredag 5 februari 2027" == count(page, rules, "2027-01-15")
    assert "fredag 5 februari kl. 10–15" == offered(page)[-1]
    assert "måndag 25 januari" in offered(page)
    assert "måndag 1 februari" not in offered(page)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_today_is_swedens_day_in_any_browser(zone: str, browser: Browser, address: str) -> None:
    """Half past midnight in Sweden on the day after the last: whatever zone the browser is in, it has been."""
    context = browser.new_context(locale="sv-SE", timezone_id=zone)
    page = context.new_page()
    answers = []
    for moment in ("2026-04-07T23:30:00+02:00", "2026-04-08T00:30:00+02:00"):
        page.clock.set_fixed_time(moment)
        answers.append(count(page, f"{address}kalix/rutin/", "2026-03-24"))
    context.close()

    assert ["Den dagen har varit" in answer for answer in answers] == [False, True]


def test_working_days(page: Page, rules: str) -> None:
    """Ten from the eve of the first of May, past Ascension Day."""
    assert "Senast måndag 18 maj 2026" == count(page, f"{rules}arbetsdagar/rutin/", "2026-04-30")
    assert ["fredag 1 maj första maj", "torsdag 14 maj Kristi himmelsfärdsdag"] == left_out(page)
    assert 10 == len(offered(page))


@pytest.mark.parametrize(
    ("start", "answer"),
    [
        (
            "2026-04-15",
            "Senast fredag 15 maj 2026",
        ),
        (
            "2027-01-31",
            "Senast söndag 28 februari 2027 Sista dagen som passar är fredag 26 februari.",
        ),
        ("2028-01-31", "Senast tisdag 29 februari 2028"),
        (
            "2028-05-31",
            "Senast fredag 30 juni 2028",
        ),
        ("2026-12-30", "Senast lördag 30 januari 2027 Sista dagen som passar är fredag 29 januari."),
    ],
)
def test_a_month_ends_on_its_date_or_with_the_month(page: Page, rules: str, start: str, answer: str) -> None:
    """The last of January and a month is the last of February."""
    assert answer == count(page, f"{rules}manaden/rutin/", start)


def test_only_the_rules_weekday_with_its_hours(page: Page, rules: str) -> None:
    """Good Friday is a Friday that nobody meets on."""
    answer = count(page, f"{rules}fredagar/rutin/", "2026-03-25")

    assert "Senast onsdag 15 april 2026 Sista dagen som passar är fredag 10 april." == answer
    assert ["fredag 27 mars kl. 10–15", "fredag 10 april kl. 10–15"] == offered(page)
    assert ["fredag 3 april långfredagen"] == left_out(page)


def test_a_weekday_rule_limits_the_days_until_it_ends(page: Page, rules: str) -> None:
    """Fridays in June, any weekday in July."""
    assert "Senast måndag 13 juli 2026" == count(page, f"{rules}halvaret/rutin/", "2026-06-22")
    days = offered(page)

    assert ["fredag 26 juni kl. 10–15", "onsdag 1 juli", "torsdag 2 juli", "fredag 3 juli"] == days[:4]
    assert "måndag 13 juli" == days[-1]
    assert 10 == len(days)


def test_hours_are_not_counted_by_days(page: Page, rules: str) -> None:
    """There is nothing to choose."""
    page.goto(f"{rules}timmar/rutin/")

    assert 0 == page.locator(".counting").count()
    assert "Räkna 48 timmar från klockslaget" in page.locator(".deadline").inner_text()


def test_days_that_have_been_are_not_offered(page: Page, address: str) -> None:
    """Today is; a last day that has been is told, and none is offered."""
    assert "Senast tisdag 24 mars 2026" == count(page, f"{address}kalix/rutin/", "2026-03-10")
    assert ["fredag 20 mars", "måndag 23 mars", "tisdag 24 mars"] == offered(page)

    late = count(page, f"{address}kalix/rutin/", "2026-03-02")

    assert "Senast måndag 16 mars 2026 Den dagen har varit. Håll mötet så snart det går." == late
    expect(page.locator(".counting fieldset")).to_be_hidden()
    expect(page.get_by_role("button", name="Spara i kalendern")).to_be_hidden()


@pytest.mark.parametrize("start", ["2025-12-31", "2031-01-01", "2030-12-20", "9999-12-31", "1970-01-01"])
def test_a_day_outside_the_known_years_is_told(page: Page, address: str, start: str) -> None:
    """Also when only the last day lies outside. What stood there before is gone."""
    count(page, f"{address}kalix/rutin/", "2026-03-24")
    answer = count(page, f"{address}kalix/rutin/", start)

    assert answer.startswith("Pärmen känner helgdagarna 2026–2030.")
    expect(page.locator(".counting fieldset")).to_be_hidden()
    assert "Senast" not in answer


@pytest.mark.parametrize("start", ["", "0026-03-24", "0002-01-01"])
def test_no_whole_day_is_asked_for_again(page: Page, address: str, start: str) -> None:
    """An emptied field, a year of two figures."""
    count(page, f"{address}kalix/rutin/", "2026-03-24")

    assert count(page, f"{address}kalix/rutin/", start).startswith("Välj en dag: år, månad och dag.")
    expect(page.locator(".counting fieldset")).to_be_hidden()


def test_a_whole_day_is_saved(page: Page, address: str, tmp_path: Path) -> None:
    """No hours are known: all day, and nobody is busy. Nothing in it but the page's own words."""
    count(page, f"{address}kalix/rutin/", "2026-03-24")
    content, event = saved(page, 3, tmp_path)

    assert (date(2026, 3, 30), date(2026, 3, 31)) == (event.decoded("dtstart"), event.decoded("dtend"))
    assert "Nätverksmöte" == event["summary"]
    assert "Ska hållas inom 14 dagar. Senast tisdag 7 april 2026. Skriv aldrig ett barns namn här." == plain(
        event["description"]
    )
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"} == set(event)
    assert content.count(b"\r\n") == content.count(b"\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert "mote-2026-03-30.ics" in page.locator(".told").inner_text()


def test_the_rules_hours_are_saved_in_local_time(page: Page, rules: str, tmp_path: Path) -> None:
    """Without a zone: ten o'clock where the calendar is. Odd signs are escaped, long lines folded."""
    count(page, f"{rules}fredagar/rutin/", "2026-03-25")
    content, event = saved(page, 1, tmp_path)
    other, twin = saved(page, 1, tmp_path)

    assert datetime(2026, 4, 10, 10) == event.decoded("dtstart")
    assert timedelta(hours=5) == event.decoded("dtend") - event.decoded("dtstart")
    assert HARD.capitalize() == event["summary"]
    assert "inom tre veckor, en fredag kl. 10–15." in event["description"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert event["uid"] != twin["uid"]
    assert len(content) - len(event["uid"]) == len(other) - len(twin["uid"])


def test_without_a_chosen_day_it_asks_for_one(page: Page, address: str) -> None:
    """Told to a screen reader, too; and gone when a day is chosen."""
    count(page, f"{address}kalix/rutin/", "2026-03-24")
    page.get_by_role("button", name="Spara i kalendern").click()
    told = page.locator(".told[role=status]")

    assert "Välj först en dag." == told.inner_text()
    page.locator(".weeks input").first.check()
    assert "" == told.inner_text()


def test_it_works_by_keyboard_and_the_focus_stays(page: Page, address: str) -> None:
    """Enter in the field sends nothing; the days are one stop with arrows within, then the button."""
    count(page, f"{address}kalix/rutin/", "2026-03-24")
    page.keyboard.press("Enter")
    assert "startdag" == page.evaluate("document.activeElement.id")
    assert "?" not in page.url

    while page.evaluate("document.activeElement.id") == "startdag":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert "2026-03-26" == page.evaluate("document.activeElement.value")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert "mote-2026-03-26.ics" == download.value.suggested_filename
    assert "Spara i kalendern" == page.evaluate("document.activeElement.textContent")


def test_the_answer_is_a_live_region_with_names(page: Page, address: str) -> None:
    """An output, a group and a fieldset that say what they are. No field takes a text."""
    count(page, f"{address}kalix/rutin/", "2026-03-24")
    group = page.get_by_role("group", name="Räkna ut sista dagen")

    assert group.get_by_role("status").first.inner_text().startswith("Senast")
    assert group.get_by_role("group", name="Vilken dag passar för nätverksmötet?").is_visible()
    assert group.get_by_role("radio", name="onsdag 25 mars").is_visible()
    assert {"date", "radio"} == set(group.locator("input").evaluate_all("all => all.map(one => one.type)"))
    assert "Skriv aldrig ett barns namn i kalendern" in group.inner_text()


def test_the_rule_leads_there_and_the_choice_is_gone_after_a_reload(page: Page, address: str) -> None:
    """From the frame of the meeting's rule."""
    page.goto(f"{address}kalix/rutin/")
    page.locator(".rule").get_by_role("link", name="Räkna ut sista dagen").click()
    expect(page.get_by_role("heading", name="Räkna ut sista dagen")).to_be_in_viewport()

    count(page, f"{address}kalix/rutin/", "2026-03-24")
    page.reload()

    assert "" == page.locator("#startdag").input_value()
    assert said(page).startswith("Välj en dag")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_is_asked_for_and_nothing_overflows(page: Page, address: str, width: int) -> None:
    """Counting and saving need nothing from anywhere."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}hudiksvall/rutin/", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda sent: None if sent.url.startswith("blob:") else asked.append(sent.url))
    count(page, address, "2026-12-11")
    page.locator(".weeks input").first.check()
    with page.expect_download():
        page.get_by_role("button", name="Spara i kalendern").click()

    assert [] == asked
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("town", "by_hand"), [("kalix", "två veckor framåt"), ("hudiksvall", "tre veckor framåt")]
)
def test_without_javascript_it_is_a_text(tabs: Tabs, address: str, town: str, by_hand: str) -> None:
    """The rule, what is assumed, and how to count by hand; no dead control."""
    with tabs.lend(java_script_enabled=False) as bare:
        bare.goto(f"{address}{town}/rutin/")
        text = plain(bare.locator(".deadline").inner_text())

        assert by_hand in text
        assert "Vårt antagande:" in text
        assert "Första dagen räknas inte med" in text
        assert 0 == bare.locator(".deadline :is(input, button, fieldset, output):visible").count()
