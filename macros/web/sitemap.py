"""``sitemap.xml``: the list of a site's pages for search engines.

It depends on nothing but which pages there are.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from macros.files import write_file
from macros.records.kept import PAGE

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def write_sitemap(site: Path, address: str, moved: Container[str] = ()) -> None:
    """Write ``sitemap.xml`` with every page's address, but of none that has ``moved``."""
    base = address.rstrip("/") + "/"
    rows = (
        f"<url><loc>{escape(base + page)}</loc></url>"
        for page in sorted(_list_pages(site))
        if page.rstrip("/") not in moved
    )
    write_file(site / "sitemap.xml", "\n".join([_HEAD, *rows, "</urlset>", ""]))


def _list_pages(site: Path) -> Iterator[str]:
    """Yield each page's path below the site, with a final slash.

    The first page's path is empty.
    """
    for folder, folders, files in os.walk(site):
        folders[:] = [name for name in folders if name not in ("assets", "pdf", PAGE)]
        if "index.html" in files:
            path = os.path.relpath(folder, site)
            yield "" if path == "." else f"{path}/"
