"""Make what is filled in by hand fillable on screen.

WeasyPrint would embed a whole font of ours for fields of text, and make a choice anew on each page. So every
field is written as a numbered box to tick, and becomes what it stands for in the finished PDF. Texts are
typed in Helvetica, which every reader has: ten points, and no more than there is room for. A tick is drawn
here, so that every reader shows it and saves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from macros.paper.layout_boxes import Area, inputs_with_room
from macros.paper.reader_fonts import make_dingbats, make_helvetica
from macros.paper.stamp import save_pdf

Kind = Literal["text", "tick", "choice"]
_KINDS: dict[str, Kind] = {"checkbox": "tick", "radio": "choice"}
_POINTS = 0.75
"""Points in a CSS pixel."""

_TEXT_STYLE = String("/Helv 10 Tf 0 g")
_TICK_STYLE = String("/ZaDb 0 Tf 0 g")
_TWO_LINES = 27
"""From this height, in points, a field takes several lines."""

_MULTILINE = 1 << 12
_RADIO = 1 << 15
_NO_MORE_THAN_ROOM = 1 << 23


@dataclass(frozen=True, slots=True)
class Field:
    """A field to make.

    A choice has a ``question`` and the ``value`` of its answer; choices of one name exclude each other.
    ``room`` is where the field goes, in CSS pixels from the page's upper left corner; None where it lies.
    """

    name: str
    kind: Kind
    title: str
    question: str = ""
    value: str = ""
    room: Area | None = None


def has_fields(body: Any) -> bool:
    """Return whether an HTML body has anything to fill in."""
    return any(body.find(f".//{tag}") is not None for tag in ("input", "textarea"))


def number_fields(document: Any) -> list[Field]:
    """Number the inputs of a laid-out document; return the fields to make of them."""
    fields: list[Field] = []
    for element, room in inputs_with_room(document):
        kind: Kind = _KINDS.get(element.get("type", ""), "text")
        name = element.get("name", "")
        title = element.get("title", "") or name
        question, value = element.get("data-question", ""), element.get("value", "")
        fields.append(Field(name, kind, title, question, value, room))
        element.set("type", "checkbox")
        element.set("name", str(len(fields) - 1))
    return fields


def make_fields(pdf: bytes, fields: Sequence[Field]) -> bytes:
    """Make the fields of a PDF whose inputs are numbered, in reading order."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        form = opened.Root.AcroForm
        form.DR = Dictionary(Font=Dictionary(Helv=make_helvetica(opened), ZaDb=make_dingbats(opened)))
        form.DA = _TEXT_STYLE
        del form.NeedAppearances
        ticks = _Ticks(opened)
        widgets = dict(_numbered_widgets(opened))
        form.Fields = Array()
        groups: dict[str, Any] = {}
        for number, field in enumerate(fields):
            page, widget = widgets[number]
            widget.Rect = Array(_place(page, widget, field.room))
            if field.kind == "text":
                _make_text(widget)
            else:
                ticks.draw(widget, field.value or "ja")
            if field.kind == "choice":
                del widget.T, widget.V
                if field.name not in groups:
                    groups[field.name] = opened.make_indirect(_make_group(field))
                    form.Fields.append(groups[field.name])
                widget.Parent = groups[field.name]
                groups[field.name].Kids.append(widget)
            else:
                widget.T = String(field.name)
                form.Fields.append(widget)
            widget.TU = String(field.title)
        order = {number: place for place, number in enumerate(_fields_as_read(opened.Root.StructTreeRoot))}
        form.Fields = Array(sorted(form.Fields, key=lambda made: order[made.get("/Kids", [made])[0].objgen]))
        return save_pdf(opened)


def _fields_as_read(node: Any) -> Iterator[tuple[int, int]]:
    """Yield the object numbers of the widgets below a node, in reading order.

    A folded leaflet is not read in the order of its pages.
    """
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary):
            if "/Obj" in kid:
                yield kid.Obj.objgen
            yield from _fields_as_read(kid)


def _numbered_widgets(pdf: pikepdf.Pdf) -> Iterator[tuple[int, tuple[pikepdf.Page, Any]]]:
    """Yield each field's number, its page and its widget."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if annotation.Subtype == Name.Widget:
                yield int(str(annotation.T)), (page, annotation)


def _place(page: pikepdf.Page, widget: Any, room: Area | None) -> list[float]:
    """Return where a field goes: left, bottom, right, top, in points."""
    if room is None:
        horizontal, vertical = list(widget.Rect)[::2], list(widget.Rect)[1::2]
        sides = [min(horizontal), min(vertical), max(horizontal), max(vertical)]
    else:
        left, top, right, bottom = (side * _POINTS for side in room)
        height = float(page.mediabox[3])
        sides = [left + 2, height - bottom, right - 2, height - top - 1]  # clear of the lines around it
    return [round(float(side), 2) for side in sides]


def _make_text(widget: Any) -> None:
    """Make a widget a field of text.

    It has no appearance: a reader makes one of what is typed.
    """
    for key in ("/AP", "/AS", "/MK", "/Border", "/V"):
        del widget[key]
    height = float(widget.Rect[3] - widget.Rect[1])
    widget.FT = Name.Tx
    widget.DA = _TEXT_STYLE
    widget.Ff = _NO_MORE_THAN_ROOM | (_MULTILINE if height >= _TWO_LINES else 0)


def _make_group(field: Field) -> Dictionary:
    """Return the field that a question's choices belong to.

    Nothing is chosen, and a choice may be undone.
    """
    return Dictionary(
        FT=Name.Btn,
        Ff=_RADIO,
        T=String(field.name),
        TU=String(field.question or field.title),
        V=Name.Off,
        DA=_TICK_STYLE,
        Kids=Array(),
    )


class _Ticks:
    """Draws ticks, one drawing for each size of box."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._drawn: dict[tuple[float, float, bool], Any] = {}

    def draw(self, widget: Any, value: str) -> None:
        """Make a widget a box to tick; ``value`` is its state once it is ticked."""
        left, bottom, right, top = map(float, widget.Rect)
        size = round(right - left, 1), round(top - bottom, 1)
        for key in ("/Border", "/MK"):
            del widget[key]
        widget.FT = Name.Btn
        widget.DA = _TICK_STYLE
        widget.MK = Dictionary(CA=String("4"))  # a tick in ZapfDingbats
        widget.AS = widget.V = Name.Off
        widget.AP = Dictionary(
            N=Dictionary({f"/{value}": self._drawing(*size, ticked=True), "/Off": self._drawing(*size)})
        )

    def _drawing(self, width: float, height: float, ticked: bool = False) -> Any:
        key = (width, height, ticked)
        if key not in self._drawn:
            points = [(0.12, 0.5), (0.4, 0.18), (0.9, 0.88)]
            places = [f"{x * width:.2f} {y * height:.2f}" for x, y in points]
            path = f"q {width / 6:.2f} w 0 G {places[0]} m {places[1]} l {places[2]} l S Q"
            stream = self._pdf.make_stream(path.encode() if ticked else b"")
            stream.Type, stream.Subtype = Name.XObject, Name.Form
            stream.BBox, stream.Resources = Array([0, 0, width, height]), Dictionary()
            self._drawn[key] = stream
        return self._drawn[key]
