"""The files at the site's root that are no pages.

They depend on the whole site, so they are written after each build, whatever it built.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.files import write_file
from macros.records.site import Site
from macros.web.headers import apache_config, static_headers
from macros.web.security import PLACE, security_txt
from macros.web.sitemap import write_sitemap

_HEADERS = {"_headers": static_headers, ".htaccess": apache_config}
_HIDDEN = Path(PLACE).parts[0]
KEPT = frozenset({"sitemap.xml", _HIDDEN, *_HEADERS})
"""Files and folders that stay when the pages around them are replaced."""


def write_root(folder: Path, site: Site) -> None:
    """Write the sitemap, the servers' headers and, once published, ``security.txt``."""
    write_sitemap(folder, site.address)
    for name, make_content in _HEADERS.items():
        write_file(folder / name, make_content(site.address))
    if text := security_txt(site):
        write_file(folder / PLACE, text)
    else:
        shutil.rmtree(folder / _HIDDEN, ignore_errors=True)
