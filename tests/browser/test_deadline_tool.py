"""By when the meeting must be held: counted in the browser by each place's own rule, and saved as a file."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from playwright.sync_api import Browser, Page, expect

from macros.checks import load
from macros.files import write_file
from macros.project import ASSETS
from macros.rendering import Renderer, Web
from tests import sites
from tests.audit.browsing import served
from tests.browser.conftest import lend_watched
from tests.browser.tabs import Tabs
from tests.browser.test_calls import stored
from tests.edits import copy_example, edit_example

pytestmark = pytest.mark.site

TODAY = "2026-03-20T09:00:00"
FRIDAYS = "    window:\n      weekday: fredag\n      start: '10:00'\n      end: '15:00'\n"
RULES = {
    "arbetsdagar": "    within: 10 dagar\n    day_kind: working\n",
    "fredagar": f"    within: 3 veckor\n{FRIDAYS}",
    "halvaret": f"    within: 3 veckor\n{FRIDAYS}      valid_to: 2026-06-30\n",
    "kommande": f"    within: 3 veckor\n    valid_from: 2027-01-15\n{FRIDAYS}      valid_from: 2027-02-01\n",
    "manaden": "    within: 1 månad\n",
    "arbetstimmar": "    within: 24 timmar\n    day_kind: working\n",
    "flyttas": "    within: 14 dagar\n    first_day: ja\n    last_day: next\n    by_time: '12:00'\n",
    "fore": "    within: 14 dagar\n    last_day: previous\n",
    "nummer-ett": "    within: 10 arbetsdagar\n    first_day: ja\n",
    "manaden-med": "    within: 1 månad\n    first_day: ja\n",
    "flera": "    within: 2 veckor\n  meetings:\n    - {id: akut, title: Akut, within: 24 timmar}\n"
    "  steps:\n    - {id: kalla, deadline: {within: 5 arbetsdagar}}\n",
    "timmar": "    within: 48 timmar\n",
}
"""Municipalities of the example's agreement, each with a rule of its own."""
HARD = "möte; samråd, avstämning och överläggning \\ för alla som är kallade och kan"
"""A name of the meeting with what a calendar file must escape, and longer than one of its lines may be."""


FORMS = "".join(f"      {form}: {form}\n" for form in ("ett möte", "mötet", "mötets", "möten", "mötena"))
SECTION = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Prov</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/components.css"><link rel="stylesheet" href="/assets/deadline.css">
<script src="/assets/deadline.js" defer></script><script src="/assets/calendar.js" defer></script>
<main>{}</main></html>"""
"""A page with nothing but the section that is tried here."""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the section of each of those municipalities, with the site's own scripts."""
    folder = tmp_path_factory.mktemp("rules")
    towns: dict[str, str] = {}
    for slug, meeting in RULES.items():
        changes = (("name: Norrby", f"name: {slug.title()}"), ("    within: 10 dagar\n", meeting))
        (towns[f"municipalities/{slug}.yaml"],) = edit_example(
            "municipalities/norrby.yaml", *changes
        ).values()
    towns["municipalities/fredagar.yaml"] += f"\nterms:\n  mote:\n    forms:\n      möte: '{HARD}'\n{FORMS}"
    shelf = load(copy_example(folder / "data", towns), sites.TODAY)
    for slug in RULES:
        binder = shelf.binders[slug]
        section = Renderer(shelf, binder, Web(slug, 2)).component("deadlines", binder.routine)
        write_file(folder / slug / "rutin/index.html", SECTION.format(section))
    (folder / "assets").symlink_to(ASSETS)
    with served(folder) as address:
        yield address


Counts = Callable[[str, str], str]


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """An empty page on Friday 20 March 2026. It notes errors, what is asked of others, and that nothing is kept."""
    with lend_watched(tabs, "http://127.0.0.1:", today=TODAY, timezone_id="Europe/Stockholm") as lent:
        yield lent
        assert [] == stored(lent)


@pytest.fixture
def count(page: Page, request: pytest.FixtureRequest) -> Counts:
    """Choose the day on which the count starts in a municipality, and return the answer."""

    def choose(town: str, start: str) -> str:
        where = f"{request.getfixturevalue('rules' if town in RULES else 'address')}{town}/rutin/"
        if page.url != where:
            page.goto(where)
        return choose_start(page, start)

    return choose


def choose_start(page: Page, start: str) -> str:
    """Choose the day on which the count starts on the open page, and return the answer in one line."""
    page.get_by_label("börjar tiden räknas?").first.fill(start)
    return plain(page.locator(".counting output").first.inner_text())


def plain(text: str) -> str:
    """Put plain spaces in the place of all others."""
    return " ".join(text.split())


