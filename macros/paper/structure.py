"""Mend the structure tree, and say how to print, before WeasyPrint writes the file.

What HTML says and WeasyPrint does not: the text in the margins (header, foot, tab) and drawings without a
title are artifacts, which a screen reader passes by; ``<div>`` groups of a ``<dl>`` are items with a label
and one body; a header cell is its column's or its row's; a link is read by its words and not by its address;
a folded leaflet is read as it is unfolded.
"""

from __future__ import annotations

import re
from typing import Any

_REFERENCE = re.compile(rb"(\d+) 0 R")

_PRINTING = {
    "card": {"PrintScaling": "/None", "Duplex": "/DuplexFlipLongEdge"},
    "folder": {"PrintScaling": "/None", "Duplex": "/DuplexFlipShortEdge"},
    "labels": {"PrintScaling": "/None"},
}
"""What the print dialogue of a reader that listens should propose, by the name of the page."""


def mend(document: Any, pdf: Any, name: str = "") -> None:
    """Mend the tree of a finished document (a WeasyPrint finisher).

    ``name`` is the document's own: it begins the ids of its tables' headers, so that documents can be joined.
    """
    kind = document.pages[0]._page_box.page_type.name
    pdf.catalog["ViewerPreferences"] |= _PRINTING.get(kind, {})
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    for element in list(_elements(pdf, root)):
        if element["S"] == "/L":
            _drop_space(pdf, element)
            _items(pdf, element)
        elif element["S"] == "/P":
            _one_paragraph(pdf, element)
        elif element["S"] in ("/THead", "/TBody"):
            _scope(pdf, element)
        elif element["S"] in ("/TH", "/TD"):
            _name_headers(element, name)
        _drop_decoration(pdf, element)
    if kind == "folder":
        _unfold(pdf, root)
    _say_links(document)
    _name_silent_glyphs(pdf)
    reached = {element.number for element in _elements(pdf, root)}
    _mark_artifacts(pdf, root, reached)
    for object_ in pdf.objects:
        if _is_element(object_) and object_.number not in reached:
            object_.clear()


def _name_silent_glyphs(pdf: Any) -> None:
    """Give glyphs that stand for no letter of their own (a dot, a mark) an invisible one.

    In Arabic a letter may be drawn by several glyphs, of which WeasyPrint maps only the first to its text.
    """
    for object_ in pdf.objects:
        stream = getattr(object_, "stream", None)
        if stream and stream[0] == b"/CIDInit /ProcSet findresource begin":
            stream[:] = [_named(line) for line in stream]


def _named(line: Any) -> Any:
    data = line if isinstance(line, bytes) else str(line).encode()
    return data[:-2] + b"<2060>" if data.endswith(b" <>") else line


def _number(reference: Any) -> int:
    text = reference if isinstance(reference, bytes) else str(reference).encode()
    match = _REFERENCE.fullmatch(text)
    return int(match[1]) if match else -1


def _object(pdf: Any, reference: Any) -> Any:
    return pdf.objects[_number(reference)]


def _is_element(object_: Any) -> bool:
    return isinstance(object_, dict) and object_.get("Type") == "/StructElem"


def _children(pdf: Any, element: Any) -> list[Any]:
    found = [_object(pdf, kid) for kid in element.get("K", ()) if _number(kid) > 0]
    return [kid for kid in found if _is_element(kid)]


def _elements(pdf: Any, root: Any) -> Any:
    """Give every element below the root."""
    left = _children(pdf, root)
    while left:
        element = left.pop()
        yield element
        left.extend(_children(pdf, element))


def _drop_space(pdf: Any, element: Any) -> None:
    """Take the space between a list's items out of the tree: side by side, it is laid out as text."""
    items = [kid for kid in element["K"] if not (_number(kid) > 0 and _object(pdf, kid)["S"] == "/Span")]
    element["K"][:] = items


def _items(pdf: Any, element: Any) -> None:
    """Make each group of a description list one item: its term the label, the rest the body."""
    for group in _children(pdf, element):
        if group["S"] != "/Div":
            continue
        group["S"] = "/LI"
        parts = [part for item in _children(pdf, group) for part in _children(pdf, item)]
        for at, part in enumerate(parts[:2]):
            part["S"] = "/LBody" if at else "/Lbl"
            part["P"] = group.reference
        for line in parts[2:]:  # an inline body has a part for each of its lines
            _move(pdf, line, parts[1])
        group["K"][:] = [part.reference for part in parts[:2]]


