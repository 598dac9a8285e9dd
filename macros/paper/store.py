"""The store of finished PDFs, addressed by what went into them.

A part is made once: its key is the hash of its HTML, the style sheets, fonts and pictures and the versions of
the engine. Files are written beside and moved in whole, so a kill at any moment leaves none cut short.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from macros.paper import fonts

STORE = fonts.ROOT / ".cache" / "parmen"
_PAPER = (".css", ".ttf", ".svg", ".png", ".jpg")


def key_of(*inputs: str | bytes) -> str:
    """Give the key of something made from these inputs by this engine."""
    digest = sha256(engine_fingerprint().encode())
    for each in inputs:
        data = each.encode() if isinstance(each, str) else each
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


@cache
def engine_fingerprint() -> str:
    """Hash all that shapes a sheet beside its HTML: styles, fonts, our own code, versions."""
    from macros.paper.pdf import STYLES, versions

    digest = sha256(versions().encode())
    own = sorted(Path(__file__).parent.glob("*.py"))
    assets = sorted(path for path in fonts.ASSETS.rglob("*") if path.suffix in _PAPER)
    for path in [*own, *(path for path in assets if path.suffix != ".css" or path.name in STYLES)]:
        digest.update(path.name.encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def move_in(file: Path, data: bytes) -> None:
    """Write a file beside its place and move it in whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=".", suffix=".part", delete=False) as beside:
        try:
            beside.write(data)
            beside.flush()
            Path(beside.name).chmod(0o644)
            Path(beside.name).replace(file)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise


class Store:
    """A folder of ``<key>.pdf``."""

    def __init__(self, folder: Path = STORE) -> None:
        """Use this folder; it is made when something is put there."""
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """Give a stored PDF, or None when it is missing or was cut short by something else."""
        try:
            data = self._file(key).read_bytes()
        except FileNotFoundError:
            return None
        whole = data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
        return data if whole else None

    def put(self, key: str, pdf: bytes) -> None:
        """Keep a PDF under its key."""
        move_in(self._file(key), pdf)

    def __contains__(self, key: str) -> bool:
        """Tell whether a whole PDF is stored under the key."""
        return self.get(key) is not None

    def trim(self, keep: Iterable[str]) -> int:
        """Remove what nothing uses any more; give the number of files removed."""
        kept = {self._file(key) for key in keep}
        stale = [file for file in self.folder.glob("*.pdf") if file not in kept]
        for file in stale:
            file.unlink(missing_ok=True)
        return len(stale)

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.pdf"
