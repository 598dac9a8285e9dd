"""Build the site with MkDocs beside the old one, which a failed build leaves."""

from __future__ import annotations

import ctypes
import logging
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from macros.files import lock
from macros.project import CONFIG

if TYPE_CHECKING:
    from macros.records.whole_shelf import Shelf
    from macros.web.session import Shard


class SiteError(Exception):
    """The site could not be built; the message says why."""


def build_pages(
    site: Path,
    shelf: Shelf,
    only: Sequence[str] = (),
    config_file: Path = CONFIG,
    shard: Shard = "",
    pencils: bool = False,
) -> None:
    """Build every page of a shelf into a new folder ``site``, without the PDFs.

    ``only`` limits to these municipalities; ``shard`` to their pages, or to the pages that all share.
    ``pencils`` are links to change what is shown. Raise SiteError, for any warning of MkDocs too.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    from macros.web.session import SESSION

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    warnings = _Warnings()
    log = logging.getLogger("mkdocs")
    log.addHandler(warnings)
    try:
        config = load_config(str(config_file), site_dir=str(site.resolve()), strict=True)
        config.extra["sheets"] = False
        SESSION.shard, SESSION.pencils = shard, pencils
        SESSION.checked_shelf = replace(
            shelf,
            binders={key: binder for key, binder in shelf.binders.items() if not only or binder.slug in only},
        )
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, MkDocsException) as error:
        raise SiteError("\n".join([*warnings.lines, str(error)]).strip()) from None
    except SystemExit:  # so mkdocs-macros ends at a pattern that fails
        raise SiteError("\n".join(warnings.lines)) from None
    finally:
        SESSION.checked_shelf, SESSION.shard, SESSION.pencils = None, "", False
        log.removeHandler(warnings)


class _Warnings(logging.Handler):
    """Keeps MkDocs' warnings, to say why a build failed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


BUILT = ".built"
"""The file in every folder that a build completed, and so may replace. It holds a fingerprint."""


def lock_site(site: Path, on_wait: Callable[[], object] = lambda: None) -> AbstractContextManager[None]:
    """Return a context in which no other build can write the site.

    ``on_wait`` is called before waiting for another build of it.
    """
    site = site.resolve()
    return lock(site.with_name(f".{site.name}.lock"), on_wait)


@contextmanager
def replace_site(site: Path) -> Iterator[Path]:
    """Yield an empty folder that replaces the site if the work succeeds.

    The replacement is a rename. Hold ``lock_site``. Raise SiteError for a folder that no build made: it is
    not ours to replace.
    """
    with _workspace(site) as (site, workspace, new):
        yield new
        (new / BUILT).touch()
        _move_in(new, site, workspace)


@contextmanager
def replace_folders(site: Path, keeps: Collection[str] | None = None) -> Iterator[Path]:
    """Yield an empty folder whose content is moved into the site piece by piece.

    A piece is a municipality's folder, or a shared page's: at any moment it is the old one or the new one.
    Of the site's other pieces those that ``keeps`` does not name are removed; None keeps all. Hold
    ``lock_site``. Raise SiteError as ``replace_site`` does.
    """
    with _workspace(site) as (site, workspace, new):
        yield new
        # The shared pages' fingerprint comes last: after a kill before it they are only built once more.
        pieces = sorted(new.iterdir(), key=lambda path: (path.name == BUILT, path.name))
        for path in pieces:
            _move_in(path, site / path.name, workspace)
        if keeps is not None:
            kept_names = {BUILT, *keeps, *(path.name for path in pieces)}
            for path in [path for path in site.iterdir() if path.name not in kept_names]:
                path.rename(workspace / f"removed-{path.name}")
        (site / BUILT).touch()


def work_folder(site: Path) -> Path:
    """Return the folder beside a site that a build works in, and removes."""
    return site.with_name(f".{site.name}.new")


@contextmanager
def _workspace(site: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Yield the site's absolute path, a temporary folder beside it, and ``new``.

    ``new`` is an empty folder in the temporary one. Raise SiteError for a folder that no build made.
    """
    site = site.resolve()
    build_folder = work_folder(site)
    _recover(site, build_folder)
    replaceable = not site.exists() or is_built(site) or (site.is_dir() and not any(site.iterdir()))
    if not replaceable or Path.cwd().is_relative_to(site):
        raise SiteError(f"{site.name} är ingen webbplats som parmen har byggt, så den skrivs inte över")
    build_folder.mkdir(parents=True, exist_ok=True)
    workspace = Path(mkdtemp(dir=build_folder))
    try:
        new = workspace / "new"
        new.mkdir()
        yield site, workspace, new
    finally:
        shutil.rmtree(build_folder, ignore_errors=True)


def _recover(site: Path, build_folder: Path) -> None:
    """Put back a site that a killed build had moved aside, and remove its rest."""
    for old in build_folder.glob("*/old"):
        if not site.exists():
            old.rename(site)
    shutil.rmtree(build_folder, ignore_errors=True)


def _move_in(new: Path, old: Path, workspace: Path) -> None:
    """Put a new file or folder in the place of an old one."""
    if not old.is_dir() or not new.is_dir():
        new.replace(old)
    elif not _exchange(new, old):
        old.rename(workspace / "old")
        new.rename(old)
        shutil.rmtree(workspace / "old")


def is_built(site: Path) -> bool:
    """Report whether a build made this site, so that it can be updated."""
    return (site / BUILT).is_file()


def _exchange(new: Path, old: Path) -> bool:
    """Exchange two folders in one step and report whether it was done.

    A kill at any moment then leaves a complete site. Only Linux can: renameat2 with RENAME_EXCHANGE.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    working_folder, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    status: int = rename(working_folder, os.fsencode(new), working_folder, os.fsencode(old), exchange)
    return status == 0
