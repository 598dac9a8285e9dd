"""Compare a workbook with the data: find changed, new and missing records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from pydantic import TypeAdapter, ValidationError

from macros.exchange.cell_values import build_node, make_slug, tidy_phone
from macros.exchange.columns import (
    ID,
    PHONE,
    SERVICE,
    SERVICES,
    SOURCE,
    Cells,
    Column,
    Table,
    group_fields,
    hash_cells,
    split_ids,
)
from macros.exchange.contacts import Card, Change, Directory
from macros.exchange.known_contacts import find_alike, find_same
from macros.exchange.sheet_headings import read_headings, suggest_word
from macros.exchange.workbook_rows import SPOILT, Book, Row, Sheet
from macros.problems import nearest, quote
from macros.records.base import Record
from macros.records.glyphs import glyph_class
from macros.records.validate import Faults

_STRANGE = re.compile(f"[^\n{glyph_class()}]")
_AGAIN = "Hämta ett nytt kalkylark och gör din ändring där."


@cache
def _adapter(model: type[Record]) -> TypeAdapter[Record]:
    return TypeAdapter(model)


@dataclass(slots=True)
class Difference:
    """What reading a workbook in would change, if the book has no faults.

    ``missing`` are contacts whose row is gone. ``rows`` is the number of each contact's row, by the sheet's
    title and the contact's id.
    """

    changes: list[Change] = field(default_factory=list)
    missing: list[Change] = field(default_factory=list)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)


def compare(book: Book, directories: list[Directory]) -> Difference:
    """Compare every sheet with its level.

    What cannot be read in is added to the book's faults.
    """
    difference = Difference()
    by_title = {directory.title: directory for directory in directories}
    for sheet in book.sheets:
        directory = by_title.get(sheet.title)
        if directory is None:
            hint = suggest_word(sheet.title, {title.casefold(): f"”{title}”" for title in by_title})
            message = "bladet hör inte till någon kommun eller något område"
            command = f"parmen {directories[0].table.kind} export" if directories else "parmen"
            advice = f"{hint}Bladen heter som i kalkylarket från {command}. Ta bort andra blad."
            book.add_fault(sheet.title, 0, "", message, advice)
        elif (columns := read_headings(sheet, book, directory.table)) is not None:
            _SheetComparison(book, sheet, directory, columns, difference).compare_rows()
    return difference


@dataclass(slots=True)
class _SheetComparison:
    """Compares one sheet with its level.

    ``seen`` is the number of each row read so far, by the contact's id. ``origin`` is the fingerprint of each
    contact when the workbook was written. ``rowless`` are the contacts whose id no row has, ``known`` the
    cells of all contacts and of the new ones read so far.
    """

    book: Book
    sheet: Sheet
    directory: Directory
    columns: dict[str, Column]
    difference: Difference
    seen: dict[str, int] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    rowless: list[str] = field(default_factory=list)
    known: dict[str, Cells] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        """The table that the sheet's rows belong to."""
        return self.directory.table

    @property
    def required(self) -> list[Column]:
        """The columns that may not be empty."""
        return [*map(Column, self.table.required)]

    def compare_rows(self) -> None:
        """Compare every row, then list the contacts that have none."""
        cards = self.directory.cards
        self.origin = {
            key: value for (title, key), value in self.book.origin.items() if title == self.sheet.title
        }
        listed = {row.cells.get(ID.title, "") for row in self.sheet.rows}
        self.rowless = [key for key in cards if key not in listed]
        self.known = {key: card.cells for key, card in cards.items()}
        missing = [key for key in self.rowless if not self.origin or key in self.origin]
        for row in self.sheet.rows:
            self.compare_row(row, missing)
        for key in missing:
            if key not in self.seen:
                self.difference.missing.append(Change(self.directory, key, cards[key].cells, {}))

    def add_fault(self, row: Row, column: Column | None, message: str, advice: str = "") -> None:
        """Add a fault at a row and a column, or at the whole row."""
        self.book.add_fault(self.sheet.title, row.number, column.title if column else "", message, advice)

    def compare_row(self, row: Row, missing: list[str]) -> None:
        """Compare a row with its contact; add a change or a fault."""
        cells = {self.columns[head]: text for head, text in row.cells.items()}
        readable = self.read_choices(row, {column: text for column, text in cells.items() if text != SPOILT})
        if SPOILT in cells.values():
            self.seen[cells.get(ID, "")] = row.number
            return
        cells = readable
        key, lost_id = cells.get(ID, ""), ""
        if not key and not (key := find_same(self.known, cells)):
            unseen = [key for key in self.rowless if key not in self.seen]
            key = lost_id = find_alike(self.known, unseen, cells, self.table)
        key = key or self.make_id(cells)
        first_row = self.difference.rows[self.directory.title, key] = self.seen.setdefault(key, row.number)
        if lost_id:
            message = (
                f"rutan är tom, men raden är lik {self.table.words.the} {quote(lost_id)}, som saknar rad"
            )
            advice = f"Är det den? Skriv {lost_id}. Är det en annan? Skriv ett eget id."
            self.add_fault(row, ID, message, advice)
        elif first_row != row.number:
            advice = (
                f"Är det två {self.table.words.many}? Ge raden ett eget id. Annars tar du bort den ena raden."
            )
            self.add_fault(row, ID, f"{quote(key)} står redan på rad {first_row}", advice)
        elif card := self.directory.cards.get(key):
            self.compare_known(row, card, cells | {ID: key})
        elif (guess := nearest(key, missing)) and cells.get(ID):
            message = f"id {quote(key)} finns inte, och raden för {guess} saknas"
            self.add_fault(row, ID, message, f"Har id ändrats? Skriv tillbaka {guess}.")
        elif key in self.origin:
            message = f"{quote(key)} har tagits bort ur pärmen sedan kalkylarket hämtades"
            self.add_fault(row, None, message, _AGAIN)
        else:
            filled = self.known[key] = {column: text for column, text in cells.items() if text}
            self.compare_new(row, Change(self.directory, key, {}, {ID: key} | filled, row.number))

    def read_choices(self, row: Row, cells: Cells) -> Cells:
        """Return cells with state and service as the data writes them.

        A word that may not be chosen is a fault.
        """
        data_cells = dict(cells)
        for name, words in self.table.choices.items():
            if not (written := cells.get(Column(name))):
                continue
            if choice := self.table.read_choice(name, written):
                data_cells[Column(name)] = words[choice]
            else:
                empty = "" if name in self.table.required else ", eller lämna rutan tom"
                advice = f"Välj: {', '.join(words.values())}{empty}."
                self.add_fault(row, Column(name), f"{quote(written)} går inte att välja", advice)
        if written := cells.get(SERVICE):
            data_cells[SERVICE] = self.read_services(row, written)
        if phone := cells.get(PHONE):
            data_cells[PHONE] = tidy_phone(phone)
        return data_cells

    def read_services(self, row: Row, written: str) -> str:
        """Return a cell with services, named or by their ids, as ids.

        One that there is not is a fault.
        """
        services = self.directory.services
        by_name = {name.casefold(): key for key, names in services.items() for name in (*names, key)}
        if written.casefold() in by_name:  # before it is split: a name may have a comma in it
            return by_name[written.casefold()]
        names = split_ids(written)
        for name in names:
            if name.casefold() not in by_name:
                advice = f"{suggest_word(name, by_name)}Det som finns: {', '.join(services)}."
                self.add_fault(row, SERVICE, f"verksamheten {quote(name)} finns inte", advice)
        return ", ".join(by_name.get(name.casefold(), name) for name in names)

    def make_id(self, cells: Cells) -> str:
        """Return a new id, made of the service, or of service and location or role."""
        service = next(iter(split_ids(cells.get(SERVICE, ""))), "")
        if self.table is SERVICES:
            service = make_slug(cells.get(Column("short"), "") or cells.get(Column("name"), ""))[:55].strip(
                "-"
            )
        used = {*self.directory.cards, *self.directory.above, *self.directory.below, *self.seen}
        place = make_slug(cells.get(Column("location"), "")) or make_slug(cells.get(Column("role"), ""))
        names = [service, f"{service}-{place}".strip("-")[:55].strip("-")]
        names += [f"{names[-1] or 'ny'}-{number}" for number in range(2, 1000)]
        return next(name for name in names if name and name not in used)

    def compare_known(self, row: Row, card: Card, cells: Cells) -> None:
        """Add a row's change of the level's own contact, or a fault if it is outdated."""
        written = card.cells.get(PHONE, "")
        if written and tidy_phone(written) == cells.get(PHONE):  # the same number, written in another way
            cells[PHONE] = written
        after = {column: text for column, text in {**card.cells, **cells}.items() if text}
        change = Change(self.directory, card.id, card.cells, after, row.number)
        if not change.columns:
            return
        if self.origin.get(card.id, hash_cells(card.cells)) != hash_cells(card.cells):
            if self.origin[card.id] != hash_cells(after):
                message = f"{quote(card.id)} har ändrats i pärmen sedan kalkylarket hämtades"
                self.add_fault(row, None, message, _AGAIN)
        elif self.may_fill(row, card, change):
            self.add_change(row, change)

    def may_fill(self, row: Row, card: Card, change: Change) -> bool:
        """Return whether a change leaves required cells filled and removed ones empty.

        Each cell that does not is a fault.
        """
        before = len(self.book.faults)
        for column in change.columns:
            if column in change.after:
                if column.field in card.removed:
                    advice = f"Ta först bort {column.field} ur remove i {card.file}."
                    self.add_fault(row, column, "är borttagen på den här nivån, med remove", advice)
            elif (
                column.field in self.table.required
                and not column.language
                and card.id not in self.directory.above
            ):
                self.report_empty(row, column)
        return len(self.book.faults) == before

    def report_empty(self, row: Row, column: Column) -> None:
        """Add a fault: this cell may not be empty."""
        self.add_fault(row, column, "får inte vara tom", self.table.describe_column(column))

    def compare_new(self, row: Row, change: Change) -> None:
        """Add a new contact, or the level's first change of an inherited one."""
        inherited = change.key in self.directory.above
        empty_columns = (
            []
            if inherited
            else [column for column in map(Column, self.table.required) if column not in change.after]
        )
        for column in empty_columns:
            self.report_empty(row, column)
        if inherited and len(change.after) == 1:
            message = f"raden ändrar ingenting i områdets {self.table.words.one}"
            self.add_fault(row, None, message, "Fyll i en ruta, eller ta bort raden.")
        else:
            self.add_change(row, change)

    def add_change(self, row: Row, change: Change) -> None:
        """Add a change, and validate each cell that it writes as its field is."""
        self.difference.changes.append(change)
        names = {column.field for column in change.columns} - {"state"}
        fields = {
            name: value for name, value in group_fields(change.after, self.table).items() if name in names
        }
        for name, value in fields.items():
            if isinstance(value, dict) and SOURCE not in value:
                message = "saknar svenska, som de andra språken översätts från"
                self.add_fault(row, Column(name), message)
                value[SOURCE] = next(iter(value.values()))  # so that validation below adds no second fault
        for column in change.columns:
            if strange := _STRANGE.search(change.after.get(column, "")):
                sign = f"{quote(strange[0])} (U+{ord(strange[0]):04X})"
                message = f"tecknet {sign} finns inte i pärmens typsnitt"
                self.add_fault(row, column, message, "Skriv med ord i stället.")
        try:
            _adapter(self.table.model).validate_python(build_node(fields), context=Faults())
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                context = detail.get("ctx", {})
                if "message" in context:
                    column = Column(str(detail["loc"][0]))
                    self.add_fault(row, column, str(context["message"]), str(context.get("advice", "")))
