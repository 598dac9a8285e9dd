"""Write or run the commands that install what is missing."""

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
    """Return the family that this machine belongs to."""
    if os.name == "nt":
        return System.WINDOWS
    if sys.platform == "darwin":
        return System.MACOS
    if not which("apt-get"):
        return System.OTHER
    release = Path("/etc/os-release")
    is_ubuntu = release.is_file() and "ubuntu" in release.read_text(encoding="utf-8").casefold()
    return System.UBUNTU if is_ubuntu else System.DEBIAN


def is_root() -> bool:
    """Whether this process may install things without sudo."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def list_packages(needs: Iterable[Need], system: System) -> list[str]:
    """Return the packages of apt that bring some needs, each once."""
    names = dict.fromkeys(need.apt for need in needs if need.apt)
    return [_OTHER_NAMES.get(name, name) if system is System.UBUNTU else name for name in names]


def write_command(needs: Iterable[Need], system: System) -> str:
    """Write one line that installs some needs on a system; nothing where none does."""
    if system.has_apt:
        names = list_packages(needs, system)
        install = "apt-get install" if is_root() else "sudo apt-get install"
        return " ".join([install, *names]) if names else ""
    if system is System.OTHER:
        return ""
    commands = [need.brew if system is System.MACOS else need.windows for need in needs]
    return (" && " if system is System.MACOS else "; ").join(_merge_commands(commands))


def _merge_commands(commands: Iterable[str]) -> Iterator[str]:
    """Merge commands that differ in the package: *brew install a*, *brew install b*."""
    packages: dict[str, dict[str, None]] = {}
    for command in commands:
        verb, _, package = command.rpartition(" ")
        if verb:
            packages.setdefault(verb, {})[package] = None
    return (" ".join([verb, *names]) for verb, names in packages.items())


def write_commands(needs: list[Need], system: System) -> list[str]:
    """Write the line for a system; for one that is not known, a line for each that is."""
    if system is not System.OTHER:
        return [write_command(needs, system)]
    known = (System.DEBIAN, System.MACOS, System.WINDOWS)
    return [f"{each.value}: {line}" for each in known if (line := write_command(needs, each))]


def may_install() -> bool:
    """Whether apt-get may be run: as root, or with a sudo that asks nothing."""
    if which("apt-get") is None:
        return False
    return is_root() or (which("sudo") is not None and not _run(["sudo", "-n", "true"]).returncode)


def install_packages(names: list[str]) -> str:
    """Install packages through apt, in one call and quietly.

    Return what apt complained of, or nothing.

    Of what apt writes, the lines that say why are kept; all of it where there is none.
    """
    start = [] if is_root() else ["sudo", "-n"]
    apt = [*start, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _run([*apt, "update"])  # a list that cannot be read anew may still do
    done = _run([*apt, "install", "-y", "--no-install-recommends", *names])
    if not done.returncode:
        return ""
    reasons = [line for line in done.stderr.splitlines() if line.startswith("E:")]
    return "\n".join(reasons) or done.stderr.strip()


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
