"""Mend the structure tree before WeasyPrint writes the file.

What HTML says and WeasyPrint does not: the text in the margins (header, foot, tab) and drawings without a
title are artifacts, which screen readers skip; ``<div>`` groups of a ``<dl>`` are items with a label
and one body; a header cell is its column's or its row's; a link is read by its words and not by its address;
a folded leaflet is read as it is unfolded. The settings of the print dialogue are added too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from macros.paper.layout_boxes import descendants, page_boxes

_REFERENCE = re.compile(rb"(\d+) 0 R")

_PRINTING = {
    "card": {"PrintScaling": "/None", "Duplex": "/DuplexFlipLongEdge"},
    "folder": {"PrintScaling": "/None", "Duplex": "/DuplexFlipShortEdge"},
    "labels": {"PrintScaling": "/None"},
}
"""What print dialogues should propose, by the name of the ``@page``. Some readers ignore it."""


def mend_structure(document: Any, pdf: Any, name: str = "") -> None:
    """Mend the structure tree of a finished document (a WeasyPrint finisher).

    ``name`` is unique to the document: it begins the ids of its tables' headers, so that documents can be
    joined.
    """
    pages = page_boxes(document)
    kind = pages[0].page_type.name
    pdf.catalog["ViewerPreferences"] |= _PRINTING.get(kind, {})
    root = _resolve(pdf, pdf.catalog["StructTreeRoot"])
    for element in list(_walk_elements(pdf, root)):
        if element["S"] == "/L":
            # the space between items that stand side by side is laid out as text
            _keep_kids(pdf, element, lambda kid: kid["S"] != "/Span")
            _make_items(pdf, element)
        elif element["S"] == "/P":
            _flatten_paragraph(pdf, element)
        elif element["S"] in ("/THead", "/TBody"):
            _set_scope(pdf, element)
        elif element["S"] in ("/TH", "/TD"):
            _prefix_header_ids(element, name)
        _keep_kids(pdf, element, lambda kid: kid["S"] != "/Figure" or "Alt" in kid)
    if kind == "folder":
        _unfold_leaflet(pdf, root)
    _name_links(pages)
    _name_silent_glyphs(pdf)
    reachable = {element.number for element in _walk_elements(pdf, root)}
    _mark_artifacts(pdf, root, reachable)
    for item in pdf.objects:
        if _is_element(item) and item.number not in reachable:
            item.clear()


# Walking the tree of pydyf's objects


def _reference_number(reference: Any) -> int:
    """Return the number of the object that a reference names; -1 for other values."""
    text = reference if isinstance(reference, bytes) else str(reference).encode()
    match = _REFERENCE.fullmatch(text)
    return int(match[1]) if match else -1


def _resolve(pdf: Any, reference: Any) -> Any:
    """Return the object that a reference names."""
    return pdf.objects[_reference_number(reference)]


def _is_element(item: Any) -> bool:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _child_of(pdf: Any, kid: Any) -> Any:
    """Return the element that a kid refers to; None for content, which is no element."""
    item = _resolve(pdf, kid) if _reference_number(kid) > 0 else None
    return item if _is_element(item) else None


def _children(pdf: Any, element: Any) -> list[Any]:
    children = (_child_of(pdf, kid) for kid in element.get("K", ()))
    return [child for child in children if child is not None]


def _walk_elements(pdf: Any, root: Any) -> Iterator[Any]:
    """Yield every element below the root."""
    pending = _children(pdf, root)
    while pending:
        element = pending.pop()
        yield element
        pending.extend(_children(pdf, element))


def _keep_kids(pdf: Any, element: Any, wanted: Callable[[Any], bool]) -> None:
    """Remove from an element the child elements that are not wanted; keep its content."""
    children = [(kid, _child_of(pdf, kid)) for kid in element.get("K", ())]
    element["K"][:] = [kid for kid, child in children if child is None or wanted(child)]


# Lists, paragraphs, tables and leaflets


def _make_items(pdf: Any, element: Any) -> None:
    """Make each ``<div>`` group of a description list one list item.

    Its term becomes the label, all the rest the body.
    """
    for group in _children(pdf, element):
        if group["S"] != "/Div":
            continue
        group["S"] = "/LI"
        parts = [part for item in _children(pdf, group) for part in _children(pdf, item)]
        for part, role in zip(parts, ("/Lbl", "/LBody"), strict=False):
            part["S"] = role
            part["P"] = group.reference
        for line in parts[2:]:  # an inline body has a part for each of its lines
            for child in _children(pdf, line):
                child["P"] = parts[1].reference
            parts[1]["K"].extend(line["K"])
            line["K"][:] = []
        group["K"][:] = [part.reference for part in parts[:2]]


def _flatten_paragraph(pdf: Any, element: Any) -> None:
    """Make paragraphs inside a paragraph spans of it.

    What stands beside the text in its line, such as a floated box, is part of the paragraph.
    """
    for child in _children(pdf, element):
        if child["S"] == "/P":
            child["S"] = "/Span"


def _set_scope(pdf: Any, rows: Any) -> None:
    """Set whether a table's header cells head their column or their row."""
    scope = "/Column" if rows["S"] == "/THead" else "/Row"
    for row in _children(pdf, rows):
        for cell in _children(pdf, row):
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = scope


