"""A workbook held against the contacts that there are: what it changes, adds and leaves out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from macros.exchange.contact_change import Change
from macros.exchange.contacts import (
    ID,
    NEEDED,
    SERVICE,
    SOURCE,
    STATE,
    Card,
    Cells,
    Column,
    Directory,
    columns,
    fingerprint,
)
from macros.exchange.workbook_rows import SPOILT, Book, Row, Sheet
from macros.problems import Place, nearest, quote
from macros.records.base import STATE_WORDS
from macros.records.contact import Contact
from macros.records.glyphs import glyph_class
from macros.records.nodes import Mapping, Scalar, new_mapping
from macros.records.scalars import fold
from macros.records.text import LANGUAGES
from macros.records.validate import Faults

_CONTACT = TypeAdapter(Contact)
_STRANGE = re.compile(f"[^\n{glyph_class()}]")
_AGAIN = "Skriv ut ett nytt kalkylark och gör din ändring där."


@dataclass(slots=True)
class Difference:
    """What reading a workbook in would do. ``missing`` are contacts whose row is gone."""

    changes: list[Change] = field(default_factory=list)
    missing: list[Change] = field(default_factory=list)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)


def compare(book: Book, found: list[Directory]) -> Difference:
    """Hold every sheet against its level. What cannot be read in goes to the book's faults."""
    difference = Difference()
    by_title = {directory.title: directory for directory in found}
    for sheet in book.sheets:
        directory = by_title.get(sheet.title)
        if directory is None:
            guess = {title.casefold(): title for title in by_title}.get(
                nearest(sheet.title, map(str.casefold, by_title))
            )
            hint = f"Menade du ”{guess}”? " if guess else ""
            message = "bladet hör inte till någon kommun eller något område"
            advice = f"{hint}Bladen heter som i kalkylarket från parmen contacts export. Ta bort andra blad."
            book.say(sheet.title, 0, "", message, advice)
        elif (heads := _heads(sheet, book)) is not None:
            _Comparison(book, sheet, directory, heads, difference).run()
    return difference


def _heads(sheet: Sheet, book: Book) -> dict[str, Column] | None:
    """Give the column of each heading; None when the rows cannot be told apart."""
    known = {column.title: column for column in columns([])}
    texts = [name for name in Contact.model_fields if name in _TEXTS]
    known |= {
        c.title: c for name in texts for code in LANGUAGES if code != SOURCE for c in [Column(name, code)]
    }
    before = len(book.faults)
    for title in sorted({title for title in sheet.heads if title}):
        if title not in known and title != SPOILT:
            guess = nearest(title, [name.casefold() for name in known])
            hint = "".join(f"Menade du ”{name}”? " for name in known if name.casefold() == guess)
            advice = f"{hint}Kolumnerna är: {', '.join(column.title for column in columns([]))}."
            book.say(sheet.title, 1, "", f"kolumnen {quote(title)} finns inte", advice)
        elif sheet.heads.count(title) > 1:
            book.say(sheet.title, 1, title, "kolumnen finns två gånger", "Ta bort den ena.")
    if ID.title not in sheet.heads and SPOILT not in sheet.heads:
        advice = "Den säger vilken kontakt varje rad är. Skriv ut ett nytt kalkylark."
        book.say(sheet.title, 1, "", f"kolumnen {ID.title} saknas", advice)
    return {title: known[title] for title in sheet.heads if title} if len(book.faults) == before else None


_TEXTS = {name for name, info in Contact.model_fields.items() if "Text" in str(info.annotation)}
"""The fields that may be in several languages."""