def texts(page: Page, selector: str) -> list[str]:
    """Return the texts of the elements in one line each."""
    return [plain(text) for text in page.locator(selector).all_inner_texts()]


OFFERED, LEFT_OUT = ".weeks label", ".weeks .free"


def saved(page: Page, nr: int, into: Path) -> tuple[bytes, Event]:
    """Choose a day, save it, and return the file's bytes and its only event."""
    page.locator(".weeks input").nth(nr).check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara i kalendern").click()
    file = into / download.value.suggested_filename
    download.value.save_as(file)
    content = file.read_bytes()
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert isinstance(event, Event)
    return content, event


@pytest.mark.parametrize(
    ("town", "start", "answer", "weeks", "offered", "left_out"),
    [
        pytest.param(
            "kalix",
            "2026-03-24",
            "Senast tisdag 7 april 2026",
            ["Vecka 13", "Vecka 14", "Vecka 15"],
            [
                *("onsdag 25 mars", "torsdag 26 mars", "fredag 27 mars"),
                *("måndag 30 mars", "tisdag 31 mars", "onsdag 1 april", "torsdag 2 april"),
                "tisdag 7 april",
            ],
            ["fredag 3 april långfredagen", "måndag 6 april annandag påsk"],
            id="all days count across Easter",
        ),
        pytest.param(
            "hudiksvall",
            "2026-12-11",
            "Senast fredag 1 januari 2027 Den dagen är nyårsdagen. Sista dagen som passar är onsdag 30 december.",
            ["Vecka 51", "Vecka 52", "Vecka 53"],
            [
                *("måndag 14 december", "tisdag 15 december", "onsdag 16 december", "torsdag 17 december"),
                *("fredag 18 december", "måndag 21 december", "tisdag 22 december", "onsdag 23 december"),
                *("måndag 28 december", "tisdag 29 december", "onsdag 30 december"),
            ],
            [
                *("torsdag 24 december julafton", "fredag 25 december juldagen"),
                *("torsdag 31 december nyårsafton", "fredag 1 januari nyårsdagen"),
            ],
            id="the eves are left out with the days",
        ),
        pytest.param(
            "fredagar",
            "2026-03-25",
            "Senast onsdag 15 april 2026 Sista dagen som passar är fredag 10 april.",
            ["Vecka 13", "Vecka 14", "Vecka 15"],
            ["fredag 27 mars kl. 10–15", "fredag 10 april kl. 10–15"],
            ["fredag 3 april långfredagen"],
            id="only the rule's weekday",
        ),
        pytest.param(
            "halvaret",
            "2026-06-22",
            "Senast måndag 13 juli 2026",
            ["Vecka 26", "Vecka 27", "Vecka 28", "Vecka 29"],
            [
                *("fredag 26 juni kl. 10–15", "onsdag 1 juli", "torsdag 2 juli", "fredag 3 juli"),
                *("måndag 6 juli", "tisdag 7 juli", "onsdag 8 juli", "torsdag 9 juli", "fredag 10 juli"),
                "måndag 13 juli",
            ],
            [],
            id="a weekday until the end of June",
        ),
        pytest.param(
            "arbetsdagar",
            "2026-04-30",
            "Senast måndag 18 maj 2026",
            ["Vecka 18", "Vecka 19", "Vecka 20", "Vecka 21"],
            [
                *("måndag 4 maj", "tisdag 5 maj", "onsdag 6 maj", "torsdag 7 maj", "fredag 8 maj"),
                *("måndag 11 maj", "tisdag 12 maj", "onsdag 13 maj", "fredag 15 maj", "måndag 18 maj"),
            ],
            ["fredag 1 maj första maj", "torsdag 14 maj Kristi himmelsfärdsdag"],
            id="working days",
        ),
        pytest.param(
            "kommande",
            "2027-01-15",
            "Senast fredag 5 februari 2027",
            ["Vecka 3", "Vecka 4", "Vecka 5"],
            [
                *("måndag 18 januari", "tisdag 19 januari", "onsdag 20 januari", "torsdag 21 januari"),
                *("fredag 22 januari", "måndag 25 januari", "tisdag 26 januari", "onsdag 27 januari"),
                *("torsdag 28 januari", "fredag 29 januari", "fredag 5 februari kl. 10–15"),
            ],
            [],
            id="a coming rule from its first day, its weekday later",
        ),
        pytest.param(
            "kalix",
            "2026-03-10",
            "Senast tisdag 24 mars 2026",
            ["Vecka 12", "Vecka 13"],
            ["fredag 20 mars", "måndag 23 mars", "tisdag 24 mars"],
            [],
            id="today and later",
        ),
    ],
)
def test_the_last_day_and_the_days_that_fit(
    page: Page,
    count: Counts,
    town: str,
    start: str,
    answer: str,
    weeks: list[str],
    offered: list[str],
    left_out: list[str],
) -> None:
    """Holidays are no days for a meeting, and are named; nor is a day that has been."""
    assert answer == count(town, start)
    assert (weeks, offered, left_out) == (
        texts(page, ".week"),
        texts(page, OFFERED),
        texts(page, LEFT_OUT),
    )


