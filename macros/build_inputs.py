"""What decides what is built, beside the data: a build looks again at all that another program made."""

from __future__ import annotations

import ctypes
import platform
from contextlib import suppress
from functools import cache
from hashlib import sha256

from macros.files import hash_files
from macros.project import PACKAGE, ROOT

LOCK_FILE = "requirements.txt"
"""Every library with its version and hash."""

_SOURCES = ("overrides", "docs/_kommun", "docs/assets", "mkdocs.yml")
_NATIVE = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
    "fontconfig": (("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"), "FcGetVersion"),
}
"""What sets the type of a sheet: each library's file names, and the function that returns its version."""


@cache
def program_fingerprint() -> str:
    """Hash all that decides what is built beside the data: code, templates, styles and tools."""
    code = hash_files(PACKAGE.parent, PACKAGE.name)
    return sha256(f"{code} {hash_files(ROOT, *_SOURCES)} {tools_fingerprint()}".encode()).hexdigest()


@cache
def tools_fingerprint() -> str:
    """Hash what the code runs on: the lock file, Python, and the native libraries that lay out sheets."""
    versions = " ".join(f"{name} {native_version(name)}" for name in _NATIVE)
    tools = f"{hash_files(ROOT, LOCK_FILE)} {platform.python_version()} {versions}"
    return sha256(tools.encode()).hexdigest()


def native_version(name: str) -> str:
    """Return the version of a native library, or an empty string where it cannot be loaded."""
    files, function = _NATIVE[name]
    for file in files:
        with suppress(OSError):
            call = getattr(ctypes.CDLL(file), function)
            if name == "fontconfig":
                return str(call())
            call.restype = ctypes.c_char_p
            return str(call().decode("ascii"))
    return ""