class _Comparison:
    """Goes through one sheet."""

    def __init__(
        self, book: Book, sheet: Sheet, directory: Directory, heads: dict[str, Column], found: Difference
    ) -> None:
        self.book, self.sheet, self.directory, self.heads, self.found = book, sheet, directory, heads, found
        self.seen: dict[str, int] = {}
        self.origin = {key: was for (title, key), was in book.origin.items() if title == sheet.title}

    def say(self, row: Row, column: Column | None, message: str, advice: str = "") -> None:
        self.book.say(self.sheet.title, row.number, column.title if column else "", message, advice)

    def run(self) -> None:
        """Compare every row, then see which contacts have none."""
        cards = self.directory.cards
        given = {row.cells.get(ID.title, "") for row in self.sheet.rows}
        missing = [key for key in cards if key not in given and (not self.origin or key in self.origin)]
        for row in self.sheet.rows:
            self.row(row, missing)
        for key in missing:
            if key not in self.seen:
                self.found.missing.append(Change(self.directory, key, cards[key].cells, {}))

    def row(self, row: Row, missing: list[str]) -> None:
        cells = {self.heads[head]: text for head, text in row.cells.items()}
        if SPOILT in cells.values():
            self.seen[cells.get(ID, "")] = row.number
            cells = {column: text for column, text in cells.items() if text != SPOILT}
            self.cells(row, cells)
            return
        cells = self.cells(row, cells)
        if not cells.get(ID) and (lost := self.lost_id(cells, missing)):
            message = f"rutan är tom, men raden är lik kontakten {quote(lost)}, som saknar rad"
            self.say(row, ID, message, f"Skriv tillbaka {lost}.")
            self.seen[lost] = row.number
            return
        key = cells.get(ID, "") or self.new_id(cells)
        if key in self.seen:
            self.say(row, ID, f"{quote(key)} står redan på rad {self.seen[key]}", "Ge raden ett eget id.")
            return
        self.seen[key] = row.number
        self.found.rows[self.directory.title, key] = row.number
        if key in self.directory.cards:
            self.known(row, key, cells)
        elif (guess := nearest(key, missing)) and cells.get(ID):
            message = f"id {quote(key)} finns inte, och raden för {guess} saknas"
            self.say(row, ID, message, f"Har id ändrats? Skriv tillbaka {guess}.")
        elif key in self.origin:
            self.say(row, None, f"{quote(key)} har tagits bort ur pärmen sedan kalkylarket skrevs ut", _AGAIN)
        else:
            self.new(row, key, {column: text for column, text in cells.items() if text})

    def cells(self, row: Row, cells: Cells) -> Cells:
        """Take what an editor may write in her own words, and refuse what is no choice."""
        result = dict(cells)
        if said := cells.get(STATE):
            words = {word: word for word in STATE_WORDS.values()} | STATE_WORDS
            result[STATE] = words.get(said.casefold(), "")
            if not result[STATE]:
                advice = f"Välj: {', '.join(STATE_WORDS.values())}, eller lämna rutan tom."
                self.say(row, STATE, f"{quote(said)} går inte att välja", advice)
        if (said := cells.get(SERVICE)) and said not in self.directory.services:
            services = self.directory.services
            by_name = {name.casefold(): key for key, names in services.items() for name in (*names, key)}
            result[SERVICE] = by_name.get(said.casefold(), said)
            if result[SERVICE] == said:
                guess = by_name.get(nearest(said, by_name), "")
                hint = f"Menade du {guess}? " if guess else ""
                advice = f"{hint}Det som finns: {', '.join(services)}."
                self.say(row, SERVICE, f"verksamheten {quote(said)} finns inte", advice)
        return result

    def lost_id(self, cells: Cells, missing: list[str]) -> str:
        """Give the contact without a row that a row without an id is probably meant for."""
        alike = (SERVICE, Column("role"), Column("location"))
        cards = self.directory.cards
        return next(
            (
                key
                for key in missing
                if key not in self.seen
                and cells.get(SERVICE)
                and all(cards[key].cells.get(column, "") == cells.get(column, "") for column in alike)
            ),
            "",
        )

    def new_id(self, cells: Cells) -> str:
        """Make an id of the service, or of the service and who answers there."""
        service = cells.get(SERVICE, "")
        used = {*self.directory.cards, *self.directory.above, *self.seen}
        place = _slug(cells.get(Column("location"), "")) or _slug(cells.get(Column("role"), ""))
        names = [service, f"{service}-{place}".strip("-")[:55].strip("-")]
        names += [f"{names[-1] or 'ny'}-{number}" for number in range(2, 1000)]
        return next(name for name in names if name and name not in used)

    def known(self, row: Row, key: str, cells: Cells) -> None:
        card = self.directory.cards[key]
        after = {column: text for column, text in {**card.cells, **cells}.items() if text}
        change = Change(self.directory, key, card.cells, after, row.number)
        if not change.fields:
            return
        was = self.origin.get(key)
        if was is not None and was != card.fingerprint:
            if was != fingerprint(after):
                message = f"{quote(key)} har ändrats i pärmen sedan kalkylarket skrevs ut"
                self.say(row, None, message, _AGAIN)
            return
        if not self.emptied(row, card, change) and not self.wrong(row, change):
            self.found.changes.append(change)

    def emptied(self, row: Row, card: Card, change: Change) -> bool:
        """Refuse to empty what a contact must have, and to fill in what the level takes away."""
        found = False
        for column in change.fields:
            needed = column.field in NEEDED and not column.language and card.id not in self.directory.above
            if needed and column not in change.after:
                self.say(
                    row, column, "får inte vara tom", Contact.model_fields[column.field].description or ""
                )
            elif column.field in card.removed and column in change.after:
                message = "är borttagen på den här nivån, med remove"
                self.say(row, column, message, f"Ta först bort {column.field} ur remove i {card.file}.")
            else:
                continue
            found = True
        return found

    def new(self, row: Row, key: str, cells: Cells) -> None:
        cells = {ID: key} | cells
        change = Change(self.directory, key, {}, cells, row.number)
        inherited = key in self.directory.above
        lacking = [] if inherited else [name for name in NEEDED if Column(name) not in cells]
        for name in lacking:
            info = Contact.model_fields[name]
            self.say(row, Column(name), "får inte vara tom", info.description or "")
        if inherited and len(cells) == 1:
            self.say(
                row, None, "raden ändrar ingenting i områdets kontakt", "Fyll i en ruta, eller ta bort raden."
            )
        elif not self.wrong(row, change) and not lacking:
            self.found.changes.append(change)

    def wrong(self, row: Row, change: Change) -> bool:
        """Validate the cells that change, each as its field is."""
        before = len(self.book.faults)
        node = _node({column: change.after[column] for column in change.fields if column in change.after})
        for name in node:
            if change.after.get(Column(name, ""), "") == "":
                self.say(row, Column(name), "saknar svenska, som är källan för de andra språken")
        for column in change.fields:
            if strange := _STRANGE.search(change.after.get(column, "")):
                message = (
                    f"tecknet {quote(strange[0])} (U+{ord(strange[0]):04X}) finns inte i pärmens typsnitt"
                )
                self.say(row, column, message, "Skriv med ord i stället.")
        try:
            _CONTACT.validate_python(node, context=Faults())
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                context = detail.get("ctx", {})
                if "message" in context:
                    column = Column(str(detail["loc"][0]))
                    self.say(row, column, str(context["message"]), str(context.get("advice", "")))
        return len(self.book.faults) > before


def _slug(text: str) -> str:
    return "-".join(
        "".join(c if c in "abcdefghijklmnopqrstuvwxyz0123456789" else " " for c in fold(text)).split()
    )


def _node(cells: Cells) -> Mapping:
    """Put cells together as the node that a file would give."""
    node = new_mapping(Place("", 1))
    for column, text in cells.items():
        if column == STATE:
            continue
        value = Scalar(text)
        value.place = node.place
        name, language = column
        if language or any(c.field == name and c.language for c in cells):
            versions = node.setdefault(name, new_mapping(node.place))
            assert isinstance(versions, Mapping)
            versions[language or SOURCE] = value
            versions.setdefault(SOURCE, value)
        else:
            node[name] = value
    return node
