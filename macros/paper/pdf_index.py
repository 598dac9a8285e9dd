"""Read and write the lists of finished PDFs.

Each binder's folder has one, and the whole site has one that is made from them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from macros.files import read_regular, write_file
from macros.paper.finished_pdf import FinishedPdf

INDEX = Path("pdf", "index.json")
"""The path of the list in a binder's folder, and in the site's."""


_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class _Row:
    """A PDF in an index."""

    municipality: str
    area: str
    name: str
    title: str
    language: str
    pages: int
    sha256: str


_ROWS: TypeAdapter[list[_Row]] = TypeAdapter(list[_Row])


def index_row(pdf: FinishedPdf) -> dict[str, Any]:
    """Return the row of a PDF in an index.

    ``area`` is empty for the municipality's first binder.
    """
    municipality, _, area = pdf.binder.partition("/")
    return {
        "municipality": municipality,
        "area": area,
        "name": pdf.name,
        "title": pdf.title,
        "language": pdf.language,
        "pages": pdf.pages,
        "sha256": pdf.sha256,
    }


def write_index(site: Path) -> None:
    """Write the site's ``pdf/index.json`` from those of its binders."""
    indexes = [*site.glob(f"*/{INDEX}"), *site.glob(f"*/*/{INDEX}")]
    write_rows(site, (row for index in indexes for row in read_index(index.parents[1])))


def read_index(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a folder's index; none where it is missing or damaged."""
    try:
        rows = _ROWS.validate_json(read_regular(folder / INDEX, _LARGEST) or b"[]")
        return [asdict(row) for row in rows if row.municipality and row.name]
    except ValueError:
        return []


def write_rows(folder: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write a folder's index, sorted, with one PDF on each line."""
    ordered = sorted(rows, key=lambda row: (row["municipality"], row["area"], row["name"]))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in ordered)
    write_file(folder / INDEX, f"[\n{lines}\n]\n")
