"""Refuse a workbook that is too large, or more than text in cells, unread.

A workbook is a zip file of XML parts. What the zip declares is judged before anything is unpacked. The parts
are then read once by expat, which builds nothing: so what would take openpyxl long is never given to it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

MAX_BYTES = 5_000_000
MAX_UNPACKED = 30_000_000
MAX_PARTS = 2_000
_MAX_ATTRIBUTES = 100
_WORKBOOK, _SHEETS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

_AGAIN = "Är det rätt fil? Hämta ett nytt med export."
_SPLIT = "Läs in en kommun i taget: hämta ett kalkylark för den, med export --municipality kalix"
_COPY = "Kopiera texten till ett nytt från export, utan format."
NO_WORKBOOK = (
    "det här är inget kalkylark i formatet .xlsx",
    "Spara om det som Excel-arbetsbok (.xlsx), utan lösenord.",
)
DAMAGED = ("kalkylarket är skadat och går inte att läsa", "Hämta ett nytt med export.")
_MACROS = ("kalkylarket kan innehålla makron, alltså program", "Spara om det som Excel-arbetsbok (.xlsx).")
_FETCHES = (
    "kalkylarket hämtar uppgifter från andra filer",
    "Byt formlerna mot det som står i rutorna (Klistra in värden).",
)
_EMBEDS = ("kalkylarket innehåller andra filer eller knappar", _COPY)
_FORBIDDEN_PARTS = (
    (re.compile(r"vbaproject|macrosheets/|dialogsheets/", re.IGNORECASE), _MACROS),
    (re.compile(r"externallinks/|connections\.xml|querytables/|webextensions/", re.IGNORECASE), _FETCHES),
    (re.compile(r"embeddings/|activex/|ctrlprops/", re.IGNORECASE), _EMBEDS),
)
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a workbook with a password begins, and one of before 2007."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HAS_PASSWORD = (
    "kalkylarket är skyddat med lösenord",
    "Öppna det, ta bort lösenordet (Arkiv, Info, Skydda arbetsbok) och spara igen.",
)
_IS_OLD = (
    "kalkylarket är i ett gammalt format (.xls)",
    "Öppna det och spara om det som Excel-arbetsbok (.xlsx).",
)
_XML = {".xml", ".rels"}
_OF_TEXTS = {"v", "is", "si", "f", "r"}
"""What holds a cell's text, or a piece of it."""
_OF_CELLS = {"t", "rPr"}


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much a workbook may hold, and what to do where it holds more.

    ``texts`` are filled cells and pieces of text, ``cells`` also empty ones that have a colour or a border,
    ``others`` what is no cell, such as styles and rules. ``advice`` is what is said instead of the advice on
    contacts, by that.
    """

    texts: int
    cells: int
    others: int
    tags: int
    advice: Mapping[str, str]


CONTACTS = Allowance(60_000, 150_000, 40_000, 1_000_000, {})
"""290 municipalities, 2,500 contacts, have 32,000 texts and 15,000 others."""
_FETCH_AGAIN = "Är det rätt fil? Hämta svaren på nytt ur webbenkäten, som Excel (.xlsx) eller csv."
ANSWERS = Allowance(
    700_000, 700_000, 100_000, 4_000_000,
    {_AGAIN: _FETCH_AGAIN, DAMAGED[1]: _FETCH_AGAIN, _COPY: _FETCH_AGAIN,
     _SPLIT: "Dela filen, till exempel ett år i taget, men aldrig mitt i en månad."},
)  # fmt: skip
"""10,000 answers to 30 questions, and as much again."""


class RefusalError(Exception):
    """A workbook is not to be read. Carries a message and an advice."""


@dataclass(slots=True)
class Extent:
    """How far a sheet's cells reach, and what in it is more than text.

    ``formulas`` are the cells with one, as row and column; ``merged`` are areas such as ``D2:E2``.
    """

    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Inspected:
    """A workbook that may be read.

    ``content`` is a zip file of its XML parts, ``extents`` how far each of them reaches, by name.
    """

    content: bytes
    extents: dict[str, Extent]


def inspect_workbook(content: bytes, allowance: Allowance = CONTACTS) -> Inspected | tuple[str, str]:
    """Return what may be read of a workbook, or why nothing may.

    The reason is a message and an advice.
    """
    try:
        return _inspect(content, allowance)
    except RefusalError as refusal:
        message, advice = refusal.args
        return message, allowance.advice.get(advice, advice)
    except Exception:  # not a zip file, or a damaged one: each raises something else
        return NO_WORKBOOK


def _inspect(content: bytes, allowance: Allowance) -> Inspected:
    if len(content) > MAX_BYTES:
        raise RefusalError("filen är större än 5 MB", _AGAIN)
    if content.startswith(_OLD_OR_LOCKED):
        raise RefusalError(*(_HAS_PASSWORD if _LOCKED in content else _IS_OLD))
    kept, extents, counter = io.BytesIO(), {}, _Counter(allowance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(kept, "w") as copy:
        parts = archive.infolist()
        _judge_parts(parts)
        for part in parts:
            with archive.open(part) as packed:
                xml = packed.read(part.file_size + 1)  # read() unpacks all at once, whatever was declared
            try:
                extents[part.filename] = counter.read(xml, part.filename)
            except (expat.ExpatError, ValueError):
                if PurePosixPath(part.filename).suffix.lower() in _XML:
                    raise RefusalError(*DAMAGED) from None
            else:
                copy.writestr(part.filename, xml)
    return Inspected(kept.getvalue(), extents)


def _judge_parts(parts: list[zipfile.ZipInfo]) -> None:
    """Judge a zip file by what it declares of its parts; raise RefusalError."""
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        limit = f"mer än {MAX_UNPACKED // 1_000_000} MB eller {MAX_PARTS} delar"
        raise RefusalError(f"filen packar upp sig till något orimligt stort: {limit}", _AGAIN)
    if "[Content_Types].xml" not in names or _WORKBOOK not in names:
        raise RefusalError(*NO_WORKBOOK)
    for pattern, reason in _FORBIDDEN_PARTS:
        if any(map(pattern.search, names)):
            raise RefusalError(*reason)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise RefusalError(*NO_WORKBOOK)
    sound = all(part.compress_type in _METHODS and _is_inside(part.filename) for part in parts)
    if not sound or len({name.casefold() for name in names}) < len(names):
        raise RefusalError(*DAMAGED)


def _is_inside(name: str) -> bool:
    """Return whether a part's name leads nowhere but into the zip file."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


