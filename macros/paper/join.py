"""Join finished PDFs into a packet.

Tags, bookmarks, languages, forms and links come along. Nothing is laid out again, so a packet costs a
fraction of its parts. The packet's own page numbers, and the words on a page left empty, are stamped as
pagination artifacts, which screen readers skip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from macros.paper.link_addresses import find_links
from macros.paper.page_numbers import Stamps, number_pages
from macros.paper.stamp import save_pdf
from macros.records.languages import language_tag


@dataclass(frozen=True)
class Part:
    """A finished PDF that becomes part of a packet.

    ``addresses`` are the public addresses of the part: a link to one of them from another part becomes a link
    inside the packet. ``numbered`` is False for sheets that are cut or folded: they get no page number.
    ``alone`` and ``opens`` are those of ``Extent``.
    """

    title: str
    pdf: bytes
    language: str = "sv"
    addresses: Sequence[str] = ()
    numbered: bool = True
    alone: bool = False
    opens: bool = False


class Extent(NamedTuple):
    """How many pages a part has, and what may stand on the back of them.

    ``alone`` keeps the back of the last page empty: the part is handed in, cut or pinned up. A part that
    ``opens`` a tab of the binder begins on a right-hand page.
    """

    pages: int
    alone: bool = False
    opens: bool = False


def start_pages(extents: Sequence[Extent]) -> list[int]:
    """Return the first page of each part, counted from 1, then the sum of pages.

    Empty pages that ``join`` puts in between are counted.
    """
    starts, page, after_alone = [], 1, False
    for extent in extents:
        page += page % 2 == 0 and _starts_on_right_page(extent, after_alone)
        starts.append(page)
        page += extent.pages
        after_alone = extent.alone
    return [*starts, page - 1]


def _starts_on_right_page(extent: Extent, after_alone: bool) -> bool:
    """Return whether a part begins on a right-hand page.

    A part of several pages does, for its own pages are laid out in turn as right and left. Only a single
    sheet may stand on the back of another.
    """
    return extent.alone or extent.opens or after_alone or extent.pages > 1


def join(parts: Sequence[Part], title: str, author: str, stamps: Stamps) -> bytes:
    """Join parts into one PDF/UA-1 file and return it."""
    with pikepdf.new() as pdf:
        packet = _PacketBuilder(pdf)
        for part in parts:
            with pikepdf.open(BytesIO(part.pdf)) as source:
                packet.add(source, part)
        packet.finish_structure()
        _link_within(pdf, packet.targets)
        with pdf.open_outline() as outline:
            outline.root.extend(packet.bookmarks)
        number_pages(pdf, stamps, packet.unnumbered_pages, packet.empty_pages)
        _write_metadata(pdf, title, author)
        return save_pdf(pdf)


class _PacketBuilder:
    """A packet while it is being joined.

    The parts' structure trees are put under one root. ``targets`` are the destinations of addresses,
    ``unnumbered_pages`` the indexes of pages without a number, ``empty_pages`` of those put in between the
    parts. ``parents`` is the parent tree: each key followed by its value.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        self.parents: list[Any] = []
        self.next_key = 0
        self.bookmarks: list[OutlineItem] = []
        self.targets: dict[str, str] = {}
        self.unnumbered_pages: set[int] = set()
        self.empty_pages: set[int] = set()
        self.after_alone = False

    def add(self, source: pikepdf.Pdf, part: Part) -> None:
        """Append one part: pages, structure, bookmarks and the addresses of its links."""
        pages = self.pdf.pages
        extent = Extent(len(source.pages), part.alone, part.opens)
        if len(pages) % 2 and _starts_on_right_page(extent, self.after_alone):
            box = pages[-1].mediabox  # an empty page of the same size as the one before
            self.pdf.add_blank_page(page_size=(float(box[2] - box[0]), float(box[3] - box[1])))
            self.empty_pages.add(len(pages) - 1)
        first = len(pages)
        self.after_alone = part.alone
        anchor = f"del{len(self.bookmarks) + 1}"
        new_names = _rename_destinations(source, f"{anchor}-")
        self.pdf.add_pages_from(source)
        self._add_structure(source, first, part)
        self.bookmarks.append(_make_bookmark(self.pdf, source, part, first))
        if not part.numbered:
            self.unnumbered_pages |= set(range(first, len(pages)))
        _add_destination(self.pdf, anchor, first)
        for address in part.addresses:
            self.targets[address] = anchor
            self.targets |= {f"{address}#{old}": new for old, new in new_names.items()}

    def _add_structure(self, source: pikepdf.Pdf, first: int, part: Part) -> None:
        """Append a part's structure tree.

        The part's pages must be in the packet already, from ``first``. Each part keeps its own Document
        element and language. The ids of its tables' headers are unique already (see ``structure``).
        """
        tree = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        for document in tree.K if isinstance(tree.K, Array) else [tree.K]:
            document.Lang = String(language_tag(part.language))
            document.T = String(part.title)
            document.P = self.root
            self.root.K.append(document)
        parents = list(tree.ParentTree.Nums)
        keys = [int(key) for key in parents[::2]]
        for key, parent in zip(keys, parents[1::2], strict=True):
            self.parents += [key + self.next_key, parent]
        for page in list(self.pdf.pages)[first:]:
            if "/StructParents" in page.obj:
                page.obj.StructParents = int(page.obj.StructParents) + self.next_key
            for annotation in page.obj.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + self.next_key
        self.next_key += 1 + max(keys, default=-1)

    def finish_structure(self) -> None:
        """Store the joined structure tree as the packet's."""
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self.parents)))
        self.root.ParentTreeNextKey = self.next_key
        self.pdf.Root.StructTreeRoot = self.root


