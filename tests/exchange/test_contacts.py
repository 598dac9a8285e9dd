"""``parmen contacts``: out to a spreadsheet and in again, nothing lost and nothing half written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from macros.checks import check
from macros.commands.contacts_command import contacts
from macros.exchange import data_writer
from macros.exchange.data_writer import Trial
from macros.records.binder import Shelf
from tests.exchange.workbook_editor import BOOK, WorkbookEditor

Copy = Callable[..., Path]
NORRBY = Path("data/municipalities/norrby.yaml")
SOUTH = Path("data/municipalities/soderby/contacts.yaml")
AREA = Path("data/areas/exempelbygden/contacts.yaml")


def run(command: str, *options: str) -> Result:
    """Run ``parmen contacts`` on the workbook."""
    arguments = (command, str(BOOK), "--today", "2026-11-21", *options)
    return CliRunner().invoke(contacts, arguments, prog_name="parmen contacts", catch_exceptions=False)


def read_files() -> dict[str, bytes]:
    """Read every file of the data, by path."""
    return {path.as_posix(): path.read_bytes() for path in Path("data").rglob("*") if path.is_file()}


def write_cells(sheet: str, key: str, **fields: object) -> None:
    """Write cells of one contact's row in the workbook."""
    editor = WorkbookEditor(sheet)
    editor.write(key, **fields)
    editor.save()


@pytest.fixture
def data(example_copy: Copy, workbook: bytes) -> Path:
    """The example, with its workbook beside it."""
    BOOK.write_bytes(workbook)
    return example_copy()


@pytest.mark.usefixtures("data")
def test_an_unchanged_workbook_changes_no_byte() -> None:
    """Written by the command itself, and read back."""
    BOOK.unlink()
    before = read_files()

    assert "7 kontakter på 4 blad skrevs till kontakter.xlsx.\n" == run("export").output
    done = run("import")

    assert ("Inget att ändra.\n", 0) == (done.output, done.exit_code)
    assert before == read_files()


@pytest.mark.usefixtures("data")
def test_one_phone_number_is_one_line() -> None:
    """In the one file where it stands, and the check passes."""
    write_cells("Exempelbygden (område)", "bvc", Telefon="070-174 06 19")
    before = read_files()

    done = run("import")

    assert [
        "Exempelbygden, BVC: telefon 070-174 06 10 → 070-174 06 19",
        f"Skrev {AREA.as_posix()}.",
    ] == done.output.splitlines()
    expected = before[AREA.as_posix()].replace(b"06 10", b"06 19")
    assert before | {AREA.as_posix(): expected} == read_files()
    assert [] == check(Path("data"))[1]


@pytest.mark.usefixtures("data")
def test_a_dry_run_shows_the_changes_and_writes_nothing() -> None:
    """A line for each field."""
    write_cells("Norrby", "elevhalsa", Öppet="Vardagar 8–17", Plats=None)
    before = read_files()

    done = run("import", "--dry-run")

    assert [
        "Norrby, Elevhälsan: plats Norrbyskolan → (tomt)",
        "Norrby, Elevhälsan: öppet Måndag till torsdag kl. 8–15 → Vardagar 8–17",
        "Ingenting skrevs: det här är en provkörning.",
    ] == done.output.splitlines()
    assert 0 == done.exit_code
    assert before == read_files()


@pytest.mark.usefixtures("data")
def test_an_override_is_a_row_with_only_what_differs() -> None:
    """The agreement's hours change in Norrby; the rest still comes from the agreement."""
    editor = WorkbookEditor("Norrby")
    assert [None] == list({cell.value for cell in editor.sheet[editor.row("bvc")][1:5]} - {"070-174 06 22"})
    editor.add(Id="bup", Öppet="Vardagar 9–11")
    editor.save()

    assert "Norrby, " in run("import").output
    assert "  - id: bup\n    hours: Vardagar 9–11\n" in NORRBY.read_text("utf-8")


