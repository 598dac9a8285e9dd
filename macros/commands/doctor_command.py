"""parmen doctor: what this machine has of what is needed, and what to install."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click

from macros.commands.common import FORMAT
from macros.files import relative_path
from macros.machine import systems
from macros.machine.needs import NEEDS, PURPOSES, TARGETS, Need, find_missing
from macros.machine.packages import Difference, compare_installed, read_pins
from macros.machine.systems import System
from macros.problems import join_words
from macros.project import ROOT

LOCK = ROOT / "requirements.txt"
"""The program's own, also where it is installed from a wheel."""
_SHOWN = 5
"""The most packages that are named; the others are counted."""


@dataclass(frozen=True)
class Health:
    """The needs that are not met, and the packages that differ from the lock file.

    ``lock`` is the number of packages in the lock file.
    """

    system: System
    lacking: list[Need]
    lock: int
    differing: list[Difference]

    def missing_for(self, purpose: str) -> list[str]:
        """Return the names of what is missing for a purpose and those it builds on."""
        purposes = TARGETS.get(purpose, ("pages", purpose))
        packages = [] if all(package.installed for package in self.differing) else ["Pythonpaket"]
        return packages + [need.name for need in self.lacking if need.purpose in purposes]


@click.command()
@FORMAT
def doctor(form: str) -> None:
    """Look at what this machine has of what is needed, and say what to install.

    Exit code: 0 when one can check and preview here, whatever else is missing; 1 otherwise.
    """
    health = examine()
    if form == "json":
        text = json.dumps(_as_json(health), ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_describe(health))
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        text = text.replace("✓", "+")  # an old Windows terminal has no tick
    click.echo(text)
    sys.exit(1 if health.missing_for("pages") else 0)


def examine() -> Health:
    """Probe every need, and compare installed packages with the lock file."""
    pins = read_pins(LOCK)
    return Health(systems.this_system(), find_missing(PURPOSES), len(pins), compare_installed(pins))


def _describe(health: Health) -> Iterator[str]:
    """Yield the report: the needs by purpose, what to install, a conclusion."""
    system = platform.system() if health.system is System.OTHER else health.system.value
    yield f"{system}, Python {platform.python_version()}"
    for purpose, (heading, _) in PURPOSES.items():
        yield f"\n{heading}"
        for need in NEEDS:
            if need.purpose == purpose and need in health.lacking:
                yield f"  – {need.name} saknas. {need.why}"
                yield from (f"      {line}" for line in systems.write_commands([need], health.system) if line)
            elif need.purpose == purpose:
                yield f"  ✓ {need.name}"
        if purpose == "pages":
            yield from _compare_packages(health)
    if len(health.lacking) > 1:
        yield "\nAllt som saknas på en gång:"
        yield from (f"  {line}" for line in systems.write_commands(health.lacking, health.system))
    yield f"\n{_conclude(health)}"


def _compare_packages(health: Health) -> Iterator[str]:
    """Yield how the installed packages compare with the lock file."""
    if not health.differing:
        yield f"  ✓ Pythonpaket: alla {health.lock}, i de versioner som står i {LOCK.name}"
        return
    descriptions = [
        f"{name} {installed or 'saknas'} (ska vara {pin})"
        for name, pin, installed in health.differing[:_SHOWN]
    ]
    more = len(health.differing) - _SHOWN
    yield f"  – Pythonpaket: {', '.join(descriptions)}{f' och {more} till' if more > 0 else ''}"
    yield f"      {sys.executable} -m pip install --require-hashes --requirement {relative_path(LOCK)}"


def _conclude(health: Health) -> str:
    """Return in one line what works here and what does not.

    What is missing is named once.
    """
    possible: list[str] = []
    impossible: list[str] = []
    already_named: list[str] = []
    for purpose, (_, activity) in PURPOSES.items():
        missing = health.missing_for(purpose)
        unnamed = [name for name in missing if name not in already_named]
        if not missing:
            possible.append(activity)
        elif unnamed:
            beyond = "dessutom " if already_named and len(unnamed) < len(missing) else ""
            impossible.append(f"{activity} ({beyond}{join_words(unnamed)} saknas)")
        else:
            impossible.append(f"{activity} (av samma skäl)")
        already_named += unnamed
    works = f"Du kan {join_words(possible)}." if possible else ""
    fails = f"Det här går inte: {', '.join(impossible)}." if impossible else ""
    return f"{works} {fails}".strip()


def _as_json(health: Health) -> dict[str, object]:
    """Return the report of ``--format json``."""
    needs = [
        {
            "name": need.name,
            "why": need.why,
            "purpose": need.purpose,
            "works": need not in health.lacking,
            "command": systems.write_command([need], health.system),
        }
        for need in NEEDS
    ]
    packages = [
        {"name": name, "locked": pin, "installed": installed or None}
        for name, pin, installed in health.differing
    ]
    return {
        "system": health.system.value,
        "python": platform.python_version(),
        "needs": needs,
        "packages": packages,
        "works": {purpose: not health.missing_for(purpose) for purpose in PURPOSES},
    }
