"""Building the site with MkDocs from within: beside the old one, so that a failed build leaves it alone."""

from __future__ import annotations

import ctypes
import logging
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from macros.project import CONFIG
from macros.records.binder import Shelf

if TYPE_CHECKING:
    from macros.web.session import Shard


class SiteError(Exception):
    """The site could not be built. Its words are what MkDocs said."""


def build_pages(
    site: Path, shelf: Shelf, only: Sequence[str] = (), config_file: Path = CONFIG, shard: Shard = ""
) -> None:
    """Build every page of a shelf into a new folder ``site``, without the sheets of paper. Raise SiteError.

    ``only`` limits to these municipalities; ``shard`` to their pages, or to the pages that all share. Any
    warning of MkDocs is an error.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    from macros.web.session import SESSION

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    said = _Listener()
    log = logging.getLogger("mkdocs")
    log.addHandler(said)
    try:
        config = load_config(str(config_file), site_dir=str(site.resolve()), strict=True)
        config.extra["sheets"] = False
        SESSION.shard = shard
        SESSION.given = replace(
            shelf, binders={slug: shelf.binders[slug] for slug in shelf.binders if not only or slug in only}
        )
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, MkDocsException) as error:
        raise SiteError("\n".join([*said.lines, str(error)]).strip()) from None
    except SystemExit:  # so mkdocs-macros ends at a pattern that fails
        raise SiteError("\n".join(said.lines)) from None
    finally:
        SESSION.given, SESSION.shard = None, ""
        log.removeHandler(said)


class _Listener(logging.Handler):
    """Keeps what MkDocs warns of, to say why a build failed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


MARK = ".built"
"""The empty file that says a folder is a site of ours, which a new build may replace."""


@contextmanager
def beside(site: Path) -> Iterator[Path]:
    """Give an empty folder beside the site. When the work ends well it takes the site's place, by renaming.

    Raise SiteError for a folder that no build made: it is not ours to replace.
    """
    with _room(site) as (site, room, new):
        yield new
        (new / MARK).touch()
        _enter(new, site, room)


@contextmanager
def within(site: Path, keeps: Collection[str] | None = None) -> Iterator[Path]:
    """Give an empty folder beside a site that stays. What is made in it takes its place there, by the piece.

    A piece is a municipality's folder, or a shared page's: at any moment it is the old one or the new one.
    Of the site's other pieces those that ``keeps`` does not name are taken away; None keeps all.
    """
    with _room(site) as (site, room, new):
        yield new
        # The mark says that the shared pages are new: a kill before it only makes them once more.
        pieces = sorted(new.iterdir(), key=lambda path: (path.name == MARK, path.name))
        stay = None if keeps is None else {MARK, *keeps, *(path.name for path in pieces)}
        for path in pieces:
            _enter(path, site / path.name, room)
        for path in list(site.iterdir()):
            if stay is not None and path.name not in stay:
                path.rename(room / f"gone-{path.name}")
        (site / MARK).touch()


@contextmanager
def _room(site: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Give the site's whole path, a room beside it for the time of a build, and in the room a new folder."""
    site = site.resolve()
    _clear_up(site)
    ours = not site.exists() or stands(site) or (site.is_dir() and not any(site.iterdir()))
    if not ours or Path.cwd().is_relative_to(site):
        raise SiteError(f"{site.name} är ingen webbplats som parmen har byggt, och skrivs inte över")
    site.parent.mkdir(parents=True, exist_ok=True)
    room = Path(mkdtemp(prefix=f".{site.name}-{os.getpid()}-", dir=site.parent))
    try:
        new = room / "new"
        new.mkdir()
        yield site, room, new
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _enter(new: Path, old: Path, room: Path) -> None:
    """Put a new file or folder in the place of an old one."""
    if not old.is_dir() or not new.is_dir():
        new.replace(old)
    elif not _exchanged(new, old):
        old.rename(room / "old")
        new.rename(old)
        shutil.rmtree(room / "old")


def stands(site: Path) -> bool:
    """Tell whether a build made the folder, so that only what has changed must be made."""
    return (site / MARK).is_file()


def _exchanged(new: Path, old: Path) -> bool:
    """Let two folders change places in one step, so that a kill at any moment leaves a whole site.

    Linux can (renameat2 with RENAME_EXCHANGE); tell whether it was done.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    done: int = rename(here, os.fsencode(new), here, os.fsencode(old), exchange)
    return done == 0


def _clear_up(site: Path) -> None:
    """Take away what killed builds left beside the site, and put back a site that one had moved aside."""
    for room in site.parent.glob(f".{site.name}-*-*"):
        process = room.name.removeprefix(f".{site.name}-").partition("-")[0]
        if not process.isdigit() or _lives(int(process)):
            continue
        if not site.exists() and (room / "old").is_dir():
            (room / "old").rename(site)
        shutil.rmtree(room, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