@pytest.mark.usefixtures("data")
def test_a_new_row_is_a_new_contact() -> None:
    """Without an id it gets one; the service may be given by its name."""
    editor = WorkbookEditor("Norrby")
    editor.add(Verksamhet="Socialtjänsten", Funktion="Kuratorn", Telefon="070-174 06 29", Läge="exempel")
    editor.save()
    before = NORRBY.read_text("utf-8")
    done = run("import")

    assert "Norrby, socialtjanst-kuratorn: ny kontakt (socialtjanst-kuratorn)" in done.output
    new = """\
  - id: socialtjanst-kuratorn
    service: socialtjanst
    role: Kuratorn
    phone: 070-174 06 29
    state: example
"""
    after = NORRBY.read_text("utf-8")
    assert new in after
    assert before == after.replace(new, "")


@pytest.mark.usefixtures("data")
def test_a_row_that_is_gone_is_only_listed_without_remove() -> None:
    """Removing a contact is asked for twice."""
    editor = WorkbookEditor("Norrby")
    editor.sheet.delete_rows(editor.row("bvc"))
    editor.save()
    before = read_files()

    assert [
        "Norrby, BVC: raden saknas i kalkylarket. Kontakten står kvar.",
        "Ta bort kontakter som saknar rad: kör samma kommando med --remove.",
        "Inget att ändra.",
    ] == run("import").output.splitlines()
    assert before == read_files()

    assert "Norrby, BVC: tas bort\n" in run("import", "--remove").output
    assert before[NORRBY.as_posix()].replace(b"  - id: bvc\n    phone: 070-174 06 22\n", b"") == (
        NORRBY.read_bytes()
    )


CHECKED = {
    ("socialtjanst", "Funktion"): "Motagningen",
    ("socialtjanst", "Kontrollerad"): "2026-11-20",
    ("socialtjanst", "E-post"): "anna.andersson@kalix.se",
    ("socialtjanst", "Anmärkning"): "Personnummer 811228-9874",
    ("elevhalsa", "Anmärkning"): "Se {ingenstans}.",
}


@pytest.mark.usefixtures("data")
def test_what_only_the_whole_check_finds_comes_back_to_its_row() -> None:
    """A fault that the binder's rules find, once all is put together. Nothing is written."""
    editor = WorkbookEditor("Norrby")
    for (key, head), value in CHECKED.items():
        editor.write(key, **{head: value})
    editor.save()
    before = read_files()
    done = run("import")
    *lines, last = [line for line in done.output.splitlines() if line[0] != " "]

    assert {f"{BOOK}, bladet Norrby, rad {editor.row(key)}, {head}" for key, head in CHECKED} == {
        line.partition(":")[0] for line in lines
    }
    assert ("Ingenting skrevs.", 1) == (last, done.exit_code)
    assert before == read_files()


@pytest.mark.usefixtures("data")
def test_a_fault_that_comes_from_no_row_names_the_real_file() -> None:
    """Söderby had its number from the area, and the copy that was judged is nobody's."""
    editor = WorkbookEditor("Exempelbygden (område)")
    editor.sheet.delete_rows(editor.row("bvc"))
    editor.save()
    done = run("import", "--remove")

    assert (1, True) == (done.exit_code, done.output.startswith("data/")), done.output
    assert "parmen-" not in done.output


@pytest.mark.usefixtures("data")
def test_a_list_within_brackets_is_not_edited_by_machine() -> None:
    """Its values may be, but no contact comes or goes."""
    SOUTH.write_text(
        "[{id: elevhalsa, service: elevhalsa, role: Kuratorn, phone: 070-174 06 30}, "
        "{id: socialtjanst, service: socialtjanst, role: Växeln, phone: 070-174 06 31}]\n",
        encoding="utf-8",
    )
    run("export")
    write_cells("Söderby", "elevhalsa", Telefon="070-174 06 39")
    assert 0 == run("import").exit_code
    editor = WorkbookEditor("Söderby")
    editor.add(Id="bup", Öppet="Vardagar 9–11")
    editor.save()
    done = run("import")

    assert f"{SOUTH.as_posix()}:1: listan med kontakter står inom [ ]" in done.output
    assert 1 == done.exit_code
    assert "phone: 070-174 06 39" in SOUTH.read_text("utf-8")


