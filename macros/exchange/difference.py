"""Compare a workbook with the contacts: find changed, new and missing ones."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from macros.exchange.cell_values import build_node, make_slug, tidy_phone
from macros.exchange.columns import (
    FIELDS,
    ID,
    PHONE,
    REQUIRED,
    SERVICE,
    SOURCE,
    STATE,
    Cells,
    Column,
    describe_column,
    group_fields,
    hash_cells,
    split_ids,
)
from macros.exchange.contacts import Card, Change, Directory
from macros.exchange.known_contacts import find_alike, find_same
from macros.exchange.workbook_rows import SPOILT, Book, Row, Sheet
from macros.problems import nearest, quote
from macros.records.base import STATE_WORDS
from macros.records.contact import Contact
from macros.records.glyphs import glyph_class
from macros.records.languages import LANGUAGES
from macros.records.validate import Faults

_CONTACT = TypeAdapter(Contact)
_STRANGE = re.compile(f"[^\n{glyph_class()}]")
_AGAIN = "Hämta ett nytt kalkylark och gör din ändring där."
_TRANSLATED = [name for name, info in Contact.model_fields.items() if "Text" in str(info.annotation)]
"""The fields that may be in several languages."""
_COLUMNS = [
    *map(Column, FIELDS),
    *(Column(name, code) for name in _TRANSLATED for code in LANGUAGES if code != SOURCE),
]
"""Every column that a sheet may have."""


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
            hint = _suggest(sheet.title, {title.casefold(): f"”{title}”" for title in by_title})
            message = "bladet hör inte till någon kommun eller något område"
            advice = f"{hint}Bladen heter som i kalkylarket från parmen contacts export. Ta bort andra blad."
            book.add_fault(sheet.title, 0, "", message, advice)
        elif (columns := _read_headings(sheet, book)) is not None:
            _SheetComparison(book, sheet, directory, columns, difference).compare_rows()
    return difference


def _suggest(word: str, meanings: Map[str, str]) -> str:
    """Return the question *Menade du …?* about the nearest known word.

    ``meanings`` are what to write for each word. Empty where no word is near.
    """
    meaning = meanings.get(nearest(word, meanings))
    return f"Menade du {meaning}? " if meaning else ""


def _read_headings(sheet: Sheet, book: Book) -> dict[str, Column] | None:
    """Return the column of each heading; None when one is faulty or missing."""
    if SPOILT in sheet.heads:  # reported when it was read
        return None
    columns = {"Verksamhet": SERVICE} | {column.title: column for column in _COLUMNS}
    before = len(book.faults)
    for title in sorted({title for title in sheet.heads if title}):
        if title not in columns:
            hint = _suggest(title, {name.casefold(): f"”{name}”" for name in columns})
            advice = f"{hint}Kolumnerna är: {', '.join(Column(name).title for name in FIELDS)}."
            book.add_fault(sheet.title, 1, "", f"kolumnen {quote(title)} finns inte", advice)
        elif sheet.heads.count(title) > 1:
            book.add_fault(sheet.title, 1, title, "kolumnen finns två gånger", "Ta bort den ena.")
    if ID.title not in sheet.heads:
        advice = "Den säger vilken kontakt varje rad är. Hämta ett nytt kalkylark."
        book.add_fault(sheet.title, 1, "", f"kolumnen {ID.title} saknas", advice)
    return {title: columns[title] for title in sheet.heads if title} if len(book.faults) == before else None


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
            key = lost_id = find_alike(self.known, unseen, cells)
        key = key or self.make_id(cells)
        first_row = self.difference.rows[self.directory.title, key] = self.seen.setdefault(key, row.number)
        if lost_id:
            message = f"rutan är tom, men raden är lik kontakten {quote(lost_id)}, som saknar rad"
            advice = f"Är det den? Skriv {lost_id}. Är det en annan? Skriv ett eget id."
            self.add_fault(row, ID, message, advice)
        elif first_row != row.number:
            advice = "Är det två kontakter? Ge raden ett eget id. Annars tar du bort den ena raden."
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
        if state := cells.get(STATE):
            words = {word: word for word in STATE_WORDS.values()} | STATE_WORDS
            data_cells[STATE] = words.get(state.casefold(), "")
            if not data_cells[STATE]:
                advice = f"Välj: {', '.join(STATE_WORDS.values())}, eller lämna rutan tom."
                self.add_fault(row, STATE, f"{quote(state)} går inte att välja", advice)
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
                advice = f"{_suggest(name, by_name)}Det som finns: {', '.join(services)}."
                self.add_fault(row, SERVICE, f"verksamheten {quote(name)} finns inte", advice)
        return ", ".join(by_name.get(name.casefold(), name) for name in names)

    def make_id(self, cells: Cells) -> str:
        """Return a new id, made of the service, or of service and location or role."""
        service = next(iter(split_ids(cells.get(SERVICE, ""))), "")
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
            elif column.field in REQUIRED and not column.language and card.id not in self.directory.above:
                self.report_empty(row, column)
        return len(self.book.faults) == before

    def report_empty(self, row: Row, column: Column) -> None:
        """Add a fault: this cell may not be empty."""
        self.add_fault(row, column, "får inte vara tom", describe_column(column))

    def compare_new(self, row: Row, change: Change) -> None:
        """Add a new contact, or the level's first change of an inherited one."""
        inherited = change.key in self.directory.above
        empty_columns = (
            [] if inherited else [column for column in map(Column, REQUIRED) if column not in change.after]
        )
        for column in empty_columns:
            self.report_empty(row, column)
        if inherited and len(change.after) == 1:
            message = "raden ändrar ingenting i områdets kontakt"
            self.add_fault(row, None, message, "Fyll i en ruta, eller ta bort raden.")
        else:
            self.add_change(row, change)

    def add_change(self, row: Row, change: Change) -> None:
        """Add a change, and validate each cell that it writes as its field is."""
        self.difference.changes.append(change)
        names = {column.field for column in change.columns} - {STATE.field}
        fields = {name: value for name, value in group_fields(change.after).items() if name in names}
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
            _CONTACT.validate_python(build_node(fields), context=Faults())
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                context = detail.get("ctx", {})
                if "message" in context:
                    column = Column(str(detail["loc"][0]))
                    self.add_fault(row, column, str(context["message"]), str(context.get("advice", "")))
