"""The list of a site's pages for search engines. It follows from the pages alone, whoever built them when."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from macros.files import write_file

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def write_sitemap(site: Path, address: str) -> None:
    """Write ``sitemap.xml``: every page of the site under its address."""
    base = address.rstrip("/") + "/"
    rows = (f"<url><loc>{escape(base + page)}</loc></url>" for page in sorted(_pages(str(site), "")))
    write_file(site / "sitemap.xml", "\n".join([_HEAD, *rows, "</urlset>", ""]))


def _pages(folder: str, path: str) -> Iterator[str]:
    """Give each page's path, with the slash it ends with."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "index.html":
                yield path
            elif entry.name not in ("assets", "pdf") and entry.is_dir():
                yield from _pages(entry.path, f"{path}{entry.name}/")
