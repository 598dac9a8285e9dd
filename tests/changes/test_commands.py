"""parmen diff, affected and show, as an editor meets them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from macros.__main__ import main
from macros.changes.compare import compare
from macros.changes.descriptions import Describer
from macros.changes.proposal import propose_revisions
from macros.changes.reach import Effect, Reach, find_reach
from macros.changes.report import describe_reach
from macros.changes.snapshot import Reading
from macros.checks import check
from tests.changes.conftest import TODAY, Edit, Save, git, now

NORRBY = "municipalities/norrby.yaml"
AGREEMENT = "agreements/exempelavtalet"

pytestmark = pytest.mark.slow


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    done = CliRunner().invoke(main, arguments, prog_name="parmen")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_diff_says_what_changed_and_where_it_shows(repository: Path, edit: Edit) -> None:
    """The version, the change, what stood there, the pages and the sheets."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    done = run("diff")
    lines = done.stdout.splitlines()

    assert 0 == done.exit_code
    assert re.fullmatch(r"Ändrat i data sedan 10 januari 2026 \(”Första versionen”, \w{7}\)", lines[0])
    assert re.fullmatch(r"Telefon till .* i Norrby: \d+ sidor, \d+ blad och \d+ paket", lines[2])
    assert ["  förut: 070-174 06 20", "  nu:    070-174 06 29"] == lines[3:5]
    line = Path("data", NORRBY).read_text(encoding="utf-8").splitlines().index("    phone: 070-174 06 29") + 1
    assert f"  i data/{NORRBY}:{line}" == lines[5]
    assert any(row.startswith("    sidor: ") and "Kontakter" in row for row in lines)


def test_diff_takes_a_date(repository: Path, edit: Edit, save: Save) -> None:
    """As an editor knows it. A comment is no change."""
    edit(NORRBY, "070-174 06 20", "070-174 06 28")
    save("Nytt nummer", "2026-03-01")
    edit(NORRBY, "state: example\n", "state: example  # ja\n")

    assert "nu:    070-174 06 28" in run("diff", "2026-02-01").stdout
    assert "Ingen uppgift i data har ändrats sedan 1 mars 2026" in run("diff", "2026-03-01").stdout


