"""parmen diff, affected and show, as an editor meets them."""

import json
import re
from pathlib import Path

import pytest
import yaml

from macros.changes.compare import compare
from macros.changes.descriptions import Describer
from macros.changes.proposal import propose_revisions
from macros.changes.reach import Effect, Reach, find_reach
from macros.changes.report import describe_reach
from macros.changes.snapshot import Reading
from macros.checks import check
from tests.changes.conftest import TODAY, add_nyby, edit, git, now, save
from tests.conftest import run_parmen

NORRBY = "municipalities/norrby.yaml"
SODERBY = "municipalities/soderby/contacts.yaml"
AGREEMENT = "agreements/exempelavtalet"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick_pages")]


def list_missing(text: str, *words: str) -> list[str]:
    """List the words that a text lacks."""
    return [word for word in words if word not in text]


def test_diff_says_what_changed_and_where_it_shows(repository: Path) -> None:
    """The version, the change, what stood there, the pages and the sheets."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    done = run_parmen("diff")
    head, _, change, *values, place, pages = done.stdout.splitlines()[:7]
    line = Path("data", NORRBY).read_text(encoding="utf-8").splitlines().index("    phone: 070-174 06 29") + 1

    assert 0 == done.exit_code
    assert re.fullmatch(r"Ändrat i data sedan 10 januari 2026 \(”Första versionen”, \w{7}\)", head)
    assert re.fullmatch(r"Telefon till .* i Norrby: \d+ sidor, \d+ blad och \d+ paket", change)
    assert ["  förut: 070-174 06 20", "  nu:    070-174 06 29"] == values
    assert f"  i data/{NORRBY}:{line}" == place
    assert re.fullmatch("    sidor: .*Kontakter.*", pages)


def test_diff_takes_a_date(repository: Path) -> None:
    """As an editor knows it. A comment is no change."""
    edit(NORRBY, "070-174 06 20", "070-174 06 28")
    save("Nytt nummer", "2026-03-01")
    edit(NORRBY, "state: example\n", "state: example  # ja\n")

    assert "nu:    070-174 06 28" in run_parmen("diff", "2026-02-01").stdout
    assert "Ingen uppgift i data har ändrats sedan 1 mars 2026" in run_parmen("diff", "2026-03-01").stdout


def test_diff_for_programs_of_a_folder_of_another_name(repository: Path) -> None:
    """The same, with names instead of titles, and the folder called what it is called."""
    Path("data").rename("underlag")
    save("Nytt namn", "2026-02-01")
    Path("underlag").rename("data")
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    Path("data").rename("underlag")
    rows = json.loads(run_parmen("diff", "--format", "json", "--data", "underlag").stdout)
    (effect,) = rows["changes"]
    (change,) = effect["changes"]
    page = {"municipality": "norrby", "sort": "page", "name": "kontakter", "title": "Kontakter"}

    assert git("rev-parse", "HEAD") == rows["since"]
    assert ("contacts.elevhalsa.phone", "070-174 06 20") == (change["path"], change["before"])
    assert [f"underlag/{NORRBY}"] * 2 == [change["file"], *(line["file"] for line in rows["revisions"])]
    assert page in effect["items"]
    assert rows["total"]["page"] == sum(item["sort"] == "page" for item in effect["items"])


@pytest.mark.parametrize(
    ("name", "old", "new", "home", "how"),
    [
        (NORRBY, "within: 10 dagar", "within: 8 dagar", NORRBY, "Klistra in sist under revisions, i {}:"),
        (SODERBY, "Fråga efter barn och familj.", "'Fråga \"oss\" {mötet}: *nu*'",
         "municipalities/soderby/revisions.yaml", "Skapa filen {} med det här i:"),
        (f"{AGREEMENT}/checklists/samverkan.yaml", "title: ", "title: Nya ",
         f"{AGREEMENT}/revisions.yaml", "Klistra in sist i {}:"),
    ],
)  # fmt: skip
def test_proposed_line_holds_when_it_is_pasted(
    before: Reading, name: str, old: str, new: str, home: str, how: str
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

    assert ([], how.format(f"data/{home}")) == (problems, proposal.how)
    assert proposed
    assert all(revision.pages for revision in proposed)


def test_no_news_is_proposed_of_packets(before: Reading) -> None:
    """They are how the binder is handed out, and say nothing to its readers."""
    edit(f"{AGREEMENT}/packets.yaml", "title: APT-paket", "title: Nytt paket")
    new = now()
    changes = compare(before.source, new.source)
    reach = Reach(new.shelf.binders, [Effect(changes)])

    assert (1, []) == (len(changes), propose_revisions(reach, Describer(before, new), new))


def test_many_changes_are_summed_up_in_a_proposal(before: Reading) -> None:
    """Eight lines by name at most, and three records in the title; a new order is one of them."""
    path = Path("data", SODERBY)
    contacts = yaml.safe_load(path.read_text(encoding="utf-8"))
    for number, contact in enumerate(contacts[:2]):
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

    assert ((), 10) == (new.problems, len(changes))
    assert "Nya uppgifter bland kontakterna" == entry["title"]
    assert [
        "Socialtjänsten i Söderby har fått en ny e-postadress.",
        "Socialtjänsten i Söderby har nya tider: Alltid.",
        "Om elevhälsan i Söderby står nu ”Hus 0” i stället för ”Söderbyskolan”.",
        "Och 2 ändringar till.",
    ] == [entry["changes"][number] for number in (0, 1, 6, -1)]
    assert [] == list_missing(
        f"{report}\n",
        "  Kontakten BUP (Växeln) i Söderby är ny\n",
        "  Kontakten socialtjänsten i Söderby, ordningen\n    flyttat: Växeln\n",
        "\n\nTillsammans: 10 ändringar. De syns inte på någon sida eller något blad.\n",
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "title"),
    [
        (NORRBY, "within: 10 dagar", "within: 8 dagar", "I mötets regler i rutinen står nu ”8 dagar” i stället för ”10 dagar”"),
        (NORRBY, "070-174 06 20", "070-174 06 29", "Elevhälsan i Norrby har fått ett nytt telefonnummer"),
        (f"{AGREEMENT}/routine.yaml", "    text: Träffas igen och fråga", f"    text: {'Ring först. ' * 9}Träffas igen och fråga",
         "Steget ”Följ upp” i rutinen är omskrivet"),
        (f"{AGREEMENT}/routine.yaml", "  - id: samordnare\n", "  - id: ny\n    title: Tolken\n    text: Tolkar.\n  - id: samordnare\n",
         "Rollen ”Tolken” i rutinen är ny"),
    ],
)  # fmt: skip
def test_one_change_is_proposed_as_one_plain_sentence(
    before: Reading, name: str, old: str, new: str, title: str
) -> None:
    """What is new, where, and no field's name."""
    edit(name, old, new)
    reading = now()
    reach = Reach(reading.shelf.binders, [Effect(compare(before.source, reading.source))])
    (proposal,) = propose_revisions(reach, Describer(before, reading), reading)
    (entry,) = yaml.safe_load(proposal.yaml.removeprefix("\nrevisions:\n"))

    assert (title, None) == (entry["title"], entry.get("changes"))