@pytest.mark.parametrize(
    ("town", "start", "answer"),
    [
        (
            "kalix",
            "2026-03-23",
            "Senast måndag 6 april 2026 Den dagen är annandag påsk. Sista dagen som passar är torsdag 2 april.",
        ),
        ("manaden", "2026-04-15", "Senast fredag 15 maj 2026"),
        (
            "manaden",
            "2027-01-31",
            "Senast söndag 28 februari 2027 Sista dagen som passar är fredag 26 februari.",
        ),
        ("manaden", "2028-01-31", "Senast tisdag 29 februari 2028"),
        ("manaden", "2028-05-31", "Senast fredag 30 juni 2028"),
        (
            "manaden",
            "2026-12-30",
            "Senast lördag 30 januari 2027 Sista dagen som passar är fredag 29 januari.",
        ),
        (
            "timmar",
            "2026-03-27T13:15",
            "Senast söndag 29 mars 2026 kl. 13.15 Sista dagen som passar är fredag 27 mars.",
        ),
        ("arbetstimmar", "2026-04-02T13:15", "Senast tisdag 7 april 2026 kl. 13.15"),
        (
            "timmar",
            "2026-03-18T09:59",
            "Senast fredag 20 mars 2026 kl. 09.59 Den tiden har redan gått ut. Håll mötet så snart det går.",
        ),
        (
            "flyttas",
            "2026-03-21",
            "Senast tisdag 7 april 2026 kl. 12 Tiden går ut fredag 3 april, långfredagen. "
            "Därför gäller nästa arbetsdag.",
        ),
        (
            "fore",
            "2026-03-22",
            "Senast torsdag 2 april 2026 Tiden går ut söndag 5 april, påskdagen. "
            "Därför gäller arbetsdagen före.",
        ),
        ("nummer-ett", "2026-03-30", "Senast tisdag 14 april 2026"),
        ("nummer-ett", "2026-03-28", "Senast tisdag 14 april 2026"),
        ("manaden-med", "2026-03-24", "Senast torsdag 23 april 2026"),
    ],
)
def test_last_day_is_counted_as_the_rules_own_fields_say(
    count: Counts, town: str, start: str, answer: str
) -> None:
    """A month ends with the month; hours go by the clock, across summer time too; a last day that moves, or is named."""
    assert answer == count(town, start)


def test_coming_rule_does_not_count_before_its_first_day(page: Page, count: Counts) -> None:
    """The answer says from when it applies, and no day can be chosen."""
    answer = count("kommande", "2027-01-14").replace("2027.Den", "2027. Den")

    assert "Gäller från 15 januari 2027. Den dagen gäller regeln inte än." == answer
    assert [] == texts(page, OFFERED)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_today_is_swedens_day_in_any_browser(zone: str, browser: Browser, address: str) -> None:
    """Half past midnight in Sweden on the day after the last: whatever zone the browser is in, it has been."""
    with browser.new_context(locale="sv-SE", timezone_id=zone) as context:
        page = context.new_page()
        page.goto(f"{address}kalix/rutin/")
        answers = []
        for moment in ("2026-04-07T23:30:00+02:00", "2026-04-08T00:30:00+02:00"):
            page.clock.set_fixed_time(moment)
            answers.append(choose_start(page, "2026-03-24"))

    assert ["Den dagen har redan varit" in answer for answer in answers] == [False, True]


def test_each_helper_on_a_page_counts_its_own_rule(page: Page, rules: str) -> None:
    """Two meetings and a step. A day chosen for one is not lost when one is chosen for another."""
    page.goto(f"{rules}flera/rutin/")
    for field, start in zip(
        page.locator(".start input").all(), ("2026-03-23", "2026-03-23T08:00", "2026-03-31"), strict=True
    ):
        field.fill(start)
    answers = [
        "Senast måndag 6 april 2026",
        "Senast tisdag 24 mars 2026 kl. 08.00",
        "Senast torsdag 9 april 2026",
    ]
    for choices in page.locator(".weeks").all()[:2]:
        choices.locator("input").first.check()

    assert answers == texts(page, ".counting output strong")
    assert 2 == page.locator(".weeks :checked").count()
    assert page.get_by_role("group", name="Akut").get_by_role("button", name="Spara i kalendern").is_visible()


