"""What can happen to a file that nobody watches: for tests of what is kept between builds."""

from __future__ import annotations

import os
from pathlib import Path


def _replace_by_folder(file: Path) -> None:
    file.unlink()
    (file / "within").mkdir(parents=True)


def _replace_by_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _replace_by_link(file: Path) -> None:
    """The target is whole: only that it is a link is wrong."""
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


def _link_to(target: str, file: Path) -> None:
    file.unlink()
    file.symlink_to(target)


DAMAGES = {
    "cut short": lambda file: os.truncate(file, file.stat().st_size // 2),
    "empty": lambda file: os.truncate(file, 0),
    "more at the end": lambda file: file.write_bytes(file.read_bytes() + b" "),
    "larger than the disk": lambda file: os.truncate(file, 1 << 40),
    "a folder": _replace_by_folder,
    "a pipe": _replace_by_pipe,
    "a link": _replace_by_link,
    "a link to nothing": lambda file: _link_to("nothing", file),
    "a link to a device": lambda file: _link_to("/dev/zero", file),
    "others may write": lambda file: file.chmod(0o666),
}
"""Ways to damage a file, by name."""
