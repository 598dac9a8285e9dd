"""parmen diff, affected and show, as an editor meets them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.__main__ import main
from macros.checks import check
from tests.changes.conftest import TODAY, Edit, Save, git

NORRBY = "municipalities/norrby.yaml"
REVISIONS = "agreements/exempelavtalet/revisions.yaml"

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


def test_diff_of_nothing_says_so(repository: Path, edit: Edit) -> None:
    """A comment is nothing."""
    edit(NORRBY, "state: example\n", "state: example  # ja\n")

    assert run("diff").stdout.startswith("Ingen uppgift i data har ändrats sedan 10 januari 2026")


def test_diff_takes_a_date(repository: Path, edit: Edit, save: Save) -> None:
    """As an editor knows it."""
    edit(NORRBY, "070-174 06 20", "070-174 06 28")
    save("Nytt nummer", "2026-03-01")

    assert "nu:    070-174 06 28" in run("diff", "2026-02-01").stdout
    assert "Ingen uppgift" in run("diff", "2026-03-01").stdout


def test_diff_for_programs(repository: Path, edit: Edit) -> None:
    """The same, with names instead of titles."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    said = json.loads(run("diff", "--format", "json").stdout)
    ((change,),) = [effect["changes"] for effect in said["changes"]]

    assert git("rev-parse", "HEAD") == said["since"]
    assert ("contacts.elevhalsa.phone", "070-174 06 20") == (change["path"], change["before"])
    assert {"municipality": "norrby", "sort": "page", "name": "kontakter", "title": "Kontakter"} in said[
        "changes"
    ][0]["items"]
    assert said["total"]["page"] == sum(item["sort"] == "page" for item in said["changes"][0]["items"])
    assert [f"data/{NORRBY}"] == [one["file"] for one in said["revisions"]]


@pytest.mark.parametrize(
    ("name", "old", "new", "home"),
    [
        (NORRBY, "within: 10 dagar", "within: 8 dagar", NORRBY),
        ("municipalities/soderby/contacts.yaml", "Fråga efter barn och familj.", 'Fråga "oss" {mötet}: *nu*',
         "municipalities/soderby/revisions.yaml"),
        ("agreements/exempelavtalet/checklists/samverkan.yaml", "title: ", "title: Nya ", REVISIONS),
    ],
)  # fmt: skip
def test_the_proposed_line_holds_when_it_is_pasted(
    repository: Path, edit: Edit, name: str, old: str, new: str, home: str
) -> None:
    """Where it says, at the end of a list that is there, or in a file of its own."""
    quoted = f"'{new}'" if "{" in new else new
    edit(name, old, quoted)
    (proposal,) = json.loads(run("diff", "--format", "json").stdout)["revisions"]
    path = Path("data", home)
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n" if path.exists() else ""
    if home == NORRBY:
        entry = proposal["yaml"]
        text = text.replace("    pages: [rutin]\n", f"    pages: [rutin]\n{entry}", 1)
    else:
        text += proposal["yaml"]
    path.write_text(text, encoding="utf-8")
    shelf, problems = check(repository, TODAY)

    assert [] == problems
    assert shelf is not None
    assert f"data/{home}" == proposal["file"]
    newest = [binder.news[0] for binder in shelf.binders.values()]
    assert TODAY.isoformat() in {str(one.id) for one in newest}
    assert all(one.pages for one in newest if one.id == TODAY.isoformat())


def test_a_proposal_says_where_it_goes(repository: Path, edit: Edit) -> None:
    """For a folder without a list of changes, to make the file."""
    edit("municipalities/soderby/contacts.yaml", "Fråga efter barn och familj.", "Fråga.")

    assert "Skapa filen data/municipalities/soderby/revisions.yaml med det här i:" in run("diff").stdout


def test_affected_tells_of_the_edit_of_that_file_alone(repository: Path, edit: Edit) -> None:
    """What else has been edited does not count."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    edit("municipalities/soderby/contacts.yaml", "070-174 06 30", "070-174 06 39")
    done = run("affected", f"data/{NORRBY}")

    assert "Telefon till" in done.stdout
    assert "Norrby" in done.stdout
    assert "Söderby" not in done.stdout


def test_affected_tells_what_shows_an_unedited_file(repository: Path) -> None:
    """All pages and sheets with something from it."""
    done = run("affected", "data/municipalities/soderby/contacts.yaml")

    assert "contacts.yaml är oförändrad sedan den sparades. Det här visar något ur den: " in done.stdout
    assert "Kontakter" in done.stdout
    assert "Norrby" not in done.stdout


def test_affected_takes_a_folder_and_a_file_that_was(repository: Path, edit: Edit) -> None:
    """A removed municipality is an edit too."""
    Path("data", NORRBY).unlink()

    assert "Kommunen Norrby är borttagen" in run("affected", f"data/{NORRBY}").stdout
    assert "Kommunen Norrby är borttagen" in run("affected", "data/municipalities").stdout


def test_affected_is_kind_about_files_that_feed_nothing(repository: Path) -> None:
    """It says so, and what it does not count."""
    Path("data/README.md").write_text("Läs", encoding="utf-8")
    Path("anteckning.txt").write_text("x", encoding="utf-8")

    assert "data/README.md visas inte någonstans" in run("affected", "data/README.md").stdout
    assert "anteckning.txt ligger inte i data" in run("affected", "anteckning.txt").stdout
    missing = run("affected", "data/finns-inte.yaml")
    assert 1 == missing.exit_code
    assert "Filen data/finns-inte.yaml finns inte" in missing.output


def test_affected_works_without_git(example_copy: object) -> None:
    """It says why it cannot compare, and tells what it can."""
    done = run("affected", f"data/{NORRBY}")

    assert 0 == done.exit_code
    assert "ligger inte i ett git-arkiv" in done.stdout
    assert "Det här visar något ur data/municipalities/norrby.yaml: " in done.stdout


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


def test_show_tells_the_main_texts_and_whether_they_applied(repository: Path) -> None:
    """The agreement, the routine with its rules and steps, the checklist, the contacts."""
    said = run("show", "norrby", "--at", "2026-02-01").stdout

    for words in ("Överenskommelsen ", "Rutinen: ", "RUTINEN", "Inom: tio dagar", "CHECKLISTAN", "KONTAKTER"):
        assert words in said
    assert "Vem kallar, och vem bokar lokal i Folkets hus?" in said
    assert "{" not in said


def test_show_tells_of_one_page(repository: Path) -> None:
    """Only its records."""
    said = run("show", "norrby", "--at", "2026-02-01", "--page", "kontakter").stdout

    assert "KONTAKTER" in said
    assert "RUTINEN" not in said


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


def test_a_data_folder_of_another_name_is_compared_too(repository: Path) -> None:
    """The messages name it as it is called."""
    Path("data").rename("underlag")
    git("add", "-A")
    git("commit", "-q", "-m", "Nytt namn")
    path = Path("underlag", NORRBY)
    path.write_text(
        path.read_text(encoding="utf-8").replace("070-174 06 20", "070-174 06 29"), encoding="utf-8"
    )

    assert f"  i underlag/{NORRBY}:" in run("diff", "--data", "underlag").stdout


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
