"""What a workbook says: every change is seen, and every fault is named by sheet, row and heading."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook

from macros.exchange.contacts import Directory, read_directories
from macros.exchange.difference import Difference, compare
from macros.exchange.workbook import write_workbook
from macros.exchange.workbook_rows import read_workbook
from macros.records.whole_shelf import Shelf
from tests.exchange.workbook_editor import WorkbookEditor

SHEET = "kontakter.xlsx, bladet Norrby, "


@pytest.fixture
def editor(workbook: bytes) -> WorkbookEditor:
    """The workbook, open at the sheet of Norrby."""
    return WorkbookEditor("Norrby", workbook)


def faults_in(content: bytes, directories: list[Directory]) -> tuple[list[str], Difference]:
    """Read a workbook and compare it. Return each fault without its advice, and the difference."""
    book = read_workbook(content, "kontakter.xlsx")
    difference = compare(book, directories)
    return [str(fault).partition("\n")[0] for fault in book.faults], difference


def test_the_real_data_comes_back_as_it_was(real: Shelf) -> None:
    """Nothing is lost on the way out and in."""
    directories = read_directories(real)
    content = write_workbook(directories, [], "Utgivaren", real.today)

    faults, difference = faults_in(content, directories)

    assert ([], Difference([], [])) == (faults, replace(difference, rows={}))
    assert 7 < len(directories)
    assert len(difference.rows) == sum(len(directory.cards) for directory in directories)


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
    ("Verksamheter", "socialtjanste", "verksamheten ”socialtjanste” finns inte"),
    ("Verksamheter", None, "får inte vara tom"),
    ("Funktion", None, "får inte vara tom"),
    ("Adress", "Exempelgatan 1\nKalix", "värdet ska stå på en rad"),
    ("Anmärkning", "Ring {.", "platshållaren ”{.” går inte att läsa"),
    ("Anmärkning", "Hej 😀", "tecknet ”😀” (U+1F600) finns inte i pärmens typsnitt"),
    ("Anmärkning", "Hej \u202e211", "här står ett osynligt tecken som vänder skrivriktningen (U+202E): "
     "”Hej ⟨U+202E⟩211”"),
    ("Telefon", "0980-31\u200b 92 01", "här står ett osynligt tecken (U+200B): ”0980-31⟨U+200B⟩ 92 01”"),
    ("Plats", "Nоrrby", "i ordet ”Nоrrby” är о (U+043E) en kyrillisk bokstav bland latinska"),
    ("Plats", "Орса", "ordet ”Орса” är skrivet med kyrilliska bokstäver som ser ut som latinska (U+041E)"),
    ("Läge", "klar", "”klar” går inte att välja"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "value", "message"), CELLS)
def test_a_faulty_cell_is_named(
    editor: WorkbookEditor, directories: list[Directory], head: str, value: object, message: str
) -> None:
    """By sheet, row and heading, whatever else is right."""
    editor.write("socialtjanst", **{head: value})
    editor.write("elevhalsa", Öppet="Vardagar 1–2")
    cell = editor.cell("socialtjanst", head)

    expected = f"{SHEET}rad {cell.row}, {head}: {message}"
    assert [expected.replace("{at}", cell.coordinate)] == faults_in(editor.content(), directories)[0]


def test_all_faults_come_at_once(editor: WorkbookEditor, directories: list[Directory]) -> None:
    """Of old rows and of new ones."""
    row = editor.row("socialtjanst")
    editor.write("socialtjanst", Telefon=112)
    editor.write("elevhalsa", **{"E-post": "x"})
    first = editor.add(Verksamheter="bup", Telefon="070-174 06 29", Id="ny")
    second = editor.add(Id="elevhalsa", Verksamheter="elevhalsa", Funktion="Kuratorn")
    third = editor.add(Id="Nya", Verksamheter="bvc", Funktion="Mottagningen")
    fourth = editor.add(Id="bup")

    assert {
        f"{SHEET}rad {row}, Telefon: ”112” är ett tal, och nollan först kan ha försvunnit",
        f"{SHEET}rad {editor.row('elevhalsa')}, E-post: ”x” är ingen e-postadress",
        f"{SHEET}rad {first}, Funktion: får inte vara tom",
        f"{SHEET}rad {second}, Id: ”elevhalsa” står redan på rad {editor.row('elevhalsa')}",
        f"{SHEET}rad {third}, Id: ”Nya” går inte att använda i en adress",
        f"{SHEET}rad {fourth}: raden ändrar ingenting i områdets kontakt",
    } == set(faults_in(editor.content(), directories)[0])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda e: e.sheet.cell(1, 5, "Telefonnr"), f"{SHEET}rad 1: kolumnen ”Telefonnr” finns inte"),
        (lambda e: e.sheet.cell(1, 5, "E-post"), f"{SHEET}rad 1, E-post: kolumnen finns två gånger"),
        (lambda e: e.sheet.delete_cols(1), f"{SHEET}rad 1: kolumnen Id saknas"),
        (lambda e: e.sheet.merge_cells("D2:E2"), f"{SHEET}rad 2: rutorna D2:E2 är sammanfogade"),
        (lambda e: e.sheet.cell(2, 20, "hej"), f"{SHEET}rad 2: ruta T2 står i en kolumn utan rubrik"),
        (lambda e: setattr(e.sheet, "title", "Norrbyy"),
         "kontakter.xlsx, bladet Norrbyy: bladet hör inte till någon kommun eller något område"),
        (lambda e: e.sheet.cell(6000, 1, "x"),
         "kontakter.xlsx, bladet Norrby: bladet är större än 5000 rader eller 60 kolumner"),
        (lambda e: (e.sheet.cell(1, len(e.heads) + 1, "Anmärkning (fi)"),
                    e.write("elevhalsa", **{"Anmärkning (fi)": "Soita"})),
         f"{SHEET}rad 2, Anmärkning: saknar svenska, som de andra språken översätts från"),
        (lambda e: e.write("elevhalsa", Id="elevhalsan"),
         f"{SHEET}rad 2, Id: id ”elevhalsan” finns inte, och raden för elevhalsa saknas"),
        (lambda e: (e.write("elevhalsa", Telefon="070-174 06 29"), e.write("elevhalsa", Id=None)),
         f"{SHEET}rad 2, Id: rutan är tom, men raden är lik kontakten ”elevhalsa”, som saknar rad"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_not_as_it_was_is_named(
    editor: WorkbookEditor,
    directories: list[Directory],
    change: Callable[[WorkbookEditor], object],
    message: str,
) -> None:
    """Its headings, its size, its title, its languages; a row that lost its id is no new contact."""
    change(editor)

    assert [message] == faults_in(editor.content(), directories)[0]


@pytest.mark.parametrize("columns", [(1,), (5,), (5, 6)])
def test_a_heading_that_is_a_formula_is_named(
    editor: WorkbookEditor, directories: list[Directory], columns: tuple[int, ...]
) -> None:
    """Each one, with the faulty cells below it, and nothing else."""
    for column in columns:
        editor.sheet.cell(1, column, "=A1")
        editor.sheet.cell(2, column, 112)

    cells = [editor.sheet.cell(1, column).coordinate for column in columns]
    headings = [f"{SHEET}rad 1: i ruta {cell} står en formel" for cell in cells]
    below = [f"{SHEET}rad 2: ”112” är ett tal, och nollan först kan ha försvunnit"] * len(columns)
    assert headings + below == faults_in(editor.content(), directories)[0]


def test_columns_may_be_moved_and_left_out(editor: WorkbookEditor, directories: list[Directory]) -> None:
    """What has no column is left as it is."""
    editor.sheet.delete_cols(editor.heads.index("Öppet") + 1)
    editor.sheet.move_range(f"B1:B{editor.sheet.max_row}", cols=30)
    faults, difference = faults_in(editor.content(), directories)

    assert ([], [], []) == (faults, difference.changes, difference.missing)


def test_hidden_rows_count(editor: WorkbookEditor, directories: list[Directory]) -> None:
    """A filter hides rows; they are still the binder's."""
    editor.write("elevhalsa", Öppet="Skoldagar")
    editor.sheet.row_dimensions[editor.row("elevhalsa")].hidden = True

    assert ["elevhalsa"] == [change.key for change in faults_in(editor.content(), directories)[1].changes]


