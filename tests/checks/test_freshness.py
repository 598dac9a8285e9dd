"""What falls due, for whom, and how it is told: in the check, in the list and on page and sheet."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.checks import load
from macros.checks.freshness import list_warnings
from macros.checks.references import REFERENCES
from macros.records.citations import CITATIONS
from macros.records.due import Due, falling_due
from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from tests.conftest import TODAY, Copy
from tests.edits import replace_text
from tests.small import write_small

AGREEMENT = "agreements/exempelavtalet/index.yaml"
CONTACTS = "municipalities/soderby/contacts.yaml"


def run(command: str) -> str:
    """Run a command in this process, which ends well. Return what it prints."""
    done = CliRunner().invoke(main, command.split(), prog_name="parmen")
    assert 0 == done.exit_code, done.output
    return done.output


def on(shelf: Shelf, day: date) -> Shelf:
    """Return the same shelf on another day."""
    return replace(shelf, today=day)


def find_due(shelf: Shelf, day: date, kind: str, within: int = 60) -> list[Due]:
    """Return what of a kind falls due."""
    return [due for due in falling_due(on(shelf, day), within) if due.kind == kind]


def line_of(due: Due) -> str:
    """Return the line that a due names."""
    return Path(due.place.file).read_text(encoding="utf-8").splitlines()[due.place.line - 1].strip()


def test_a_number_is_trusted_for_a_year(example: Shelf) -> None:
    """Checked on 1 September 2026: due on that day a year later, overdue the day after."""
    contact = next(one for one in example.binders["soderby"].contacts if one.id == "socialtjanst")
    last = date(2027, 9, 1)
    after = last + timedelta(days=1)
    days = (last - timedelta(days=61), last - timedelta(days=60), last, after)
    dues = [find_due(example, day, "contact") for day in days]
    (late,) = dues[-1]

    assert (last, False, True) == (contact.check_by, contact.stale(last), contact.stale(after))
    assert [[], [(last, False)], [(last, False)], [(last, True)]] == [
        [(due.day, due.overdue) for due in dues_of_day] for dues_of_day in dues
    ]
    assert (
        "contact/municipalities/soderby/contacts.socialtjanst",
        "Telefonen till Socialtjänsten i Söderby skulle ha kontrollerats senast 1 september 2027",
        "Socialtjänsten",
        "Söderby",
        ("soderby",),
    ) == (late.key, late.sentence, late.function, late.level, late.municipalities)
    assert "checked: 2026-09-01" == line_of(late)


def test_what_several_binders_share_falls_due_once(example: Shelf) -> None:
    """The agreement's revision is one thing, in both municipalities, for the function that it names."""
    (due,) = find_due(example, TODAY, "revision", within=250)

    assert (
        "Överenskommelsen Exempelavtalet ska ses över senast 30 juni 2027",
        "Processledaren på Region Granland",
        {"norrby", "soderby"},
    ) == (due.sentence, due.function, {*due.municipalities})


def test_overdue_comes_first_and_then_by_day(example: Shelf) -> None:
    """A rule of 2014, a row and two activities, a text of June, a number of September, the statement of October, the laws and languages of November."""
    dues = falling_due(on(example, date(2027, 7, 15)), 150)

    assert [
        ("rule", True),
        *[("task", True)] * 3,
        ("revision", True),
        ("contact", False),
        ("statement", False),
        ("statement", False),
        ("reading", False),
        ("languages", False),
    ] == [(due.kind, due.overdue) for due in dues]


def test_a_number_that_nobody_has_called_is_overdue_now(example_copy: Copy) -> None:
    """Unless it is an example, which nobody is to call."""
    folder = example_copy()
    replace_text(folder / CONTACTS, ("  checked: 2026-09-01\n", ""))
    (due,) = find_due(load(folder, TODAY), TODAY, "contact")

    sentence = "Telefonen till Socialtjänsten i Söderby har aldrig kontrollerats"
    assert (sentence, TODAY, True) == (due.sentence, due.day, due.overdue)


