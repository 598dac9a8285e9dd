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
"""Ubuntu's names of packages, by Debian's, where they differ."""


class System(Enum):
    """An operating system, as far as it decides how things are installed."""

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
    """Return the operating system of this machine."""
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
    """Return whether this process may install things without sudo."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def list_packages(needs: Iterable[Need], system: System) -> list[str]:
    """Return the apt packages of some needs, each once."""
    names = dict.fromkeys(need.apt for need in needs if need.apt)
    return [_OTHER_NAMES.get(name, name) if system is System.UBUNTU else name for name in names]


def write_command(needs: Iterable[Need], system: System) -> str:
    """Return one line that installs some needs on a system.

    Empty where nothing needs to be installed, or the system is unknown.
    """
    if system.has_apt:
        names = list_packages(needs, system)
        install = "apt-get install" if is_root() else "sudo apt-get install"
        return " ".join([install, *names]) if names else ""
    if system is System.OTHER:
        return ""
    commands = [need.brew if system is System.MACOS else need.windows for need in needs]
    return (" && " if system is System.MACOS else "; ").join(_merge_commands(commands))


def _merge_commands(commands: Iterable[str]) -> Iterator[str]:
    """Merge commands that differ in their last word, the package.

    *brew install a* and *brew install b* become *brew install a b*.
    """
    packages: dict[str, dict[str, None]] = {}
    for command in commands:
        verb, _, package = command.rpartition(" ")
        if verb:
            packages.setdefault(verb, {})[package] = None
    return (" ".join([verb, *names]) for verb, names in packages.items())


def write_commands(needs: list[Need], system: System) -> list[str]:
    """Return the lines that install some needs: one for the system.

    For an unknown system, one for each known system, headed by its name.
    """
    if system is not System.OTHER:
        return [write_command(needs, system)]
    systems = (System.DEBIAN, System.MACOS, System.WINDOWS)
    return [
        f"{candidate.value}: {line}" for candidate in systems if (line := write_command(needs, candidate))
    ]


def may_install() -> bool:
    """Return whether apt-get may be run: as root, or with sudo without a password."""
    if which("apt-get") is None:
        return False
    return is_root() or (which("sudo") is not None and not _run(["sudo", "-n", "true"]).returncode)


def install_packages(names: list[str]) -> str:
    """Install packages through apt, in one quiet call; return its complaints.

    They are the lines in which apt says why; all that it wrote where there is none. Empty when all went well.
    """
    prefix = [] if is_root() else ["sudo", "-n"]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    _run([*apt, "update"])  # if it fails, the old package list may be enough
    result = _run([*apt, "install", "-y", "--no-install-recommends", *names])
    if not result.returncode:
        return ""
    reasons = [line for line in result.stderr.splitlines() if line.startswith("E:")]
    return "\n".join(reasons) or result.stderr.strip()


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
