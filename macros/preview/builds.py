"""Build pages when they are asked for and have changed.

Those of a municipality are built together, and so are those that all share.
"""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import RLock

from macros.preview.readings import Readings
from macros.records.ledger import find_redirects
from macros.records.shelf import uncollected
from macros.records.whole_shelf import Shelf
from macros.rendering.environment import forget_templates
from macros.web.redirects import select_redirects, write_redirect_pages
from macros.web.search.index import FILE as SEARCH
from macros.web.search.index import index_binders, index_shared
from macros.web.session import Shard
from macros.web.site_build import SiteError, build_pages
from macros.web.site_fingerprints import shared_fingerprint

SHARED = ""
"""Stands for the shared pages where a municipality's slug stands else."""
_LONGEST = 5
"""Seconds to wait for a build that is under way at the end."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Build:
    """The latest build of some pages: where they lie, and why a newer one failed.

    ``folder`` is None where none has succeeded yet. ``key`` names all that was built from.
    """

    key: str
    folder: Path | None
    failure: str = ""


class Builds:
    """Folders of built pages, by municipality, in a folder that is the preview's own."""

    def __init__(self, readings: Readings, folder: Path) -> None:
        """Build nothing yet."""
        self._readings = readings
        self._folder = folder
        self._built: dict[str, Build] = {}
        self._lock = RLock()  # MkDocs runs once in a process
        self._numbers = count()
        self._changes = 0
        self._is_closed = False
        self._shared_key: tuple[Shelf | None, str] = None, ""
        self._retired: dict[str, Path] = {}

    def note_change(self, everything: bool) -> None:
        """Note that pages, patterns or templates have changed.

        ``everything`` stands for municipalities' pages too. Else only the shared ones are built again.
        """
        with self._lock:
            self._changes += 1
            self._shared_key = None, ""
            forget_templates()
            if everything:
                self._built = {
                    slug: Build("", build.folder, build.failure) for slug, build in self._built.items()
                }

    def close(self) -> None:
        """Build nothing any more, so that the folder can be removed."""
        self._is_closed = True
        if self._lock.acquire(timeout=_LONGEST):  # a build that is under way
            self._lock.release()

    def make(self, slug: str) -> Build:
        """Return the pages of a municipality (or ``SHARED``) as they are now.

        They are built again if need be. Raise LookupError while no shelf could be read.
        """
        with self._lock:
            shelf = self._readings.shelf_for(slug)
            key, old = self._key_of(slug, shelf), self._built.get(slug)
            if old is not None and old.key == key:
                return old
            if self._is_closed:
                return Build("", None)
            folder = self._folder / f"{slug or 'shared'}-{next(self._numbers)}"
            failure = self._try_build(slug, shelf, folder)
            last = old.folder if old else None
            self._built[slug] = build = Build(key, last if failure else folder, failure)
            self._retire(slug, folder if failure else last)
            return build

    def _retire(self, slug: str, folder: Path | None) -> None:
        """Remove a folder when the next one is retired.

        Until then a request may still be reading from it.
        """
        if folder is not None:
            if unused := self._retired.pop(slug, None):
                shutil.rmtree(unused, ignore_errors=True)
            self._retired[slug] = folder

    def _key_of(self, slug: str, shelf: Shelf) -> str:
        """Name all that pages are built from.

        What ``note_change`` notes of everything does not enter.
        """
        if slug:
            prints = [shelf.fingerprint(binder) for binder in shelf.binders_of(slug)]
            return sha256("".join(prints).encode()).hexdigest()
        if self._shared_key[0] is not shelf:
            self._shared_key = shelf, f"{shared_fingerprint(shelf)} {self._changes}"
        return self._shared_key[1]

    def _try_build(self, slug: str, shelf: Shelf, folder: Path) -> str:
        """Build pages into a new folder; return why that failed, or nothing."""
        try:
            with uncollected():
                shard: Shard = "binders" if slug else "shared"
                build_pages(folder, shelf, [slug] if slug else [], shard=shard, pencils=True)
            _write_redirects(slug, self._readings.shelf_for(SHARED), folder)
        except SiteError as error:
            return str(error)
        except Exception as error:  # a template's or our own: the watching goes on
            _LOG.exception("the pages of %s could not be built", slug or "the shared part")
            return f"{type(error).__name__}: {error}"
        return ""

    def make_search(self, slug: str) -> Path | None:
        """Return the folder with a municipality's search file, or with the shared ones.

        It is made when it is asked for.
        """
        with self._lock:
            shared, build = self.make(SHARED), self.make(slug)
            if build.folder is None or shared.folder is None:
                return None
            if not (build.folder / slug / SEARCH).exists():
                if slug:
                    index_binders(self._readings.shelf_for(slug), build.folder, [slug], shared.folder)
                else:
                    index_shared(self._readings.shelf_for(SHARED), build.folder)
            return build.folder


def _write_redirects(slug: str, shelf: Shelf, folder: Path) -> None:
    """Write the pages that lead on from old addresses, but where there is a page now."""
    redirects = find_redirects(shelf)
    ended = {old.partition("/")[0] for old in redirects} - shelf.municipalities.keys()
    moved = select_redirects(redirects, [slug] if slug else ["", *sorted(ended)])
    missing = {old: new for old, new in moved.items() if not (folder / old / "index.html").exists()}
    write_redirect_pages(folder, missing, shelf.site.address)