def test_diff_for_programs_of_a_folder_of_another_name(repository: Path, edit: Edit, save: Save) -> None:
    """The same, with names instead of titles, and the folder called what it is called."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    path = Path("data").rename("underlag") / NORRBY
    edited = path.read_text(encoding="utf-8")
    path.write_text(edited.replace("070-174 06 29", "070-174 06 20"), encoding="utf-8")
    save("Nytt namn", "2026-02-01")
    path.write_text(edited, encoding="utf-8")
    rows = json.loads(run("diff", "--format", "json", "--data", "underlag").stdout)
    (effect,) = rows["changes"]
    (change,) = effect["changes"]

    assert git("rev-parse", "HEAD") == rows["since"]
    assert ("contacts.elevhalsa.phone", "070-174 06 20") == (change["path"], change["before"])
    assert f"underlag/{NORRBY}" == change["file"]
    assert {
        "municipality": "norrby", "sort": "page", "name": "kontakter", "title": "Kontakter",
    } in effect["items"]  # fmt: skip
    assert rows["total"]["page"] == sum(item["sort"] == "page" for item in effect["items"])
    assert [f"underlag/{NORRBY}"] == [revision["file"] for revision in rows["revisions"]]


@pytest.mark.parametrize(
    ("name", "old", "new", "home", "how"),
    [
        (NORRBY, "within: 10 dagar", "within: 8 dagar", NORRBY, "Klistra in sist under revisions, i {}:"),
        ("municipalities/soderby/contacts.yaml", "Fråga efter barn och familj.", "'Fråga \"oss\" {mötet}: *nu*'",
         "municipalities/soderby/revisions.yaml", "Skapa filen {} med det här i:"),
        (f"{AGREEMENT}/checklists/samverkan.yaml", "title: ", "title: Nya ",
         f"{AGREEMENT}/revisions.yaml", "Klistra in sist i {}:"),
    ],
)  # fmt: skip
def test_proposed_line_holds_when_it_is_pasted(
    before: Reading, edit: Edit, name: str, old: str, new: str, home: str, how: str
) -> None:
    """Where it says, at the end of a list that is there, or in a file of its own."""
    edit(name, old, new)
    reading = now()
    reach = find_reach(before, reading, compare(before.source, reading.source))
    (proposal,) = propose_revisions(reach, Describer(before, reading), reading)
    path = Path("data", home)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    end = "    pages: [rutin]\n" if home == NORRBY else text
    path.write_text(text.replace(end, end + proposal.yaml, 1) if text else proposal.yaml, encoding="utf-8")
    shelf, problems = check(Path("data"), TODAY)
    proposed = [b.news[0] for b in shelf.binders.values() if b.news[0].id == "2026-11-21"] if shelf else []

    assert [] == problems
    assert how.format(f"data/{home}") == proposal.how
    assert proposed
    assert all(revision.pages for revision in proposed)


def test_many_changes_are_summed_up_in_a_proposal(before: Reading) -> None:
    """Eight lines by name at most, and three records in the title; a new order is one of them."""
    path = Path("data/municipalities/soderby/contacts.yaml")
    contacts = yaml.safe_load(path.read_text(encoding="utf-8"))
    for number, contact in enumerate(contacts):
        contact |= {
            "note": f"Anmärkning {number}",
            "location": f"Hus {number}",
            "hours": "Alltid",
            "email": f"a{number}@soderby.example",
        }
    contacts.append({"id": "ny", "service": "bup", "role": "Växeln"})
    path.write_text(yaml.safe_dump([contacts[1], contacts[0], *contacts[2:]], allow_unicode=True), "utf-8")
    new = now()
    changes = compare(before.source, new.source)
    reach = Reach(new.shelf.binders, [Effect(changes)])
    (proposal,) = propose_revisions(reach, Describer(before, new), new)
    (entry,) = yaml.safe_load(proposal.yaml)
    report = describe_reach(reach, Describer(before, new))

    assert not new.problems
    assert 10 == len(changes)
    assert entry["title"] == (
        "Ändrat: E-post till socialtjänsten i Söderby, socialtjänsten i Söderby, "
        "e-post till elevhälsan i Söderby med mera"
    )
    assert ["Ändrat: E-post till socialtjänsten i Söderby.", "Socialtjänsten i Söderby, öppet: Alltid."] == (
        entry["changes"][:2]
    )
    assert "Elevhälsan i Söderby, plats: Söderbyskolan blev Hus 0." == entry["changes"][6]
    assert "Och 2 ändringar till." == entry["changes"][-1]
    assert "  Kontakten BUP (Växeln) i Söderby är ny\n" in report
    assert "  Kontakten socialtjänsten i Söderby, ordningen\n    flyttat: Växeln\n" in report
    assert report.endswith("\n\nTillsammans: 10 ändringar. De syns inte på någon sida eller något blad.")


def test_affected_tells_of_the_edit_of_that_file_alone(repository: Path, edit: Edit) -> None:
    """What else has been edited does not count."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    edit("municipalities/soderby/contacts.yaml", "070-174 06 30", "070-174 06 39")
    done = run("affected", f"data/{NORRBY}")

    assert "Telefon till" in done.stdout
    assert "Norrby" in done.stdout
    assert "Söderby" not in done.stdout


def test_affected_tells_what_shows_unedited_files(repository: Path) -> None:
    """All pages and sheets with something from a folder; and of files that feed nothing, that they do not."""
    Path("data/README.md").write_text("Läs", encoding="utf-8")
    Path("anteckning.txt").write_text("x", encoding="utf-8")
    done = run("affected", "data/municipalities/soderby", "data/README.md", "anteckning.txt")
    missing = run("affected", "data/finns-inte.yaml")

    assert "soderby är oförändrad sedan den sparades. Det här visar något ur den: " in done.stdout
    assert "Kontakter" in done.stdout
    assert "(ändrat)" not in done.stdout
    assert "Norrby" not in done.stdout
    assert "data/README.md visas inte någonstans" in done.stdout
    assert "anteckning.txt ligger inte i data" in done.stdout
    assert 1 == missing.exit_code
    assert "Filen data/finns-inte.yaml finns inte" in missing.output


def test_affected_takes_a_file_that_was(repository: Path, edit: Edit) -> None:
    """A removed municipality is an edit too."""
    Path("data", NORRBY).unlink()

    assert "Kommunen Norrby är borttagen" in run("affected", f"data/{NORRBY}").stdout


def test_affected_works_without_git(example_copy: object) -> None:
    """It says why it cannot compare, and tells what it can."""
    done = run("affected", f"data/{NORRBY}")

    assert 0 == done.exit_code
    assert "ligger inte i ett git-arkiv" in done.stdout
    assert "Det här visar något ur data/municipalities/norrby.yaml: " in done.stdout


def test_older_data_that_cannot_be_built_is_said(repository: Path, edit: Edit, save: Save) -> None:
    """With its first faults: here a contact of a service that is not there."""
    edit(NORRBY, "service: elevhalsa", "service: finns-inte")
    save("Med fel", "2026-02-01")
    edit(NORRBY, "service: finns-inte", "service: elevhalsa")
    done = run("diff")

    assert 1 == done.exit_code
    assert "Den äldre versionen går inte att bygga i dag" in done.output
    assert f"data/{NORRBY}:38: ”finns-inte” finns inte" in done.output