def _prefix_header_ids(cell: Any, name: str) -> None:
    """Prefix a cell's id, and the header ids that it refers to, with a name."""

    def add_prefix(value: Any) -> Any:
        return type(value)(f"{name}{value.string}")

    if "ID" in cell:
        cell["ID"] = add_prefix(cell["ID"])
    if "Headers" in cell["A"]:
        cell["A"]["Headers"][:] = map(add_prefix, cell["A"]["Headers"])


def _unfold_leaflet(pdf: Any, root: Any) -> None:
    """Set the reading order of a folded leaflet, or of a booklet of sheets.

    On each side lie two panels, the one with the lower page first. What is beside it is read after all that
    lies inside it: the back of a leaflet, with the survey on it, comes last and not second.
    """
    parts = [part for document in _children(pdf, root) for part in _children(pdf, document)]
    boxes = [box for part in parts for box in _children(pdf, part)]
    sides = [box for box in boxes if len(_panels(pdf, box)) in (2, 3)]
    if len(sides) < 2:
        return
    *outer, innermost = sorted(sides, key=lambda side: int(side.number))
    for side in reversed(outer):
        _, *later = _panels(pdf, side)
        numbers = {panel.number for panel in later}
        _keep_kids(pdf, side, lambda kid, numbers=numbers: kid.number not in numbers)  # type: ignore[misc]
        for panel in later:
            innermost["K"].append(panel.reference)
            panel["P"] = innermost.reference


def _panels(pdf: Any, element: Any) -> list[Any]:
    return [child for child in _children(pdf, element) if child["S"] == "/Sect"]


# Links, glyphs and artifacts


def _name_links(pages: list[Any]) -> None:
    """Describe each link by its words on the page."""
    for box in (box for page in pages for box in descendants(page)):
        annotation = getattr(box, "link_annotation", None)
        element = getattr(box, "element", None)
        words = " ".join("".join(element.itertext()).split()) if element is not None else ""
        if annotation and words:
            annotation["Contents"] = type(annotation["Contents"])(words)


def _name_silent_glyphs(pdf: Any) -> None:
    """Map glyphs without text of their own, such as dots, to an invisible letter.

    In Arabic a letter may be drawn by several glyphs, of which WeasyPrint maps only the first to its text.
    """
    for item in pdf.objects:
        stream = getattr(item, "stream", None)
        if stream and stream[0] == b"/CIDInit /ProcSet findresource begin":
            lines = [line if isinstance(line, bytes) else str(line).encode() for line in stream]
            stream[:] = [line[:-2] + b"<2060>" if line.endswith(b" <>") else line for line in lines]


def _mark_artifacts(pdf: Any, root: Any, reachable: set[int]) -> None:
    """Mark content that the structure tree does not reach as pagination artifacts."""
    nums = _resolve(pdf, root["ParentTree"])["Nums"]
    parents = dict(zip(nums[::2], nums[1::2], strict=True))
    for number in pdf.pages["Kids"][::3]:
        page = pdf.objects[number]
        elements = parents[page["StructParents"]]
        unreachable = {
            index for index, element in enumerate(elements) if _reference_number(element) not in reachable
        }
        for index in unreachable:
            elements[index] = b"null"
        # ``/Span <</MCID 3>> BDC`` becomes ``/Artifact <</Type /Pagination>> BDC``
        stream = _resolve(pdf, page["Contents"]).stream
        for index, operator in enumerate(stream):
            if operator == b"BDC" and stream[index - 1].get("MCID") in unreachable:
                stream[index - 2] = "/Artifact"
                stream[index - 1] = type(stream[index - 1])({"Type": "/Pagination"})
