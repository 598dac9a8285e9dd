"""Contacts out to a spreadsheet and in again: nothing lost, nothing half written, every fault by its row."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from macros.checks import check
from macros.commands.contacts_command import contacts
from macros.exchange.contacts import Directory, directories, of_municipalities
from macros.exchange.difference import compare
from macros.exchange.workbook import write
from macros.exchange.workbook_rows import read
from macros.records.binder import Shelf
from tests.country.generate import generate

ROOT = Path(__file__).resolve().parents[2]
Copy = Callable[..., Path]
BOOK = Path("kontakter.xlsx")
DAY = "2026-11-21"


def run(*arguments: str) -> Result:
    """Run ``parmen contacts``."""
    return CliRunner().invoke(contacts, arguments, prog_name="parmen contacts", catch_exceptions=False)


def export(*options: str) -> None:
    done = run("export", str(BOOK), "--today", DAY, *options)
    assert 0 == done.exit_code, done.output


def take_in(*options: str) -> Result:
    return run("import", str(BOOK), "--today", DAY, *options)


class Editor:
    """Someone with the workbook open in a spreadsheet."""

    def __init__(self, sheet: str, book: Path | io.BytesIO = BOOK) -> None:
        self.book = load_workbook(book)
        self.sheet = self.book[sheet]

    @property
    def heads(self) -> list[str]:
        return [str(cell.value) for cell in self.sheet[1]]

    def cell(self, key: str, head: str) -> Any:
        return self.sheet.cell(self.row(key), self.heads.index(head) + 1)

    def row(self, key: str) -> int:
        return next(row[0].row for row in self.sheet.iter_rows(min_row=2) if row[0].value == key)

    def write(self, key: str, head: str, value: object) -> None:
        self.cell(key, head).value = value

    def add(self, **fields: object) -> int:
        """Fill in the next empty row; ``Id=…, Telefon=…``."""
        row = next(n for n in range(2, 1000) if all(cell.value is None for cell in self.sheet[n]))
        for head, value in fields.items():
            self.sheet.cell(row, self.heads.index(head) + 1).value = value  # type: ignore[assignment]
        return row

    def save(self) -> None:
        self.book.save(BOOK)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines that only the one or only the other has, in order."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.fixture
def data(example_copy: Copy) -> Path:
    """The example, with its workbook beside it."""
    folder = example_copy()
    export()
    return folder


def copy_of_the_data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(folder)
    return Path("data")


@pytest.fixture
def real_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, real_book: list[bytes]) -> Path:
    """A copy of the project's own data, with its workbook beside it. Two municipalities will do."""
    folder = copy_of_the_data(tmp_path, monkeypatch)
    for path in (folder / "municipalities").iterdir():
        if path.stem not in {"kalix", "haparanda"}:
            path.unlink()
    shutil.rmtree(folder / "areas/norra-halsingland")
    if not real_book:
        export()
        real_book.append(BOOK.read_bytes())
    BOOK.write_bytes(real_book[0])
    return folder


@pytest.fixture(scope="module")
def real_book() -> list[bytes]:
    """The workbook of that copy, once it is written."""
    return []


def test_an_unchanged_workbook_changes_no_byte(data: Path) -> None:
    before = files(data)

    done = take_in()

    assert ("Inget att ändra.\n", 0) == (done.output, done.exit_code)
    assert before == files(data)


def test_the_real_data_comes_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copy_of_the_data(tmp_path, monkeypatch)
    before = files(folder)
    export()

    assert "Inget att ändra.\n" == take_in().output
    assert before == files(folder)


@pytest.mark.slow
def test_a_country_comes_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    generate(tmp_path / "data")
    for path in sorted(Path("data/municipalities").iterdir())[6:]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    kept = "".join(path.read_text("utf-8") for path in Path("data/municipalities").rglob("*.yaml"))
    for path in Path("data/areas").iterdir():
        if f"area: {path.name}\n" not in kept:
            shutil.rmtree(path)
    before = files(tmp_path / "data")
    export()

    assert "Inget att ändra.\n" == take_in().output
    assert before == files(tmp_path / "data")


