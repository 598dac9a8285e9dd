"""List the addresses that finished PDFs link to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from macros.records.kept import PAGE


def find_links(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str]]:
    """Yield each link annotation of a PDF that leads to an address, and the address."""
    for page in pdf.pages:
        annotations: Any = page.get("/Annots", ())
        for annotation in annotations:
            action = annotation.get("/A")
            if action is not None and "/URI" in action:
                yield annotation, str(action["/URI"])


def list_paper_links(site: Path) -> list[tuple[str, str]]:
    """Return the links of every PDF of a site, as (file, address).

    The file is relative to the site's folder. Each address comes once for a file, in order. A build checks
    that those to our own pages lead somewhere. What applied before may lead to what is gone.
    """
    links = []
    for file in (file for file in sorted(site.rglob("*.pdf")) if PAGE not in file.relative_to(site).parts):
        with pikepdf.open(file) as pdf:
            addresses = dict.fromkeys(address for _, address in find_links(pdf))
        links += [(file.relative_to(site).as_posix(), address) for address in addresses]
    return links