@pytest.mark.usefixtures("data")
def test_what_does_not_read_back_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that writes something else is stopped before the file is touched."""
    write_cells("Norrby", "bvc", Telefon="070-174 06 28")
    monkeypatch.setattr(data_writer, "rewrite", lambda text, *_, **__: text + "# x\n")
    before = read_files()
    done = run("import")

    assert (1, True) == (done.exit_code, "ändringen går inte att skriva i filen" in done.output)
    assert before == read_files()


@pytest.mark.parametrize("fault", ["a disk that is full", "an edit in the meantime"])
def test_when_one_file_cannot_be_written_none_is(
    tmp_path: Path, example: Shelf, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """The files before it get their old text again, and a new one goes away."""
    old, new, last = (tmp_path / name for name in ("old.yaml", "new.yaml", "last.yaml"))
    old.write_bytes(b"old")
    last.write_bytes(b"last")
    before = {old: b"old", new: None, last: b"last" if "disk" in fault else b"otherwise"}
    after = dict.fromkeys(before, b"after")
    trial = Trial(replace(example, folder=tmp_path), [], tmp_path, before=before, after=after)
    replace_file = Path.replace

    def replace_unless_last(self: Path, target: Path) -> Path:
        if target == last:
            raise OSError("the disk is full")
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", replace_unless_last)
    with pytest.raises(OSError, match=r"full|meantime"):
        trial.commit()

    assert {old: b"old", last: b"last"} == {path: path.read_bytes() for path in tmp_path.iterdir()}


@pytest.mark.usefixtures("data")
def test_a_disk_that_cannot_be_written_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback."""

    def refuse(*_: object) -> Path:
        raise OSError("read-only")

    write_cells("Norrby", "bvc", Telefon="070-174 06 28")
    monkeypatch.setattr(data_writer, "stage_file", refuse)
    done = run("import")

    assert (1, True) == (done.exit_code, "gick inte att skriva i data. Ingenting ändrades." in done.output)


@pytest.mark.usefixtures("data")
def test_a_workbook_of_ones_own_will_do() -> None:
    """With one sheet and two columns."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Norrby"
    for row in (["Id", "Telefon"], ["bvc", "070-174 06 23"]):
        sheet.append(row)
    book.save(BOOK)

    assert 0 == run("import").exit_code
    assert "    phone: 070-174 06 23\n" in NORRBY.read_text("utf-8")


@pytest.mark.usefixtures("data")
def test_languages_have_columns_of_their_own() -> None:
    """A text in two languages; either may be changed."""
    before = SOUTH.read_text("utf-8").replace("location: Söderbyskolan", "location: {sv: Skolan, fi: Koulu}")
    SOUTH.write_text(before, "utf-8")
    run("export")
    write_cells("Söderby", "elevhalsa", **{"Plats (fi)": "Koulu, Söderby"})

    assert "Söderby, Elevhälsan: plats (fi) Koulu → Koulu, Söderby\n" in run("import").output
    assert before.replace("fi: Koulu", 'fi: "Koulu, Söderby"') == SOUTH.read_text("utf-8")


@pytest.mark.usefixtures("data")
def test_one_municipality_comes_with_its_area_and_older_workbooks_are_kept() -> None:
    """Somebody's afternoon may lie in one."""
    mine = BOOK.read_bytes()
    done = run("export", "--municipality", "norrby")

    assert "Det kalkylark som fanns där heter nu kontakter (äldre 1).xlsx." in done.output
    assert mine == Path("kontakter (äldre 1).xlsx").read_bytes()
    names = set(load_workbook(BOOK).sheetnames)
    assert {"Norrby", "Exempelbygden (område)"} < names
    assert "Söderby" not in names


@pytest.mark.usefixtures("data")
def test_what_cannot_be_read_is_one_message() -> None:
    """Faults in the data come first; then a workbook that is not there."""
    BOOK.unlink()
    assert (1, True) == ((done := run("import")).exit_code, "xlsx går inte att öppna" in done.output)

    Path("data/site.yaml").write_text("name: x\n", "utf-8")
    assert (1, True) == ((done := run("import")).exit_code, done.output.startswith("data/site.yaml:1: "))
