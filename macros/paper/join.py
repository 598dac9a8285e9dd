"""Finished PDFs put together into a packet: tags, bookmarks, languages, forms and links go with them.

Nothing is laid out again, so a packet costs a fraction of its parts. The packet's own page numbers are
stamped as pagination artifacts, which a screen reader passes by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from macros.paper.link_addresses import find_links
from macros.paper.page_numbers import number_pages
from macros.paper.stamp import save_pdf


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


def start_pages(counts: Sequence[tuple[int, bool]]) -> list[int]:
    """Return each part's first page from (pages, alone); the sum of all comes last."""
    starts, page, after_alone = [], 1, False
    for pages, alone in counts:
        page += page % 2 == 0 and _starts_odd(pages, alone, after_alone)
        starts.append(page)
        page += pages
        after_alone = alone
    return [*starts, page - 1]


def _starts_odd(pages: int, alone: bool, after_alone: bool) -> bool:
    """Return whether a part begins on a right-hand page.

    A part of several pages does, for its own pages are laid out in turn as right and left. Only a single
    sheet may stand on the back of another.
    """
    return alone or after_alone or pages > 1


def join(
    parts: Sequence[Part], title: str, author: str, language: str = "sv", numbers: Sequence[bytes] = ()
) -> bytes:
    """Join the parts into one PDF/UA-1 file. ``numbers`` are sheets with one small page per number."""
    with pikepdf.new() as pdf:
        packet = _Packet(pdf)
        for part in parts:
            with pikepdf.open(BytesIO(part.pdf)) as source:
                packet.add(source, part)
        packet.finish_structure()
        _link_within(pdf, packet.targets)
        with pdf.open_outline() as outline:
            outline.root.extend(packet.bookmarks)
        if numbers:
            number_pages(pdf, numbers, packet.silent)
        _describe(pdf, title, author, language)
        return save_pdf(pdf)


class _Packet:
    """A packet on its way: where each part landed, and the parts' structure trees under one root.

    ``targets`` are the destinations of addresses, ``silent`` the indexes of pages that carry no number.
    ``parents`` is the parent tree: keys, each followed by what it leads to.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        self.parents: list[Any] = []
        self.next_key = 0
        self.bookmarks: list[OutlineItem] = []
        self.targets: dict[str, str] = {}
        self.silent: set[int] = set()
        self.after_alone = False

    def add(self, source: pikepdf.Pdf, part: Part) -> None:
        """Add one part: its pages, its structure, its bookmarks and the addresses that lead to it."""
        pages = self.pdf.pages
        if len(pages) % 2 and _starts_odd(len(source.pages), part.alone, self.after_alone):
            box = pages[-1].mediabox  # an empty page of the same size as the one before
            self.pdf.add_blank_page(page_size=(float(box[2] - box[0]), float(box[3] - box[1])))
            self.silent.add(len(pages) - 1)
        first = len(pages)
        self.after_alone = part.alone
        anchor = f"del{len(self.bookmarks) + 1}"
        renamed = _rename_destinations(source, f"{anchor}-")
        self.pdf.add_pages_from(source)
        self._add_structure(source, first, part)
        self.bookmarks.append(_make_bookmark(self.pdf, source, part, first))
        if not part.numbered:
            self.silent |= set(range(first, len(pages)))
        _add_destination(self.pdf, anchor, first)
        for address in part.addresses:
            self.targets[address] = anchor
            self.targets |= {f"{address}#{old}": new for old, new in renamed.items()}

    def _add_structure(self, source: pikepdf.Pdf, first: int, part: Part) -> None:
        """Add a part's tree. Its pages must be in the packet already, from ``first``.

        Each part keeps its own Document element and language. The ids of its tables' headers begin with a
        name of its own already (see ``structure``).
        """
        tree = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        for document in tree.K if isinstance(tree.K, Array) else [tree.K]:
            document.Lang = String(part.language)
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
        """Close the tree and make it the packet's."""
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(self.parents)))
        self.root.ParentTreeNextKey = self.next_key
        self.pdf.Root.StructTreeRoot = self.root


def _rename_destinations(source: pikepdf.Pdf, prefix: str) -> dict[str, str]:
    """Prefix the names that links inside a part lead to, so that two parts may use the same name."""
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
    """Let links lead to a page by this name."""
    if "/Names" not in packet.Root:
        packet.Root.Names = Dictionary()
    names = packet.Root.Names
    if "/Dests" not in names:
        names.Dests = packet.make_indirect(Dictionary(Names=Array()))
    pikepdf.NameTree(names.Dests)[name] = Array([packet.pages[page].obj, Name.Fit])


def _make_bookmark(packet: pikepdf.Pdf, source: pikepdf.Pdf, part: Part, first: int) -> OutlineItem:
    """Make the part's bookmark, its own bookmarks nested below."""
    pages = {page.obj.objgen: at for at, page in enumerate(source.pages)}

    def copy(item: OutlineItem) -> OutlineItem:
        target = list(item.destination)  # type: ignore[arg-type]
        new = OutlineItem(item.title, Array([packet.pages[first + pages[target[0].objgen]].obj, *target[1:]]))
        new.children.extend(map(copy, item.children))
        new.is_closed = True
        return new

    top = OutlineItem(part.title, Array([packet.pages[first].obj, Name.Fit]))
    with source.open_outline() as outline:
        children = [copy(item) for item in outline.root]
    same = len(children) == 1 and children[0].title == part.title
    top.children.extend(children[0].children if same else children)
    top.is_closed = True
    return top


def _link_within(packet: pikepdf.Pdf, targets: Mapping[str, str]) -> None:
    """Let links to a part's living address lead to the part itself."""
    for link, address in find_links(packet):
        target = targets.get(address) or targets.get(address.partition("#")[0])
        if target:
            del link["/A"]
            link.Dest = String(target)


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
