"""``parmen contacts``: out to a spreadsheet and in again, nothing lost and nothing half written."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from macros.checks import check
from macros.commands.contacts_command import contacts
from macros.exchange import data_writer
from macros.exchange.data_writer import CommitError, Trial
from macros.records.whole_shelf import Shelf
from tests.edits import replace_in
from tests.exchange.workbook_editor import BOOK, WorkbookEditor
from tests.several import several

NORRBY = Path("data/municipalities/norrby.yaml")
SOUTH = Path("data/municipalities/soderby/contacts.yaml")
AREA = Path("data/areas/exempelbygden/contacts.yaml")
AREA_SHEET = "Exempelbygden (område)"
Cells = dict[str, object]

pytestmark = pytest.mark.usefixtures("data")


def run(command: str, *options: str) -> Result:
    """Run ``parmen contacts`` on the workbook."""
    arguments = (command, str(BOOK), "--today", "2026-11-21", *options)
    return CliRunner().invoke(contacts, arguments, prog_name="parmen contacts", catch_exceptions=False)


def read_files() -> dict[Path, bytes]:
    """Read every file of the data, by path."""
    return {path: path.read_bytes() for path in Path("data").rglob("*") if path.is_file()}


def edit_sheet(sheet: str, gone: str = "", add: Cells | None = None, **rows: Cells) -> WorkbookEditor:
    """Write cells of contacts' rows in the workbook, fill in a new row, and take one away."""
    editor = WorkbookEditor(sheet)
    for key, cells in rows.items():
        editor.write(key, **cells)
    if add:
        editor.add(**add)
    if gone:
        editor.sheet.delete_rows(editor.row(gone))
    BOOK.write_bytes(editor.content())
    return editor


@pytest.fixture
def data(example_copy: Callable[..., Path], workbook: bytes) -> None:
    """The example, with its workbook beside it."""
    example_copy()
    BOOK.write_bytes(workbook)


def test_an_unchanged_workbook_changes_no_byte() -> None:
    """Written by the command itself, and read back."""
    BOOK.unlink()
    before = read_files()

    assert "8 kontakter på 4 blad skrevs till kontakter.xlsx.\n" == run("export").output
    done = run("import")

    assert ("Inget att ändra.\n", 0) == (done.output, done.exit_code)
    assert before == read_files()


NEW = """\
  - id: socialtjanst-kuratorn
    service: socialtjanst
    role: Kuratorn
    phone: 070-174 06 29
    state: example
"""
KEPT = "Norrby, BVC: raden saknas i kalkylarket. Kontakten står kvar."


