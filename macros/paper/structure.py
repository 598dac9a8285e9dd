"""Mend the structure tree, and say how to print, before WeasyPrint writes the file.

Three things HTML says that WeasyPrint does not: the text in the margins (header, foot, tab) and drawings
without a title are artifacts, which a screen reader passes by; and ``<div>`` groups of a ``<dl>`` are list
items with a label and a body.
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


def mend(document: Any, pdf: Any) -> None:
    """Mend the tree of a finished document (a WeasyPrint finisher)."""
    pdf.catalog["ViewerPreferences"] |= _PRINTING.get(document.pages[0]._page_box.page_type.name, {})
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    for element in list(_elements(pdf, root)):
        if element["S"] == "/L":
            _drop_space(pdf, element)
            _items(pdf, element)
        _drop_decoration(pdf, element)
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
        for at, part in enumerate(parts):
            part["S"] = "/LBody" if at else "/Lbl"
            part["P"] = group.reference
        group["K"][:] = [part.reference for part in parts]


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
