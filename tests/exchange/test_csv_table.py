"""The contacts as csv: out and in again, in the ways that spreadsheet programs save it."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from macros.exchange.columns import Column
from macros.exchange.contacts import Directory, read_directories
from macros.exchange.csv_table import read_csv, write_csv
from macros.exchange.difference import Difference, compare
from macros.exchange.workbook_rows import MAX_CHARACTERS, MAX_ROWS
from macros.records.whole_shelf import Shelf
from tests.conftest import Copy, run_parmen

NORRBY = Path("data/municipalities/norrby.yaml")


def faults_in(content: bytes, directories: list[Directory]) -> tuple[list[str], Difference]:
    """Read a table and compare it. Return each fault without its advice, and the difference."""
    book = read_csv(content, "kontakter.csv")
    difference = compare(book, directories)
    return [str(fault).partition("\n")[0] for fault in book.faults], difference


def again(text: str, separator: str) -> str:
    """Write a table anew with another separator."""
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(csv.reader(io.StringIO(text), delimiter=";"))
    return file.getvalue()


@pytest.mark.parametrize(
    "save",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\r\n", "\n").encode("utf-8"),
        lambda text: again(text, ",").encode("utf-8"),
        lambda text: again(text, "\t").encode("utf-8"),
        lambda text: (text + ";" * 16 + "\r\n\r\n").encode("utf-8-sig"),
    ],
    ids=["as written", "as Excel saves", "as LibreOffice saves", "commas", "tabs", "empty rows"],
)
def test_a_table_comes_back_as_it_was(save: Callable[[str], bytes], directories: list[Directory]) -> None:
    """However it is separated and encoded; and one number that differs is one change."""
    text = write_csv(directories).decode("utf-8-sig")
    changed = save(text.replace("070-174 06 22", "070-174 06 23"))

    faults, difference = faults_in(save(text), directories)
    (change,) = faults_in(changed, directories)[1].changes

    assert ([], [], []) == (faults, difference.changes, difference.missing)
    assert "Norrby, BVC: telefon 070-174 06 22 → 070-174 06 23" == "\n".join(change.describe())


@pytest.mark.parametrize("text", ["=1+1", "+46 70", "-x", "@a", "'=1"])
def test_no_cell_begins_as_a_formula_does(text: str, example: Shelf) -> None:
    """And what began so is the same when it comes back."""
    (norrby,) = [directory for directory in read_directories(example) if directory.title == "Norrby"]
    card = norrby.cards["elevhalsa"]
    norrby.cards = {"elevhalsa": replace(card, cells=card.cells | {Column("location"): text})}
    content = write_csv([norrby])
    cells = [cell for row in csv.reader(io.StringIO(content.decode()), delimiter=";") for cell in row]
    (sheet,) = read_csv(content, "x.csv").sheets

    assert [] == [cell for cell in cells if cell[:1] in set("=+-@")]
    assert text == sheet.rows[0].cells["Plats"]


HEAD = b"Blad;Id;Telefon\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "kontakter.csv: första raden ska ha kolumnerna Blad och Id"),
        (b"Id;Telefon\nbvc;1\n", "kontakter.csv: första raden ska ha kolumnerna Blad och Id"),
        (b"PK\3\4\0\0", "kontakter.csv: filen går inte att läsa som csv"),
        (b"\xff\xfeB\0l\0", "kontakter.csv: första raden ska ha kolumnerna Blad och Id"),
        (b"B\0l\0", "kontakter.csv: filen går inte att läsa som csv"),
        (HEAD + b'Norrby;"bvc', "kontakter.csv: filen går inte att läsa som csv"),
        (HEAD + b"Norrby;bvc;070-174 06 22;x\n", "kontakter.csv, bladet Norrby, rad 2: raden har fler rutor än"),
        (HEAD + b"Kiruna;bvc;1\n", "kontakter.csv, bladet Kiruna: bladet hör inte till någon kommun"),
        (HEAD + b"Norrby;bvc;abc\n", "kontakter.csv, bladet Norrby, rad 2, Telefon: ”abc” är inget telefonnummer"),
        (HEAD + b"Norrby;bvc;" + b"1" * 200_000, "kontakter.csv: filen går inte att läsa som csv"),
        (HEAD + b"Norrby;bvc;1\n" * MAX_ROWS, f"kontakter.csv: tabellen har fler än {MAX_ROWS} rader"),
        (HEAD + b"x" * MAX_CHARACTERS, f"kontakter.csv: filen har mer än {MAX_CHARACTERS} tecken"),
        (b"Blad;Id;" + b"x;" * 99, "kontakter.csv: tabellen har fler än 60 kolumner"),
        (HEAD + "Norrby;bvc;070\u202e1\n".encode(), "kontakter.csv, bladet Norrby, rad 2, Telefon: "),
    ],
)  # fmt: skip
def test_what_is_no_table_of_contacts_is_one_message(
    content: bytes, message: str, directories: list[Directory]
) -> None:
    """With its place where it has one, and never a traceback."""
    (fault, *_) = faults_in(content, directories)[0]

    assert fault.startswith(message)


def test_the_commands_write_and_read_csv(example_copy: Copy) -> None:
    """By the file's name; another kind of file is refused before anything is read."""
    example_copy()
    before = NORRBY.read_bytes()
    day = ("--today", "2026-11-21")

    exported = run_parmen("contacts", "export", "kontakter.csv", *day)
    table = Path("kontakter.csv").read_bytes()
    Path("kontakter.csv").write_bytes(table.replace(b"070-174 06 22", b"070-174 06 23"))
    imported = run_parmen("contacts", "import", "kontakter.csv", *day)
    stale = run_parmen("contacts", "import", "kontakter.csv", *day)
    other = run_parmen("contacts", "export", "kontakter.ods")

    assert "8 kontakter skrevs till kontakter.csv.\n" == exported.output
    assert table.startswith("\ufeffBlad;Id;Verksamheter;".encode())
    assert (0, f"Skrev {NORRBY.as_posix()}.") == (imported.exit_code, imported.output.splitlines()[-1])
    assert before.replace(b"070-174 06 22", b"070-174 06 23") == NORRBY.read_bytes()
    assert (0, "Inget att ändra.\n") == (stale.exit_code, stale.output)
    assert (2, True) == (other.exit_code, "ska sluta på .xlsx eller .csv" in other.output)
