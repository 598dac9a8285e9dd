"""Sites built for the tests, without paper: each at most once in a run, whichever process needs it first."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder that all processes of this run of the tests have in common."""
    own = factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


def make_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return ``folder``, calling ``make`` with an empty path first unless a process has made it already."""
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            unfinished = folder.with_name(f"{folder.name}.unfinished")
            make(unfinished)
            unfinished.rename(folder)
    return folder


def build_site(data: Path, site: Path) -> Path:
    """Build a site of some data as MkDocs does, strictly, without PDFs."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    extra = {"generator": False, "data": str(data), "sheets": False}
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site), extra=extra))
    return site
