"""The invented example as a site: it has what the real binders have not, such as a family's page in Arabic."""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.checks import load
from macros.web.site_build import build_pages
from tests.audit.kinds import EXAMPLE

DATA = Path("tests/exempel")


def build_example(folder: Path) -> Path:
    """Build one invented binder and the shared pages into a folder, without sheets of paper."""
    shutil.rmtree(folder, ignore_errors=True)
    build_pages(folder, load(DATA, None), only=[EXAMPLE])
    return folder


def example() -> Path:
    """Build the example where the audit keeps it."""
    return build_example(Path(".cache/audit/example"))
