"""The record of a finished PDF, as processes and the store hand it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, NonNegativeInt, TypeAdapter

from macros.records.base import State

Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Pages = Annotated[int, Field(ge=1, le=10_000)]


@dataclass(frozen=True, slots=True)
class StoredPdf:
    """What the store knows of a PDF: its hash, its size in bytes and its page count."""

    sha256: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class FinishedPdf:
    """A finished PDF in the store.

    ``key`` leads to it in the store, ``sheet`` is the kind of paper (``A4``, ``card`` …, or ``packet``) and
    ``alone`` keeps its back empty in a packet. ``uses`` are the keys of what was made on the way, such as
    cover and page numbers: they must be kept as long as the PDF.
    """

    binder: str
    name: str
    title: str
    language: str
    key: Hash
    pages: Pages
    sha256: Hash
    size: NonNegativeInt
    sheet: str = "A4"
    alone: bool = False
    addresses: tuple[str, ...] = ()
    uses: tuple[Hash, ...] = ()
    verso: bool = False
    state: State = "draft"

    @property
    def full_name(self) -> str:
        """The document's name with its binder's address: ``kalix/rutin``."""
        return f"{self.binder}/{self.name}"

    @property
    def stored(self) -> StoredPdf:
        """What the store knows of it."""
        return StoredPdf(self.sha256, self.size, self.pages)


PDF_LIST: TypeAdapter[list[FinishedPdf]] = TypeAdapter(list[FinishedPdf])
"""Reads and writes a list of them as JSON."""
