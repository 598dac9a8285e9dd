"""Tell that nothing has changed since the last build, without reading records.

A build that ended well leaves two hashes in the cache: of all that the check and the build read, and of the
site as it stood then. While both are the same, the check would pass again and the build would make nothing.
Anything else is left to the ordinary build to find out, also whatever is neither a file nor a folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from macros.build_inputs import program_fingerprint
from macros.cache import cache_folder, read_entry, write_entry
from macros.files import hash_file
from macros.project import EXAMPLES, ROOT
from macros.web.site_build import work_folder

_BESIDE = ("docs", "overrides", "mkdocs.yml")
"""What the check reads beside the data and beside the program."""


def hash_inputs(data: Path, today: date) -> str:
    """Hash all that the check and the build read: program, data, pages, the day.

    Of a file its content counts, and when it was written: what is edited during a build and then put back
    has perhaps been read in between. Empty where something cannot be hashed.
    """
    roots = {ROOT, data.parent.resolve()}
    trees = (data, EXAMPLES, *(root / name for root in sorted(roots) for name in _BESIDE))
    with suppress(OSError):
        return _hash(program_fingerprint(), today.isoformat(), *_describe(*trees, read=True))
    return ""


def is_as_built(site: Path, inputs: str) -> bool:
    """Report whether the last whole build made this site of these inputs."""
    if not inputs or Path.cwd().is_relative_to(site.resolve()):
        return False
    with suppress(OSError):
        return read_entry(_entry()) == _hash_site(site, inputs)
    return False


def remember_build(site: Path, inputs: str) -> None:
    """Remember what a site was built from, and how it stands now.

    A cache that cannot be written is no error: the next build takes a second longer.
    """
    with suppress(OSError):
        write_entry(_entry(), _hash_site(site, inputs))


def _entry() -> Path:
    return cache_folder() / "last-build"


def _hash_site(site: Path, inputs: str) -> bytes:
    """Hash every file of a site by size and time, and what a killed build left beside.

    Raise OSError as ``_describe`` does.
    """
    site = site.resolve()
    return _hash(inputs, *_describe(site, work_folder(site), read=False)).encode()


def _hash(*texts: str) -> str:
    return sha256("\0".join(texts).encode(errors="surrogateescape")).hexdigest()


def _describe(*trees: Path, read: bool) -> Iterator[str]:
    """Yield a text for each folder and file of trees; ``read`` the content too.

    Raise OSError for a link, a pipe or a device, and for what cannot be read.
    """
    paths = [str(tree) for tree in trees if os.path.lexists(tree)]
    for path in paths:  # which grows meanwhile
        facts = os.lstat(path)
        if S_ISDIR(facts.st_mode):
            yield f"{path}/"
            paths += sorted(entry.path for entry in os.scandir(path))
        elif S_ISREG(facts.st_mode):
            yield f"{path} {facts.st_size} {facts.st_mtime_ns} {hash_file(Path(path)) if read else ''}"
        else:
            raise OSError(f"{path} is neither a file nor a folder")
