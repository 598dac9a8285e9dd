"""A workbook is judged by what it declares: what is too large, or more than text, is never opened."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from unittest.mock import Mock

import pytest
from openpyxl import load_workbook

from macros.exchange import workbook_limits, workbook_rows
from macros.exchange.workbook_rows import read_workbook

Parts = dict[str, bytes]
BOOK, TYPES = "xl/workbook.xml", "[Content_Types].xml"
LINKS, SHEET_LINKS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def unpack(workbook: bytes) -> Parts:
    """Return the parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def norrby_of(workbook: bytes) -> str:
    """Return the name of the part with Norrby's sheet."""
    number = load_workbook(io.BytesIO(workbook)).sheetnames.index("Norrby") + 1
    return f"xl/worksheets/sheet{number}.xml"


def fill(xml: str, at: str = "</sheetData>") -> Callable[[bytes], bytes]:
    """Return an edit that writes XML before a tag of Norrby's sheet."""

    def edit(workbook: bytes) -> bytes:
        parts, name = unpack(workbook), norrby_of(workbook)
        parts[name] = parts[name].replace(at.encode(), f"{xml}{at}".encode(), 1)
        return pack(parts)

    return edit


def after(xml: str) -> Callable[[bytes], bytes]:
    """Return an edit that writes XML below the cells of Norrby's sheet."""
    return lambda workbook: fill(xml, "<pageMargins")(workbook)


def add(name: str, part: bytes = b"<a/>") -> Callable[[bytes], bytes]:
    """Return an edit that adds a part, or puts one in another's place."""
    return lambda workbook: pack(unpack(workbook) | {name: part})