@pytest.mark.parametrize(
    ("edit", "options", "output", "old", "new"),
    [
        pytest.param(
            {"sheet": AREA_SHEET, "bvc": {"Telefon": "070-174 06 19"}}, [],
            ["Exempelbygden, BVC: telefon 070-174 06 10 → 070-174 06 19", f"Skrev {AREA}."],
            "06 10", "06 19", id="one phone number is one line"),
        pytest.param(
            {"sheet": "Norrby", "elevhalsa": {"Öppet": "Vardagar 8–17", "Plats": None}}, ["--dry-run"],
            ["Norrby, Elevhälsan: plats Norrbyskolan → (tomt)",
             "Norrby, Elevhälsan: öppet Måndag till torsdag kl. 8–15 → Vardagar 8–17",
             "Ingenting skrevs: det här är en provkörning."],
            "", "", id="a dry run writes nothing"),
        pytest.param(
            {"sheet": "Norrby", "add": {"Id": "bup", "Öppet": "Vardagar 9–11"}}, [],
            ["Norrby, BUP: ny kontakt (bup)",
                "Norrby, BUP: öppet Vardagar 9–11",
                f"Skrev {NORRBY}."], "    phone: 070-174 06 22\n",
            "    phone: 070-174 06 22\n  - id: bup\n    hours: Vardagar 9–11\n", id="an override is only what differs"),
        pytest.param(
            {"sheet": "Norrby", "add": {"Verksamheter": "Socialtjänsten", "Funktion": "Kuratorn",
                                        "Telefon": "070-174 06 29", "Läge": "exempel"}}, [],
            ["Norrby, socialtjanst-kuratorn: ny kontakt (socialtjanst-kuratorn)",
             "Norrby, socialtjanst-kuratorn: verksamheter socialtjanst",
             "Norrby, socialtjanst-kuratorn: funktion Kuratorn",
             "Norrby, socialtjanst-kuratorn: telefon 070-174 06 29",
             "Norrby, socialtjanst-kuratorn: läge exempel", f"Skrev {NORRBY}."],
            "    phone: 070-174 06 22\n", f"    phone: 070-174 06 22\n{NEW}",
            id="a new row gets an id, and a service by its name"),
        pytest.param(
            {"sheet": "Norrby", "socialtjanst": {"Verksamheter": "Socialtjänsten, bup", "Telefon": "+46 70 174 06 21"}},
            [], ["Norrby, Socialtjänsten: verksamheter socialtjanst → socialtjanst, bup", f"Skrev {NORRBY}."],
            "    service: socialtjanst\n", "    services: [socialtjanst, bup]\n",
            id="several services in one cell; a number written otherwise is the same"),
        pytest.param(
            {"sheet": "Norrby", "gone": "bvc"}, [],
            [KEPT, "Ta bort kontakter som saknar rad: kör samma kommando med --remove.", "Inget att ändra."],
            "", "", id="a row that is gone is only listed"),
        pytest.param(
            {"sheet": "Norrby", "gone": "bvc"}, ["--remove"], ["Norrby, BVC: tas bort", f"Skrev {NORRBY}."],
            "  - id: bvc\n    phone: 070-174 06 22\n", "", id="a contact is removed when that is asked for"),
    ],
)  # fmt: skip
def test_import_writes_what_the_workbook_changes(
    edit: dict[str, Any], options: list[str], output: list[str], old: str, new: str
) -> None:
    """In the one file where it stands, with a line for each field; and the check passes."""
    before = read_files()
    edit_sheet(**edit)
    done = run("import", *options)
    file = AREA if edit["sheet"] == AREA_SHEET else NORRBY

    assert (output, 0) == (done.output.splitlines(), done.exit_code)
    assert before | {file: before[file].replace(old.encode(), new.encode())} == read_files()
    assert [] == check(Path("data"))[1]


def test_a_row_of_an_override_holds_only_what_differs() -> None:
    """The rest still comes from the levels above."""
    editor = WorkbookEditor("Norrby")

    assert {None, "070-174 06 22"} == {cell.value for cell in editor.sheet[editor.row("bvc")][1:7]}


CHECKED: dict[str, Cells] = {
    "socialtjanst": {
        "Funktion": "Motagningen",
        "Kontrollerad": "2026-11-20",
        "E-post": "anna.andersson@kalix.se",
        "Anmärkning": "Personnummer 811228-9874",
    },
    "elevhalsa": {"Anmärkning": "Se {ingenstans}."},
}


def test_what_only_the_whole_check_finds_comes_back_to_its_row() -> None:
    """A fault that the binder's rules find, once all is put together. Nothing is written."""
    editor = edit_sheet("Norrby", **CHECKED)
    before = read_files()
    done = run("import")
    *lines, last = [line for line in done.output.splitlines() if line[0] != " "]

    assert {line.partition(":")[0] for line in lines} == {
        f"{BOOK}, bladet Norrby, rad {editor.row(key)}, {head}"
        for key, cells in CHECKED.items()
        for head in cells
    }
    assert ("Ingenting skrevs.", 1) == (last, done.exit_code)
    assert before == read_files()


def test_a_fault_that_comes_from_no_row_names_the_real_file() -> None:
    """Söderby had its number from the area, and the copy that was judged is nobody's."""
    edit_sheet(AREA_SHEET, gone="bvc")
    done = run("import", "--remove")

    assert (1, True) == (done.exit_code, done.output.startswith("data/")), done.output
    assert "parmen-" not in done.output


