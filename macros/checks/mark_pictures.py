"""Refuse a municipality's mark that is no safe picture, by its content."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from macros.checks.references import Fault
from macros.project import MARKS
from macros.records.binder import Binder, Shelf

LARGEST = 200 * 1024
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:svg|png)")
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
_WIDEST = 4000
_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "image"}
"""Elements that run, or bring in something from outside the file."""
_DECLARED = re.compile(r"<!DOCTYPE|<!ENTITY|<\?xml-stylesheet", re.IGNORECASE)
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)

_MISSING = "Lägg bilden i docs/assets/marks, eller ta bort raden mark."
_RENAME = "Skriv bara filens namn: a–z, 0–9 och bindestreck, och .svg eller .png, till exempel: norrby.svg"
_REMAKE = "Spara bilden på nytt som svg eller png, och byt ut filen."
_SHRINK = f"Den får vara högst {LARGEST // 1024} kB och {_WIDEST} bildpunkter bred och hög. Gör den mindre."
_PLAIN = "Spara den utan skript, länkar, inbäddade bilder och typsnitt. Ett vanligt ritprogram kan göra det."


def mark_is_a_safe_picture(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A municipality's mark is a small svg or png that brings nothing else along."""
    name, path = binder.municipality.mark, "municipality.mark"
    if name is None:
        return
    file = MARKS / name
    if not _NAME.fullmatch(name):
        yield path, "mark-name", f"”{name}” är inget namn på en bildfil", _RENAME
    elif not file.is_file() or file.is_symlink():
        yield path, "mark-missing", f"bilden ”{name}” finns inte", _MISSING
    elif file.stat().st_size > LARGEST:
        yield path, "mark-too-large", f"bilden ”{name}” är för stor", _SHRINK
    else:
        yield from _check_content(path, name, file.read_bytes())


def _check_content(path: str, name: str, data: bytes) -> Iterator[Fault]:
    """Yield what is wrong with a picture's content."""
    kind = name.rpartition(".")[2]
    fault = _png_fault(data) if kind == "png" else _svg_fault(data)
    if fault == "broken":
        yield path, "mark-not-a-picture", f"”{name}” är ingen {kind}-bild", _REMAKE
    elif fault == "wide":
        yield path, "mark-too-large", f"bilden ”{name}” är för stor", _SHRINK
    elif fault:
        yield path, "mark-unsafe", f"bilden ”{name}” innehåller {fault}", _PLAIN


def _png_fault(data: bytes) -> str:
    """Return what is wrong with a PNG: ``broken``, ``wide``, or nothing."""
    size = _png_size(data)
    return "broken" if size is None or not min(size) else "wide" if max(size) > _WIDEST else ""


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Return a PNG's width and height; None where a block is missing or harmed."""
    if not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return None
    at, kind = len(_PNG), b""
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        kind, end = data[at + 4 : at + 8], at + 8 + length
        if int.from_bytes(data[end : end + 4]) != zlib.crc32(data[at + 4 : end]):
            return None
        at = end + 4
    return (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) if kind == b"IEND" else None


def _svg_fault(data: bytes) -> str:
    """Return what is wrong with an SVG, or an empty string.

    It is ``broken``, or the name of what is unsafe in it. One with declarations, such as entities, is refused
    unread.
    """
    try:
        text = data.decode("utf-8-sig")
        if declared := _DECLARED.search(text):
            return declared[0].lstrip("<!?")
        root = ElementTree.fromstring(text)
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return "broken"
    return _find_unsafe(root) if root.tag == f"{_SVG}svg" else "broken"


def _find_unsafe(root: ElementTree.Element) -> str:
    """Return what in an SVG runs or reaches outside it; nothing where it is safe."""
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2].casefold()
        if tag in _ACTIVE:
            return f"<{tag}>"
        if _OUTSIDE.search(element.text or ""):
            return "en adress utanför bilden"
        for key, value in element.attrib.items():
            attribute = key.rpartition("}")[2].casefold()
            if attribute.startswith("on"):
                return f"attributet {attribute}"
            if (attribute in {"href", "src"} and not value.startswith("#")) or _OUTSIDE.search(value):
                return "en adress utanför bilden"
    return ""
