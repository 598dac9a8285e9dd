"""The files at the site's root that are no pages.

They depend on the whole site, so they are written after each build, whatever it built.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from macros.files import write_file
from macros.records.ledger import find_redirects, find_withdrawn
from macros.records.site import Site
from macros.records.whole_shelf import Shelf
from macros.web.headers import apache_config, base_path, static_headers
from macros.web.offline.saved_files import LIST
from macros.web.open_data.data_files import write_site_data
from macros.web.redirect_rules import NO_REDIRECTS, Redirects, static_redirects
from macros.web.security import PLACE, security_txt
from macros.web.sitemap import ROBOTS, write_robots, write_sitemap

_HEADERS = {"_headers": static_headers, ".htaccess": apache_config}
_REDIRECTS = "_redirects"
_HIDDEN = Path(PLACE).parts[0]
KEPT = frozenset({"sitemap.xml", ROBOTS, LIST, _HIDDEN, _REDIRECTS, *_HEADERS})
"""Files and folders that stay when the pages around them are replaced."""


def write_root_of(folder: Path, shelf: Shelf) -> None:
    """Write all that depends on a whole site and is no page of it, open data first."""
    write_site_data(folder, shelf)
    write_root(folder, shelf.site, find_redirects(shelf), find_withdrawn(shelf), listed=shelf.selected)


def write_root(
    folder: Path,
    site: Site,
    redirects: Redirects = NO_REDIRECTS,
    withdrawn: Iterable[str] = (),
    listed: bool = False,
) -> None:
    """Write the files for search engines and servers, and ``security.txt``.

    That is written once the site is published, and a file of redirects once something has moved. The sitemap
    has no pages that only say that something has moved or is ``withdrawn``. Only
    a site that is ``listed``, a published one, lets search engines in.
    """
    write_sitemap(folder, site.address, {*redirects, *withdrawn})
    write_robots(folder, site.address, listed)
    for name, make_content in _HEADERS.items():
        write_file(folder / name, make_content(site.address, redirects))
    if rules := static_redirects(base_path(site.address), redirects):
        write_file(folder / _REDIRECTS, rules)
    else:
        (folder / _REDIRECTS).unlink(missing_ok=True)
    if text := security_txt(site):
        write_file(folder / PLACE, text)
    else:
        shutil.rmtree(folder / _HIDDEN, ignore_errors=True)
