"""The site as the files say now: what an address shows, what a saving changes."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from threading import Lock

from macros.preview.builds import SHARED, Build, Builds
from macros.preview.page_records import EditLink, list_edit_links
from macros.preview.readings import Readings
from macros.preview.watched_files import Kind
from macros.problems import Problem
from macros.records.contents import sheets_in
from macros.records.today import today_in_sweden
from macros.records.whole_shelf import Shelf
from macros.web.search.index import FILE as SEARCH

_COLLECTED = 10
"""After so many updates garbage is collected, which takes a fifth of a second."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the site, with why a newer one could not be built."""

    file: Path
    failure: str = ""


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet or a packet that a binder has: it is made when it is asked for."""

    binder: str
    name: str


class CurrentSite:
    """Answers with what the files say now, and follows them as they are saved.

    ``announce`` is called when pages may have changed.
    """

    def __init__(self, data: Path, folder: Path, announce: Callable[[], object]) -> None:
        """Build into a folder of the preview's own."""
        self.readings = Readings(data)
        self._builds = Builds(self.readings, folder)
        self._announce = announce
        self._updating = Lock()
        self._looked_at = SHARED
        self._updates = 0
        self._day: date | None = None
        self.changes = 0
        """How often something but the data has changed, such as a stylesheet."""
        self.fault = ""
        """What went wrong in the program itself at the latest reading."""

    @property
    def problems(self) -> list[Problem]:
        """The problems in the data, all of them."""
        return self.readings.problems

    def update(self, kinds: Collection[Kind] = (Kind.DATA,)) -> None:
        """Read again what was saved, and build what is looked at before anything else.

        It never raises: the watching must go on.
        """
        with self._updating:
            self._day = today_in_sweden()
            try:
                if set(kinds) - {Kind.DATA}:
                    self.changes += 1
                    self._builds.note_change(everything=not {Kind.DATA, Kind.PAGE}.issuperset(kinds))
                slug = self._looked_at
                if slug and self.readings.read_town(slug):
                    self._builds.make(slug)
                    self._announce()
                self.readings.read_all()
                if slug == SHARED and self.readings.shelf is not None:
                    self._builds.make(SHARED)
                self.fault = ""
            except Exception as error:
                _LOG.exception("the data could not be read again")
                self.fault = f"{type(error).__name__}: {error}"
            self._announce()
            self._updates += 1
            if self._updates % _COLLECTED == 0:
                gc.collect()  # what MkDocs leaves refers to itself, and would only gather

    def close(self) -> None:
        """Build nothing any more: the preview ends."""
        self._builds.close()

    def take(self, shelf: Shelf) -> None:
        """Show a shelf that has just been saved and checked."""
        with self._updating:
            self.readings.take(shelf)
        self._announce()

    def find(self, path: str) -> FoundFile | FoundSheet | str | None:
        """Return what an address shows, built first if need be.

        It is a file, or a sheet to make; a text says why there is nothing yet, None that there is no such
        address. Raise LookupError while no shelf could be read.
        """
        parts = [part for part in path.split("/") if part]
        if any(part.startswith(".") or set(part) & {"\\", "\0", ":"} for part in parts):
            return None
        shelf = self.readings.shelf_for(SHARED)
        slug = parts[0] if parts and parts[0] in shelf.municipalities else SHARED
        if slug and (sheet := self._find_sheet(parts)):
            return sheet
        if parts[-1:] == [SEARCH]:
            self._builds.make_search(slug)
        build = self._builds.make(slug)
        if build.folder is None:
            return build.failure
        return _find_file(build, parts)

    def list_edit_links(self, path: str) -> list[EditLink]:
        """Return links to change what a page shows as a whole."""
        return list_edit_links(self.readings.shelf_for(SHARED), path)

    def look_at(self, path: str) -> None:
        """Remember which municipality is looked at.

        Its pages come first when a file is saved. On a new day everything is read again.
        """
        slug = path.strip("/").partition("/")[0]
        shelf = self.readings.shelf
        self._looked_at = slug if shelf and slug in shelf.municipalities else SHARED
        if self._day not in (None, today_in_sweden()):
            self.update()

    def find_not_found_page(self) -> Path | None:
        """Return the page that says that an address leads nowhere."""
        folder = self._builds.make(SHARED).folder
        return folder / "404.html" if folder else None

    def _find_sheet(self, parts: list[str]) -> FoundSheet | None:
        """Return the sheet or packet at an address, if one of the binders has it."""
        *home, folder, file = parts if len(parts) > 2 else ["", "", ""]
        address, name = "/".join(home), file.removesuffix(".pdf")
        if folder != "pdf" or name == file:
            return None
        binder = self.readings.shelf_for(home[0]).binders.get(address)
        return FoundSheet(address, name) if binder and name in sheets_in(binder) else None


def _find_file(build: Build, parts: list[str]) -> FoundFile | None:
    """Return an ordinary file of a build; of a folder, its page. No link is followed."""
    assert build.folder is not None
    file = build.folder.joinpath(*parts)
    try:
        if S_ISDIR(file.lstat().st_mode):
            file /= "index.html"
        is_ordinary = S_ISREG(file.lstat().st_mode)
    except OSError:
        return None
    return FoundFile(file, build.failure) if is_ordinary else None
