"""Building the site with MkDocs from within: beside the old one, so that a failed build leaves it alone."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

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
    finally:
        log.removeHandler(said)


class _Listener(logging.Handler):
    """Keeps what MkDocs warns of, to say why a build failed."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def move_in(new: Path, site: Path) -> None:
    """Put a finished site in the place of the old one, by renaming."""
    old = site.with_name(f"{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)
