"""Write files whole, hash them, and lock what several processes write."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

STAGED = ".part"
"""The ending of a file that is being written. Its name begins with a dot."""

_REASONS = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "din del av disken är full",
    errno.EFBIG: "filen får inte bli så stor",
    errno.EROFS: "disken går bara att läsa",
    errno.EACCES: "du får inte läsa eller skriva där",
    errno.EPERM: "du får inte läsa eller skriva där",
    errno.ENOENT: "filen eller mappen finns inte",
    errno.EEXIST: "det finns redan en fil som heter så",
    errno.ENOTDIR: "det är en fil och ingen mapp",
    errno.ELOOP: "det är en länk",
    errno.EISDIR: "det är en mapp och ingen fil",
    errno.ENXIO: "det är ingen vanlig fil",
}


def stage_file(file: Path, content: bytes, durable: bool = True) -> Path:
    """Write a new file beside ``file``, with its rights, and return it.

    The caller moves it in with ``replace``, or removes it. With ``durable`` it is on the disk before this
    returns, so that a power cut after the move leaves it whole. An ``OSError`` names ``file``.
    """
    try:
        return _stage_file(file, content, durable)
    except OSError as error:
        error.filename = str(file)  # people do not know the staged one
        raise


def _stage_file(file: Path, content: bytes, durable: bool) -> Path:
    handle, name = mkstemp(prefix=f".{file.name[:40]}.", suffix=STAGED, dir=file.parent)
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        if file.exists():
            shutil.copymode(file, staged)
        else:
            staged.chmod(0o644)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
    return staged


def write_file(file: Path, content: bytes | str, durable: bool = False, make_folders: bool = True) -> None:
    """Write a whole file: a reader, or a kill, sees the old content or the new.

    ``durable`` is as in ``stage_file``. With ``make_folders`` missing folders are made.
    """
    if make_folders:
        file.parent.mkdir(parents=True, exist_ok=True)
    staged = stage_file(file, content.encode() if isinstance(content, str) else content, durable)
    try:
        staged.replace(file)
    finally:
        staged.unlink(missing_ok=True)


def read_regular(
    file: Path, largest: int, accept: Callable[[os.stat_result], bool] | None = None
) -> bytes | None:
    """Return the content of a regular file of at most ``largest`` bytes, else None.

    A link is not followed, and a pipe or device is not waited for. ``accept`` may refuse a file by its owner
    and rights.
    """
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    with suppress(OSError):
        handle = os.open(file, flags)
        try:
            facts = os.fstat(handle)
            if stat.S_ISREG(facts.st_mode) and facts.st_size <= largest and (not accept or accept(facts)):
                with os.fdopen(handle, "rb", closefd=False) as stream:
                    return stream.read()
        finally:
            os.close(handle)
    return None


def read_if_there(file: Path) -> bytes | None:
    """Return a file's content; None where nothing is there.

    Raise OSError for a link, a folder, a pipe (which is not waited for), and what may not be read.
    """
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
    try:
        handle = os.open(file, flags)
    except FileNotFoundError:
        return None
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            code = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
            raise OSError(code, os.strerror(code), str(file))
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return stream.read()
    finally:
        os.close(handle)


def hash_file(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal; an empty string where it is missing."""
    return sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def hash_files(root: Path, *names: str) -> str:
    """Hash files and folders below ``root``: every file's path and content.

    Python's compiled files are left out. A name that is not there counts as empty.
    """
    digest = sha256()
    for name in names:
        path = root / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(root).as_posix()} {hash_file(file)}\n".encode())
    return digest.hexdigest()


def printable(name: str) -> str:
    """Return a file's name as printable text, whatever bytes it is made of."""
    return name if name.isprintable() else "".join(char if char.isprintable() else "?" for char in name)


def explain_error(error: OSError) -> str:
    """Return in Swedish why a file could not be written or read."""
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    file = error.filename2 or error.filename  # of a copy, where it should have gone
    return f"{reason}: {os.path.relpath(file)}" if file else reason


def is_disk_full(error: OSError) -> bool:
    """Report whether nothing more can be written, whichever file it is."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def lock(file: Path, on_wait: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Hold a lock between processes; ``on_wait`` is called before waiting for it.

    The lock is the operating system's: it ends with the process that holds it, however that ends. The empty
    file stays.
    """
    from filelock import FileLock, Timeout

    file.parent.mkdir(parents=True, exist_ok=True)
    file_lock = FileLock(file)
    try:
        file_lock.acquire(timeout=0)
    except Timeout:
        on_wait()
        file_lock.acquire()
    try:
        yield
    finally:
        file_lock.release()


def relative_path(path: Path) -> Path:
    """Return a path from the working folder, as messages name it.

    A path on another drive is returned as it is.
    """
    try:
        return Path(os.path.relpath(path))
    except ValueError:
        return path