def _move(pdf: Any, element: Any, target: Any) -> None:
    """Move an element's children to the end of another's."""
    for child in _children(pdf, element):
        child["P"] = target.reference
    target["K"].extend(element["K"])
    element["K"][:] = []


def _one_paragraph(pdf: Any, element: Any) -> None:
    """A paragraph holds no other: what stands beside in its line is a part of it."""
    for child in _children(pdf, element):
        if child["S"] == "/P":
            child["S"] = "/Span"


def _scope(pdf: Any, rows: Any) -> None:
    """Tell of a table's header cells whether they head their column or their row."""
    scope = "/Column" if rows["S"] == "/THead" else "/Row"
    for row in _children(pdf, rows):
        for cell in _children(pdf, row):
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = scope


def _name_headers(cell: Any, name: str) -> None:
    """Begin a header cell's id, and what other cells call it, with the document's name."""
    if "ID" in cell:
        cell["ID"] = _named_id(name, cell["ID"])
    if "Headers" in cell["A"]:
        cell["A"]["Headers"][:] = [_named_id(name, each) for each in cell["A"]["Headers"]]


def _named_id(name: str, known: Any) -> Any:
    return type(known)(f"{name}{known.string}")


def _unfold(pdf: Any, root: Any) -> None:
    """Let a leaflet be read front, inside, back: the back lies beside the front on the sheet."""
    parts = [part for document in _children(pdf, root) for part in _children(pdf, document)]
    boxes = [box for part in parts for box in _children(pdf, part)]
    sheets = [box for box in boxes if len(_panels(pdf, box)) == 2]
    if len(sheets) == 2:
        outside, inside = sorted(sheets, key=lambda sheet: int(sheet.number))
        back = _panels(pdf, outside)[1]
        outside["K"][:] = [kid for kid in outside["K"] if _number(kid) != back.number]
        inside["K"].append(back.reference)
        back["P"] = inside.reference


def _panels(pdf: Any, element: Any) -> list[Any]:
    return [child for child in _children(pdf, element) if child["S"] == "/Sect"]


def _say_links(document: Any) -> None:
    """Let each link be called what it says on the page."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            annotation = getattr(box, "link_annotation", None)
            element = getattr(box, "element", None)
            words = " ".join("".join(element.itertext()).split()) if element is not None else ""
            if annotation and words:
                annotation["Contents"] = type(annotation["Contents"])(words)


def _drop_decoration(pdf: Any, element: Any) -> None:
    """Take figures without a title out of the tree."""
    kept = [
        kid for kid in element.get("K", ()) if not (_number(kid) > 0 and _is_decoration(_object(pdf, kid)))
    ]
    element["K"][:] = kept


def _is_decoration(object_: Any) -> bool:
    return _is_element(object_) and object_["S"] == "/Figure" and "Alt" not in object_


def _mark_artifacts(pdf: Any, root: Any, reached: set[int]) -> None:
    """Rewrite the marks of everything that the tree does not reach."""
    nums = _object(pdf, root["ParentTree"])["Nums"]
    parents = dict(zip(nums[::2], nums[1::2], strict=True))
    for number in pdf.pages["Kids"][::3]:
        page = pdf.objects[number]
        elements = parents[page["StructParents"]]
        lost = {at for at, element in enumerate(elements) if _number(element) not in reached}
        if lost:
            _rewrite(_object(pdf, page["Contents"]).stream, lost)
            for at in lost:
                elements[at] = b"null"


def _rewrite(stream: list[Any], lost: set[int]) -> None:
    """Turn ``/Span <</MCID 3>> BDC`` into ``/Artifact <</Type /Pagination>> BDC`` for lost marks."""
    for at, operator in enumerate(stream):
        if operator == b"BDC" and stream[at - 1].get("MCID") in lost:
            stream[at - 2] = "/Artifact"
            stream[at - 1] = type(stream[at - 1])({"Type": "/Pagination"})
