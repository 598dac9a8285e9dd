"""Read services from a file of Open Referral's HSDS 3 as rows of a spreadsheet.

So they are compared, tried and written as rows are. A service of ours is known by the identifier that the
site publishes, and only what differs from what we publish is read. Another's is known by an id of our own
that ends in the first eight signs of its identifier; a new one gets such an id. A field that the file leaves
out stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from macros.exchange.cell_values import make_slug
from macros.exchange.columns import ID, SERVICES, STATE, Column, normalize_text
from macros.exchange.contacts import Directory
from macros.exchange.hsds_book import TEXTS, HsdsBook
from macros.exchange.sheet_headings import suggest_word
from macros.exchange.workbook_limits import MAX_BYTES
from macros.exchange.workbook_rows import MAX_FAULTS, MAX_ROWS, Row, Sheet
from macros.problems import quote
from macros.records.base import STATE_WORDS
from macros.records.contact import GROUP_WORDS
from macros.records.deceptive_text import find_deceptive
from macros.records.scalars import LONGEST

Json = dict[str, Any]
FindPersons = Callable[[str], Iterator[str]]
"""Yields a message for each thing in a text that may be about a person."""
_AGES = ("minimum_age", "maximum_age")
_READ = {"id", *TEXTS, *_AGES, "attributes"}
_LEFT = (
    "accreditations", "alert", "assured_date", "assurer_email", "contacts", "cost_options", "email", "fees",
    "fees_description", "funding", "interpretation_services", "languages", "last_modified", "licenses",
    "metadata", "organization", "organization_id", "phones", "program", "program_id", "required_documents",
    "schedules", "service_areas", "service_at_locations", "status", "url", "wait_time",
)  # fmt: skip
"""What HSDS has beside that: it stands elsewhere in the binder, or nowhere."""
_OLDEST = 120
_NAME = re.compile("[a-z_]{1,40}")
"""What a field of HSDS is called."""
_MOST_TOLD = 10
_PERSON = (
    "Skriv funktionen i stället. Är det ingen person? Skriv värdet och skälet under allowed i data/site.yaml."
)


class Known(NamedTuple):
    """A service of ours, as the site publishes it.

    ``directory`` is the level that wrote it; None where no sheet holds it.
    """

    directory: Directory | None
    key: str
    published: Json


@dataclass(slots=True)
class HsdsReader:
    """Reads the services of a file.

    ``known`` are ours by identifier, ``directories`` every level's, ``target`` the level that new ones go to.
    ``group`` is the group of new ones that do not say theirs; ``groupless`` is set where one then has none.
    """

    book: HsdsBook
    known: Map[str, Known]
    directories: Sequence[Directory]
    target: Directory | None
    group: str
    find_persons: FindPersons
    groupless: bool = False

    def read(self, content: bytes) -> HsdsBook:
        """Return the book with a row for each service that differs, and its faults."""
        services = self.read_file(content)
        unread: dict[str, int] = {}
        for number, service in enumerate(services, 1):
            if len(self.book.faults) > MAX_FAULTS:
                message = f"fler än {MAX_FAULTS} fel: resten visas inte"
                self.book.add_fault("", 0, "", message, "Rätta dem som står här, och läs in igen.")
                break
            self.read_service(number, service)
            for name in service if isinstance(service, dict) else ():
                if name not in _READ:
                    unread[name] = unread.get(name, 0) + 1
        self.book.notes += self.describe_unread(unread)
        if self.groupless:
            self.book.notes.append(
                "Nya tjänster säger inte hur tidigt man ringer dit. Säg det för alla med  --group first "
                "(ring först), everyday (i vardagen) eller more (när det behövs mer)."
            )
        return self.book

    def read_file(self, content: bytes) -> list[Any]:
        """Return the services of a file: a list, a page of an answer, or one alone."""
        try:
            if len(content) > MAX_BYTES:
                raise ValueError
            data = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            line = f" (rad {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
            message = f"filen går inte att läsa som JSON{line}"
            self.book.add_fault("", 0, "", message, "Den ska följa HSDS 3.")
            return []
        if isinstance(data, dict):
            data = data.get("contents", [data] if "id" in data else data.get("services"))
        if not isinstance(data, list) or len(data) > MAX_ROWS:
            message = f"filen är ingen lista med högst {MAX_ROWS} tjänster"
            self.book.add_fault("", 0, "", message, "Den ska följa HSDS 3: services som en lista.")
            return []
        return data

    def read_service(self, number: int, service: Any) -> None:
        """Add a service as a row of its level's sheet, or its faults."""
        self.book.names[number] = f"nr {number}"
        identifier = service.get("id") if isinstance(service, dict) else None
        try:
            identifier = str(UUID(identifier)) if isinstance(identifier, str) else ""
        except ValueError:
            identifier = ""
        if not identifier:
            self.add_fault(number, "id", "tjänsten har inget id som är ett UUID", "HSDS 3 kräver det.")
            return
        self.book.names[number] = identifier
        known = self.known.get(identifier)
        if known and known.published == service:
            return
        before = len(self.book.faults)
        for path, text in _list_texts(service):
            for message in dict.fromkeys(self.find_persons(text)):
                self.add_fault(number, path, message, _PERSON)
        said = dict(self.read_fields(number, service))
        if len(self.book.faults) > before:
            return
        if known:
            published = dict(self.read_fields(number, known.published))
            said = {title: text for title, text in said.items() if published.get(title) != text}
            if said and known.directory is None:
                advice = "Den står under ett av kommunens områden (areas). Ändra den där."
                self.add_fault(
                    number, "id", f"verksamheten {quote(known.key)} kan inte ändras härifrån", advice
                )
            elif said and known.directory:
                self.add_row(number, known.directory, known.key, said)
            return
        self.place_other(number, identifier, said)

    def place_other(self, number: int, identifier: str, said: dict[str, str]) -> None:
        """Add the row of another's service: where it is already, or as a new one."""
        ending = f"-{identifier[:8]}"
        for directory in self.directories:
            for key in directory.cards:
                if key.endswith(ending):
                    said.pop(STATE.title, None)
                    self.add_row(number, directory, key, said)
                    return
        if self.target is None:
            self.add_fault(
                number, "id", "tjänsten är ny", "Skriv vart nya ska, till exempel  --into areas/NAMN"
            )
            return
        if self.group:
            said.setdefault(Column("group").title, GROUP_WORDS[self.group])
        said.setdefault(STATE.title, STATE_WORDS["proposed"])
        if Column("group").title not in said:
            self.groupless = True
        slug = make_slug(said.get(Column("name").title, ""))[:45].strip("-") or "verksamhet"
        self.add_row(number, self.target, f"{slug}{ending}", said)

    def add_row(self, number: int, directory: Directory, key: str, said: dict[str, str]) -> None:
        """Add a row; two that say different things of one service are a fault."""
        sheet = next((one for one in self.book.sheets if one.title == directory.title), None)
        if sheet is None:
            sheet = Sheet(directory.title, [Column(name).title for name in SERVICES.fields])
            self.book.sheets.append(sheet)
            self.book.origin[directory.title, ""] = ""  # so that those without a row are not missed
        cells = {ID.title: key, **said}
        earlier = next((row for row in sheet.rows if row.cells[ID.title] == key), None)
        if earlier is None:
            sheet.rows.append(Row(number, cells))
        elif earlier.cells != cells:
            message = (
                f"filen säger olika om verksamheten {quote(key)}: här och i {self.book.names[earlier.number]}"
            )
            self.add_fault(number, "id", message, "Den står på ett ställe i pärmen. Ta bort den ena.")

    def read_fields(self, number: int, service: Json) -> Iterator[tuple[str, str]]:
        """Yield the text of each field that a service has, by the heading of its column."""
        for theirs, ours in TEXTS.items():
            value = service.get(theirs)
            text = None if value in (None, "") else self.read_text(number, theirs, value)
            if text is not None:
                yield Column(ours).title, text
        if ages := self.read_ages(number, service):
            yield Column("ages").title, ages
        attributes = service.get("attributes")
        for attribute in attributes if isinstance(attributes, list) else ():
            term = attribute.get("taxonomy_term") if isinstance(attribute, dict) else None
            code = term.get("code") if isinstance(term, dict) else None
            code = code if isinstance(code, str) else None
            kind = attribute.get("link_type") if isinstance(attribute, dict) else None
            if kind == "group" and code in GROUP_WORDS:
                yield Column("group").title, GROUP_WORDS[code]
            elif kind == "callers" and code in ("everyone", "staff"):
                yield Column("families").title, "nej" if code == "staff" else "ja"
            elif kind == "state" and code == "example":
                yield STATE.title, STATE_WORDS["example"]

    def read_text(self, number: int, name: str, value: Any) -> str | None:
        """Return a field's text, or None with a fault."""
        if not isinstance(value, str) or len(value) > LONGEST:
            message = f"fältet ska vara en text på högst {LONGEST} tecken"
            self.add_fault(number, name, message, "Rätta det i filen.")
            return None
        text = normalize_text(value)
        if finding := find_deceptive(text):
            self.add_fault(number, name, finding.message, finding.advice)
            return None
        return text

    def read_ages(self, number: int, service: Json) -> str | None:
        """Return the ages in words; None where none are said, and with a fault."""
        ages = [service.get(name) for name in _AGES]
        for name, age in zip(_AGES, ages, strict=True):
            is_number = isinstance(age, int | float) and not isinstance(age, bool)
            if age is not None and not (is_number and 0 <= age <= _OLDEST and age == int(age)):
                self.add_fault(number, name, "åldern ska vara ett helt antal år", f"Från 0 till {_OLDEST}.")
                return None
        lowest, highest = (None if age is None else int(age) for age in ages)
        if highest is None:
            return None if lowest is None else f"från {lowest} år"
        if not lowest:
            return f"till {highest + 1} år"
        return f"{lowest}–{highest} år"

    def add_fault(self, number: int, name: str, message: str, advice: str) -> None:
        """Add a fault at a service and one of its fields."""
        self.book.add_fault("HSDS", number, name, message, advice)

    def describe_unread(self, unread: dict[str, int]) -> Iterator[str]:
        """Yield which fields of the file are not read, and which HSDS does not have."""
        if left := [name for name in sorted(unread) if name in _LEFT]:
            contacts = "Kontakter läser du in med  parmen contacts import"
            yield f"Det här läses inte in: {', '.join(left)}. {contacts}"
        unknown = sorted(name for name in unread if name not in _LEFT)
        for name in unknown[:_MOST_TOLD]:
            hint = suggest_word(name, {word: word for word in (*_READ, *_LEFT)})
            told = f"Fältet {quote(name)}" if not any(self.find_persons(name)) else "Ett fält"
            yield f"{told} finns inte i HSDS 3 och läses inte in. {hint}".strip()
        if more := unknown[_MOST_TOLD:]:
            yield f"{len(more)} fält till finns inte i HSDS 3 och läses inte in."


def _list_texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a service, with the path of its field.

    A name that no field of HSDS could have is a text too, and not in the path: it may be a person's.
    """
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            is_field = _NAME.fullmatch(name)
            if not is_field:
                yield path, name
            yield from _list_texts(inner, f"{path}.{name if is_field else '…'}".strip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _list_texts(inner, path)


def _refuse_constant(name: str) -> None:
    """Refuse what JSON does not have: NaN and infinity."""
    raise ValueError(name)
