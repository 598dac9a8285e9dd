"""Install what a target of the Makefile needs: `python3 -m macros.machine site`.

What is missing is installed through apt where that is allowed. Otherwise all of it is named at once, with the
line that installs it, and the exit code is 1.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036  read by the Python that is too old
    sys.exit(
        f"Python 3.11 eller nyare behövs, och den här är {sys.version_info[0]}.{sys.version_info[1]}. "
        "Finns en nyare bredvid? Skriv  make PYTHON=python3.13"
    )

from macros.machine import systems
from macros.machine.needs import TARGETS, find_missing


def main(arguments: list[str]) -> int:
    """Install what some targets of the Makefile need; return the exit code.

    0 when nothing is missing any more, 1 when something is, 2 for an unknown target.
    """
    unknown = [target for target in arguments if target not in TARGETS]
    if unknown or not arguments:
        print(f"Skriv något av: {', '.join(TARGETS)}.", file=sys.stderr)
        return 2
    purposes = [purpose for target in arguments for purpose in TARGETS[target]]
    missing = find_missing(purposes)
    if not missing:
        return 0
    names = ", ".join(need.name for need in missing)
    system = systems.this_system()
    if not (system.has_apt and systems.may_install()):
        print(f"Det här saknas på datorn: {names}. Installera det, och kör make igen:")
        print("\n".join(f"  {line}" for line in systems.write_commands(missing, system)))
        return 1
    packages = systems.list_packages(missing, system)
    print(f"Installerar med apt: {' '.join(packages)}", flush=True)
    complaint = systems.install_packages(packages)
    if missing := find_missing(purposes):
        names = ", ".join(need.name for need in missing)
        print(f"{names} går inte att använda, fast apt skulle installera {' '.join(packages)}.")
        print(complaint or "apt klagade inte: versionen är kanske för gammal.")
        return 1
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")  # a terminal without å
    sys.exit(main(sys.argv[1:]))
