"""Read a data folder as it would be with some files written anew, before they are.

Within ``lay_over`` the reader takes their contents from here, and finds the new ones in their folders. So a
change is checked, and what was checked can be shown, without a copy under another name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_FILES: ContextVar[Mapping[Path, bytes | None]] = ContextVar("files laid over", default={})  # noqa: B039


@contextmanager
def lay_over(files: Mapping[str, bytes | None]) -> Iterator[None]:
    """Let the reader see these contents of files, by their names in messages.

    A file whose content is None is not there.
    """
    token = _FILES.set({Path(name): content for name, content in files.items()})
    try:
        yield
    finally:
        _FILES.reset(token)


def content_over(path: Path) -> bytes | None:
    """Return the content that is laid over a file, or None."""
    return _FILES.get().get(path)


def is_taken_away(path: Path) -> bool:
    """Report whether a file is read as not being there."""
    files = _FILES.get()
    return path in files and files[path] is None


def is_new_folder(path: Path) -> bool:
    """Report whether a file that is laid over stands somewhere in a folder."""
    return any(content is not None and path in file.parents for file, content in _FILES.get().items())


def list_folder(path: Path) -> list[Path]:
    """Return what is in a folder, with what is laid over it.

    A folder goes with the last file in it.
    """
    files = _FILES.get()
    entries = set(path.iterdir()) if not files or path.is_dir() else set()
    for file, content in files.items():
        if content is None:
            entries.discard(file)
            if file.parent in entries and all(map(is_taken_away, file.parent.iterdir())):
                entries.discard(file.parent)
        elif path in file.parents:
            entries.add(path / file.relative_to(path).parts[0])
    return list(entries)
