"""Sites built for the tests, without paper: each at most once in a run, whichever process needs it first."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 21)
NOON = str(int(datetime.combine(TODAY, time(12), UTC).timestamp()))


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder that all processes of this run of the tests have in common."""
    own = factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


def make_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return ``folder``, calling ``make`` with an empty path first unless a process has made it already."""
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            unfinished = folder.with_name(f"{folder.name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)  # of a process whose making failed
            make(unfinished)
            unfinished.rename(folder)
    return folder


def build_site(data: Path, site: Path) -> Path:
    """Build a site of some data as MkDocs does, strictly, without PDFs, as on the day that all tests know."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    extra = {"generator": False, "data": str(data), "sheets": False}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOON)
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), extra=extra))
    return site
