"""What the services do goes out to a spreadsheet and in again, and the inventory asks just that."""

from pathlib import Path

import pytest

from macros.checks.identity_numbers import is_personal
from macros.exchange.columns import SERVICES
from macros.exchange.contacts import read_directories
from macros.exchange.workbook import write_workbook
from macros.records.contact import GROUP_WORDS
from macros.records.form import Form
from macros.records.whole_shelf import Shelf
from tests.conftest import run_parmen
from tests.edits import copy_example
from tests.exchange.workbook_editor import WorkbookEditor

AGREEMENT = "Exempelavtalet (avtal)"
FILE = Path("agreements/exempelavtalet/services.yaml")
ANSWER = {
    "Namn": "Ungdomsmottagningen",
    "Förkortning": "UM",
    "Grupp": "I vardagen",
    "Vad gör de": "Ger råd till unga.",
    "För vem": "Unga.",
    "När ringer du": "Någon undrar över kroppen.",
    "Till familjer": "ja",
    "Åldrar": "12–20 år",
}


@pytest.fixture(scope="module")
def book(example: Shelf) -> bytes:
    """The example's services as a workbook."""
    return write_workbook(read_directories(example, SERVICES), [], "Utgivaren", example.today)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, for what writes nothing."""
    return copy_example(tmp_path_factory.mktemp("services") / "data")


def read_in(data: Path, content: bytes, *options: str) -> tuple[int, str]:
    """Read a workbook into a data folder; give the exit code and what was said."""
    file = data.parent / "verksamheter.xlsx"
    file.write_bytes(content)
    done = run_parmen("services", "import", str(file), "--data", str(data), "--today", "2026-11-21", *options)
    return done.exit_code, done.output


def edited(book: bytes, **fields: object) -> bytes:
    """Add a row with an answer, some of it changed."""
    editor = WorkbookEditor(AGREEMENT, book)
    editor.add(**{**ANSWER, **{name.replace("_", " "): value for name, value in fields.items()}})
    return editor.content()


def test_the_inventory_asks_what_a_services_profile_says(example: Shelf, real: Shelf) -> None:
    """Its fields are the columns in their order, and its choices the words of their cells."""
    forms = [
        binder.forms["inventering"]
        for shelf in (example, real)
        for binder in shelf.binders.values()
        if "inventering" in binder.forms
    ]

    assert forms
    for form in forms:
        assert isinstance(form, Form)
        fields = {field.id.replace("-", "_"): field for section in form.sections for field in section.fields}
        assert [*SERVICES.fields[1:-1]] == [*fields]
        assert [*GROUP_WORDS.values()] == [choice.source for choice in fields["group"].choices]
        assert ["Ja", "Nej"] == [choice.source for choice in fields["families"].choices]


def test_an_answer_becomes_a_profile_and_the_same_import_twice_changes_nothing(
    tmp_path: Path, book: bytes
) -> None:
    """The other lines of the file keep every byte; the words of a cell become the data's own."""
    data = copy_example(tmp_path / "data")
    before = (data / FILE).read_text(encoding="utf-8")
    code, said = read_in(data, edited(book))
    after = (data / FILE).read_text(encoding="utf-8")

    assert (0, True) == (code, "Exempelavtalet, Ungdomsmottagningen: ny verksamhet (um)" in said)
    assert after.startswith(before.rstrip("\n"))
    assert after.endswith(
        "- id: um\n  name: Ungdomsmottagningen\n  short: UM\n  group: everyday\n  does: Ger råd till unga.\n"
        "  for_whom: Unga.\n  call_when: Någon undrar över kroppen.\n  families: ja\n  ages: 12–20 år\n"
    )
    assert "Inget att ändra." in read_in(data, edited(book))[1]
    assert after == (data / FILE).read_text(encoding="utf-8")


def test_what_is_exported_says_the_same_when_it_is_read_back(data: Path, book: bytes) -> None:
    """As a workbook and as a table."""
    table = data.parent / "verksamheter.csv"
    written = run_parmen("services", "export", str(table), "--data", str(data))

    assert "4 verksamheter skrevs" in written.output
    assert "Inget att ändra." in run_parmen("services", "import", str(table), "--data", str(data)).output
    assert (0, "Inget att ändra.\n") == read_in(data, book)


PERSONAL = next(
    f"20120315-{last:04}" for last in range(10_000) if is_personal("20", "12", "03", "15", f"{last:04}")
)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"Grupp": "Imorgon"},
            "rad 6, Grupp: ”Imorgon” går inte att välja\n    Välj: Ring först hit, I vardagen",
        ),
        (
            {"Vad_gör_de": "Fråga efter Anna Svensson."},
            "rad 6, Vad gör de: här står något som kan vara en persons namn",
        ),
        ({"För_vem": f"Den som är {PERSONAL}."}, "rad 6, För vem: "),
        ({"När_ringer_du": ""}, "rad 6, När ringer du: får inte vara tom"),
        ({"Åldrar": "tonår"}, "rad 6, Åldrar: ”tonår” går inte att läsa som åldrar"),
        ({"Till_familjer": "=1+1"}, "rad 6, Till familjer: i ruta H6 står en formel"),
    ],
)
def test_a_fault_is_named_by_sheet_row_and_column_and_nothing_is_written(
    data: Path, book: bytes, fields: dict[str, str], said: str
) -> None:
    """And what may be about a person is not repeated."""
    before = (data / FILE).read_bytes()
    code, output = read_in(data, edited(book, **fields))

    assert (1, True) == (code, f"bladet {AGREEMENT}, {said}" in output)
    assert output.endswith("Ingenting skrevs.\n")
    assert not [secret for secret in ("Svensson", PERSONAL) if secret in output]
    assert before == (data / FILE).read_bytes()


def test_a_column_that_a_profile_lacks_is_refused(data: Path, book: bytes) -> None:
    """A telephone number is a contact's."""
    editor = WorkbookEditor(AGREEMENT, book)
    editor.sheet.cell(1, len(editor.heads) + 1).value = "Telefon"
    code, output = read_in(data, editor.content())

    assert (1, True) == (code, "rad 1: kolumnen ”Telefon” finns inte\n    Kolumnerna är: Id, Namn," in output)