KNOWN = "Pärmen känner helgdagarna 2026–2030."
CHOOSE = "Välj en dag: år, månad och dag."


@pytest.mark.parametrize(
    ("start", "answer"),
    [
        ("2026-03-02", "Senast måndag 16 mars 2026 Den dagen har redan varit. Håll mötet så snart det går."),
        *((day, KNOWN) for day in ("2025-12-31", "2031-01-01", "2030-12-20", "9999-12-31", "1970-01-01")),
        *((day, CHOOSE) for day in ("", "0026-03-24", "0002-01-01")),
    ],
)
def test_a_day_that_cannot_be_counted_from_is_told(
    page: Page, count: Counts, start: str, answer: str
) -> None:
    """A last day that has been, or outside the known years, and no whole day. What stood there is gone."""
    count("kalix", "2026-03-24")

    assert count("kalix", start).startswith(answer)
    assert ("Senast" in answer) == ("Senast" in page.locator(".counting output").inner_text())
    expect(page.locator(".counting fieldset")).to_be_hidden()
    expect(page.get_by_role("button", name="Spara i kalendern")).to_be_hidden()


def test_a_whole_day_is_saved(page: Page, count: Counts, tmp_path: Path) -> None:
    """No hours are known: all day, and nobody is busy. Nothing in it but the page's own words."""
    count("kalix", "2026-03-24")
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


def test_the_rules_hours_are_saved_in_local_time(page: Page, count: Counts, tmp_path: Path) -> None:
    """Without a zone: ten o'clock where the calendar is. Odd signs are escaped, long lines folded."""
    count("fredagar", "2026-03-25")
    (content, event), (other, twin) = (saved(page, 1, tmp_path) for _ in range(2))

    assert (datetime(2026, 4, 10, 10), timedelta(hours=5)) == (
        event.decoded("dtstart"),
        event.decoded("dtend") - event.decoded("dtstart"),
    )
    assert HARD.capitalize() == event["summary"]
    assert "inom tre veckor, en fredag kl. 10–15." in event["description"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert event["uid"] != twin["uid"]
    assert len(content) - len(event["uid"]) == len(other) - len(twin["uid"])


def test_without_a_chosen_day_it_asks_for_one(page: Page, count: Counts) -> None:
    """Told to a screen reader, too; and gone when a day is chosen."""
    count("kalix", "2026-03-24")
    page.get_by_role("button", name="Spara i kalendern").click()
    status = page.locator(".told[role=status]")

    assert "Välj först en dag." == status.inner_text()
    page.locator(".weeks input").first.check()
    assert "" == status.inner_text()


def test_it_works_by_keyboard_and_the_focus_stays(page: Page, count: Counts) -> None:
    """Enter in the field sends nothing; the days are one stop with arrows within, then the button."""
    count("kalix", "2026-03-24")
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


def test_the_answer_is_a_live_region_with_names(page: Page, count: Counts) -> None:
    """An output, a group and a fieldset that say what they are. No field takes a text."""
    count("kalix", "2026-03-24")
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

    choose_start(page, "2026-03-24")
    page.reload()

    assert "" == page.locator("#startdag").input_value()
    assert plain(page.locator(".counting output").inner_text()).startswith("Välj en dag")


def test_nothing_is_asked_for_and_nothing_overflows(page: Page, address: str) -> None:
    """Counting and saving need nothing from anywhere, and what is shown fits every window."""
    page.goto(f"{address}hudiksvall/rutin/", wait_until="networkidle")
    requests: list[str] = []
    page.on("request", lambda sent: None if sent.url.startswith("blob:") else requests.append(sent.url))
    choose_start(page, "2026-12-11")
    page.locator(".weeks input").first.check()
    with page.expect_download():
        page.get_by_role("button", name="Spara i kalendern").click()

    assert [] == requests
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert width == page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize(
    ("town", "words"),
    [
        ("kalix", ["två veckor framåt"]),
        ("hudiksvall", ["tre veckor framåt", "En fredag kl. 10–15 gällde 2014, ingen senare uppgift."]),
    ],
)
def test_without_javascript_it_is_a_text(tabs: Tabs, address: str, town: str, words: list[str]) -> None:
    """The rule, what is assumed, and how to count by hand; no dead control."""
    with tabs.lend(java_script_enabled=False) as bare:
        bare.goto(f"{address}{town}/rutin/")
        text = plain(bare.locator(".deadline").inner_text())

        words = [*words, "Vårt antagande:", "Första dagen räknas inte med"]
        assert [] == [part for part in words if part not in text]
        assert 0 == bare.locator(".deadline :is(input, button, fieldset, output):visible").count()
