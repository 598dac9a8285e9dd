"""Compare two built sites: ``python -m tests.compare_sites OLD NEW``. Exit code 1 when they differ.

Every file must be equal byte for byte, but for the fingerprints (``.built``), which follow from the program. A PDF that differs is equal when its text and
its pixels are. Needs poppler.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory


def list_files(site: Path) -> set[str]:
    """Return the files to compare, as paths below the site's folder."""
    files = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    return {file.as_posix() for file in files if file.name != ".built"}


def differences(old: Path, new: Path) -> Iterator[str]:
    """Yield a line for each file that only one site has, or that differs."""
    before, after = list_files(old), list_files(new)
    yield from (f"only in {old}: {name}" for name in sorted(before - after))
    yield from (f"only in {new}: {name}" for name in sorted(after - before))
    for name in sorted(before & after):
        pair = (old / name, new / name)
        if pair[0].read_bytes() == pair[1].read_bytes():
            continue
        if not name.endswith(".pdf"):
            yield f"differs: {name}"
        elif read_text(pair[0]) != read_text(pair[1]):
            yield f"differs in text: {name}"
        elif read_pixels(pair[0]) != read_pixels(pair[1]):
            yield f"differs in pixels: {name}"


def read_text(pdf: Path) -> bytes:
    """Return a PDF's text, laid out as on the page."""
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout


def read_pixels(pdf: Path) -> list[bytes]:
    """Return a PDF's pages as pictures at 100 dpi."""
    with TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "100", pdf, f"{folder}/page"], check=True)
        return [page.read_bytes() for page in sorted(Path(folder).iterdir())]


def main() -> None:
    """Print the differences of the two sites named on the command line."""
    old, new = map(Path, sys.argv[1:])
    lines = list(differences(old, new))
    print("\n".join([*lines, f"{len(lines)} differences in {len(list_files(old))} files"]))
    sys.exit(bool(lines))


if __name__ == "__main__":
    main()