@pytest.mark.parametrize(("written", "last"), [("2027", date(2027, 12, 31)), ("2028-02", date(2028, 2, 29))])
def test_a_year_and_a_month_count_from_their_ends(written: str, last: date, example_copy: Copy) -> None:
    """An agreement to the end of February ends on its last day, and its binders are made again on the next."""
    folder = example_copy()
    replace_text(folder / AGREEMENT, ("valid_to: 2027-12-31", f"valid_to: {written}"))
    shelf = load(folder, TODAY)
    control, binder = shelf.agreements["exempelavtalet"].control, shelf.binders["norrby"]
    days = (last, last + timedelta(1))

    assert [last] == [due.day for due in find_due(shelf, TODAY, "end", within=1000)]
    assert [False, True] == [control.ended(day) for day in days]
    assert 2 == len({on(shelf, day).fingerprint(binder) for day in days})


def test_a_paragraph_that_a_text_names_is_due_where_the_text_names_it(example_copy: Copy) -> None:
    """One that no text names may end in silence."""
    folder = example_copy()
    assert [] == find_due(load(folder, TODAY), TODAY, "law")

    replace_text(folder / AGREEMENT, ("laws: [sol-sip]", "laws: [sol-2001-sip]"))
    (due,) = find_due(load(folder, TODAY), TODAY, "law")

    assert f"data/{AGREEMENT}" == due.place.file
    assert "(nämns i Exempelavtalet) gällde till och med 30 juni 2025" in due.sentence


def test_every_citation_is_known() -> None:
    """The check's table of references and the list of citations name the same fields."""
    assert {one.field for one in REFERENCES if one.target == "laws"} == set(CITATIONS)


def test_the_last_year_of_holidays_is_told_of_sixty_days_ahead(example: Shelf, example_copy: Copy) -> None:
    """The example knows 2026 to 2030: told of from 1 November 2030, overdue with the new year."""
    assert [] == find_due(example, date(2030, 10, 31), "holidays")
    (soon,) = find_due(example, date(2030, 11, 1), "holidays")
    (late,) = find_due(example, date(2031, 1, 1), "holidays")
    (warning,) = [w for w in list_warnings(on(example, date(2030, 12, 1))) if "helgdagarna" in w.message]

    assert (date(2030, 12, 31), False, True) == (soon.day, soon.overdue, late.overdue)
    page = "Helgdagarna som räknas bort på sidan Rutin"
    assert f"{page} räcker till och med 31 december 2030" == soon.sentence
    assert f"{page} räckte till och med 31 december 2030" == late.sentence
    assert "Exempelutgivaren" == soon.function
    assert "soon-due" == warning.rule
    assert "Skriv ett senare år i last (till och med)" in warning.advice

    folder = example_copy()
    assert "last: 2030" == line_of(find_due(load(folder), date(2031, 1, 1), "holidays")[0])
    replace_text(folder / "site.yaml", ("holidays:\n  first: 2026\n  last: 2030\n", ""))
    assert [] == find_due(load(folder), date(2031, 1, 1), "holidays")


def test_warnings_look_sixty_days_ahead(example: Shelf) -> None:
    """What is overdue and what soon will be, apart."""
    warnings = list_warnings(on(example, date(2027, 7, 15)))

    assert {"overdue": 2, "soon-due": 1} == Counter(problem.rule for problem in warnings)
    assert all(problem.advice for problem in warnings)


EXAMPLE_OF_SEPTEMBER = "--data tests/exempel --today 2027-09-02"


def test_the_check_warns_after_the_verdict() -> None:
    """No faults, and so exit code 0; the warnings stand below a heading of their own."""
    output = run(f"check {EXAMPLE_OF_SEPTEMBER}")

    heading = "Det här har gått ut, ska ses över eller börjar gälla inom 60 dagar:"
    assert output.startswith(f"Inga fel.\n\n{heading}\n")
    assert "skulle ha kontrollerats senast 1 september 2027" in output


def test_there_is_no_heading_without_warnings_and_no_warning_beside_faults(example_copy: Copy) -> None:
    """A clean check is one line, and first things come first."""
    folder = example_copy()
    replace_text(folder / "municipalities/soderby/index.yaml", ("      valid_to: 2014-12-31\n", ""))
    assert "Inga fel.\n" == run("check --today 2026-11-21")

    example_copy({"municipalities/norrby.yaml": "name: Norrby\n"})
    done = CliRunner().invoke(main, ["check", "--today", "2027-09-02"])
    assert (1, False) == (done.exit_code, "gått ut" in done.output)