def test_faulty_data_shows_its_faults(repository: Path, edit: Edit) -> None:
    """Nothing is told from data that has faults."""
    edit(NORRBY, "county: Granlands län\n", "")
    for command in (("diff",), ("affected", f"data/{NORRBY}")):
        done = run(*command)
        assert (1, True) == (done.exit_code, "fältet ”county” (län) saknas" in done.output)


def test_show_tells_the_text_of_that_day(repository: Path, edit: Edit, save: Save) -> None:
    """The last version on or before the day, whatever stands there now."""
    edit(NORRBY, "within: 10 dagar", "within: 8 dagar")
    save("Kortare tid", "2026-05-05")
    edit(NORRBY, "within: 8 dagar", "within: 3 dagar")
    values = {
        day: run("show", "norrby", "--at", day, "routine.meeting.within").stdout
        for day in ("2026-05-04", "2026-05-05", "2026-12-31")
    }

    assert "routine.meeting.within = tio dagar" in values["2026-05-04"]
    assert "routine.meeting.within = åtta dagar" in values["2026-05-05"]
    assert "routine.meeting.within = åtta dagar" in values["2026-12-31"]
    assert (
        "Norrby den 4 maj 2026\nVersionen är sparad 10 januari 2026 (”Första versionen”"
        in values["2026-05-04"]
    )


def test_show_tells_the_main_texts_or_one_page(repository: Path) -> None:
    """The agreement, the routine with its rules and steps, the checklist, the contacts; or only its records."""
    main_texts = run("show", "norrby", "--at", "2026-02-01").stdout
    page = run("show", "norrby", "--at", "2026-02-01", "--page", "kontakter").stdout

    for words in ("Överenskommelsen ", "Rutinen: ", "RUTINEN", "Inom: tio dagar", "CHECKLISTAN", "KONTAKTER"):
        assert words in main_texts
    assert "Vem kallar, och vem bokar lokal i Folkets hus?" in main_texts
    assert "{" not in main_texts
    assert ("KONTAKTER" in page, "RUTINEN" in page) == (True, False)


def test_show_says_what_was_not_there(repository: Path, save: Save) -> None:
    """A municipality that had not come, a day before the first, a value that did not exist."""
    text = Path("data", NORRBY).read_text(encoding="utf-8").replace("name: Norrby", "name: Nyby")
    Path("data/municipalities/nyby.yaml").write_text(text, encoding="utf-8")
    save("Nyby kom med", "2026-06-01")

    assert (
        "Kommunen nyby fanns inte i pärmen den 31 maj 2026. "
        in run("show", "nyby", "--at", "2026-05-31").output
    )
    assert "Nyby den 1 juni 2026" in run("show", "nyby", "--at", "2026-06-01").output
    assert "Den första är från 10 januari 2026" in run("show", "nyby", "--at", "2025-05-31").output
    assert 2 == run("show", "nyby", "--at", "2026-06-01", "routine.finns.inte").exit_code


def test_show_of_data_that_was_faulty_tells_what_it_can(repository: Path, edit: Edit, save: Save) -> None:
    """An old fault in one kind does not hide the others."""
    edit("municipalities/soderby/contacts.yaml", "phone: 070-174 06 30", "phone: inget")
    save("Med fel", "2026-04-01")

    said = run("show", "soderby", "--at", "2026-04-02")
    assert 0 == said.exit_code
    assert "RUTINEN" in said.stdout
    assert "går inte att läsa i dag (contacts)" in said.stdout
    assert "KONTAKTER" in run("show", "norrby", "--at", "2026-04-02").stdout


def test_a_version_from_before_the_statement_is_compared_too(
    repository: Path, edit: Edit, save: Save
) -> None:
    """A file that the format has come to ask for stops neither command, whatever else was edited."""
    statement = Path("data/accessibility.yaml")
    text = statement.read_text(encoding="utf-8")
    statement.unlink()
    save("Före redogörelsen", "2026-02-01")
    statement.write_text(text, encoding="utf-8")
    edit(NORRBY, "070-174 06 20", "070-174 06 29")

    told = run("diff").stdout
    alone = run("affected", str(statement)).stdout

    assert "Tillgänglighetsredogörelsen är ny" in told
    assert "nu:    070-174 06 29" in told
    assert "Tillgänglighetsredogörelsen är ny" in alone
    assert "070-174 06 29" not in alone