def test_one_phone_number_is_one_line(real_data: Path) -> None:
    """Comments, order, folds and quotes elsewhere stay."""
    editor = Editor("Östra Norrbotten (område)")
    editor.write("bum", "Telefon", "0980-31 92 09")
    editor.save()
    before = files(real_data)

    done = take_in()

    assert [
        "Östra Norrbotten, BUM: telefon 0980-31 92 01 → 0980-31 92 09",
        "Skrev data/areas/ostra-norrbotten/contacts.yaml.",
    ] == done.output.splitlines()
    after = files(real_data)
    assert {"areas/ostra-norrbotten/contacts.yaml"} == {name for name in after if after[name] != before[name]}
    assert (["  phone: 0980-31 92 01"], ["  phone: 0980-31 92 09"]) == differing(
        before["areas/ostra-norrbotten/contacts.yaml"], after["areas/ostra-norrbotten/contacts.yaml"]
    )
    assert [] == check(real_data)[1]


def test_a_dry_run_tells_and_writes_nothing(real_data: Path) -> None:
    editor = Editor("Kalix")
    editor.write("socialtjanst", "Öppet", "Vardagar 8–17")
    editor.write("socialtjanst", "Adress", None)
    editor.save()
    before = files(real_data)

    done = take_in("--dry-run")

    assert [
        "Kalix, Socialtjänsten: adress Exempelgatan 1, Kalix → (tomt)",
        "Kalix, Socialtjänsten: öppet Vardagar 8–16 → Vardagar 8–17",
        "Ingenting skrevs: det här är en provkörning.",
    ] == done.output.splitlines()
    assert 0 == done.exit_code
    assert before == files(real_data)


SOUTH = """\
# Söderbys egna kontakter.
- id: elevhalsa   # skolan
  state: example

  # Kuratorn har bytt nummer en gång.
  service: elevhalsa
  role: 'Kuratorn'
  phone: "070-174 06 30"   # växeln
  note: >- # lång
    Ring helst på förmiddagen,
    då är det lugnast.

  # Sist.
  hours: |-
    Vardagar
# Nästa kommer från en annan förvaltning.
- {id: socialtjanst, service: socialtjanst, role: Mottagningen, phone: 070-174 06 31}
"""
NOTE = """\
  note: >- # lång
    Ring helst på förmiddagen,
    då är det lugnast.
"""


@pytest.fixture
def commented(example_copy: Copy) -> Path:
    """The example, where Söderby's contacts are written in every manner there is."""
    folder = example_copy({"municipalities/soderby/contacts.yaml": SOUTH})
    export()
    return folder / "municipalities/soderby/contacts.yaml"


def edited(commented: Path, key: str, **fields: object) -> str:
    """What the file says after an edit of some fields."""
    editor = Editor("Söderby")
    for head, value in fields.items():
        editor.write(key, head, value)
    editor.save()
    done = take_in()
    assert 0 == done.exit_code, done.output
    return commented.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("fields", "old", "new"),
    [
        ({"Telefon": "070-174 06 32"}, '"070-174 06 30"', '"070-174 06 32"'),
        ({"Funktion": "Skolsköterskan"}, "'Kuratorn'", "'Skolsköterskan'"),
        (
            {"Anmärkning": "Ring helst på eftermiddagen: då är det # lugnast."},
            ">- # lång\n    Ring helst på förmiddagen,\n    då är det lugnast.\n",
            ">- # lång\n    Ring helst på eftermiddagen: då är det # lugnast.\n",
        ),
        ({"Öppet": "Helger"}, "|-\n    Vardagar", ">-\n    Helger"),
        ({"Anmärkning": None}, NOTE, ""),
        (
            {"E-post": "elevhalsan@soderby.example"},
            '06 30"   # växeln\n',
            '06 30"   # växeln\n  email: elevhalsan@soderby.example\n',
        ),
        ({"Läge": "förslag"}, "state: example", "state: proposed"),
        ({"Läge": None}, "  state: example\n", ""),
        ({"Plats": "Skolan: \"A\""}, "role: 'Kuratorn'\n", "role: 'Kuratorn'\n  location: \"Skolan: \\\"A\\\"\"\n"),
        ({"Plats": "1177"}, "role: 'Kuratorn'\n", "role: 'Kuratorn'\n  location: \"1177\"\n"),
        (
            {"Läge": "utkast", "Kontrollerad": datetime(2026, 11, 20)},
            "state: example",
            "state: draft",
        ),
    ],
)  # fmt: skip
def test_each_manner_of_writing_survives(
    commented: Path, fields: dict[str, object], old: str, new: str
) -> None:
    """Only the value that differs is written anew, in the manner it had."""
    expected = SOUTH.replace(old, new)
    if "Kontrollerad" in fields:
        expected = expected.replace("    Vardagar\n", "    Vardagar\n  checked: 2026-11-20\n")

    assert expected == edited(commented, "elevhalsa", **fields)


