"""The addresses that a finished PDF links to: for seeing that those to our own pages lead somewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf


def addresses_in(pdf: Path) -> list[str]:
    """Give every address that a sheet or packet links to, each once, in order."""
    found: dict[str, None] = {}
    with pikepdf.open(pdf) as opened:
        for page in opened.pages:
            annotations: Any = page.get("/Annots", [])
            for annotation in annotations:
                action = annotation.get("/A")
                if action is not None and "/URI" in action:
                    found[str(action["/URI"])] = None
    return list(found)


def on_paper(site: Path) -> list[tuple[str, str]]:
    """Give the links of every PDF of a site: the file below the site's folder, and the address."""
    return [
        (file.relative_to(site).as_posix(), address)
        for file in sorted(site.rglob("*.pdf"))
        for address in addresses_in(file)
    ]