def test_programs_get_warnings_apart() -> None:
    """A forge sees them as warnings; JSON stays the list of faults."""
    lines = run(f"check {EXAMPLE_OF_SEPTEMBER} --format github").splitlines()

    assert all(line.startswith("::warning file=tests/exempel/") for line in lines)
    assert [] == json.loads(run(f"check {EXAMPLE_OF_SEPTEMBER} --format json"))


def test_due_lists_for_people(tmp_path: Path) -> None:
    """Overdue first, with the function and the place; that nothing is due is said too."""
    lines = run(f"due {EXAMPLE_OF_SEPTEMBER} --within 100").splitlines()
    write_small(tmp_path / "data")
    nothing = run(f"due --data {tmp_path / 'data'} --today 2026-11-21 --municipality litenby --within 0")

    assert ("Försenat", 1) == (lines[0], lines.count("Inom 100 dagar"))
    assert "  2027-06-30  Överenskommelsen Exempelavtalet skulle ha setts över senast 30 juni 2027" in lines
    assert any(line.strip().startswith("ansvar: Processledaren på Region Granland, ") for line in lines)
    assert "Ingenting är försenat, och ingenting ska ses över inom 0 dagar.\n" == nothing


def test_due_of_one_municipality() -> None:
    """What stands in its binder, also when it is shared; as JSON with the keys that programs know."""
    rows = json.loads(run(f"due {EXAMPLE_OF_SEPTEMBER} --municipality norrby --format json"))

    keys = "day overdue kind what written message function level municipalities file line"
    assert {tuple(keys.split())} == {tuple(row) for row in rows}
    assert all("norrby" in row["municipalities"] and row["level"] != "Söderby" for row in rows)


def drawn(shelf: Shelf, slug: str, component: str, record: object) -> list[str]:
    """Draw a record for the web and for paper."""
    surfaces = (Web(slug, 2), Paper(slug, shelf.site.address))
    renderers = [Renderer(shelf, shelf.binders[slug], surface) for surface in surfaces]
    return [str(renderer.component(component, record)) for renderer in renderers]


@pytest.mark.parametrize(
    "component", ["contacts", "contacts_short", "contact_list", "family_contacts", "call_table"]
)
def test_an_old_number_says_so_on_page_and_sheet(component: str, example: Shelf) -> None:
    """From the day after its year; until then it says nothing."""
    contacts = example.binders["soderby"].contacts
    for day, old in ((date(2027, 9, 1), 0), (date(2027, 9, 2), 1)):
        htmls = drawn(on(example, day), "soderby", component, contacts)
        assert [old, old] == [html.count("gammal uppgift") for html in htmls]


def test_an_ended_agreement_says_so_on_page_and_sheet(example: Shelf) -> None:
    """In its control box and in the ribbon over the page; on the routine's sheet too."""
    agreement, routine = example.agreements["exempelavtalet"], example.binders["norrby"].routine
    ended = "ällde till och med 31 december 2027."
    for day, count in ((date(2027, 12, 31), 0), (date(2028, 1, 1), 1)):
        shelf = on(example, day)
        for component, record, sentence in (
            ("control", agreement.control, f"G{ended} Ingen senare uppgift."),
            ("standing", agreement, f"Överenskommelsen g{ended}"),
            ("standing", routine, f"Överenskommelsen g{ended}"),
        ):
            htmls = drawn(shelf, "norrby", component, record)
            assert [count, count] == [html.count(sentence) for html in htmls]
    assert "skulle ha setts över 30 juni 2027" in drawn(shelf, "norrby", "control", agreement.control)[1]


def test_a_repealed_paragraph_is_marked_where_it_is_named(example: Shelf) -> None:
    """And one in force is not."""
    for html in drawn(example, "norrby", "laws", ["sol-sip", "sol-2001-sip"]):
        assert 1 == html.count("upphörde 30 juni 2025")
        assert html.index("upphörde") > html.index("2 kap. 7 §")


@pytest.mark.parametrize("last", [date(2027, 9, 1), date(2027, 6, 30), date(2027, 12, 31)])
def test_a_binder_is_made_again_on_the_day_it_grows_old(last: date, example: Shelf) -> None:
    """What is shown as too old has another fingerprint than the day before, and only then."""
    binder = example.binders["soderby"]
    week_before, day_before, before, after = (
        on(example, last + timedelta(days=days)).fingerprint(binder) for days in (-7, -1, 0, 1)
    )

    assert (week_before, True) == (day_before, before != after)