def swap(name: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """Return an edit that replaces words of a part."""

    def edit(workbook: bytes) -> bytes:
        parts = unpack(workbook)
        assert re.search(old, parts[name].decode())
        parts[name] = re.sub(old, new, parts[name].decode(), count=1).encode()
        return pack(parts)

    return edit


def link(kind: str, target: str = "http://norrby.example/a") -> bytes:
    """Return the relationships of a part that leads out of the workbook."""
    return (
        f'<Relationships><Relationship Id="rId9" Type="{OFFICE}/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    ).encode()


def lie_about_size(workbook: bytes) -> bytes:
    """Add 100 MB of spaces, and declare 100 bytes."""
    content = bytearray(pack(unpack(workbook) | {"xl/a.xml": b" " * 100_000_000}))
    for at in [match.start() for match in re.finditer(re.escape(struct.pack("<I", 100_000_000)), content)]:
        content[at : at + 4] = struct.pack("<I", 100)
    return bytes(content)


def with_entities(encoding: str, entity: str) -> Callable[[bytes], bytes]:
    """Return an edit that writes a document type into Norrby's sheet, in an encoding."""

    def edit(workbook: bytes) -> bytes:
        parts, name = unpack(workbook), norrby_of(workbook)
        xml = re.sub(r"<\?xml[^>]*>", "", parts[name].decode())
        head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b {entity}>]>'
        return pack(parts | {name: f"{head}{xml}".encode(encoding)})

    return edit


def twice(workbook: bytes) -> bytes:
    """Write Norrby's sheet into the zip file a second time, in capitals."""
    parts, name = unpack(workbook), norrby_of(workbook)
    return pack(parts | {name.upper(): parts[name]})


ROW = '<row r="30"><c r="A30" t="inlineStr"><is><t>x</t></is></c></row>'
REFUSED = {
    "too many texts": (fill("".join(f'<row r="{n}">{"<c><v>1</v></c>" * 20}</row>' for n in range(30, 3100))),
                       "fler än 60000 ifyllda rutor"),
    "too many cells": (fill("".join(f'<row r="{n}">{"<c/>" * 50}</row>' for n in range(30, 3100))),
                       "fler än 60000 ifyllda rutor"),
    "too many comments": (after("<!---->" * 1_000_001), "fler än 60000 ifyllda rutor"),
    "too many rules": (after("<a/>" * 40_001), "fler än 40000 format, regler och sammanfogade rutor"),
    "one rule with too many areas": (after(f'<a sqref="{"A1 " * 40_001}"/>'), "fler än 40000 format"),
    "too many merged": (after('<mergeCell ref="A2:B2"/>' * 40_001), "fler än 40000 format"),
    "too many attributes": (after("<a " + " ".join(f'b{n}="1"' for n in range(101)) + "/>"), "är skadat"),
    "too large": (add("xl/a.xml", bytes(30_000_000)), "mer än 30 MB eller 2000 delar"),
    "too many parts": (lambda book: pack(unpack(book) | {f"a/{n}": b"" for n in range(2001)}),
                       "mer än 30 MB eller 2000 delar"),
    "a lie about its size": (lie_about_size, "inget kalkylark"),
    "macros": (add("xl/vbaProject.bin", b"\1"), "kan innehålla makron"),
    "old macros": (add("xl/macrosheets/sheet1.xml"), "kan innehålla makron"),
    "may have macros": (swap(TYPES, "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", "vnd.ms-excel.sheet.macroEnabled.main"),
                        "kan innehålla makron"),
    "embedded file": (add("xl/embeddings/oleObject1.bin", b"\1"), "andra filer eller knappar"),
    "button": (add("xl/activeX/activeX1.xml"), "andra filer eller knappar"),
    "connections": (add("xl/connections.xml"), "hämtar uppgifter från andra filer"),
    "query": (add("xl/queryTables/queryTable1.xml"), "hämtar uppgifter från andra filer"),
    "picture from the web": (add(SHEET_LINKS, link("image")), "hämtar uppgifter från andra filer"),
    "another workbook": (add(SHEET_LINKS, link("externalLinkPath")), "hämtar uppgifter från andra filer"),
    "entity": (with_entities("utf-8", '"c"'), "DOCTYPE"),
    "entity in UTF-16": (with_entities("utf-16", '"c"'), "DOCTYPE"),
    "entity from a file": (with_entities("utf-16", 'SYSTEM "file:///etc/passwd"'), "DOCTYPE"),
    "entity in an odd encoding": (with_entities("cp037", '"c"'), "är skadat"),
    "path out": (add("../evil.xml"), "är skadat"),
    "absolute path": (add("/evil.xml"), "är skadat"),
    "Windows path": (add("xl\\..\\evil.xml"), "är skadat"),
    "lzma": (lambda book: pack(unpack(book), zipfile.ZIP_LZMA), "är skadat"),
    "bzip2": (lambda book: pack(unpack(book), zipfile.ZIP_BZIP2), "är skadat"),
    "a part twice": (twice, "är skadat"),
    "a sheet twice": (swap(BOOK, r"(<sheet [^>]*/>)", r"\1\1"), "är skadat"),
    "a sheet by two names": (swap(LINKS, r'Target="/xl/worksheets/sheet2', 'Target="./worksheets/sheet1'), "är skadat"),
    "workbook elsewhere": (swap(TYPES, "/xl/workbook.xml", "/xl/theme/theme1.xml"), "är skadat"),
    "row of no number": (fill('<row r="x"/>'), "är skadat"),
    "cell in another row": (fill('<row r="30"><c r="A31"/></row>'), "är skadat"),
    "column of no name": (fill('<row r="30"><c r="ÅÄÖ30"/></row>'), "är skadat"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "message"), REFUSED.values(), ids=REFUSED)
def test_what_a_workbook_declares_is_judged_before_it_is_read(
    workbook: bytes,
    make: Callable[[bytes], bytes],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one message with the limit and what to do; openpyxl never sees it."""
    load = Mock()
    monkeypatch.setattr(workbook_rows, "load_workbook", load)

    (fault,) = read_workbook(make(workbook), "kontakter.xlsx").faults

    assert (True, True) == (message in fault.message, bool(fault.advice))
    load.assert_not_called()


READ = {
    "a sheet that is one merged cell": (
        after('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ["rutorna A1:XFD1048576 är sammanfogade"],
    ),
    "merged cells, the first": (
        after('<mergeCells><mergeCell ref="A1:B1"/>' + '<mergeCell ref="A2:B2"/>' * 1000 + "</mergeCells>"),
        ["rutorna A1:B1 är sammanfogade", *["rutorna A2:B2 är sammanfogade"] * 19],
    ),
    "a link over the whole sheet": (
        after('<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'), []
    ),
    "a link to an address": (add(SHEET_LINKS, link("hyperlink", "mailto:x@norrby.example")), []),
    "an area that is not there": (
        lambda workbook: swap(norrby_of(workbook), r'ref="A1:[A-Z]+\d+"', 'ref="A1:XFD1048576"')(workbook), []
    ),
    "a far cell": (
        fill('<row r="1048576"><c r="XFD1048576"/></row>'),
        ["bladet är större än 5000 rader eller 60 kolumner"],
    ),
    "a formula over the whole sheet": (
        fill('<row r="30"><c r="A30"><f t="array" ref="A1:XFD1048576">1</f></c></row>'),
        ["i ruta A30 står en formel"],
    ),
    "a formula that says what it was": (
        fill('<row r="30"><c r="A30" t="str"><f>B1</f><v>elevhalsa</v></c></row>'),
        ["i ruta A30 står en formel"],
    ),
    "a text that is too long": (
        fill(ROW.replace("x", "a" * 10_001)), ["texten i ruta A30 är längre än 10000 tecken"]
    ),
    "a picture": (add("xl/media/image1.png", b"\x89PNG\r\n"), []),
}  # fmt: skip


@pytest.mark.parametrize(("make", "messages"), READ.values(), ids=READ)
def test_what_covers_a_sheet_is_not_expanded(
    workbook: bytes, make: Callable[[bytes], bytes], messages: list[str]
) -> None:
    """Only rows of cells are read, as far as there are any."""
    book = read_workbook(make(workbook), "kontakter.xlsx")

    assert messages == [fault.message for fault in book.faults]
    assert "Söderby" in {sheet.title for sheet in book.sheets}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('<row r="{0}"><c r="E{0}"><v>98031</v></c></row>', "fler än 200 fel: resten visas inte"),
        (ROW.replace("30", "{0}").replace("x", "a" * 9_999), "kalkylarkets rutor har mer än 3000000 tecken"),
    ],
)
def test_reading_has_an_end(workbook: bytes, row: str, message: str) -> None:
    """After some hundred faults nobody reads on; nor after a novel."""
    rows = "".join(row.format(number) for number in range(30, 335))
    faults = read_workbook(fill(rows)(workbook), "kontakter.xlsx").faults

    assert message == faults[-1].message
    assert len(faults) < 210


def test_only_what_was_looked_into_is_read(workbook: bytes) -> None:
    """Parts that are no XML are left out, whatever leads to them."""
    inspected = workbook_limits.inspect_workbook(add("xl/media/image1.png", b"\x89PNG\r\n")(workbook))

    assert isinstance(inspected, workbook_limits.Inspected)
    assert list(unpack(workbook)) == list(unpack(inspected.content)) == list(inspected.extents)
