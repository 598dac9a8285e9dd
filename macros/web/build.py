"""Building the site with MkDocs from within: beside the old one, so that a failed build leaves it alone."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

CONFIG = Path("mkdocs.yml")


class SiteError(Exception):
    """The site could not be built. Its words are what MkDocs said."""


def build_pages(
    site: Path, data: Path, today: date | None = None, only: Sequence[str] = (), config_file: Path = CONFIG
) -> None:
    """Build every page into a new folder ``site``, without the sheets of paper. Raise SiteError.

    ``only`` limits to these municipalities. Any warning of MkDocs is an error.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    said = _Listener()
    log = logging.getLogger("mkdocs")
    log.addHandler(said)
    try:
        config = load_config(str(config_file), site_dir=str(site.resolve()), strict=True)
        config.extra.update(
            data=str(data.resolve()), sheets=False, today=today.isoformat() if today else "", only=list(only)
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
    site = site.resolve()
    ours = not site.exists() or (site / MARK).is_file() or (site.is_dir() and not any(site.iterdir()))
    if not ours or Path.cwd().is_relative_to(site):
        raise SiteError(f"{site.name} är ingen webbplats som parmen har byggt, och skrivs inte över")
    site.parent.mkdir(parents=True, exist_ok=True)
    room = Path(mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        new = room / "new"
        new.mkdir()
        yield new
        (new / MARK).touch()
        if site.exists():
            site.rename(room / "old")
        new.rename(site)
    finally:
        shutil.rmtree(room, ignore_errors=True)