def test_a_list_within_brackets_is_edited_in_place() -> None:
    """Unless a comment stands in it, which would be lost."""
    SOUTH.write_text(
        "[{id: elevhalsa, service: elevhalsa, role: Kuratorn, phone: 070-174 06 30}, "
        "{id: socialtjanst, service: socialtjanst, role: Växeln, phone: 070-174 06 31}]\n",
        encoding="utf-8",
    )
    run("export")
    edit_sheet("Söderby", elevhalsa={"Telefon": "070-174 06 39"})
    assert 0 == run("import").exit_code
    edit_sheet("Söderby", add={"Id": "bup", "Öppet": "Vardagar 9–11"})
    SOUTH.write_text(SOUTH.read_text("utf-8").replace("}, {", "},\n  # hej\n  {"), encoding="utf-8")
    done = run("import")

    assert (1, True) == (done.exit_code, f"{SOUTH.as_posix()}:1: kontakterna är skrivna så" in done.output)
    assert "phone: 070-174 06 39" in SOUTH.read_text("utf-8")
    SOUTH.write_text(SOUTH.read_text("utf-8").replace("  # hej\n", ""), encoding="utf-8")
    assert 0 == run("import").exit_code
    assert "{id: bup, hours: Vardagar 9–11}]" in SOUTH.read_text("utf-8")


def refuse(*_: object, **__: object) -> Path:
    """Fail as a disk does that is full."""
    raise OSError(errno.ENOSPC, "No space left on device", "norrby.yaml")


@pytest.mark.parametrize(
    ("function", "replacement", "message"),
    [
        ("rewrite", lambda text, *_, **__: text + "# x\n", "ändringen går inte att skriva i filen"),
        ("stage_file", refuse, "gick inte att skriva, för disken är full: norrby.yaml. Ingenting ändrades."),
    ],
    ids=["a writer that writes something else", "a disk that cannot be written"],
)
def test_what_cannot_be_written_is_one_message(
    monkeypatch: pytest.MonkeyPatch, function: str, replacement: object, message: str
) -> None:
    """Before the file is touched, and without a traceback."""
    edit_sheet("Norrby", bvc={"Telefon": "070-174 06 28"})
    monkeypatch.setattr(data_writer, function, replacement)
    before = read_files()
    done = run("import")

    assert (1, True) == (done.exit_code, message in done.output)
    assert before == read_files()


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("seen", "error", "restores", "message"),
    [
        (
            b"last",
            FULL,
            True,
            "^Det gick inte att skriva, för disken är full. Ingenting ändrades.$",
        ),
        (
            b"last",
            FULL,
            False,
            "^Allt gick inte att skriva, för disken är full. .* tillbaka: [^ ]*/old.yaml. Jämför",
        ),
        (b"last", KeyboardInterrupt(), True, "^$"),
        (
            b"otherwise",
            None,
            True,
            "/last.yaml har ändrats under tiden. Ingenting skrevs. Kör samma kommando igen.$",
        ),
    ],
    ids=["disk", "no way back", "Ctrl-C", "edit"],
)
def test_when_one_file_cannot_be_written_none_is(
    tmp_path_factory: pytest.TempPathFactory,
    example: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    seen: bytes,
    error: BaseException | None,
    restores: bool,
    message: str,
) -> None:
    """The files before it get their old text again, and a new one goes away; else they are named."""
    folder = tmp_path_factory.mktemp("disk")
    old, new, last = (folder / name for name in ("old.yaml", "new.yaml", "last.yaml"))
    old.write_bytes(b"old")
    last.write_bytes(b"last")
    before = {old: b"old", new: None, last: seen}
    after = dict.fromkeys(before, b"after")
    trial = Trial(replace(example, folder=folder), [], folder, before=before, after=after)
    replace_file = Path.replace

    def replace_unless_last(self: Path, target: Path) -> Path:
        if target == last and error:
            raise error
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", replace_unless_last)
    if not restores:
        monkeypatch.setattr(data_writer, "write_file", refuse)
    with pytest.raises((CommitError, KeyboardInterrupt), match=message):
        trial.commit()

    content = b"old" if restores else b"after"
    assert {old: content, last: b"last"} == {path: path.read_bytes() for path in folder.iterdir()}


