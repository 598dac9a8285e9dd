"""The Python packages of a lock file: which are installed, and installing them with something to see.

`python -m macros.machine.packages requirements.txt` installs exactly what the lock file names, by its hashes.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)
_SEEN = ("Collecting ", "Requirement already satisfied: ")


_LAST = 30
"""So many of pip's last lines are shown where it fails."""


class Difference(NamedTuple):
    """A package that is not as the lock file says. ``installed`` is empty where it is missing."""

    name: str
    locked: str
    installed: str


def locked(file: Path) -> dict[str, str]:
    """Read the versions that a lock file names, by package."""
    return dict(_PIN.findall(file.read_text(encoding="utf-8")))


def differences(pins: dict[str, str]) -> list[Difference]:
    """Compare the packages that this Python has with those of a lock file."""
    found = (Difference(name, pin, _installed(name)) for name, pin in pins.items())
    return [one for one in found if one.locked != one.installed]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def install(file: Path) -> int:
    """Run pip on a lock file, and count the packages as it goes. Give its exit code.

    What pip says is shown only where it fails.
    """
    many = len(locked(file))
    print(f"Installing {many} Python packages into .venv ({file}). It takes about a minute.", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    with subprocess.Popen(
        [*command, "--require-hashes", "--requirement", str(file)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as pip:  # fmt: skip
        assert pip.stdout is not None
        said = list(_counted(pip.stdout, many, sys.stdout.isatty()))
    if pip.returncode:
        print("".join(said[-_LAST:]), file=sys.stderr)
    return pip.returncode


def _counted(lines: Iterable[str], many: int, shown: bool) -> Iterator[str]:
    """Pass on what pip says. On a terminal, show how far it has come, on one line that is taken away."""
    seen = 0
    for line in lines:
        yield line
        seen = min(many, seen + line.startswith(_SEEN))
        if shown:
            stage = "unpacking" if line.startswith("Installing ") else f"{seen} of {many}"
            print(f"\r  {stage:<20}", end="", flush=True)
    if shown:
        print(f"\r{'':<24}\r", end="", flush=True)


if __name__ == "__main__":
    sys.exit(install(Path(sys.argv[1])))
