"""A store that several machines share, in a bucket: S3, Azure or Google.

What is read or made here is kept in the local store too. The bucket holds the same files under the same
names, so everything in it is held against its hash before it is used, as in the cache. A file is an object,
which is whole or not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from macros.paper.faults import StoreLostError
from macros.paper.pdf_store import Store

PROTOCOLS = ("s3", "abfs", "az", "gs")
"""Those of fsspec that keep objects. Others would write half files, or open anything."""

_ADDRESS = re.compile(rf"(?:{'|'.join(PROTOCOLS)})://[\w.-]+(?:/[\w.-]+)*/?", re.ASCII)
"""A bucket and a folder in it. No user and no password: the machine's own settings give them."""


def open_store(address: str) -> Store:
    """Open the store at an address, or in a folder; empty for this machine's own."""
    if not address:
        return Store()
    return SharedStore(address) if "://" in address else Store(Path(address))


def can_be_store(address: str) -> bool:
    """Report whether this is an address that a store may have."""
    parts = address.partition("://")[2].split("/")
    return bool(_ADDRESS.fullmatch(address)) and not {".", ".."} & {*parts}


class SharedStore(Store):
    """A store in a bucket, with the local store before it.

    Raise ``StoreLostError`` when the bucket does not answer, or refuses.
    """

    def __init__(self, address: str, folder: Path | None = None) -> None:
        """Open the bucket at this address, by fsspec; ``folder`` is as in ``Store``."""
        super().__init__(folder)
        self.address = address.rstrip("/")
        self.bucket, self.root = self._open()
        self.make_folders()

    def _open(self) -> tuple[Any, str]:
        import fsspec

        try:
            bucket, root = fsspec.url_to_fs(self.address, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise self._explain(error) from error
        return bucket, root

    def _explain(self, error: Exception) -> StoreLostError:
        return StoreLostError(f"lagret {self.address} går inte att nå ({type(error).__name__}: {error})")

    def fetch(self, keys: Iterable[str]) -> None:
        """Fetch what is stored under these keys and is not here, many at a time."""
        files = [self._key_file(key) for key in keys]
        self._fetch_files(files)
        found = ((self._read_entry(file) or b"").decode("ascii", "replace").split() for file in files)
        self._fetch_files([self.file(words[0]) for words in found if words])

    def _fetch_files(self, files: list[Path]) -> None:
        missing = {self._place(file): file for file in files if super(SharedStore, self)._read(file) is None}
        if missing:
            for place, content in self._ask(self.bucket.cat, [*missing], on_error="omit").items():
                super()._write(missing[place], content)

    def _read(self, file: Path) -> bytes | None:
        content = super()._read(file)
        if content is None:
            content = self._ask(self.bucket.cat_file, self._place(file))
            if content is not None:
                super()._write(file, content)
        return content

    def _write(self, file: Path, content: bytes) -> None:
        super()._write(file, content)
        self._ask(self.bucket.pipe_file, self._place(file), content)

    def _place(self, file: Path) -> str:
        return f"{self.root}/{file.relative_to(self.folder).as_posix()}"

    def _ask(self, request: Any, *inputs: Any, **options: Any) -> Any:
        """Ask the bucket; return None where there is no such object."""
        try:
            return request(*inputs, **options)
        except FileNotFoundError:
            return None
        except Exception as error:  # each kind of bucket has errors of its own
            raise self._explain(error) from error