def test_a_contact_within_braces_stays_within_braces(commented: Path) -> None:
    said = edited(commented, "socialtjanst", **{"Telefon": "070-174 06 33", "Öppet": "Vardagar, 8–16"})

    line = '- {id: socialtjanst, service: socialtjanst, role: Mottagningen, phone: 070-174 06 33, hours: "Vardagar, 8–16"}'
    assert [*SOUTH.splitlines()[:-1], line] == said.splitlines()


def test_a_long_note_is_folded_and_reads_back(commented: Path) -> None:
    note = "Hit ringer du när du är orolig för ett barn i skolan. " * 5 + "\nKvällar: ring 112."
    said = edited(commented, "socialtjanst", Anmärkning=note)
    assert "# Nästa kommer" in said
    export()

    assert note.replace(" \n", "\n") == Editor("Söderby").cell("socialtjanst", "Anmärkning").value
    assert "Inget att ändra.\n" == take_in().output


def test_windows_line_ends_and_a_byte_order_mark_stay(example_copy: Copy) -> None:
    folder = example_copy()
    path = folder / "municipalities/norrby.yaml"
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    export()
    editor = Editor("Norrby")
    editor.write("socialtjanst", "Telefon", "070-174 06 29")
    editor.write("socialtjanst", "Öppet", "Vardagar 8–16")
    editor.save()
    take_in()

    old = b"  phone: 070-174 06 21\r\n    email: socialtjansten@norrby.example\r\n"
    new = old.replace(b"06 21", b"06 29") + "    hours: Vardagar 8–16\r\n".encode()
    assert before.replace(old, new) == path.read_bytes()


def test_an_override_is_a_row_with_only_what_differs(data: Path) -> None:
    """The area's phone changes in Norrby; the rest still comes from the area."""
    editor = Editor("Norrby")
    assert [None] == list({cell.value for cell in editor.sheet[editor.row("bvc")][1:5]} - {"070-174 06 22"})
    editor.add(Id="bup", Öppet="Vardagar 9–11")
    editor.save()
    done = take_in()

    assert "Norrby, " in done.output
    assert "  - id: bup\n    hours: Vardagar 9–11\n" in (data / "municipalities/norrby.yaml").read_text(
        "utf-8"
    )


def test_a_row_that_lost_its_id_is_no_new_contact(real_data: Path) -> None:
    """The contact that it is the row of would else stand twice."""
    editor = Editor("Kalix")
    editor.write("socialtjanst", "Id", None)
    editor.save()
    done = take_in()

    assert 1 == done.exit_code
    assert "Id: rutan är tom, men raden är lik kontakten ”socialtjanst”, som saknar rad" in done.output
    assert "Skriv tillbaka socialtjanst." in done.output


