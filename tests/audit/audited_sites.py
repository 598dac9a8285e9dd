"""The invented example as a site: it has what the real binders have not, such as a family's page in Arabic."""

import shutil
from pathlib import Path

from macros.checks import load
from macros.web.site_build import build_pages
from tests.audit.kinds import EXAMPLE

FOLDER = Path(".cache/audit/example")


def example() -> Path:
    """Build one invented binder and the shared pages where the audit keeps them, without sheets of paper."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    build_pages(FOLDER, load(Path("tests/exempel"), None), only=[EXAMPLE])
    return FOLDER
