"""``sitemap.xml`` and ``robots.txt``: a site's pages for search engines.

They depend on nothing but which pages there are. The catalogue of open data stands among the pages, so that
those who gather such catalogues find it.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from macros.files import write_file
from macros.records.kept import PAGE
from macros.web.open_data.data_files import CATALOGUE, FOLDER

ROBOTS = "robots.txt"

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


def write_robots(site: Path, address: str, listed: bool) -> None:
    """Write ``robots.txt`` (RFC 9309): what to list, and where the sitemap is.

    A draft is nothing to list. Search engines read it at a host's root alone: where the site lies in a folder
    it only tells people.
    """
    base = address.rstrip("/")
    lines = ["User-agent: *", "Allow: /" if listed else "Disallow: /"]
    if listed:
        lines += ["", f"Sitemap: {base}/sitemap.xml"]
        if (site / FOLDER / CATALOGUE).is_file():
            lines += [f"# DCAT-AP-SE: {base}/{FOLDER}/{CATALOGUE}"]
    write_file(site / ROBOTS, "\n".join([*lines, ""]))


def _list_pages(site: Path) -> Iterator[str]:
    """Yield each page's path below the site, with a final slash.

    The first page's path is empty. The catalogue of open data is listed too.
    """
    if (site / FOLDER / CATALOGUE).is_file():
        yield f"{FOLDER}/{CATALOGUE}"
    for folder, folders, files in os.walk(site):
        folders[:] = [name for name in folders if name not in ("assets", "pdf", PAGE)]
        if "index.html" in files:
            path = os.path.relpath(folder, site)
            yield "" if path == "." else f"{path}/"
