"""parmen doctor: what this machine has of what is needed, and what to install."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from macros.commands.common import listed
from macros.machine import systems
from macros.machine.needs import NEEDS, PURPOSES, TARGETS, Need, missing
from macros.machine.packages import Difference, differences, locked
from macros.machine.systems import System

_LOCK = "requirements.txt"
_SHOWN = 5
"""So many packages are named; the others are counted."""


@dataclass(frozen=True)
class Health:
    """What was found: the needs that do not work, and the packages that are not the lock file's.

    ``lock`` is the number of packages in the lock file, None where there is none: an installed wheel.
    """

    system: System
    lacking: list[Need]
    lock: int | None
    differing: list[Difference]

    @cached_property
    def absent(self) -> list[str]:
        """The packages that are not installed at all."""
        return [one.name for one in self.differing if not one.installed]

    def hinders(self, purpose: str) -> list[str]:
        """Name what is missing for a purpose, with all that it builds on."""
        below = TARGETS.get(purpose, ("pages", purpose))
        packages = ["Pythonpaket"] if self.absent else []
        return packages + [need.name for need in self.lacking if need.purpose in below]


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
def doctor(form: str) -> None:
    """Look at what this machine has of what is needed, and say what to install.

    Exit code: 0 when one can check and preview here, whatever else is missing; 1 otherwise.
    """
    health = examine()
    if form == "json":
        click.echo(json.dumps(_as_json(health), ensure_ascii=False, indent=2))
    else:
        tick = _tick()
        for line in _lines(health):
            click.echo(line.replace("✓", tick))
    sys.exit(1 if health.hinders("pages") else 0)


def examine() -> Health:
    """Probe everything, and compare the installed packages with the lock file beside mkdocs.yml."""
    file = Path(_LOCK)
    pins = locked(file) if Path("mkdocs.yml").is_file() and file.is_file() else None
    differing = differences(pins or {})
    return Health(systems.this_system(), missing(PURPOSES), len(pins) if pins else None, differing)


def _tick() -> str:
    """Give a tick that this terminal can write."""
    try:
        "✓".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return "+"
    return "✓"


def _lines(health: Health) -> Iterator[str]:
    """Write the list by purpose, then all that is missing in one line, then what works here."""
    system = platform.system() if health.system is System.OTHER else health.system.value
    yield f"{system}, Python {platform.python_version()}"
    for purpose, (heading, _) in PURPOSES.items():
        yield f"\n{heading}"
        for need in NEEDS:
            if need.purpose == purpose:
                yield from _row(health, need)
        if purpose == "pages":
            yield from _packages(health)
    if len(health.lacking) > 1:
        yield "\nAllt som saknas på en gång:"
        yield from (f"  {line}" for line in systems.commands(health.lacking, health.system))
    yield f"\n{conclusion(health)}"


def _row(health: Health, need: Need) -> Iterator[str]:
    if need not in health.lacking:
        yield f"  ✓ {need.name}"
        return
    yield f"  – {need.name} saknas. {need.why}"
    yield from (f"      {line}" for line in systems.commands([need], health.system) if line)


def _packages(health: Health) -> Iterator[str]:
    """Compare with the lock file, in a line or two."""
    if health.lock is None:
        return
    if not health.differing:
        yield f"  ✓ Pythonpaket: alla {health.lock}, i de versioner som står i {_LOCK}"
        return
    named = [f"{name} {found or 'saknas'} (ska vara {pin})" for name, pin, found in health.differing[:_SHOWN]]
    more = len(health.differing) - _SHOWN
    yield f"  – Pythonpaket: {', '.join(named)}{f' och {more} till' if more > 0 else ''}"
    yield f"      {sys.executable} -m pip install --require-hashes --requirement {_LOCK}"


def conclusion(health: Health) -> str:
    """Say in one line what works here and what does not. What is missing is named once."""
    can = [does for purpose, (_, does) in PURPOSES.items() if not health.hinders(purpose)]
    works = f"Du kan {listed(can)}." if can else ""
    cannot = ", ".join(_hindered(health))
    return " ".join(filter(None, [works, f"Det här går inte: {cannot}." if cannot else ""]))


def _hindered(health: Health) -> Iterator[str]:
    """Write what one cannot do here, each with what is missing for it beyond what is named before."""
    named: list[str] = []
    for purpose, (_, does) in PURPOSES.items():
        if hinders := health.hinders(purpose):
            new = [name for name in hinders if name not in named]
            beyond = "dessutom " if named and len(new) < len(hinders) else ""
            yield f"{does} ({beyond}{listed(new)} saknas)" if new else f"{does} (av samma skäl)"
            named += new


def _as_json(health: Health) -> dict[str, object]:
    return {
        "system": health.system.value,
        "python": platform.python_version(),
        "needs": [_need_as_json(health, need) for need in NEEDS],
        "packages": [
            {"name": name, "locked": pin, "installed": found or None} for name, pin, found in health.differing
        ],
        "works": {purpose: not health.hinders(purpose) for purpose in PURPOSES},
    }


def _need_as_json(health: Health, need: Need) -> dict[str, object]:
    return {
        "name": need.name,
        "why": need.why,
        "purpose": need.purpose,
        "works": need not in health.lacking,
        "command": systems.command([need], health.system),
    }
