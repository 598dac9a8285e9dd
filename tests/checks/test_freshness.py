"""What falls due, for whom, and how it is told: in the check, in the list and on page and sheet."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.__main__ import main
from macros.checks import load
from macros.checks.freshness import list_warnings
from macros.checks.references import REFERENCES
from macros.records.due import CITATIONS, Due, falling_due
from macros.records.shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from tests.conftest import TODAY

Copy = Callable[..., Path]
AGREEMENT = "agreements/exempelavtalet/index.yaml"
CONTACTS = "municipalities/soderby/contacts.yaml"


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, arguments, prog_name="parmen")


def on(shelf: Shelf, day: date) -> Shelf:
    """Give the same shelf on another day."""
    return replace(shelf, today=day)


def edited(copy: Copy, file: str, *changes: tuple[str, str]) -> Path:
    """Replace texts in one file of a copy of the example."""
    folder = copy()
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def keys(dues: list[Due]) -> list[str]:
    """Name what falls due."""
    return [due.key for due in dues]


def test_a_number_is_trusted_for_a_year(example: Shelf) -> None:
    """Checked on 1 September 2026: due on that day a year later, overdue the day after."""
    contact = example.binders["soderby"].contacts[-1]
    due = date(2027, 9, 1)
    key = "contact/municipalities/soderby/contacts.socialtjanst"

    assert due == contact.check_by
    assert (False, True) == (contact.stale(due), contact.stale(due + timedelta(days=1)))
    assert key not in keys(falling_due(on(example, due - timedelta(days=61)), 60))
    for day, overdue in ((due - timedelta(days=60), False), (due, False), (due + timedelta(days=1), True)):
        found = {one.key: one for one in falling_due(on(example, day), 60)}
        assert overdue is found[key].overdue
        assert due == found[key].day


def test_it_says_what_for_whom_and_where(example: Shelf) -> None:
    """In words, with the function, the file, the line and the municipalities."""
    found = next(due for due in falling_due(on(example, date(2027, 9, 2)), 0) if due.kind == "contact")

    assert (
        "Telefonen till Socialtjänsten i Söderby skulle ha kontrollerats senast 1 september 2027"
        == found.said
    )
    assert ("Socialtjänsten", "Söderby", ("soderby",)) == (found.function, found.level, found.municipalities)
    line = Path(found.place.file).read_text(encoding="utf-8").splitlines()[found.place.line - 1]
    assert "checked: 2026-09-01" == line.strip()


def test_what_several_binders_share_falls_due_once(example: Shelf) -> None:
    """The agreement's revision is one thing, in both municipalities, for the function that it names."""
    found = [due for due in falling_due(example, 250) if due.kind == "revision"]

    assert ["Överenskommelsen Exempelavtalet ska ses över senast 30 juni 2027"] == [due.said for due in found]
    assert "Processledaren på Region Granland" == found[0].function
    assert {"norrby", "soderby"} == set(found[0].municipalities)


def test_overdue_comes_first_and_then_by_day(example: Shelf) -> None:
    """A rule of 2014, a text of June, a number of September, the statement of October, the languages of November."""
    found = falling_due(on(example, date(2027, 7, 15)), 150)

    kinds = [due.kind for due in found]
    assert ["rule", "revision", "contact", "statement", "statement", "languages"] == kinds
    assert [True, True, False, False, False, False] == [due.overdue for due in found]


def test_a_number_that_nobody_has_called_is_overdue_now(example_copy: Copy) -> None:
    """Unless it is an example, which nobody is to call."""
    folder = edited(example_copy, CONTACTS, ("  checked: 2026-09-01\n", ""))
    found = [due for due in falling_due(load(folder, TODAY), 0) if due.kind == "contact"]

    assert ["Telefonen till Socialtjänsten i Söderby har aldrig kontrollerats"] == [due.said for due in found]
    assert [(TODAY, True)] == [(due.day, due.overdue) for due in found]


