"""Fingerprints of the program and its tools, which decide what is built again."""

from __future__ import annotations

import platform
from functools import cache
from hashlib import sha256

from macros.files import hash_files
from macros.machine.needs import library_versions
from macros.project import PACKAGE, ROOT

LOCK_FILE = "requirements.txt"
"""Every library with its version and hash."""

_SOURCES = ("overrides", "docs/_kommun", "docs/assets", "mkdocs.yml")


@cache
def program_fingerprint() -> str:
    """Hash what shapes a build beside the data: code, templates, styles, tools."""
    code = hash_files(PACKAGE.parent, PACKAGE.name)
    return sha256(f"{code} {hash_files(ROOT, *_SOURCES)} {tools_fingerprint()}".encode()).hexdigest()


@cache
def tools_fingerprint() -> str:
    """Hash what the code runs on: the lock file, Python and native libraries."""
    tools = f"{hash_files(ROOT, LOCK_FILE)} {platform.python_version()} {library_versions()}"
    return sha256(tools.encode()).hexdigest()
