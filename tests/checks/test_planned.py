"""Meetings, duties and reviews that come, once or again: in the list, the calendar, the check and the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from macros.checks import load
from macros.checks.freshness import list_warnings
from macros.exchange.calendar import write_calendar
from macros.records.due import Due, falling_due
from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from tests.conftest import Copy
from tests.edits import replace_text

AGREEMENT = "agreements/exempelavtalet/index.yaml"
ROUTINE = "agreements/exempelavtalet/routine.yaml"
STEERING = "agreements/exempelavtalet/steering.yaml"
TODAY = date(2026, 11, 30)


def read_with(example_copy: Copy, file: str, old: str, new: str, today: date = TODAY) -> Shelf:
    """Read the example with one text replaced."""
    folder = example_copy()
    replace_text(folder / file, (old, new))
    return load(folder, today)


def find_due(shelf: Shelf, part: str, within: int = 400) -> list[Due]:
    """Return what falls due whose sentence has a part."""
    return [due for due in falling_due(shelf, within) if part in due.sentence]


@pytest.mark.parametrize(
    ("part", "sentence", "function"),
    [
        ("statistiken", "”Lämna statistiken till Region Granland” enligt Exempelavtalet ska vara klart senast 1 mars 2027 (senast den 1 mars varje år)", "Processledaren"),
        ("Gå igenom enkäterna", "”Gå igenom enkäterna” enligt Exempelavtalet ska vara klart senast 31 december 2026 (varje termin)", "Processledaren"),
        ("rapport", "”Skriv en rapport om året” enligt Exempelavtalet ska vara klart senast 31 januari 2027 (i januari varje år)", "Processledaren"),
        ("APT", "”Genomgång på APT” enligt Exempelavtalet ska vara klart senast 31 januari 2027 (varje januari)", "Alla chefer"),
        ("föräldrar", "”Bättre stöd till föräldrar” enligt Exempelavtalet ska vara klart senast 31 december 2027 (hösten 2027)", "Familjecentralen"),
        ("Möte 1", "Möte 1 enligt Exempelavtalet hålls 10 mars 2027", "Processledaren"),
    ],
)  # fmt: skip
def test_a_duty_is_listed_once_with_its_next_day(
    part: str, sentence: str, function: str, example: Shelf
) -> None:
    """By the function that has it, in every binder that it stands in; also where only free text says how often."""
    (due,) = find_due(replace(example, today=TODAY), part)

    assert (sentence, False, function) == (due.sentence, due.overdue, due.function)
    assert ("norrby", "soderby") == due.municipalities


def test_what_has_passed_is_not_overdue_and_a_duty_comes_again(example: Shelf) -> None:
    """Nobody writes that a meeting was held. The day after its day a duty is a year away."""
    after = replace(example, today=date(2027, 3, 11))
    days = [
        find_due(replace(example, today=date(2027, 3, day)), "statistiken")[0].day.isoformat()
        for day in (1, 2)
    ]

    assert [] == find_due(after, "Möte 1")
    assert ["2027-03-01", "2028-03-01"] == days
    assert [] == find_due(replace(example, today=date(2027, 3, 2)), "statistiken", within=60)


@pytest.mark.parametrize("when", ["två gånger om året", "löpande", "varje månad", "vart tredje år"])
def test_what_has_no_known_day_is_printed_and_not_listed(when: str, example_copy: Copy) -> None:
    """The page and the sheet say how often."""
    shelf = read_with(example_copy, STEERING, "when: senast den 1 mars varje år", f"when: {when}")
    binder = shelf.binders["norrby"]

    assert [] == find_due(shelf, "statistiken")
    for surface in (Web("norrby", 2), Paper("norrby", shelf.site.address)):
        html = str(
            Renderer(shelf, binder, surface).component("tasks", binder.steering and binder.steering.tasks)
        )
        assert f">{when.capitalize()}<" in html


def test_the_check_warns_of_reviews_and_not_of_duties(example: Shelf) -> None:
    """There is nothing to change in the data when a meeting comes."""
    warned = {problem.message for problem in list_warnings(replace(example, today=date(2027, 5, 15)))}

    assert any("ska ses över senast 30 juni 2027" in message for message in warned)
    assert not any("varje termin" in message for message in warned)


def test_a_review_each_third_year_comes_again_when_it_is_done(example_copy: Copy) -> None:
    """Counted from the decision; then from the review. Overdue, it stops the publishing like a day."""
    shelf = read_with(example_copy, AGREEMENT, "revise_by: 2027-06-30", "revise_by: vart tredje år")
    (due,) = find_due(shelf, "Exempelavtalet ska ses över")
    (late,) = find_due(replace(shelf, today=date(2027, 12, 1)), "Exempelavtalet skulle ha setts över")
    rule = "revise_by: vart tredje år"
    again = read_with(example_copy, AGREEMENT, rule, f"{rule}\n  reviewed: 2027-11-15")
    done = find_due(again, "Exempelavtalet ska ses över", within=2000)

    assert (
        "Överenskommelsen Exempelavtalet ska ses över senast 30 november 2027 (vart tredje år)"
        == due.sentence
    )
    assert (True, date(2027, 11, 30)) == (late.overdue, late.day)
    assert "reviewed" in late.advice
    assert [date(2030, 11, 15)] == [due.day for due in done]


def test_a_review_that_cannot_be_counted_is_asked_for_now(example_copy: Copy) -> None:
    """Unless it is an example: nobody is to go through that."""
    old = '  adopted: 2025-01-15\n  version: "2.1"\n  valid_from: 2025-01-15\n'
    rule = "  revise_by: vart tredje år\n  state: example\n"
    example = read_with(example_copy, ROUTINE, old, rule)
    draft = read_with(example_copy, ROUTINE, rule, rule.replace("example", "draft"))
    listed = [find_due(shelf, "Rutinen") for shelf in (example, draft)]

    assert [[], [True]] == [[due.overdue for due in dues] for dues in listed]
    assert listed[1][0].sentence.endswith("det står inte när det senast gjordes (vart tredje år)")


def read_events(shelf: Shelf) -> dict[str, list[tuple[date, str]]]:
    """Write the calendar and read it back: first days and repetitions, by the events' words."""
    calendar = Calendar.from_ical(write_calendar(falling_due(shelf, 400), shelf.site, shelf.today))
    found = calendar.walk("VEVENT")
    events: dict[str, list[tuple[date, str]]] = {}
    for event in found:
        rule = event["rrule"].to_ical().decode() if "rrule" in event else ""
        events.setdefault(str(event["summary"]), []).append((event.decoded("dtstart"), rule))
    assert len(found) == len({str(event["uid"]) for event in found})
    return events


