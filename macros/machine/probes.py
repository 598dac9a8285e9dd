"""Probe the machine by using what is needed.

A probe loads the library, runs the program or imports the module. It prints nothing, raises nothing and
leaves no trace; `works` returns whether it succeeded.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

DLL_DIRECTORIES = (
    r"C:\msys64\ucrt64\bin;"
    r"C:\msys64\mingw64\bin;"
    r"C:\Program Files\GTK3-Runtime Win64\bin"
)  # fmt: skip
"""Where WeasyPrint looks for libraries on Windows, unless WEASYPRINT_DLL_DIRECTORIES says otherwise."""

HOMEBREW = Path("/opt/homebrew/lib")
"""Homebrew's libraries on Apple silicon. Only Homebrew's own Python looks there by itself."""

_SLOW = 60
"""How long a program may take to answer, in seconds; then it counts as missing."""


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library, by the names that WeasyPrint tries.

    ``function`` is one that WeasyPrint calls and old versions lack. ``version_function`` returns the version
    as text, or as a number where ``numbered``.
    """

    names: tuple[str, ...]
    function: str = ""
    version_function: str = ""
    numbered: bool = False

    def works(self) -> bool:
        """Load the library and look up the function."""
        library = self.load()
        return library is not None and (not self.function or hasattr(library, self.function))

    def version(self) -> str:
        """Return the version; an empty string where the library has none or is missing."""
        from ctypes import c_char_p, c_int

        library = self.load()
        if library is None or not self.version_function:
            return ""
        call = getattr(library, self.version_function)
        call.restype = c_int if self.numbered else c_char_p
        version = call()
        return str(version) if self.numbered else str(version.decode("ascii"))

    def load(self) -> CDLL | None:
        """Load the first of the names that can be loaded; return None if none can.

        By name first, then by searching, as cffi does.
        """
        from ctypes import CDLL
        from ctypes.util import find_library

        add_library_folders()
        files = (name for name in self.names if "." in name)
        # Linux's search looks in the same cache, slowly, and starts compilers for it.
        searched_files = () if sys.platform.startswith("linux") else map(find_library, self.names)
        for file in filter(None, chain(files, searched_files)):
            with suppress(OSError):
                return CDLL(file)
        return None


def add_library_folders() -> None:
    """Let Python find libraries in their usual folders on Windows and Apple silicon.

    Call it before WeasyPrint is imported. Linux needs nothing.
    """
    if add := getattr(os, "add_dll_directory", None):
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", DLL_DIRECTORIES).split(";"):
            if Path(folder).is_dir():
                add(folder)
    elif sys.platform == "darwin" and HOMEBREW.is_dir():
        usual = f"{Path.home()}/lib:/usr/local/lib:/usr/lib"
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", f"{HOMEBREW}:{usual}")


def _find_nothing(name: str) -> None:
    """Search for no library."""


@contextmanager
def load_by_name() -> Iterator[None]:
    """On Linux, let the block load libraries by their names only.

    ctypes' search starts a compiler for each name without a number, some twenty for WeasyPrint. That takes
    half of its import, finds nothing that the names with a number do not, and leaves files when killed.
    """
    import ctypes.util

    search = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


@dataclass(frozen=True, slots=True)
class Program:
    """The programs of one package, each as a command that only prints its version.

    With ``either``, one of them is enough.
    """

    commands: tuple[tuple[str, ...], ...]
    either: bool = False

    def works(self) -> bool:
        """Run the commands."""
        runs = map(_run_quietly, self.commands)
        return any(runs) if self.either else all(runs)


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one package, where the system's packages put them."""

    paths: tuple[str, ...]

    def works(self) -> bool:
        """Look for the files."""
        return all(map(os.path.isfile, self.paths))


def _run_quietly(command: Sequence[str]) -> bool:
    """Run a command silently; return False where it is missing, fails or hangs."""
    program = which(command[0])
    null = subprocess.DEVNULL
    with suppress(OSError, subprocess.SubprocessError):
        if program:
            result = subprocess.run(
                [program, *command[1:]], stdin=null, stdout=null, stderr=null, timeout=_SLOW, check=False
            )
            return result.returncode == 0
    return False


@dataclass(frozen=True, slots=True)
class Python:
    """The Python that runs this, of at least the version ``oldest``."""

    oldest: tuple[int, int]

    def works(self) -> bool:
        """Compare the versions."""
        return sys.version_info[:2] >= self.oldest


@dataclass(frozen=True, slots=True)
class Environments:
    """What makes virtual environments: venv, and ensurepip with its copy of pip.

    Debian packages them apart from Python. Inside a virtual environment they are not needed any more.
    """

    def works(self) -> bool:
        """Import both modules, and ask for the copy of pip."""
        if sys.prefix != sys.base_prefix:
            return True
        try:
            import ensurepip
            import venv  # noqa: F401

            return bool(ensurepip.version())
        except Exception:  # without its files, Debian's ensurepip may raise anything
            return False


@dataclass(frozen=True, slots=True)
class Driver:
    """Playwright's own Node, or the library it needs before Playwright is installed."""

    library: Library
    environment: Path = Path(".venv")

    def works(self) -> bool:
        """Run Node where it is installed, in this Python or in the project's environment.

        Else load the library, which only Linux needs.
        """
        if node := self._find_node():
            return _run_quietly([str(node), "--version"])
        return not sys.platform.startswith("linux") or self.library.works()

    def _find_node(self) -> Path | None:
        """Return Playwright's Node, or None."""
        spec = find_spec("playwright")
        here = [Path(spec.origin).parent] if spec and spec.origin else []
        packages = [*here, *self.environment.glob("lib/python*/site-packages/playwright")]
        files = (package / "driver" / name for package in packages for name in ("node", "node.exe"))
        return next((file for file in files if file.is_file()), None)


Probe = Library | Program | Files | Python | Environments | Driver
"""A probe for one thing. ``works`` uses the thing once and returns whether that succeeded."""
