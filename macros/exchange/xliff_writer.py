"""Write a file for translators: XLIFF 1.2, which every translation tool reads.

OmegaT, Poedit, memoQ, Trados and Phrase read it without more; of XLIFF 2 that cannot be said. Placeholders
and signs of Markdown are inline codes (``ph``), so that a tool protects them. Equal texts give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from lxml import etree

from macros.exchange.inline_codes import split
from macros.exchange.translation_marks import name_file
from macros.records.languages import SWEDISH_NAMES
from macros.records.leaflet_texts import LeafletText
from macros.records.translations import Status
from macros.records.whole_shelf import Shelf

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
PRODUCT = "gronaparmen"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STATES: dict[Status, str] = {
    "missing": "needs-translation",
    "outdated": "needs-review-translation",
    "unmarked": "translated",
    "current": "final",
}
"""How a text stands, in XLIFF's words."""
_NOTES: dict[Status, str] = {
    "missing": "",
    "outdated": " Svenskan har ändrats sedan översättningen gjordes: läs den igen.",
    "unmarked": " Översatt, men ingen har sagt av vilken svensk text.",
    "current": "",
}
LANGUAGE_NAMES = {"lattlast": "sv-x-lattlast"}
"""The languages that BCP 47 has no code of its own for."""


class Unit(NamedTuple):
    """What a text is called in XLIFF: its file below the data folder, and its path."""

    file: str
    id: str


_FOR_ALL = (
    "Översätt till {}. Det som står inom klamrar byts mot ord när sidan görs: behåll det som det är. Skriv "
    "enkelt. Det läses av barn, unga och vuxna som behöver hjälp."
)


def write_xliff(shelf: Shelf, items: Iterable[LeafletText], language: str) -> bytes:
    """Return texts in a language as XLIFF, a part for each file of the data."""
    root = etree.Element(_name("xliff"), nsmap={None: NAMESPACE}, version="1.2")
    texts: list[tuple[Any, str]] = []
    bodies: dict[str, Any] = {}
    marks = shelf.marks
    for unit, item in name_units(shelf, items).items():
        if unit.file not in bodies:
            bodies[unit.file] = _add_file(root, unit.file, language, texts)
        status = marks.status(item.text, language)
        _add_unit(bodies[unit.file], unit.id, item, (language, status), texts)
    etree.indent(root)
    for element, text in texts:  # last: what is in them must not be indented
        _add_text(element, " ".join(text.split()))
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def name_units(shelf: Shelf, items: Iterable[LeafletText]) -> dict[Unit, LeafletText]:
    """Return texts by what they are called in XLIFF: the file, and the path in it.

    Where a file has a path twice, under two areas, the second ends with its number.
    """
    units: dict[Unit, LeafletText] = {}
    for item in items:
        unit, number = Unit(name_file(shelf, item), item.path), 1
        while unit in units:
            number += 1
            unit = unit._replace(id=f"{item.path}.{number}")
        units[unit] = item
    return units


def _add_file(root: Any, file: str, language: str, texts: list[tuple[Any, str]]) -> Any:
    """Add a part for a file of the data, and return its body."""
    attributes = {
        "original": file,
        "source-language": "sv",
        "target-language": LANGUAGE_NAMES.get(language, language),
        "datatype": "plaintext",
        "product-name": PRODUCT,
    }
    part = etree.SubElement(root, _name("file"), attributes)
    header = etree.SubElement(part, _name("header"))
    texts.append((etree.SubElement(header, _name("note")), _FOR_ALL.format(SWEDISH_NAMES[language])))
    return etree.SubElement(part, _name("body"))


def _add_unit(
    body: Any, name: str, item: LeafletText, standing: tuple[str, Status], texts: list[tuple[Any, str]]
) -> None:
    """Add one text: Swedish, translation, how it stands and where."""
    language, status = standing
    attributes = {"id": name, "approved": "yes" if status == "current" else "no", _SPACE: "preserve"}
    unit = etree.SubElement(body, _name("trans-unit"), attributes)
    texts.append((etree.SubElement(unit, _name("source")), item.text.source))
    target = etree.SubElement(unit, _name("target"), state=STATES[status])
    texts.append((target, item.text.written(language)))
    where = f"{item.where[:1].upper()}{item.where[1:]}."
    note = etree.SubElement(unit, _name("note"))
    note.text = where + _NOTES[status]


def _add_text(element: Any, text: str) -> None:
    """Put a text into an element, its codes as inline codes numbered from 1."""
    if element.tag == _name("note"):
        element.text = text
        return
    last, number = None, 0
    for piece in split(text):
        if piece.code:
            number += 1
            last = etree.SubElement(element, _name("ph"), {"id": str(number), "ctype": piece.kind})
            last.text = piece.text
        elif last is None:
            element.text = piece.text
        else:
            last.tail = piece.text


def _name(element: str) -> str:
    return f"{{{NAMESPACE}}}{element}"
