"""How missing things are installed: the commands of each system, and apt run where that is allowed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from shutil import which

from macros.machine.needs import Need

_OTHER_NAMES = {"chromium-headless-shell": "chromium-browser"}
"""Debian's names that are others in Ubuntu."""


class System(Enum):
    """A family of systems, by what installs things there."""

    DEBIAN = "Debian"
    UBUNTU = "Ubuntu"
    MACOS = "macOS"
    WINDOWS = "Windows"
    OTHER = "another system"

    @property
    def has_apt(self) -> bool:
        """Whether apt-get installs things here."""
        return self in (System.DEBIAN, System.UBUNTU)


def this_system() -> System:
    """Say which family this machine belongs to."""
    if os.name == "nt":
        return System.WINDOWS
    if sys.platform == "darwin":
        return System.MACOS
    if which("apt-get"):
        return System.UBUNTU if "ubuntu" in _release() else System.DEBIAN
    return System.OTHER


def _release() -> str:
    """Read the system's own description: os-release."""
    try:
        return Path("/etc/os-release").read_text(encoding="utf-8").casefold()
    except OSError:
        return ""


def is_root() -> bool:
    """Whether this process may install things without sudo."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def packages(needs: Iterable[Need], system: System) -> list[str]:
    """Name the packages of apt that bring some needs, each once."""
    names = dict.fromkeys(need.apt for need in needs if need.apt)
    return [_OTHER_NAMES.get(name, name) if system is System.UBUNTU else name for name in names]


def command(needs: Iterable[Need], system: System) -> str:
    """Give one line that installs all of some needs on a system; nothing where there is no such line."""
    if system.has_apt:
        names = packages(needs, system)
        install = "apt-get install" if is_root() else "sudo apt-get install"
        return " ".join([install, *names]) if names else ""
    if system is System.OTHER:
        return ""
    whole = [need.brew if system is System.MACOS else need.windows for need in needs]
    return (" && " if system is System.MACOS else "; ").join(_merged(whole))


def _merged(commands: Iterable[str]) -> Iterator[str]:
    """Merge commands that differ in the package only: *brew install a* and *brew install b*."""
    merged: dict[str, dict[str, None]] = {}
    for one in commands:
        verb, _, package = one.rpartition(" ")
        if verb:
            merged.setdefault(verb, {})[package] = None
    for verb, names in merged.items():
        yield " ".join([verb, *names])


def commands(needs: list[Need], system: System) -> list[str]:
    """Give the line for a system; for one that is not known, a line for each that is."""
    if system is not System.OTHER:
        return [command(needs, system)]
    known = (System.DEBIAN, System.MACOS, System.WINDOWS)
    return [f"{each.value}: {line}" for each in known if (line := command(needs, each))]


def may_install() -> bool:
    """Whether apt-get may be run without asking anybody: as root, or with a sudo that asks nothing."""
    if which("apt-get") is None:
        return False
    return is_root() or (which("sudo") is not None and not _run(["sudo", "-n", "true"]).returncode)


def install(names: list[str]) -> str:
    """Install packages through apt, in one call and quietly. Give what apt complained of, or nothing."""
    start = [] if is_root() else ["sudo", "-n"]
    apt = [*start, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _run([*apt, "update"])  # a list that cannot be read anew may still do
    done = _run([*apt, "install", "-y", "--no-install-recommends", *names])
    return _complaint(done.stderr) if done.returncode else ""


def _complaint(said: str) -> str:
    """Keep the lines of apt that say why."""
    return "\n".join(line for line in said.splitlines() if line.startswith("E:")) or said.strip()


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command and keep what it says."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