@pytest.mark.parametrize(("written", "last"), [("2027", (2027, 12, 31)), ("2028-02", (2028, 2, 29))])
def test_a_year_and_a_month_count_from_their_ends(
    written: str, last: tuple[int, int, int], example_copy: Copy
) -> None:
    """An agreement to the end of February ends on its last day."""
    shelf = load(edited(example_copy, AGREEMENT, ("valid_to: 2027-12-31", f"valid_to: {written}")), TODAY)
    control = shelf.agreements["exempelavtalet"].control

    assert [date(*last)] == [due.day for due in falling_due(shelf, 1000) if due.kind == "end"]
    assert (False, True) == (control.ended(date(*last)), control.ended(date(*last) + timedelta(days=1)))


def test_a_paragraph_that_a_text_names_is_due_where_the_text_names_it(example_copy: Copy) -> None:
    """One that no text names may end in silence."""
    folder = example_copy()
    assert "law" not in {due.kind for due in falling_due(load(folder, TODAY), 60)}

    folder = edited(example_copy, AGREEMENT, ("laws: [sol-sip]", "laws: [sol-2001-sip]"))
    found = [due for due in falling_due(load(folder, TODAY), 60) if due.kind == "law"]

    assert [f"data/{AGREEMENT}"] == [due.place.file for due in found]
    assert "(nämns i Exempelavtalet) gällde till och med 30 juni 2025" in found[0].said


def test_every_citation_is_known() -> None:
    """The check's table of references and the list of citations name the same fields."""
    assert {one.field for one in REFERENCES if one.target == "laws"} == set(CITATIONS)


def test_warnings_look_sixty_days_ahead(example: Shelf) -> None:
    """What is overdue and what soon will be, apart."""
    found = list_warnings(on(example, date(2027, 7, 15)))

    assert {"overdue": 2, "soon-due": 1} == {
        rule: sum(problem.rule == rule for problem in found) for rule in ("overdue", "soon-due")
    }
    assert all(problem.advice for problem in found)


def test_the_check_warns_after_the_verdict() -> None:
    """No faults, and so exit code 0; the warnings stand below a heading of their own."""
    done = run("check", "--data", "tests/exempel", "--today", "2027-09-02")
    first, empty, heading, *rest = done.output.splitlines()

    assert ("Inga fel.", "", 0) == (first, empty, done.exit_code)
    assert "Det här har gått ut, ska ses över eller börjar gälla inom 60 dagar:" == heading
    assert any("skulle ha kontrollerats senast 1 september 2027" in line for line in rest)


def test_without_warnings_there_is_no_heading(example_copy: Copy) -> None:
    """A clean check is one line."""
    text = (example_copy() / "municipalities/soderby/index.yaml").read_text(encoding="utf-8")
    lasting = text.replace("      valid_to: 2014-12-31\n", "")
    folder = example_copy({"municipalities/soderby/index.yaml": lasting})

    assert "Inga fel.\n" == run("check", "--data", str(folder), "--today", "2026-11-21").output


def test_faulty_data_gets_no_warnings(example_copy: Copy) -> None:
    """First things first."""
    folder = example_copy({"municipalities/norrby.yaml": "name: Norrby\n"})

    assert "gått ut" not in run("check", "--data", str(folder)).output


def test_programs_get_warnings_apart() -> None:
    """A forge sees them as warnings; JSON stays the list of faults."""
    forge = run("check", "--data", "tests/exempel", "--today", "2027-09-02", "--format", "github")
    program = run("check", "--data", "tests/exempel", "--today", "2027-09-02", "--format", "json")

    assert all(line.startswith("::warning file=tests/exempel/") for line in forge.output.splitlines())
    assert (0, 0, []) == (forge.exit_code, program.exit_code, json.loads(program.output))


def test_due_lists_for_people() -> None:
    """Overdue first, with the function and the place."""
    done = run("due", "--data", "tests/exempel", "--today", "2027-09-02", "--within", "100")
    lines = done.output.splitlines()

    assert 0 == done.exit_code
    assert ("Försenat", 1) == (lines[0], lines.count("Inom 100 dagar"))
    assert "  2027-06-30  Överenskommelsen Exempelavtalet skulle ha setts över senast 30 juni 2027" in lines
    assert any(line.strip().startswith("ansvar: Processledaren på Region Granland, ") for line in lines)