def test_no_line_is_proposed_where_the_editor_has_written_one(repository: Path) -> None:
    """One of today, or one that is new in itself."""
    edit(NORRBY, "within: 10 dagar", "within: 8 dagar")
    entry = "    pages: [rutin]\n  - id: kortare\n    date: 2026-11-20\n    title: Kortare tid\n"
    edit(NORRBY, "    pages: [rutin]\n", entry)
    of_yesterday = run_parmen("diff").stdout
    edit(NORRBY, "date: 2026-11-20", "date: 2026-11-21")
    of_today = run_parmen("diff").stdout

    assert (False, False) == ("Förslag" in of_yesterday, "Förslag" in of_today)
    assert re.search(rf"Sidan Nytt har redan en rad för i dag: data/{NORRBY}:\d+\.", of_today)


def test_affected_tells_of_the_edit_of_that_file_alone(repository: Path) -> None:
    """What else has been edited does not count. A removed municipality is an edit too."""
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    edit(SODERBY, "070-174 06 30", "070-174 06 39")
    report = run_parmen("affected", f"data/{NORRBY}").stdout

    assert re.search("Telefon till .* i Norrby", report)
    assert "Söderby" not in report

    Path("data", NORRBY).unlink()
    assert "Kommunen Norrby är borttagen" in run_parmen("affected", f"data/{NORRBY}").stdout


def test_affected_tells_what_shows_unedited_files(repository: Path) -> None:
    """All pages and sheets with something from a folder; and of files that feed nothing, that they do not."""
    Path("data/README.md").write_text("Läs", encoding="utf-8")
    Path("anteckning.txt").write_text("x", encoding="utf-8")
    report = run_parmen("affected", "data/municipalities/soderby", "data/README.md", "anteckning.txt").stdout
    missing = run_parmen("affected", "data/finns-inte.yaml")

    assert ["(ändrat)", "Norrby"] == list_missing(
        report,
        "soderby är oförändrad sedan den sparades. Det här hämtar något ur den: ",
        "Kontakter",
        "(ändrat)",
        "Norrby",
        "data/README.md visas inte någonstans",
        "anteckning.txt ligger inte i data",
    )
    assert (1, True) == (missing.exit_code, "Filen data/finns-inte.yaml finns inte" in missing.output)


def test_affected_works_without_git(example_copy: object) -> None:
    """It says why it cannot compare, and tells what it can."""
    done = run_parmen("affected", f"data/{NORRBY}")

    shown = "Det här hämtar något ur data/municipalities/norrby.yaml: "
    assert (0, []) == (done.exit_code, list_missing(done.stdout, "ligger inte i ett git-arkiv", shown))


