"""Finished PDFs put together into a packet: tags, bookmarks, languages, forms and links go with them.

Nothing is laid out again, so a packet costs a fraction of its parts. The packet's own page numbers are
stamped as pagination artifacts, which a screen reader passes by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from macros.paper import tags
from macros.paper.page_numbers import number_pages
from macros.paper.stamp import saved


@dataclass(frozen=True)
class Part:
    """A finished PDF on its way into a packet.

    ``addresses`` are the living addresses that lead to it: a link to one of them from another part becomes a
    link inside the packet. ``numbered`` is False for sheets that are cut or folded. Nothing stands on the
    back of a part that is ``alone``: it is handed in, cut or pinned up.
    """

    title: str
    pdf: bytes
    language: str = "sv"
    addresses: Sequence[str] = ()
    numbered: bool = True
    alone: bool = False


@dataclass
class _Layout:
    """Where everything landed, and the pages that carry no number."""

    silent: set[int] = field(default_factory=set)
    after_alone: bool = False
    outlines: list[OutlineItem] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)


def start_pages(counts: Sequence[tuple[int, bool]]) -> list[int]:
    """Give each part's first page from (pages, alone); the sum of all comes last."""
    starts, at, after_alone = [], 1, False
    for pages, alone in counts:
        at += at % 2 == 0 and _starts_odd(pages, alone, after_alone)
        starts.append(at)
        at += pages
        after_alone = alone
    return [*starts, at - 1]


def _starts_odd(pages: int, alone: bool, after_alone: bool) -> bool:
    """Tell whether a part begins on a right-hand page.

    A part of several pages does, for its own pages are laid out in turn as right and left. Only a single
    sheet may stand on the back of another.
    """
    return alone or after_alone or pages > 1


def join(
    parts: Sequence[Part], title: str, author: str, language: str = "sv", numbers: Sequence[bytes] = ()
) -> bytes:
    """Join the parts into one PDF/UA-1 file. ``numbers`` are sheets with one small page per number."""
    with pikepdf.new() as packet:
        layout = _Layout()
        structure = tags.Structure(packet)
        for index, part in enumerate(parts):
            with pikepdf.open(BytesIO(part.pdf)) as source:
                _add(packet, source, part, index, layout, structure)
        structure.finish()
        _links_within(packet, layout.targets)
        with packet.open_outline() as outline:
            outline.root.extend(layout.outlines)
        if numbers:
            number_pages(packet, numbers, layout.silent)
        _describe(packet, title, author, language)
        return saved(packet)


def _add(
    packet: pikepdf.Pdf,
    source: pikepdf.Pdf,
    part: Part,
    index: int,
    layout: _Layout,
    structure: tags.Structure,
) -> None:
    """Add one part: its pages, its structure, its bookmarks and the addresses that lead to it."""
    pages = len(source.pages)
    if len(packet.pages) % 2 and _starts_odd(pages, part.alone, layout.after_alone):
        _add_blank(packet, layout)
    first = len(packet.pages)
    layout.after_alone = part.alone
    names = _rename_destinations(source, f"del{index + 1}-")
    packet.add_pages_from(source)
    structure.add(source, first, part.language, part.title)
    layout.outlines.append(_bookmark(packet, source, part, first))
    if not part.numbered:
        layout.silent |= set(range(first, len(packet.pages)))
    anchor = f"del{index + 1}"
    _add_destination(packet, anchor, first)
    for address in part.addresses:
        layout.targets[address] = anchor
        layout.targets |= {f"{address}#{old}": new for old, new in names.items()}


def _add_blank(packet: pikepdf.Pdf, layout: _Layout) -> None:
    """Add an empty page of the same size as the one before."""
    box = packet.pages[-1].mediabox
    packet.add_blank_page(page_size=(float(box[2] - box[0]), float(box[3] - box[1])))
    layout.silent.add(len(packet.pages) - 1)


def _rename_destinations(source: pikepdf.Pdf, prefix: str) -> dict[str, str]:
    """Prefix the names that links inside a part lead to, so that two parts may use the same name."""
    tree = source.Root.get("/Names", Dictionary()).get("/Dests")
    if tree is None:
        return {}
    old = [str(name) for name in list(tree.Names)[::2]]
    for at, name in enumerate(old):
        tree.Names[2 * at] = String(prefix + name)
    for page in source.pages:
        for annotation in page.get("/Annots", ()):
            if "/Dest" in annotation:
                annotation.Dest = String(prefix + str(annotation.Dest))
    return {name: prefix + name for name in old}


def _destinations(packet: pikepdf.Pdf) -> Any:
    if "/Names" not in packet.Root:
        packet.Root.Names = Dictionary()
    names = packet.Root.Names
    if "/Dests" not in names:
        names.Dests = packet.make_indirect(Dictionary(Names=Array()))
    return pikepdf.NameTree(names.Dests)


def _add_destination(packet: pikepdf.Pdf, name: str, page: int) -> None:
    _destinations(packet)[name] = Array([packet.pages[page].obj, Name.Fit])


def _bookmark(packet: pikepdf.Pdf, source: pikepdf.Pdf, part: Part, first: int) -> OutlineItem:
    """Make the part's bookmark, its own bookmarks nested below."""
    pages = {page.obj.objgen: at for at, page in enumerate(source.pages)}

    def copied(item: OutlineItem) -> OutlineItem:
        target = list(item.destination)  # type: ignore[arg-type]
        new = OutlineItem(item.title, Array([packet.pages[first + pages[target[0].objgen]].obj, *target[1:]]))
        new.children.extend(copied(child) for child in item.children)
        new.is_closed = True
        return new

    top = OutlineItem(part.title, Array([packet.pages[first].obj, Name.Fit]))
    with source.open_outline() as outline:
        children = [copied(item) for item in outline.root]
    same = len(children) == 1 and children[0].title == part.title
    top.children.extend(children[0].children if same else children)
    top.is_closed = True
    return top


def _links_within(packet: pikepdf.Pdf, targets: Mapping[str, str]) -> None:
    """Let links to a part's living address lead to the part itself."""
    for page in packet.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            inside = targets.get(address) or targets.get(address.partition("#")[0])
            if inside:
                del annotation["/A"]
                annotation.Dest = String(inside)


def _describe(packet: pikepdf.Pdf, title: str, author: str, language: str) -> None:
    """Give the packet its title, language and the promise of PDF/UA-1."""
    packet.Root.Lang = String(language)
    packet.Root.MarkInfo = Dictionary(Marked=True)
    packet.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=Name.DuplexFlipLongEdge)
    packet.Root.PageMode = Name.UseOutlines
    with packet.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:creator"] = [author]
        metadata["dc:language"] = {language}
        metadata["pdfuaid:part"] = "1"
    packet.docinfo["/Title"] = String(title)
    packet.docinfo["/Author"] = String(author)