def test_the_calendar_repeats_what_comes_again(example_copy: Copy) -> None:
    """Without a day in its words, which would be wrong next time; a repetition for each number of day."""
    folder = example_copy()
    replace_text(folder / AGREEMENT, ("revise_by: 2027-06-30", "revise_by: vart tredje år"))
    replace_text(folder / STEERING, ("    when: varje termin", "    when: 1 mars och 15 oktober varje år"))
    events = read_events(load(folder, TODAY))
    duty = "”Lämna statistiken till Region Granland” enligt Exempelavtalet ska vara klart senast den 1 mars varje år"
    twice = "”Gå igenom enkäterna” enligt Exempelavtalet infaller 1 mars och 15 oktober varje år"

    assert [(date(2027, 3, 1), "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=3")] == events[duty]
    assert [
        (date(2027, 3, 1), "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=3"),
        (date(2027, 10, 15), "FREQ=YEARLY;BYMONTHDAY=15;BYMONTH=10"),
    ] == events[twice]
    assert [
        (date(2027, 11, 30), "FREQ=YEARLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYMONTH=11;BYSETPOS=-1")
    ] == events["Överenskommelsen Exempelavtalet ska ses över vart tredje år"]
    assert [(date(2027, 3, 10), "")] == events["Möte 1 enligt Exempelavtalet hålls 10 mars 2027"]


@pytest.mark.parametrize(
    ("valid_to", "revise_by", "says"),
    [
        ("tills vidare", "2027-06-30", ["<dt>Gäller</dt><dd>tills vidare</dd>", "<dd>30 juni 2027</dd>"]),
        ("t.v.", "vart tredje år", ["<dd>tills vidare</dd>", "<dd>vart tredje år, nästa gång senast november 2027</dd>"]),
        ("hösten 2027", "hösten 2027", ["<dt>Gäller till</dt><dd>hösten 2027</dd>", "<dt>Ses över</dt><dd>hösten 2027</dd>"]),
    ],
)  # fmt: skip
def test_page_and_paper_say_it_in_words(
    valid_to: str, revise_by: str, says: list[str], example_copy: Copy
) -> None:
    """In the box with the decision; an agreement without an end is in force far ahead."""
    folder = example_copy()
    replace_text(folder / AGREEMENT, ("valid_to: 2027-12-31", f"valid_to: {valid_to}"))
    replace_text(folder / AGREEMENT, ("revise_by: 2027-06-30", f"revise_by: {revise_by}"))
    shelf = load(folder, TODAY)
    for surface in (Web("norrby", 2), Paper("norrby", shelf.site.address)):
        html = str(
            Renderer(shelf, shelf.binders["norrby"], surface).component(
                "control", shelf.agreements["exempelavtalet"].control
            )
        )
        assert [] == [words for words in says if words not in html]


@pytest.mark.parametrize(
    ("old", "new", "last"),
    [
        ("revise_by: 2027-06-30", "reviewed: 2024-12-15\n  revise_by: vart tredje år", date(2027, 12, 15)),
        ("valid_to: 2027-12-31", "valid_to: våren 2028", date(2028, 6, 30)),
        ("valid_to: 2027-12-31", "valid_to: 27 februari 2028", date(2028, 2, 27)),
    ],
)
def test_a_binder_is_made_again_when_a_named_time_passes(
    old: str, new: str, last: date, example_copy: Copy
) -> None:
    """On the day after, though no file names that day."""
    shelf = read_with(example_copy, AGREEMENT, old, new)
    on_the_day, after, later = (
        replace(shelf, today=last + timedelta(days=step)).fingerprint(shelf.binders["norrby"])
        for step in (0, 1, 2)
    )

    assert (after, True) == (later, on_the_day != after)
