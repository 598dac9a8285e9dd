"""The contacts' spreadsheet opened, changed and saved by LibreOffice, and read in again.

LibreOffice saves the workbook as a text (its flat XML), one number is changed in it, and LibreOffice opens that
and saves a workbook: what an editor does at a desk, without a macro and without a screen.
"""

import re
import shutil
import subprocess
from collections import Counter
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from macros.__main__ import main
from tests.audit.findings import Covered, Finding

DATA = Path("data")
NUMBER = re.compile(r"<text:p>(0[0-9]+-[0-9 ]+)</text:p>")
SEMICOLONS = "59,34,76"
"""What LibreOffice asks of a table: semicolons between, quotes around, in UTF-8."""
CHANGED = "0980-31 92 99"
_LONGEST = 300
"""Seconds that LibreOffice gets for a file."""


def change_spreadsheets() -> Covered:
    """Change a number in the workbook, and nothing in the table and in the other format."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        faults = [
            *_change_a_number(folder),
            *_save_unchanged(folder, "kontakter.xlsx", "ods", "xlsx"),
            *_save_unchanged(folder, "kontakter.csv", "ods", f"csv:Text - txt - csv (StarCalc):{SEMICOLONS}"),
        ]
    return Covered(
        [Finding("office", fault, "kontakter", "LibreOffice") for fault in faults], counts=Counter(books=3)
    )


def _change_a_number(folder: Path) -> list[str]:
    """Change one number; return what is wrong with the files afterwards."""
    data = Path(shutil.copytree(DATA, folder / "data"))
    book = folder / "kontakter.xlsx"
    _run("contacts", "export", book, "--data", data)
    text = _convert(book, "fods").read_text(encoding="utf-8")
    old = NUMBER.search(text)
    if old is None:
        return ["no number is left"]
    flat = folder / "kontakter.fods"
    flat.write_text(text.replace(old[0], f"<text:p>{CHANGED}</text:p>", 1), encoding="utf-8")
    said = _run("contacts", "import", _convert(flat, "xlsx"), "--data", data)
    changed = [line for path in data.rglob("*.yaml") for line in _diff(path, DATA / path.relative_to(data))]
    wanted = [f"-    phone: {old[1]}", f"+    phone: {CHANGED}"]
    return [] if changed == wanted else [f"the files differ by {changed}, not by {wanted}: {said}"]


def _save_unchanged(folder: Path, name: str, by_way_of: str, to: str) -> list[str]:
    """Let LibreOffice save a spreadsheet, by way of its own format; return what is wrong."""
    book = folder / name
    _run("contacts", "export", book)
    said = _run("contacts", "import", _convert(_convert(book, by_way_of), to), "--dry-run")
    return [] if said.startswith("Inget att ändra.") else [f"{name}: {said}"]


def _convert(file: Path, to: str) -> Path:
    """Let LibreOffice open a file and save it in another format, in a folder of its own."""
    folder = file.parent / f"{file.suffix[1:]}-{to.partition(':')[0]}"
    own = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    opened = [f"--infilter=CSV:{SEMICOLONS}"] if file.suffix == ".csv" else []
    saved = ["--convert-to", to, "--outdir", str(folder), str(file)]
    command = ["soffice", "--headless", "--norestore", own, *opened, *saved]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)
    return folder / f"{file.stem}.{to.partition(':')[0]}"


def _run(*words: object) -> str:
    """Run ``parmen``, and return what it says in Swedish."""
    return CliRunner().invoke(main, ["--lang", "sv", *map(str, words)], catch_exceptions=False).output


def _diff(after: Path, before: Path) -> list[str]:
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (before, after))
    return [line for line in unified_diff(old, new, n=0, lineterm="") if line[:2] not in {"--", "++", "@@"}]