def test_older_data_that_cannot_be_built_is_said(repository: Path) -> None:
    """With its first faults: here a contact of a service that is not there."""
    edit(NORRBY, "service: elevhalsa", "service: finns-inte")
    save("Med fel", "2026-02-01")
    edit(NORRBY, "service: finns-inte", "service: elevhalsa")
    done = run_parmen("diff")

    fault = f"data/{NORRBY}:38: ”finns-inte” finns inte"
    assert 1 == done.exit_code
    assert [] == list_missing(done.output, "Den äldre versionen går inte att bygga i dag", fault)


@pytest.mark.parametrize("command", [("diff",), ("affected", f"data/{NORRBY}")])
def test_faulty_data_shows_its_faults(before: Reading, command: tuple[str, ...]) -> None:
    """Nothing is told from data that has faults."""
    edit(NORRBY, "county: Granlands län\n", "")
    done = run_parmen(*command)

    assert (1, True) == (done.exit_code, "fältet ”county” (län) saknas" in done.output)


def test_show_tells_the_text_of_that_day(repository: Path) -> None:
    """The last version on or before the day, whatever stands there now."""
    edit(NORRBY, "within: 10 dagar", "within: 8 dagar")
    save("Kortare tid", "2026-05-05")
    edit(NORRBY, "within: 8 dagar", "within: 3 dagar")
    days = {"2026-05-04": "tio dagar", "2026-05-05": "åtta dagar", "2026-12-31": "åtta dagar"}
    reports = {
        day: run_parmen("show", "norrby", "--at", day, "routine.meeting.within").stdout for day in days
    }

    assert days == {
        day: re.search("routine.meeting.within = (.*)", report)[1]  # type: ignore[index]
        for day, report in reports.items()
    }
    assert (
        "Norrby den 4 maj 2026\nVersionen är sparad 10 januari 2026 (”Första versionen”"
        in reports["2026-05-04"]
    )


def test_show_tells_the_main_texts_or_one_page(repository: Path) -> None:
    """The agreement, the routine with its rules and steps, the checklist, the contacts; or only its records."""
    main_texts = run_parmen("show", "norrby", "--at", "2026-02-01").stdout
    page = run_parmen("show", "norrby", "--at", "2026-02-01", "--page", "kontakter").stdout

    words = ["Överenskommelsen ", "Rutinen: ", "RUTINEN", "Inom: tio dagar", "CHECKLISTAN", "KONTAKTER"]
    question = "Vem kallar, och vem bokar lokal i Folkets hus?"
    assert ["{"] == list_missing(main_texts, *words, question, "{")
    assert ["RUTINEN"] == list_missing(page, "KONTAKTER", "RUTINEN")


def test_show_says_what_was_not_there(repository: Path) -> None:
    """A municipality that had not come, a day before the first, a value that did not exist."""
    add_nyby()
    save("Nyby kom med", "2026-06-01")
    outputs = [
        run_parmen("show", "nyby", "--at", day).output for day in ("2025-05-31", "2026-05-31", "2026-06-01")
    ]

    assert "Den första är från 10 januari 2026" in outputs[0]
    assert "Kommunen nyby fanns inte i pärmen den 31 maj 2026. " in outputs[1]
    assert "Nyby den 1 juni" in outputs[2]
    for address, missing in (("norrby/annat", "Pärmen"), ("exempelbygden", "Kommunen")):
        assert f"{missing} {address} fanns inte" in run_parmen("show", address, "--at", "2026-06-01").output
    assert 2 == run_parmen("show", "nyby", "--at", "2026-06-01", "routine.finns.inte").exit_code


def test_show_of_data_that_was_faulty_tells_what_it_can(repository: Path) -> None:
    """An old fault in one kind does not hide the others."""
    edit(SODERBY, "phone: 070-174 06 30", "phone: inget")
    save("Med fel", "2026-04-01")
    done = run_parmen("show", "soderby", "--at", "2026-04-02")

    assert (0, []) == (
        done.exit_code,
        list_missing(done.stdout, "RUTINEN", "går inte att läsa i dag (contacts)"),
    )
    assert "KONTAKTER" in run_parmen("show", "norrby", "--at", "2026-04-02").stdout


def test_a_version_from_before_the_statement_is_compared_too(repository: Path) -> None:
    """A file that the format has come to ask for stops neither command, whatever else was edited."""
    statement = Path("data/accessibility.yaml")
    text = statement.read_text(encoding="utf-8")
    statement.unlink()
    save("Före redogörelsen", "2026-02-01")
    statement.write_text(text, encoding="utf-8")
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    reports = [run_parmen("diff").stdout, run_parmen("affected", str(statement)).stdout]

    assert [True, True] == ["Tillgänglighetsredogörelsen är ny" in report for report in reports]
    assert [True, False] == ["nu:    070-174 06 29" in report for report in reports]