def test_due_of_one_municipality() -> None:
    """What stands in its binder, also when it is shared."""
    done = run(
        "due",
        "--data",
        "tests/exempel",
        "--today",
        "2027-09-02",
        "--municipality",
        "norrby",
        "--format",
        "json",
    )
    found = json.loads(done.output)

    assert all("norrby" in row["municipalities"] for row in found)
    assert "Söderby" not in {row["level"] for row in found}
    assert {
        "day",
        "overdue",
        "kind",
        "what",
        "message",
        "function",
        "level",
        "municipalities",
        "file",
        "line",
    } == {*found[0]}


def test_nothing_due_is_said() -> None:
    """Not silence, which might mean anything."""
    done = run(
        "due", "--data", "tests/exempel", "--today", "2026-11-21", "--municipality", "norrby", "--within", "0"
    )

    assert "Ingenting är försenat, och ingenting ska ses över inom 0 dagar.\n" == done.output


def drawn(shelf: Shelf, slug: str, component: str, record: object) -> tuple[str, str]:
    """Draw a record for the web and for paper."""
    binder = shelf.binders[slug]
    surfaces = (Web(slug, 2), Paper(slug, shelf.site.address))
    web, paper = (str(Renderer(shelf, binder, surface).component(component, record)) for surface in surfaces)
    return web, paper


@pytest.mark.parametrize("component", ["contacts", "contacts_short", "family_contacts", "call_table"])
def test_an_old_number_says_so_on_page_and_sheet(component: str, example: Shelf) -> None:
    """From the day after its year; until then it says nothing."""
    for day, old in ((date(2027, 9, 1), 0), (date(2027, 9, 2), 1)):
        contacts = example.binders["soderby"].contacts
        for html in drawn(on(example, day), "soderby", component, contacts):
            assert old == html.count("gammal uppgift")


def test_an_ended_agreement_says_so_on_page_and_sheet(example: Shelf) -> None:
    """In its control box and in the ribbon over the page; on the routine's sheet too."""
    last, after = date(2027, 12, 31), date(2028, 1, 1)
    agreement, routine = example.agreements["exempelavtalet"], example.binders["norrby"].routine
    for day, said in ((last, 0), (after, 1)):
        shelf = on(example, day)
        for html in drawn(shelf, "norrby", "control", agreement.control):
            assert said == html.count("Gällde till och med 31 december 2027. Ingen senare uppgift.")
        for record in (agreement, routine):
            for html in drawn(shelf, "norrby", "standing", record):
                assert said == html.count("Överenskommelsen gällde till och med 31 december 2027.")
    assert "skulle ha setts över 30 juni 2027" in drawn(shelf, "norrby", "control", agreement.control)[1]


def test_a_repealed_paragraph_is_marked_where_it_is_named(example: Shelf) -> None:
    """And one in force is not."""
    for html in drawn(example, "norrby", "laws", ["sol-sip", "sol-2001-sip"]):
        assert 1 == html.count("upphörde 30 juni 2025")
        assert html.index("upphörde") > html.index("2 kap. 7 §")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (date(2027, 9, 1), date(2027, 9, 2)),
        (date(2027, 6, 30), date(2027, 7, 1)),
        (date(2027, 12, 31), date(2028, 1, 1)),
    ],
)
def test_a_binder_is_made_again_on_the_day_it_grows_old(before: date, after: date, example: Shelf) -> None:
    """What is shown as too old has another fingerprint than the day before, and only then."""
    binder = example.binders["soderby"]
    week = before - timedelta(days=7)

    assert on(example, before).fingerprint(binder) != on(example, after).fingerprint(binder)
    assert on(example, week).fingerprint(binder) == on(example, before - timedelta(days=1)).fingerprint(
        binder
    )


def test_a_binder_is_made_again_when_a_month_is_over(example_copy: Copy) -> None:
    """A month counts from its last day there too."""
    folder = edited(example_copy, AGREEMENT, ("valid_to: 2027-12-31", "valid_to: 2028-02"))
    shelf = load(folder, TODAY)
    binder = shelf.binders["norrby"]
    last, after = date(2028, 2, 29), date(2028, 3, 1)

    assert on(shelf, last).fingerprint(binder) != on(shelf, after).fingerprint(binder)
