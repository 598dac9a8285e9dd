"""Write a municipality's binders as a ZIP that opens without net.

Equal files give equal bytes. The comment of the ZIP names what it was made from, so that it is made again
only when that has changed.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from macros.files import read_regular, write_file
from macros.processes import WORKER_DIED, can_fork, do_job, end_workers_on_failure, start_workers
from macros.records.whole_shelf import Shelf
from macros.web.offline.contents_page import make_contents_page
from macros.web.offline.file_pages import CONTENTS, Folder, embed_fonts
from macros.web.offline.saved_files import LIST, SHARED_PAGES, list_assets, list_pages, list_sheets
from macros.web.site_build import SiteError

_THEN = (2026, 1, 1, 0, 0, 0)
_WHOLE = re.compile(rb"<title>[^<]+</title>.*</html>\s*\Z", re.DOTALL)
"""What stands in every page that a build completed."""
_LARGEST_LIST = 10_000_000
_PACKED = {".pdf", ".png"}
"""Files that are as small as they get."""
_SERVED = ("fetch(", "import(", "serviceWorker")
"""What a script does with a server alone."""


def archive_name(slug: str) -> str:
    """Return the name of a municipality's ZIP, which lies in its folder."""
    return f"parmen-{slug}.zip"


def write_archives(site: Path, shelf: Shelf, jobs: int = 1) -> None:
    """Write the ZIP of each municipality whose files have changed.

    Several are made in processes. Raise SiteError where one of those dies, and as ``make_archive`` does.
    """
    write = partial(_write_archive, site, shelf)
    changed = [
        slug for slug in shelf.first_binders if (site / slug / LIST).is_file() and _has_changed(site, slug)
    ]
    if jobs <= 1 or len(changed) <= 1 or not can_fork():
        for slug in changed:
            write(slug)
        return
    try:
        with start_workers(jobs, write) as pool, end_workers_on_failure():
            list(pool.map(do_job, changed))
    except BrokenExecutor:
        raise SiteError(WORKER_DIED) from None


def _write_archive(site: Path, shelf: Shelf, slug: str) -> None:
    write_file(site / slug / archive_name(slug), make_archive(site, shelf, slug))


def _has_changed(site: Path, slug: str) -> bool:
    """Report whether a municipality's ZIP was made from other files, or not at all."""
    with suppress(OSError, BadZipFile), ZipFile(site / slug / archive_name(slug)) as archive:
        return archive.comment != hash_source(site, slug)
    return True


def hash_source(site: Path, slug: str) -> bytes:
    """Return a hash of the files that a municipality's ZIP is made from."""
    own = read_regular(site / slug / LIST, _LARGEST_LIST) or b"{}"
    shared = read_regular(site / LIST, _LARGEST_LIST) or b'{"files": []}'
    with suppress(ValueError, LookupError, TypeError, RecursionError):  # one that is broken counts as it is
        rows = [row for row in json.loads(shared)["files"] if row[0] != "./"]  # the list of all is not in it
        shared = json.dumps(rows).encode()
    return sha256(own + shared).hexdigest().encode()


def make_archive(site: Path, shelf: Shelf, slug: str) -> bytes:
    """Return a municipality's ZIP, made from the finished site.

    Raise SiteError for a page that is not whole: in a folder that was kept from an older build.
    """
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in _files(site, shelf, slug):
            info = ZipInfo(name, _THEN)
            info.compress_type = ZIP_STORED if Path(name).suffix in _PACKED else ZIP_DEFLATED
            info.create_system, info.external_attr = 3, 0o644 << 16  # the same on every system
            archive.writestr(info, content)
        archive.comment = hash_source(site, slug)
    return stream.getvalue()


def _files(site: Path, shelf: Shelf, slug: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a ZIP, the page of contents first."""
    own = [path for path in list_pages(site / slug) if path.suffix == ".html"]
    shared = [site / page for page in SHARED_PAGES if (site / page).is_file()]
    calendars = [path for path in list_pages(site / slug) if path.suffix == ".ics"]
    others = [path for path in list_assets(site) if _is_needed(path)] + calendars + list_sheets(site / slug)
    names = {path.relative_to(site).as_posix(): path for path in [*own, *shared, *others]}
    for page in (*own, *shared):
        if not _WHOLE.search(page.read_bytes()):
            message = f"{page.relative_to(site).as_posix()} är trasig. Ta bort mappen {site}, och skriv"
            raise SiteError(f"{message}  parmen build")
    folder = Folder(names, shelf.site.address, f"{slug}/")
    yield CONTENTS, make_contents_page(site, shelf, slug, folder)
    for name, path in names.items():
        content = path.read_bytes()
        if path.suffix == ".html":
            content = folder.rewrite_page(content, name)
        elif path.suffix == ".css":
            content = embed_fonts(content.decode(), path.parent / "fonts").encode()
        yield name, content


def _is_needed(path: Path) -> bool:
    """Report whether a file of the assets works without a server.

    A browser loads no module from a file, and fetches none. The fonts lie in the stylesheet.
    """
    if path.suffix == ".js":
        return path.parent.name != "search" and not any(word in path.read_text("utf-8") for word in _SERVED)
    return path.suffix != ".woff2" and path.parent.name != "icons"