def test_an_old_workbook_undoes_nothing(editor: WorkbookEditor, example: Shelf) -> None:
    """What changed in the data since, and not in the workbook, stays; what changed in both is refused."""
    newer = read_directories(example)
    (norrby,) = [directory for directory in newer if directory.title == "Norrby"]
    for key in ("bvc", "socialtjanst"):
        card = norrby.cards[key]
        cells = {
            column: "070-174 06 99" if column.field == "phone" else text
            for column, text in card.cells.items()
        }
        norrby.cards[key] = replace(card, cells=cells)
    del norrby.cards["elevhalsa"]
    editor.write("socialtjanst", Öppet="Vardagar 9–10")
    faults, difference = faults_in(editor.content(), newer)

    since = "i pärmen sedan kalkylarket hämtades"
    assert [
        f"{SHEET}rad {editor.row('elevhalsa')}: ”elevhalsa” har tagits bort ur pärmen sedan kalkylarket hämtades",
        f"{SHEET}rad {editor.row('socialtjanst')}: ”socialtjanst” har ändrats {since}",
    ] == faults
    assert [] == difference.changes


def packed(parts: dict[str, bytes], workbook: bytes = b"") -> bytes:
    """A zip file with some parts, beside those of a workbook."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if workbook:
            with zipfile.ZipFile(io.BytesIO(workbook)) as other:
                parts = {name: other.read(name) for name in other.namelist()} | parts
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
OTHER_ZIP = packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: b"id;telefon\n", "inget kalkylark"),
        (lambda _: OLD_EXCEL, "gammalt format"),
        (lambda _: OTHER_ZIP, "inget kalkylark"),
        (lambda book: book[:2000], "inget kalkylark"),
        (lambda _: b"", "inget kalkylark"),
        (lambda book: packed({"xl/bomb.xml": bytes(60_000_001)}, book), "orimligt stort"),
        (lambda _: bytes(5_000_001), "större än 5 MB"),
        (lambda book: packed({"xl/more.xml": ENTITIES}, book), "DOCTYPE"),
        (
            lambda book: packed({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}, book),
            "från andra filer",
        ),
        (lambda book: packed({"xl/workbook.xml": b"<workbook"}, book), "skadat"),
    ],
)
def test_what_is_no_workbook_is_refused(
    workbook: bytes, make: Callable[[bytes], bytes], message: str
) -> None:
    """In one message, before anything in it is read."""
    (fault,) = read_workbook(make(workbook), "kontakter.xlsx").faults

    assert str(fault).startswith("kontakter.xlsx: ")
    assert message in str(fault)


def test_every_cell_is_text(directories: list[Directory], example: Shelf) -> None:
    """A number keeps its zero, and what looks like a formula is none."""
    (norrby,) = [directory for directory in read_directories(example) if directory.title == "Norrby"]
    card = norrby.cards["bvc"]
    norrby.cards["bvc"] = replace(card, cells={column: f"=1+1 {text}" for column, text in card.cells.items()})
    content = write_workbook([*directories, norrby], [], "Utgivaren", example.today)
    cells = [
        cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row
    ]

    assert {"s", "n"} >= {cell.data_type for cell in cells}
    assert [] == [cell for cell in cells if cell.value is not None and not isinstance(cell.value, str)]
    phone = WorkbookEditor("Norrby", content).cell("bvc", "Telefon")
    assert ("@", "070-174 06 22") == (phone.number_format, phone.value)


def test_a_sheet_helps_the_one_who_types(editor: WorkbookEditor) -> None:
    """Headings stay in sight, and lists offer the services, the roles and the states."""
    rules = [rule.type for rule in editor.sheet.data_validations.dataValidation]

    assert "B2" == editor.sheet.freeze_panes
    assert ["custom", "custom", "list", "list", "list"] == sorted(rules)
    assert "Läs mig" == editor.book.sheetnames[0]


def test_the_instructions_use_the_words_of_the_cells(workbook: bytes) -> None:
    """Nothing of the file behind: its keys, its words for states, its name."""
    sheet = load_workbook(io.BytesIO(workbook))["Läs mig"]
    text = " ".join(str(cell.value) for row in sheet for cell in row if cell.value)

    assert [] == re.findall(
        r"\b(?:example|draft|proposed|adopted|\w+\.yaml|\w+: \w+halsa|roles|districts)\b", text
    )
    assert "exempel (påhittat)" in text