def test_a_new_row_is_a_new_contact(real_data: Path) -> None:
    """Without an id it gets one; the service may be given by its name."""
    editor = Editor("Kalix")
    editor.add(Verksamhet="Socialtjänsten", Funktion="Socialjouren", Telefon="0980-31 92 29", Läge="exempel")
    editor.save()
    before = (real_data / "municipalities/kalix.yaml").read_text("utf-8")
    done = take_in()

    assert "Kalix, socialtjanst-socialjouren: ny kontakt (socialtjanst-socialjouren)" in done.output
    new = """\
  - id: socialtjanst-socialjouren
    service: socialtjanst
    role: Socialjouren
    phone: 0980-31 92 29
    state: example
"""
    after = (real_data / "municipalities/kalix.yaml").read_text("utf-8")
    assert new in after
    assert before == after.replace(new, "")


SHARED = """\
- {id: elevhalsa, service: elevhalsa, role: Kuratorn, phone: 070-174 06 35}
- {id: socialtjanst, service: socialtjanst, role: Växeln, phone: 070-174 06 36}
- {id: bvc, service: bvc, role: Mottagningen, phone: 070-174 06 37}
"""
FIRST = """\
- id: bvc-extra
  service: bvc
  role: Mottagningen
  phone: 070-174 06 39
"""


@pytest.mark.parametrize("before", [None, "[]\n", "# Inga än.\n[]\n"])
def test_the_first_contact_of_a_folder(example_copy: Copy, before: str | None) -> None:
    """In ``contacts.yaml``, which is made where there is none."""
    folder = example_copy({"areas/exempelbygden/contacts.yaml": SHARED})
    path = folder / "municipalities/soderby/contacts.yaml"
    path.unlink()
    if before is not None:
        path.write_text(before, encoding="utf-8")
    export()
    editor = Editor("Söderby")
    editor.add(Id="bvc-extra", Verksamhet="bvc", Funktion="Mottagningen", Telefon="070-174 06 39")
    editor.save()
    done = take_in()

    assert 0 == done.exit_code, done.output
    assert (before or "").replace("[]\n", "") + FIRST == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "contacts:"), ("contacts: []\n", "contacts:"), ("contacts: [] # inga\n", "contacts: # inga")],
)
def test_the_first_contact_of_a_file(example_copy: Copy, before: str, after: str) -> None:
    """Under ``contacts:``, which is made where there is none."""
    folder = example_copy({"areas/exempelbygden/contacts.yaml": SHARED})
    path = folder / "municipalities/norrby.yaml"
    text = path.read_text("utf-8")
    start, end = text.index("contacts:"), text.index("local:")
    path.write_text(text[:start] + before + text[end:], encoding="utf-8")
    export()
    editor = Editor("Norrby")
    editor.add(Id="bvc-extra", Verksamhet="bvc", Funktion="Mottagningen", Telefon="070-174 06 39")
    editor.save()
    done = take_in()

    assert 0 == done.exit_code, done.output
    assert 1 == path.read_text("utf-8").count(f"{after}\n" + "".join(f"  {x}\n" for x in FIRST.splitlines()))


def test_a_row_that_is_gone_is_only_listed(real_data: Path) -> None:
    editor = Editor("Kalix")
    editor.sheet.delete_rows(editor.row("elevhalsa"))
    editor.save()
    before = files(real_data)
    done = take_in()

    assert [
        "Kalix, Elevhälsan: raden saknas i kalkylarket. Kontakten står kvar.",
        "Ta bort kontakter som saknar rad: kör samma kommando med --remove.",
        "Inget att ändra.",
    ] == done.output.splitlines()
    assert before == files(real_data)


