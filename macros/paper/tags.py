"""The structure tree of a packet, made of its parts' own trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


class Structure:
    """Gathers the parts' trees under one root. Each part keeps its own Document element and language."""

    def __init__(self, packet: pikepdf.Pdf) -> None:
        """Begin an empty tree."""
        self.packet = packet
        self.root = packet.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        self.nums: list[Any] = []
        self.next_key = 0

    def add(self, source: pikepdf.Pdf, first: int, language: str, title: str) -> None:
        """Add a part's tree. Its pages must be in the packet already, from ``first``.

        The ids of its tables' headers begin with a name of its own already (see ``structure``).
        """
        tree = self.packet.copy_foreign(source.Root.StructTreeRoot)
        parents = list(tree.ParentTree.Nums)
        for document in _kids(tree):
            document.Lang = String(language)
            document.T = String(title)
            document.P = self.root
            self.root.K.append(document)
        for key, parent in zip(parents[::2], parents[1::2], strict=True):
            self.nums += [int(key) + self.next_key, parent]
        self._renumber(first)
        self.next_key += 1 + max((int(key) for key in parents[::2]), default=-1)

    def _renumber(self, first: int) -> None:
        """Let the part's pages and annotations point at their new places in the parent tree."""
        for page in list(self.packet.pages)[first:]:
            if "/StructParents" in page.obj:
                page.obj.StructParents = int(page.obj.StructParents) + self.next_key
            for annotation in page.obj.get("/Annots", ()):
                if "/StructParent" in annotation:
                    annotation.StructParent = int(annotation.StructParent) + self.next_key

    def finish(self) -> None:
        """Close the tree and make it the packet's."""
        self.root.ParentTree = self.packet.make_indirect(Dictionary(Nums=Array(self.nums)))
        self.root.ParentTreeNextKey = self.next_key
        self.packet.Root.StructTreeRoot = self.root


def _kids(element: Any) -> Iterator[Any]:
    """Give the children of an element that are elements themselves."""
    kids = element.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
