"""Notice saved files, and tell what each of them changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import DirModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from macros.project import INSTALLED, PACKAGE, ROOT
from macros.records.content_folder import CONFIG, find_own_docs

_QUIET = 0.04
"""Seconds without a further change after which a saving is whole: editors write, rename and touch."""
_CHANGES = ("created", "modified", "moved", "deleted")
_FOREIGN = ("9p", "drvfs", "nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "vboxsf")
"""File systems that do not tell when another machine, or Windows beside WSL, has changed a file."""


class Kind(Enum):
    """What a saved file changes."""

    DATA = "the records"
    PAGE = "a page that all municipalities share"
    LOOK = "patterns, templates, styles and scripts: every page, and every sheet"
    CODE = "the program itself"


def kind_of(path: Path, data: Path, own: Path | None = None) -> Kind | None:
    """Return what a file changes.

    ``own`` is the folder of the pages kept beside the data. None is for a file that says nothing, such as an
    editor's own copy.
    """
    if path.name.startswith((".", "#")) or path.name.endswith(("~", ".swp", ".tmp")):
        return None
    if path.is_relative_to(data):
        return Kind.DATA
    if own and (path.is_relative_to(own) or path == own.with_name(CONFIG)):
        return Kind.PAGE if path.suffix in {".md", ".yml"} else Kind.LOOK
    if path.is_relative_to(PACKAGE):
        shown = path.suffix in {".py", ".txt", ".js", ".yaml"} and "assets" not in path.parts
        return Kind.CODE if shown else None
    if path.is_relative_to(ROOT / "docs"):
        return Kind.PAGE if path.suffix == ".md" and path.parent.name != "_kommun" else Kind.LOOK
    return Kind.LOOK if path.is_relative_to(ROOT / "overrides") or path == ROOT / "mkdocs.yml" else None


class _Listener(FileSystemEventHandler):
    """Puts the path of each change into a queue."""

    def __init__(self, paths: SimpleQueue[Path | None]) -> None:
        self.paths = paths

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and not isinstance(event, DirModifiedEvent):
            for path in (event.src_path, event.dest_path):
                if path:
                    self.paths.put(Path(str(path)))


@contextmanager
def watch(data: Path, on_save: Callable[[set[Kind]], object]) -> Iterator[None]:
    """Call ``on_save`` with what has changed, each time that files have been saved.

    It is called from a thread.
    """
    data = data.resolve()
    paths: SimpleQueue[Path | None] = SimpleQueue()
    observer = _choose_observer(data)
    own = find_own_docs(data)
    folders = [] if INSTALLED else [ROOT / "docs", ROOT / "overrides", PACKAGE]
    folders += [own] if own and own.is_dir() else []
    for folder in [data, *folders]:
        observer.schedule(_Listener(paths), str(folder), recursive=True)
    for folder in [own.parent] if own else [] if INSTALLED else [ROOT]:
        observer.schedule(_Listener(paths), str(folder))
    observer.start()
    threading.Thread(target=_tell, args=(paths, data, own, on_save), daemon=True).start()
    try:
        yield
    finally:
        observer.stop()
        paths.put(None)


def _tell(
    paths: SimpleQueue[Path | None], data: Path, own: Path | None, on_save: Callable[[set[Kind]], object]
) -> None:
    """Gather the changes of each saving and tell of them, until None comes."""
    while (path := paths.get()) is not None:
        kinds = {kind_of(path, data, own)}
        try:
            while (path := paths.get(timeout=_QUIET)) is not None:
                kinds.add(kind_of(path, data, own))
            return
        except Empty:
            pass
        if known := {kind for kind in kinds if kind}:
            on_save(known)


def _choose_observer(folder: Path) -> BaseObserver:
    """Return what tells of changes in a folder.

    It is the system, or a look at every file where the system is silent.
    """
    return PollingObserver(timeout=0.5) if _file_system_of(folder) in _FOREIGN else Observer()


def _file_system_of(folder: Path) -> str:
    """Return the kind of file system that a folder lies on.

    It is empty where the system does not say.
    """
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    mounts = [(line.split()[1].replace("\\040", " "), line.split()[2]) for line in lines]
    around = [mount for mount in mounts if folder.is_relative_to(mount[0])]
    return max(around, key=lambda mount: len(mount[0]), default=("", ""))[1]