def test_remove_takes_away_just_its_lines(real_data: Path) -> None:
    path = real_data / "municipalities/kalix.yaml"
    before = path.read_text("utf-8")
    editor = Editor("Kalix")
    last = [str(row[0].value) for row in editor.sheet.iter_rows(min_row=2) if row[0].value][-1]
    editor.sheet.delete_rows(editor.row(last))
    editor.save()
    done = take_in("--remove")
    after = path.read_text("utf-8")

    assert 0 == done.exit_code, done.output
    assert "tas bort" in done.output
    ids = [contact["id"] for contact in yaml.safe_load(before)["contacts"]]
    assert ids[:-1] == [contact["id"] for contact in yaml.safe_load(after)["contacts"]]
    assert [] == differing(before.encode(), after.encode())[1]


@pytest.mark.parametrize("title", ["Söderby", "Norrby"])
def test_every_contact_can_be_taken_away(example_copy: Copy, title: str) -> None:
    """An empty list stays, and the check still passes."""
    folder = example_copy({"areas/exempelbygden/contacts.yaml": SHARED})
    export()
    editor = Editor(title)
    editor.sheet.delete_rows(2, 20)
    editor.save()
    done = take_in("--remove")
    export()

    assert 0 == done.exit_code, done.output
    assert [] == check(folder)[1]
    assert 1 == Editor(title).sheet.max_row


def faults(sheet: str = "Kalix") -> list[str]:
    """What an import says, but for its last line, each fault without its advice."""
    before = files(Path("data"))
    done = take_in()
    assert 1 == done.exit_code, done.output
    assert before == files(Path("data"))
    lines = done.output.splitlines()
    assert "Ingenting skrevs." == lines[-1]
    return [line.replace(f"kontakter.xlsx, bladet {sheet}, ", "") for line in lines[:-1] if line[0] != " "]


CELLS = [
    ("Telefon", 980319229, "”980319229” är ett tal, och nollan först kan ha försvunnit"),
    ("Telefon", 98031.5, "”98031.5” är ett tal, och nollan först kan ha försvunnit"),
    ("Kontrollerad", 46347, "”46347” är ett tal, inget datum"),
    ("Telefon", "=A1", "i ruta {at} står en formel"),
    ("Telefon", "abc", "”abc” är inget telefonnummer"),
    ("Telefon", True, "i ruta {at} står SANT"),
    ("Telefon", datetime(1931, 9, 2), "kalkylprogrammet har gjort om ruta {at} till ett datum eller klockslag"),
    ("E-post", "anna", "”anna” är ingen e-postadress"),
    ("Webb", "kalix.example", "”kalix.example” är ingen webbadress"),
    ("Kontrollerad", "igår", "”igår” är inget datum"),
    ("Kontrollerad", datetime(2026, 11, 20, 8, 30), "det står ett klockslag efter datumet"),
    ("Verksamhet", "socialtjanste", "verksamheten ”socialtjanste” finns inte"),
    ("Verksamhet", None, "får inte vara tom"),
    ("Funktion", None, "får inte vara tom"),
    ("Adress", "Exempelgatan 1\nKalix", "värdet ska stå på en rad"),
    ("Anmärkning", "Ring {.", "platshållaren ”{.” går inte att läsa"),
    ("Anmärkning", "Hej 😀", "tecknet ”😀” (U+1F600) finns inte i pärmens typsnitt"),
    ("Läge", "klar", "”klar” går inte att välja"),
]  # fmt: skip


CHECKED = {
    ("socialtjanst", "Funktion"): "Socialtjänstens motagning",
    ("socialtjanst", "Kontrollerad"): "2026-11-20",
    ("socialtjanst", "E-post"): "anna.andersson@kalix.se",
    ("socialtjanst", "Anmärkning"): "Personnummer 811228-9874",
    ("elevhalsa", "Anmärkning"): "Se {ingenstans}.",
}


@pytest.fixture(scope="module")
def kalix(real: Shelf) -> tuple[list[Directory], bytes]:
    """Kalix and what it inherits, and their workbook."""
    found = of_municipalities(real, directories(real), ("kalix",))
    return found, write(found, [], "Utgivaren", real.today)


