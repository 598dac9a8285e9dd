"""Compare and install the Python packages of a lock file.

`python -m macros.machine.packages requirements.txt` installs exactly what the lock file names, by its hashes.
Without a file it is the one that an installed wheel carries.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)
_OWN_LOCK = Path(__file__).resolve().parents[1] / "_files" / "requirements.txt"
_PACKAGE_LINES = ("Collecting ", "Requirement already satisfied: ")


_LINES_ON_FAILURE = 30
"""How many of pip's last lines are shown when it fails."""


class Difference(NamedTuple):
    """A package whose installed version is not the locked one.

    ``installed`` is empty where it is missing.
    """

    name: str
    locked: str
    installed: str


def read_pins(file: Path) -> dict[str, str]:
    """Return the versions that a lock file names, by package."""
    return dict(_PIN.findall(file.read_text(encoding="utf-8")))


def compare_installed(pins: dict[str, str]) -> list[Difference]:
    """Return the packages whose installed version is not the locked one."""
    differences = []
    for name, pin in pins.items():
        installed = ""
        with suppress(PackageNotFoundError):
            installed = version(name)
        if installed != pin:
            differences.append(Difference(name, pin, installed))
    return differences


def install_locked(file: Path) -> int:
    """Install a lock file's packages with pip; return pip's exit code.

    The progress is shown as a count of packages. What pip writes is shown only where it fails.
    """
    count = len(read_pins(file))
    print(f"Installing {count} Python packages into .venv ({file}). It takes about a minute.", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    with subprocess.Popen(
        [*command, "--require-hashes", "--requirement", str(file)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as pip:  # fmt: skip
        assert pip.stdout is not None
        lines = list(_show_progress(pip.stdout, count, sys.stdout.isatty()))
    if pip.returncode:
        print("".join(lines[-_LINES_ON_FAILURE:]), file=sys.stderr)
    return pip.returncode


def _show_progress(lines: Iterable[str], count: int, shown: bool) -> Iterator[str]:
    """Yield pip's lines; on a terminal, show the progress on one line.

    ``shown`` is whether there is a terminal. The line is removed at the end.
    """
    packages_seen = 0
    for line in lines:
        yield line
        packages_seen = min(count, packages_seen + line.startswith(_PACKAGE_LINES))
        if shown:
            stage = "unpacking" if line.startswith("Installing ") else f"{packages_seen} of {count}"
            print(f"\r  {stage:<20}", end="", flush=True)
    if shown:
        print(f"\r{'':<24}\r", end="", flush=True)


if __name__ == "__main__":
    sys.exit(install_locked(Path(sys.argv[1]) if sys.argv[1:] else _OWN_LOCK))
