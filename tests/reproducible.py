"""Build a municipality twice, and hold the two sites against each other, byte for byte, paper too.

``python -m tests.reproducible`` takes Norrby of the example, ``python -m tests.reproducible data kalix`` a real
one. The builds share nothing: each has a folder, a cache, a hash seed, a language and a clock of its own time zone.
By hand: it takes minutes.
"""

import os
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from tests.sites import ROOT

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Europe/Stockholm", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Europe/London", "LC_ALL": "C"},
)
"""What differs between two machines, beside their folders."""


def main(arguments: list[str]) -> int:
    """Build twice; return 1 where the sites differ."""
    data, town = arguments or ("tests/exempel", "norrby")
    with tempfile.TemporaryDirectory() as folder:
        one, two = (
            build(data, town, Path(folder) / name, around)
            for name, around in zip(("one", "a longer name"), SURROUNDINGS, strict=True)
        )
    differ = sorted(name for name in one | two if one.get(name) != two.get(name))
    kinds = sum(name.endswith(".pdf") for name in one)
    print(f"{town}: {len(one)} files, {kinds} of them PDFs; {len(differ)} differ.")
    print("".join(f"  {name}\n" for name in differ), end="")
    return int(differ != [])


def build(data: str, town: str, folder: Path, around: dict[str, str]) -> dict[str, str]:
    """Build a site from nothing; return the hash of each of its files."""
    folder.mkdir()
    site = folder / "site"
    command = [ROOT / ".venv/bin/parmen", "build", "--data", data, "--only", town, "--site", site]
    environment = {**os.environ, **around, "PARMEN_CACHE": str(folder / "cache")}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
