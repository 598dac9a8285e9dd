"""Raise every dependency to its newest version, in a clone that may be thrown away.

``newest.py loosen`` takes the versions out of ``pyproject.toml``, and the lock files away; ``make lock``
chooses new ones. ``newest.py fasten`` writes those into ``pyproject.toml``, and prints what differs from the
last commit as a table. Then ``make test`` says what they break. The files are the raise itself, for whoever
wants it.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = "pyproject.toml"
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-audit.txt")
HELD = {"mkdocs": "mkdocs<2"}
"""Those that may not go further: MkDocs 2 has no plugins."""
_PIN = re.compile(r'(?<=^    ")([\w.-]+)==([\w.]+)(?=",)', re.MULTILINE)
_LOCKED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def main(word: str) -> int:
    """Do what a word says; return 2 for another word."""
    project = ROOT / PROJECT
    if word == "loosen":
        project.write_text(loosen(project.read_text(encoding="utf-8")), encoding="utf-8")
        for name in LOCKS:
            (ROOT / name).unlink(missing_ok=True)
        return 0
    if word == "fasten":
        locked = dict(_LOCKED.findall((ROOT / LOCKS[-1]).read_text(encoding="utf-8")))
        project.write_text(fasten(read_committed(PROJECT), locked), encoding="utf-8")
        print(draw_table(dict(_LOCKED.findall(read_committed(LOCKS[-1]))), locked))
        return 0
    print(__doc__)
    return 2


def loosen(project: str) -> str:
    """Return the settings without versions."""
    return _PIN.sub(lambda pin: HELD.get(pin[1], pin[1]), project)


def fasten(project: str, locked: dict[str, str]) -> str:
    """Return the settings with the locked version of each dependency that has one."""
    return _PIN.sub(lambda pin: f"{pin[1]}=={locked[pin[1]]}", project)


def draw_table(before: dict[str, str], after: dict[str, str]) -> str:
    """Return what has changed, as a table in Markdown."""
    names = sorted(name for name in before | after if before.get(name) != after.get(name))
    rows = [f"| {name} | {before.get(name, '')} | {after.get(name, '')} |" for name in names]
    return "\n".join(["| package | ours | newest |", "|---|---|---|", *rows])


def read_committed(name: str) -> str:
    """Return a file as it is in the last commit."""
    command = ["git", "show", f"HEAD:{name}"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