class _Counter:
    """Counts the elements of a workbook's parts.

    Raises RefusalError when there are too many. Nothing that a part declares is expanded: a document type,
    which can hold entities, is refused.
    """

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self.tags = self.texts = self.cells = self.others = 0
        self.part, self.extent = "", Extent()
        self.row = self.column = 0
        self.sheets: set[str] = set()

    def read(self, part: bytes, name: str) -> Extent:
        """Count in one part, and return its extent."""
        self.tags += part.count(b"<")
        if self.tags > self.allowance.tags:
            raise self._refuse_many()
        self.part, self.extent = name, Extent()
        self.row = self.column = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._count
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.Parse(part, True)
        return self.extent

    def _count(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if len(attributes) > _MAX_ATTRIBUTES:
            raise RefusalError(*DAMAGED)
        if name == "c":
            self._place_cell(attributes.get("r"))
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name in _OF_TEXTS:
            self.texts += 1
            if name == "f":
                self.extent.formulas.add((self.row, self.column))
        elif name not in _OF_CELLS:
            self.others += 1 + attributes.get("sqref", "").count(" ")
            self._judge_other(name, attributes)
        if self.texts > self.allowance.texts or self.cells > self.allowance.cells:
            raise self._refuse_many()
        if self.others > self.allowance.others:
            most = self.allowance.others
            message = f"kalkylarket har fler än {most} format, regler och sammanfogade rutor"
            raise RefusalError(message, _COPY)

    def _refuse_many(self) -> RefusalError:
        return RefusalError(f"kalkylarket har fler än {self.allowance.texts} ifyllda rutor", _SPLIT)

    def _place_cell(self, coordinate: str | None) -> None:
        self.cells += 1
        self.column += 1
        if coordinate is not None:
            letters = coordinate.rstrip("0123456789")
            self.column = column_index_from_string(letters)
            if int(coordinate[len(letters) :]) != self.row:
                raise RefusalError(*DAMAGED)
        self.extent.rows = max(self.extent.rows, self.row)
        self.extent.columns = max(self.extent.columns, self.column)

    def _judge_other(self, name: str, attributes: dict[str, str]) -> None:
        if name == "mergeCell":
            self.extent.merged.append(attributes.get("ref", ""))
        elif name == "Relationship":
            self._judge_link(attributes)
        elif name == "sheet":
            self._add_sheet(next((value for key, value in attributes.items() if key.endswith(":id")), ""))
        elif kind := attributes.get("ContentType"):
            if "macroEnabled" in kind:
                raise RefusalError(*_MACROS)
            if kind.endswith("main+xml") and attributes.get("PartName") != f"/{_WORKBOOK}":
                raise RefusalError(*DAMAGED)

    def _judge_link(self, attributes: dict[str, str]) -> None:
        """Judge what a part leads to: nothing outside but addresses, and each sheet once."""
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            if not attributes.get("Type", "").endswith("/hyperlink"):
                raise RefusalError(*_FETCHES)
        elif self.part == _SHEETS:
            self._add_sheet(target[1:] if target.startswith("/") else normpath(f"xl/{target}"))

    def _add_sheet(self, name: str) -> None:
        """Note a sheet's name or part; one that is there twice would be read twice."""
        if name in self.sheets:
            raise RefusalError(*DAMAGED)
        self.sheets.add(name)


def _refuse_doctype(*_: object) -> None:
    raise RefusalError("kalkylarket innehåller något som inte hör hemma i ett (DOCTYPE)", DAMAGED[1])