@pytest.mark.parametrize(("head", "value", "message"), CELLS)
def test_a_cell_that_fails_is_named(
    kalix: tuple[list[Directory], bytes], head: str, value: object, message: str
) -> None:
    """By sheet, row and heading, whatever else is right."""
    found, content = kalix
    editor = Editor("Kalix", io.BytesIO(content))
    cell = editor.cell("socialtjanst", head)
    cell.value = value
    editor.write("elevhalsa", "Öppet", "Vardagar 1–2")
    changed = io.BytesIO()
    editor.book.save(changed)
    book = read(changed.getvalue(), "kontakter.xlsx")
    compare(book, found)

    said = [str(fault).partition("\n")[0] for fault in book.faults]
    expected = f"kontakter.xlsx, bladet Kalix, rad {cell.row}, {head}: {message}"
    assert [expected.replace("{at}", cell.coordinate)] == said


def test_what_only_the_whole_check_finds_is_named_too(real_data: Path) -> None:
    """A fault that the binder's rules find, once all is put together, comes back to its row."""
    editor = Editor("Kalix")
    for (key, head), value in CHECKED.items():
        editor.write(key, head, value)
    editor.write("forskola", "Öppet", "Vardagar 1–2")
    editor.save()

    assert {f"rad {editor.row(key)}, {head}" for key, head in CHECKED} == {
        line.partition(":")[0] for line in faults()
    }


def test_all_faults_come_at_once(real_data: Path) -> None:
    editor = Editor("Kalix")
    row = editor.row("socialtjanst")
    editor.write("socialtjanst", "Telefon", 112)
    editor.write("elevhalsa", "E-post", "x")
    first = editor.add(Verksamhet="bvc", Telefon="0980-31 92 29")
    second = editor.add(Id="elevhalsa", Verksamhet="elevhalsa", Funktion="Kuratorn")
    third = editor.add(Id="Nya", Verksamhet="bvc", Funktion="Mottagningen")
    editor.save()

    assert {
        f"rad {row}, Telefon: ”112” är ett tal, och nollan först kan ha försvunnit",
        f"rad {editor.row('elevhalsa')}, E-post: ”x” är ingen e-postadress",
        f"rad {first}, Funktion: får inte vara tom",
        f"rad {second}, Id: ”elevhalsa” står redan på rad {editor.row('elevhalsa')}",
        f"rad {third}, Id: ”Nya” duger inte som namn i en adress",
    } == set(faults())


def test_an_id_that_was_changed_is_noticed(real_data: Path) -> None:
    editor = Editor("Kalix")
    editor.write("elevhalsa", "Id", "elevhalsan")
    editor.save()

    assert ["rad 3, Id: id ”elevhalsan” finns inte, och raden för elevhalsa saknas"] == faults()


