"""Read a translator's file (XLIFF 1.2), and say in Swedish what is wrong with it.

Nothing in it is trusted: no document type, no entities, nothing fetched, and no more than so many bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from macros.exchange.xliff_writer import LANGUAGE_NAMES, NAMESPACE, Unit
from macros.problems import Problem, quote
from macros.records.languages import LANGUAGES

MAX_BYTES = 5_000_000
MAX_UNITS = 20_000
_INLINE = {"ph", "mrk"}
"""What may stand in a text: our codes, and a tool's marks around sentences."""
_DOCTYPE = re.compile(rb"<\0?!\0?[Dd]\0?[Oo]\0?[Cc]")
"""The beginning of a document type, in UTF-8 and UTF-16."""
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""The encodings besides UTF-8, by how a file in them begins."""
_ALIASES = {"ku": "kmr", "smi": "se"}
"""What some tools call a language instead."""
_AGAIN = "Skriv en ny fil med  parmen translations export"


@dataclass(frozen=True, slots=True)
class Translated:
    """A text as it came back: the Swedish, the translation, and its state.

    ``line`` is where it stands in the file.
    """

    source: str
    target: str
    state: str
    approved: bool
    line: int


@dataclass(slots=True)
class TranslatedFile:
    """What a translator's file says. With ``problems`` nothing of it counts."""

    name: str
    language: str = ""
    units: dict[Unit, Translated] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, rule: str, message: str, advice: str) -> None:
        """Add a problem at a line of the file."""
        self.problems.append(Problem(self.name, max(line, 1), 1, rule, message, advice))


def read_xliff(content: bytes, name: str) -> TranslatedFile:
    """Read a translator's file. ``name`` is what messages call it."""
    result = TranslatedFile(name)
    root = _parse(content, result)
    if root is None:
        return result
    for part in root.iter(_name("file")):
        _read_file(part, result)
    if not result.units and not result.problems:
        result.report(1, "xliff-empty", "filen har inga texter", _AGAIN)
    return result


def _parse(content: bytes, result: TranslatedFile) -> Any:
    """Return the root of a file that is XLIFF 1.2, or None and a problem."""
    if len(content) > MAX_BYTES:
        message = f"filen är större än {MAX_BYTES // 1_000_000} MB"
        result.report(1, "xliff-too-large", message, "Är det rätt fil? Dela annars upp den.")
        return None
    if _DOCTYPE.search(content):  # before a parser looks at it
        message = "filen har en dokumenttyp (DOCTYPE), och den kan dölja vad som helst"
        result.report(1, "xliff-doctype", message, "Be om en fil utan. Översättningsprogram skriver ingen.")
        return None
    parser = etree.XMLParser(
        encoding=_WIDE.get(content[:2], "utf-8"),  # in others a document type would look otherwise
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None) or 1
        message = "filen går inte att läsa: den är inte hel, eller sparad med fel teckenkodning"
        result.report(line, "xliff-unreadable", message, "Be om den igen, sparad som XLIFF 1.2 i UTF-8.")
        return None
    if root.tag != _name("xliff") or root.get("version") != "1.2":
        message = "det här är ingen fil i XLIFF 1.2"
        result.report(1, "xliff-version", message, "Be om den i samma format som ni skickade den.")
        return None
    return root


def _read_file(part: Any, result: TranslatedFile) -> None:
    """Read the texts of one file of the data."""
    tags = {LANGUAGE_NAMES.get(code, code).lower(): code for code in LANGUAGES if code != "sv"} | _ALIASES
    written = part.get("target-language", "")
    language = tags.get(written.lower()) or tags.get(written.lower().partition("-")[0], "")
    line = part.sourceline
    if part.get("source-language", "").lower().partition("-")[0] != "sv":
        result.report(line, "xliff-language", "filen är inte översatt från svenska", _AGAIN)
    elif not language:
        result.report(line, "xliff-language", f"{quote(written)} är inget språk här", _AGAIN)
    elif result.language not in ("", language):
        result.report(line, "xliff-language", "filen har mer än ett språk", "Spara ett språk i varje fil.")
    result.language = result.language or language
    for element in part.iter(_name("trans-unit")):
        if len(result.units) >= MAX_UNITS:
            result.report(element.sourceline, "xliff-too-large", f"fler än {MAX_UNITS} texter", _AGAIN)
            return
        _read_unit(element, part.get("original", ""), result)


def _read_unit(element: Any, file: str, result: TranslatedFile) -> None:
    """Read one text."""
    unit = Unit(file, element.get("id", ""))
    source, target = element.find(_name("source")), element.find(_name("target"))
    strange = sorted({
        etree.QName(inner).localname
        for text in (source, target)
        if text is not None
        for inner in text.iterdescendants()
        if inner.tag not in map(_name, _INLINE)
    })  # fmt: skip
    if source is None or strange or unit in result.units:
        words = f"{quote(strange[0])}, som inte fanns i filen från början" if strange else ""
        what = f"har {words}" if words else "står två gånger" if source is not None else "saknar svensk text"
        result.report(element.sourceline, "xliff-unit", f"texten {quote(unit.id)} {what}", _AGAIN)
        return
    codes = {inner.get("id"): inner.text or "" for inner in source.iterdescendants(_name("ph"))}
    result.units[unit] = Translated(
        source=_join(source, codes),
        target=_join(target, codes) if target is not None else "",
        state=target.get("state", "") if target is not None else "",
        approved=element.get("approved") == "yes",
        line=element.sourceline,
    )


def _join(element: Any, codes: dict[str, str]) -> str:
    """Return the words of an element with its codes in place, blanks made one.

    A tool may leave a code empty: then its number says which of the source's it is.
    """
    return " ".join("".join(_list_parts(element, codes)).split())


def _list_parts(element: Any, codes: dict[str, str]) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if inner.tag == _name("ph"):
            yield inner.text or codes.get(inner.get("id"), "")
        else:
            yield from _list_parts(inner, codes)
        yield inner.tail or ""


def _name(element: str) -> str:
    return f"{{{NAMESPACE}}}{element}"
