"""Write the lists of files that a municipality's app saves, and its manifest.

``<municipality>/offline.json`` lists the municipality's own pages and sheets, and ``offline.json`` what all
share. A file stands with its address from the list's folder, its size and a hash; ``version`` is a hash of
them all. The browser saves by them and fetches later only what has changed (docs/worker.js).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from macros.files import hash_file, write_file
from macros.records.binder import Binder
from macros.records.kept import PAGE
from macros.records.whole_shelf import Shelf
from macros.web.offline.file_pages import OTHER_SCRIPTS
from macros.web.open_data.data_files import FOLDER

LIST = "offline.json"
MANIFEST = "manifest.webmanifest"
SHARED_PAGES = ("ordlista/index.html", "lagar/index.html", "om/index.html", "om/tillganglighet/index.html")
"""The shared pages that the pages of a binder lead to."""
_START = "index.html"
_NOT_PAGES = {".pdf", ".xml", ".zip", Path(MANIFEST).suffix}
"""What is no page: feeds too, which tell of what is new on the net. Open data is for machines."""
_ICONS = (192, 512)
_BAR, _FROST = "#0d4a33", "#edf3ee"  # of docs/assets/components.css


def write_offline_files(site: Path, shelf: Shelf) -> None:
    """Write the lists and the manifests of a finished site.

    A municipality's folder that has them has not changed since they were written.
    """
    shared = [site / _START, *(site / page for page in SHARED_PAGES), *list_assets(site)]
    _write_list(site, shared)
    for slug, binder in shelf.first_binders.items():
        folder = site / slug
        if (folder / _START).is_file() and not (folder / LIST).is_file():
            write_file(folder / MANIFEST, app_manifest(shelf, binder))
            own = {"name": f"{shelf.site.name} i {binder.municipality.name}", "date": newest_day(shelf, slug)}
            _write_list(folder, list_pages(folder), list_sheets(folder), own)


def list_assets(site: Path) -> list[Path]:
    """Return the styles, fonts, scripts and pictures of a site.

    The fonts' licences are for whoever takes the fonts. For other scripts a device has fonts of its own.
    """
    files = _files_below(site / "assets")
    return [path for path in files if path.suffix != ".txt" and not path.name.startswith(OTHER_SCRIPTS)]


def list_pages(folder: Path) -> list[Path]:
    """Return the pages of a municipality's folder, and all that they fetch."""
    return [
        path
        for path in _files_below(folder)
        if path.suffix not in _NOT_PAGES and not {"pdf", FOLDER} & {*path.relative_to(folder).parts}
    ]


def list_sheets(folder: Path) -> list[Path]:
    """Return the PDFs of a municipality's folder."""
    return [path for path in _files_below(folder) if path.suffix == ".pdf"]


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in order.

    Hidden ones, the lists, and what applied before are left out.
    """
    for path in sorted(folder.rglob("*")):
        if (
            path.relative_to(folder).parts[0] != PAGE
            and path.is_file()
            and path.name != LIST
            and not path.name.startswith(".")
        ):
            yield path


def _write_list(
    folder: Path, files: Iterable[Path], sheets: Iterable[Path] = (), own: dict[str, str] | None = None
) -> None:
    """Write a list of files; sheets are saved only by those who ask for them."""
    rows = {"files": _rows(folder, files), "sheets": _rows(folder, sheets)}
    version = sha256(json.dumps(rows).encode()).hexdigest()[:16]
    text = json.dumps({**(own or {}), "version": version, **rows}, ensure_ascii=False, separators=(",", ":"))
    write_file(folder / LIST, f"{text}\n")


def _rows(folder: Path, files: Iterable[Path]) -> list[list[Any]]:
    """Return address, size and hash of the files that exist."""
    return [
        [
            path.relative_to(folder).as_posix().removesuffix(_START) or "./",
            path.stat().st_size,
            hash_file(path)[:16],
        ]
        for path in files
        if path.is_file()
    ]


def newest_day(shelf: Shelf, slug: str) -> str:
    """Return in words when a municipality's binders were last changed or checked.

    Only the data is asked; where it says nothing, the answer is empty.
    """
    days: dict[str, str] = {}
    for binder in shelf.binders_of(slug):
        if revision := binder.newest(shelf.today):
            days[revision.date.last.isoformat()] = str(revision.date)
        for contact in binder.contacts:
            if contact.checked and contact.checked <= shelf.today:
                days[contact.checked.isoformat()] = str(contact.checked)
    return days[max(days)] if days else ""


def app_manifest(shelf: Shelf, binder: Binder) -> str:
    """Return a municipality's web app manifest, with addresses from its folder."""
    name = binder.municipality.name
    icons = [
        {
            "src": f"../assets/icons/app-{size}.png",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in _ICONS
        for purpose in ("any", "maskable")
    ]
    manifest = {
        "name": f"{shelf.site.name} i {name}",
        "short_name": name,
        "lang": "sv",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "display_override": ["minimal-ui"],
        "theme_color": _BAR,
        "background_color": _FROST,
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