def test_columns_may_be_moved_and_left_out(real_data: Path) -> None:
    """What has no column is left as it is."""
    editor = Editor("Kalix")
    editor.sheet.delete_cols(editor.heads.index("Adress") + 1)
    editor.sheet.move_range(f"B1:B{editor.sheet.max_row}", cols=30)
    editor.save()

    assert "Inget att ändra.\n" == take_in().output


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda e: e.sheet.cell(1, 5, "Telefonnr"), "rad 1: kolumnen ”Telefonnr” finns inte"),
        (lambda e: e.sheet.cell(1, 5, "E-post"), "rad 1, E-post: kolumnen finns två gånger"),
        (lambda e: setattr(e.sheet.cell(1, 1), "value", None), "rad 1: kolumnen Id saknas"),
        (lambda e: e.sheet.merge_cells("B2:C2"), "rad 2: rutorna B2:C2 är sammanfogade"),
        (lambda e: e.sheet.cell(2, 20, "hej"), "rad 2: ruta T2 står i en kolumn utan rubrik"),
        (lambda e: setattr(e.sheet, "title", "Kalixx"),
         "kontakter.xlsx, bladet Kalixx: bladet hör inte till någon kommun eller något område"),
        (lambda e: e.sheet.cell(6000, 1, "x"),
         "kontakter.xlsx, bladet Kalix: bladet är större än 5000 rader eller 60 kolumner"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_not_as_it_was(
    real_data: Path, change: Callable[[Editor], object], message: str
) -> None:
    editor = Editor("Kalix")
    change(editor)
    editor.save()

    assert message in faults()


def test_hidden_rows_count(real_data: Path) -> None:
    """A filter hides rows; they are still the binder's."""
    editor = Editor("Kalix")
    editor.write("elevhalsa", "Öppet", "Skoldagar")
    editor.sheet.row_dimensions[editor.row("elevhalsa")].hidden = True
    editor.save()

    assert "öppet" in take_in("--dry-run").output


def test_an_old_workbook_undoes_nothing(real_data: Path) -> None:
    """What changed in the data since, and not in the workbook, stays; what changed in both is refused."""
    path = real_data / "areas/ostra-norrbotten/contacts.yaml"
    path.write_text(path.read_text("utf-8").replace("92 01", "92 08").replace("92 02", "92 07"), "utf-8")
    editor = Editor("Östra Norrbotten (område)")
    editor.write("bup", "Öppet", "Vardagar 9–10")
    editor.save()

    expected = f"rad {editor.row('bup')}: ”bup” har ändrats i pärmen sedan kalkylarket skrevs ut"
    assert [expected] == faults("Östra Norrbotten (område)")


def no_zip() -> bytes:
    return b"id;telefon\n"


def old_excel() -> bytes:
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


def other_zip() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})


def bomb() -> bytes:
    book = rewritten({"xl/bomb.xml": bytes(70_000_000)})
    assert len(book) < 1_000_000
    return book


def entities() -> bytes:
    return rewritten({"xl/more.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})


def linked() -> bytes:
    return rewritten({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})


def broken() -> bytes:
    return rewritten({"xl/workbook.xml": b"<workbook"})


def cut() -> bytes:
    return BOOK.read_bytes()[:2000]


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def rewritten(more: dict[str, bytes]) -> bytes:
    """The workbook with some parts of its own."""
    with zipfile.ZipFile(BOOK) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()} | more)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (no_zip, "inget kalkylark"),
        (old_excel, "inget kalkylark"),
        (other_zip, "inget kalkylark"),
        (cut, "inget kalkylark"),
        (bytes, "inget kalkylark"),
        (bomb, "orimligt stort"),
        (lambda: bytes(5_000_001), "större än 5 MB"),
        (entities, "DOCTYPE"),
        (linked, "från andra filer"),
        (broken, "skadat"),
    ],
)
def test_what_is_no_workbook(data: Path, make: Callable[[], bytes], said: str) -> None:
    BOOK.write_bytes(make())
    found = faults()

    assert 1 == len(found)
    assert found[0].startswith("kontakter.xlsx: ")
    assert said in found[0]


