"""What lies where on printed pages, read from the finished PDF: every run of text with its place and role."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import page as page_validation
import pikepdf
from PIL import Image

MM = 72 / 25.4
PER_MM = 2
"""Pixels per millimetre of a page's picture."""

EDGES = ("xMin", "yMin", "xMax", "yMax")
Area = tuple[float, float, float, float]
_OPERATORS = "q Q cm BDC BMC EMC Tm Tf Tj TJ"


class Word(NamedTuple):
    """A word and its box, in mm from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: its baseline's start in mm from the upper left corner, its size in points.

    ``roles`` are its structure elements from the outermost; ``ids`` tell equal ones apart.
    """

    page: int
    x: float
    y: float
    size: float
    roles: tuple[str, ...]
    ids: tuple[int, ...]

    @property
    def heading(self) -> bool:
        """Whether it is (a line of) a heading."""
        return any(role[:2] == "/H" and role[2:].isdigit() for role in self.roles)

    def inside(self, role: str) -> int:
        """Give the id of the innermost element of this role around it, or 0."""
        return dict(zip(self.roles, self.ids, strict=True)).get(role, 0)


class Printed:
    """A finished PDF."""

    def __init__(self, file: Path) -> None:
        """Keep the file; nothing is read yet."""
        self.file = file

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page in mm."""
        with pikepdf.open(self.file) as opened:
            boxes = [[float(value) for value in page.mediabox] for page in opened.pages]
        return [((right - left) / MM, (top - bottom) / MM) for left, bottom, right, top in boxes]

    @cached_property
    def runs(self) -> list[Run]:
        """Every run of text that is read aloud, in reading order on each page."""
        with pikepdf.open(self.file) as opened:
            elements = _parents(opened)
            return [run for at, page in enumerate(opened.pages) for run in _runs(at, page, elements)]

    @cached_property
    def words(self) -> list[list[Word]]:
        """The words of each page."""
        command = ["pdftotext", "-bbox", str(self.file), "-"]
        xml = subprocess.run(command, capture_output=True, check=True).stdout
        return [
            [Word(word.text or "", *(float(word.attrib[edge]) / MM for edge in EDGES)) for word in page]
            for page in ElementTree.fromstring(xml).iter("{http://www.w3.org/1999/xhtml}page")
        ]

    def text(
        self, page: int, left: float = 0, top: float = 0, right: float = 999, bottom: float = 999
    ) -> str:
        """Give the words whose middle lies in a part of a page."""
        return " ".join(
            word.text
            for word in self.words[page]
            if left <= (word.left + word.right) / 2 < right and top <= (word.top + word.bottom) / 2 < bottom
        )

    def plain(self) -> str:
        """Give all text, as one would copy it."""
        command = ["pdftotext", str(self.file), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    @cached_property
    def pictures(self) -> list[Image.Image]:
        """Every page as a grey picture, ``PER_MM`` pixels a millimetre."""
        command = ["pdftoppm", "-gray", "-r", str(PER_MM * 25.4), str(self.file)]
        return list(_pictures(subprocess.run(command, capture_output=True, check=True).stdout))

    def inked_edges(self, edge: float = 4) -> list[tuple[int, Area]]:
        """List what is printed where an office printer cannot: the page's number and the area, in mm.

        The line to cut along in the middle of a lying A4 may go to the paper's edge.
        """
        return [
            (number, area)
            for number, (picture, size) in enumerate(zip(self.pictures, self.sizes, strict=True), 1)
            for area in _edges(*size, edge)
            if picture.crop(tuple(round(side * PER_MM) for side in area)).getextrema()[0] < 250
        ]


def list_ua_faults(pdf: Path | bytes) -> list[str]:
    """List what keeps a PDF from being PDF/UA-1, by the validator ``page-validation``."""
    validate = page_validation.validate_pdf if isinstance(pdf, Path) else page_validation.validate_pdf_bytes
    report = validate(pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    return [] if report.is_compliant else [str(failure) for failure in report.failures] or ["not compliant"]


def _edges(width: float, height: float, edge: float) -> Iterator[Area]:
    """Yield the areas along the edges of a page: left, top, right, bottom."""
    lying = (round(width), round(height)) == (297, 210)
    halves = [(0, width / 2 - 1), (width / 2 + 1, width)] if lying else [(0, width)]
    yield 0, 0, edge, height
    yield width - edge, 0, width, height
    for left, right in halves:
        yield left, 0, right, edge
        yield left, height - edge, right, height


def walk_structure(node: Any) -> Iterator[tuple[Any, Any]]:
    """Yield what stands below a node of the structure tree, in reading order, each with its parent.

    Elements have a role, ``S``. What has an ``Obj`` is a field or a link.
    """
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid, node
            yield from walk_structure(kid)


def names_read_aloud(opened: pikepdf.Pdf) -> Iterator[str]:
    """Yield the name of the field of each place to fill in, as the structure tree reads."""
    for kid, parent in walk_structure(opened.Root.StructTreeRoot):
        if "/Obj" in kid and kid.Obj.Subtype == "/Widget":
            assert (parent.S, str(kid.Obj.TU).strip() != "") == ("/Form", True)
            yield str(kid.Obj.get("/Parent", kid.Obj).T)


def _pictures(data: bytes) -> Iterator[Image.Image]:
    """Split a stream of PGM files."""
    while data:
        _, size, _, rest = data.split(b"\n", 3)
        width, height = map(int, size.split())
        yield Image.frombytes("L", (width, height), rest[: width * height])
        data = rest[width * height :]


def _parents(opened: pikepdf.Pdf) -> dict[int, Any]:
    nums = list(opened.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, nums[::2]), nums[1::2], strict=True))


def _runs(at: int, page: pikepdf.Page, parents: dict[int, Any]) -> Iterator[Run]:
    elements = parents.get(int(page.obj.get("/StructParents", -1)), [])
    height = float(page.mediabox[3])
    matrix, text, size, stack = pikepdf.Matrix(), pikepdf.Matrix(), 0.0, []
    marks: list[int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page, _OPERATORS):
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Tm":
                text = pikepdf.Matrix(*map(float, operands))
            case "Tf":
                size = float(operands[1])
            case "BDC" | "BMC":
                inner = operands[1] if len(operands) > 1 else {}
                marks.append(int(inner["/MCID"]) if "/MCID" in inner else None)
            case "EMC":
                marks.pop()
            case _ if marks and marks[-1] is not None:
                full = text @ matrix
                roles, ids = _path(elements[marks[-1]])
                scale = (full.a**2 + full.b**2) ** 0.5
                yield Run(at, full.e / MM, (height - full.f) / MM, size * scale, roles, ids)


def _path(element: Any) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Give the roles and numbers of an element and all around it, the outermost first."""
    path: list[tuple[str, int]] = []
    while "/S" in element:
        path.append((str(element.S), element.objgen[0]))
        element = element.P
    roles, ids = zip(*reversed(path), strict=True)
    return roles, ids