def test_a_file_from_windows_is_changed_where_it_differs_only() -> None:
    """Byte order mark, line ends and all else stay as they are."""
    before = b"\xef\xbb\xbf" + NORRBY.read_bytes().replace(b"\n", b"\r\n")
    NORRBY.write_bytes(before)
    edit_sheet("Norrby", bvc={"Telefon": "070-174 06 28"})

    assert 0 == run("import").exit_code
    assert before.replace(b"phone: 070-174 06 22\r", b"phone: 070-174 06 28\r") == NORRBY.read_bytes()


def test_a_workbook_of_ones_own_will_do() -> None:
    """With one sheet and two columns."""
    book = Workbook()
    sheet = book.create_sheet("Norrby", 0)
    sheet.append(["Id", "Telefon"])
    sheet.append(["bvc", "070-174 06 23"])
    del book["Sheet"]
    book.save(BOOK)

    assert 0 == run("import").exit_code
    assert "    phone: 070-174 06 23\n" in NORRBY.read_text("utf-8")


def test_languages_have_columns_of_their_own() -> None:
    """A text in two languages; either may be changed."""
    before = SOUTH.read_text("utf-8").replace("location: Söderbyskolan", "location: {sv: Skolan, fi: Koulu}")
    SOUTH.write_text(before, "utf-8")
    run("export")
    edit_sheet("Söderby", elevhalsa={"Plats (fi)": "Koulu, Söderby"})

    assert "Söderby, Elevhälsan: plats (fi) Koulu → Koulu, Söderby\n" in run("import").output
    assert before.replace("fi: Koulu", 'fi: "Koulu, Söderby"') == SOUTH.read_text("utf-8")


def test_one_municipality_comes_with_its_area_and_older_workbooks_are_kept() -> None:
    """Somebody's afternoon may lie in one."""
    mine = BOOK.read_bytes()
    done = run("export", "--municipality", "norrby")

    assert "Det kalkylark som fanns där heter nu kontakter (äldre 1).xlsx." in done.output
    assert mine == Path("kontakter (äldre 1).xlsx").read_bytes()
    assert {"Norrby", AREA_SHEET, "Söderby"} & set(load_workbook(BOOK).sheetnames) == {"Norrby", AREA_SHEET}


TEAM = """\
    services: [{id: team, name: Teamet, group: first, does: Stöd., for_whom: Alla., call_when: Nu.}]
    contacts: [{id: team, services: [team], role: Växeln, phone: 070-174 06 30, state: example}]
"""


def test_a_service_under_one_of_a_municipalitys_areas_may_be_chosen(
    example_copy: Callable[..., Path],
) -> None:
    """The area's own contact has no row; a new one does not take its id."""
    files = several()
    own, status = files["municipalities/norrby.yaml"], "    membership: {status: joining}\n"
    example_copy({**files, "municipalities/norrby.yaml": replace_in(own, (status, status + TEAM))})
    run("export")
    edit_sheet("Norrby", add={"Verksamheter": "Teamet", "Funktion": "Växeln", "Telefon": "070-174 06 31"})

    assert 0 == run("import").exit_code
    assert "  - id: team-vaxeln\n    service: team\n" in NORRBY.read_text("utf-8")


def test_what_cannot_be_read_is_one_message() -> None:
    """Faults in the data come first; then a workbook that is not there."""
    BOOK.unlink()
    without_book = run("import")
    Path("data/site.yaml").write_text("name: x\n", "utf-8")
    faulty = run("import")

    assert (1, 1) == (without_book.exit_code, faulty.exit_code)
    assert "xlsx går inte att öppna" in without_book.output
    assert faulty.output.startswith("data/site.yaml:1: ")