def test_a_workbook_of_ones_own(data: Path) -> None:
    """With one sheet and two columns: that is enough."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Norrby"
    sheet.append(["Id", "Telefon"])
    sheet.append(["bvc", "070-174 06 23"])
    book.save(BOOK)
    done = take_in()

    assert 0 == done.exit_code
    assert "    phone: 070-174 06 23\n" in (data / "municipalities/norrby.yaml").read_text("utf-8")


def test_every_cell_is_text(example_copy: Copy) -> None:
    """A number keeps its zero, and what looks like a formula is none."""
    example_copy(
        {"municipalities/soderby/contacts.yaml": SOUTH.replace("lång\n    Ring", "lång\n    =1+1 Ring")}
    )
    export()
    book = load_workbook(BOOK)

    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert {"s", "n"} >= {cell.data_type for cell in row}
            assert not [cell for cell in row if cell.value is not None and not isinstance(cell.value, str)]
    cell = Editor("Söderby").cell("elevhalsa", "Telefon")
    assert ("@", "070-174 06 30") == (cell.number_format, cell.value)
    assert "Inget att ändra.\n" == take_in().output


def test_a_sheet_helps_the_one_who_types(data: Path) -> None:
    """Headings stay in sight, and lists offer the services, the roles and the states."""
    sheet = Editor("Norrby").sheet
    assert "B2" == sheet.freeze_panes
    assert {"list", "custom"} == {rule.type for rule in sheet.data_validations.dataValidation}
    assert 3 == sum(rule.type == "list" for rule in sheet.data_validations.dataValidation)
    assert "Läs mig" == load_workbook(BOOK).sheetnames[0]


def test_one_municipality_comes_with_its_area(data: Path) -> None:
    export("--municipality", "norrby")

    names = load_workbook(BOOK).sheetnames
    assert "Norrby" in names
    assert "Söderby" not in names
    assert any(name.endswith("(område)") for name in names)


def test_an_export_never_writes_over_a_workbook(data: Path) -> None:
    """Somebody's afternoon may lie in it."""
    editor = Editor("Norrby")
    editor.write("bvc", "Telefon", "070-174 06 28")
    editor.save()
    mine = BOOK.read_bytes()
    done = run("export", str(BOOK))

    assert "Det kalkylark som fanns där heter nu kontakter (äldre 1).xlsx." in done.output
    assert mine == Path("kontakter (äldre 1).xlsx").read_bytes()


def test_languages_have_columns_of_their_own(example_copy: Copy) -> None:
    """A text in two languages; either may be changed."""
    text = SOUTH.replace("role: 'Kuratorn'", "role: 'Kuratorn'\n  location: {sv: Skolan, fi: Koulu}")
    folder = example_copy({"municipalities/soderby/contacts.yaml": text})
    export()
    editor = Editor("Söderby")
    editor.write("elevhalsa", "Plats (fi)", "Koulu, Söderby")
    editor.save()
    done = take_in()

    assert 0 == done.exit_code, done.output
    after = (folder / "municipalities/soderby/contacts.yaml").read_text("utf-8")
    assert text.replace("fi: Koulu", 'fi: "Koulu, Söderby"') == after


def test_a_fault_in_the_data_is_said_first(data: Path) -> None:
    (data / "site.yaml").write_text("name: x\n", "utf-8")
    done = take_in()

    assert 1 == done.exit_code
    assert "data/site.yaml:1: " in done.output


def test_no_workbook_at_all(data: Path) -> None:
    done = run("import", "borta.xlsx")

    assert 1 == done.exit_code
    assert "borta.xlsx går inte att öppna" in done.output


def test_when_one_file_cannot_be_written_none_is(real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second of two files fails: the first gets its old text again."""
    for title in ("Kalix", "Haparanda"):
        editor = Editor(title)
        editor.write("socialtjanst", "Öppet", "Vardagar 1–2")
        editor.save()
    before = files(real_data)
    real_replace, calls = Path.replace, [0]

    def failing(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == 2:
            raise OSError("the disk is full")
        return real_replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    done = take_in()

    assert 1 == done.exit_code
    assert "Ingenting ändrades." in done.output
    after = files(real_data)
    assert before == after
    assert not [name for name in after if "/." in name]


def test_three_hundred_contacts_come_back(example_copy: Copy) -> None:
    """All of them changed, in one file."""
    many = "".join(
        f"- id: elevhalsa{f'-{n}' * bool(n)}\n  service: elevhalsa\n  role: Kuratorn\n  phone: 070-174 06 {n % 90 + 10}\n"
        for n in range(300)
    )
    many += SHARED.splitlines()[1]
    folder = example_copy({"municipalities/soderby/contacts.yaml": many})
    export()
    editor = Editor("Söderby")
    for n in range(300):
        editor.sheet.cell(n + 2, editor.heads.index("Öppet") + 1).value = "Vardagar"
    editor.save()
    done = take_in()

    assert 0 == done.exit_code, done.output
    assert 300 == (folder / "municipalities/soderby/contacts.yaml").read_text("utf-8").count(
        "hours: Vardagar\n"
    )
