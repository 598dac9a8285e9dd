"""Two builds, ``parmen clean`` and ``parmen check`` at once: ``python -m tests.stress [ROUNDS]`` (50).

Each round changes a phone number of both municipalities of the example and starts four processes: a build of
each municipality, a clean, a check. All must end with 0. After the last round the site must be equal, byte
for byte, to one that a single build makes in an empty place with an empty cache. Leaves with 1 otherwise.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.edits import copy_example
from tests.sites import ROOT

FILES = {"norrby": "municipalities/norrby.yaml", "soderby": "municipalities/soderby/contacts.yaml"}
TODAY = ("--today", "2026-11-21")
PHONE = re.compile(r"070-174 06 \d\d")


def start(cache: Path, *words: str) -> subprocess.Popen[str]:
    """Start a parmen command with a cache of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "macros", *words],
        cwd=ROOT,
        env={**os.environ, "PARMEN_CACHE": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def edit(data: Path, number: int) -> None:
    """Change the first phone number of each municipality to one of the series for fiction."""
    for name in FILES.values():
        text = (data / name).read_text(encoding="utf-8")
        (data / name).write_text(PHONE.sub(f"070-174 06 {5 + number % 90:02}", text, 1), encoding="utf-8")


def run_round(data: Path, site: Path, cache: Path) -> list[str]:
    """Run the four at once; return what those that failed printed."""
    place = ("--data", str(data), *TODAY)
    commands = [
        *(("build", *place, "--site", str(site), "--only", slug, "--jobs", "2") for slug in FILES),
        ("clean", *place),
        ("check", *place),
    ]
    running = [start(cache, *command) for command in commands]
    printed = [process.communicate()[0] for process in running]
    return [text for process, text in zip(running, printed, strict=True) if process.returncode]


def read_files(site: Path) -> dict[str, bytes]:
    """Return the content of every file of a site, by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def main(rounds: int = 50) -> int:
    """Run the rounds, compare, print the result; return the exit status."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        data = copy_example(folder / "data")
        began = perf_counter()
        for number in range(rounds):
            edit(data, number)
            if failures := run_round(data, folder / "site", folder / "cache"):
                print(f"round {number + 1}:", *failures, sep="\n")
                return 1
        took = perf_counter() - began
        options = ("--data", str(data), *TODAY, "--site", str(folder / "single"))
        single = start(folder / "new cache", "build", *options)
        output = single.communicate()[0]
        files, expected = read_files(folder / "site"), read_files(folder / "single")
        different = sorted({name for name, _ in files.items() ^ expected.items()})
        left = sorted(path.name for path in folder.glob("*.new"))
        print(
            f"{rounds} rounds in {took:.0f} s; {len(expected)} files, {len(different)} differ from a single build's"
        )
        print(*different[:20], *left, *([output] if single.returncode else []), sep="\n", end="")
        return 1 if different or left or single.returncode else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