def _rename_destinations(source: pikepdf.Pdf, prefix: str) -> dict[str, str]:
    """Prefix a part's named destinations; return the new names by the old ones.

    Two parts may use the same name for a place that links lead to.
    """
    tree = source.Root.get("/Names", Dictionary()).get("/Dests")
    if tree is None:
        return {}
    names = [str(name) for name in list(tree.Names)[::2]]
    for index, name in enumerate(names):
        tree.Names[2 * index] = String(prefix + name)
    for page in source.pages:
        for annotation in page.get("/Annots", ()):
            if "/Dest" in annotation:
                annotation.Dest = String(prefix + str(annotation.Dest))
    return {name: prefix + name for name in names}


def _add_destination(packet: pikepdf.Pdf, name: str, page: int) -> None:
    """Make a page the destination of links to this name."""
    if "/Names" not in packet.Root:
        packet.Root.Names = Dictionary()
    names = packet.Root.Names
    if "/Dests" not in names:
        names.Dests = packet.make_indirect(Dictionary(Names=Array()))
    pikepdf.NameTree(names.Dests)[name] = Array([packet.pages[page].obj, Name.Fit])


def _make_bookmark(packet: pikepdf.Pdf, source: pikepdf.Pdf, part: Part, first: int) -> OutlineItem:
    """Return a part's bookmark, with the part's own bookmarks nested below."""
    pages = {page.obj.objgen: index for index, page in enumerate(source.pages)}

    def copy(item: OutlineItem) -> OutlineItem:
        target = list(item.destination)  # type: ignore[arg-type]
        new = OutlineItem(item.title, Array([packet.pages[first + pages[target[0].objgen]].obj, *target[1:]]))
        new.children.extend(map(copy, item.children))
        new.is_closed = True
        return new

    bookmark = OutlineItem(part.title, Array([packet.pages[first].obj, Name.Fit]))
    with source.open_outline() as outline:
        children = [copy(item) for item in outline.root]
    repeats_title = len(children) == 1 and children[0].title == part.title
    bookmark.children.extend(children[0].children if repeats_title else children)
    bookmark.is_closed = True
    return bookmark


def _link_within(packet: pikepdf.Pdf, targets: Mapping[str, str]) -> None:
    """Make links to a part's public address lead to the part inside the packet."""
    for link, address in find_links(packet):
        target = targets.get(address) or targets.get(address.partition("#")[0])
        if target:
            del link["/A"]
            link.Dest = String(target)


def _write_metadata(packet: pikepdf.Pdf, title: str, author: str) -> None:
    """Write the packet's title, language, PDF/UA-1 claim and print settings."""
    packet.Root.Lang = String("sv")
    packet.Root.MarkInfo = Dictionary(Marked=True)
    packet.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Duplex=Name.DuplexFlipLongEdge)
    packet.Root.PageMode = Name.UseOutlines
    with packet.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:creator"] = [author]
        metadata["dc:language"] = {"sv"}
        metadata["pdfuaid:part"] = "1"
    packet.docinfo["/Title"] = String(title)
    packet.docinfo["/Author"] = String(author)
