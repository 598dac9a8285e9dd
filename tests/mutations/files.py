"""What goes wrong with whole files: lost, renamed, laid in the wrong folder, leading in a circle."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

FileMutation = Callable[[Path, Random], set[str]]
"""Changes a data folder; gives the files and folders it touched, from the folder."""

LEVELS = ("agreements", "areas", "municipalities")
NAMES = (
    "routine",
    "rutin",
    "index",
    "contacts",
    "kontakter",
    "familj",
    "forms",
    "leaflets",
    "x",
    "Åsa",
    "terms",
    "site",
)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file())


def _told(folder: Path, *paths: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in paths}


def _levels(folder: Path, random: Random) -> Path:
    """Give a level: a file or a folder."""
    return random.choice([path for kind in LEVELS for path in sorted((folder / kind).iterdir())])


def lose_a_file(folder: Path, random: Random) -> set[str]:
    path = random.choice(_files(folder))
    path.unlink()
    return _told(folder, path)


def lose_a_level(folder: Path, random: Random) -> set[str]:
    path = _levels(folder, random)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    return _told(folder, path)


def rename_a_file(folder: Path, random: Random) -> set[str]:
    path = random.choice(_files(folder))
    new = path.with_name(random.choice(NAMES) + random.choice([".yaml", ".yaml", ".yml", "", ".txt"]))
    if not new.exists():
        path.rename(new)
    return _told(folder, path, new)


def swap_two_files(folder: Path, random: Random) -> set[str]:
    one, other = random.choice(_files(folder)), random.choice(_files(folder))
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    return _told(folder, one, other)


def copy_a_file_over_another(folder: Path, random: Random) -> set[str]:
    one, other = random.choice(_files(folder)), random.choice(_files(folder))
    if one != other:
        shutil.copyfile(one, other)
    return _told(folder, one, other)


def swap_levels(folder: Path, random: Random) -> set[str]:
    """An area's file among the municipalities, an agreement's among the areas."""
    path, kind = _levels(folder, random), random.choice(LEVELS)
    new = folder / kind / path.name
    if not new.exists():
        path.rename(new)
    return _told(folder, path, new)


def copy_a_level(folder: Path, random: Random) -> set[str]:
    path, kind = _levels(folder, random), random.choice(LEVELS)
    new = folder / kind / f"ny-{path.name}"
    shutil.copytree(path, new) if path.is_dir() else shutil.copyfile(path, new)
    return _told(folder, new)


def move_a_file(folder: Path, random: Random) -> set[str]:
    """A kind at another level, in a folder of another kind, or at the top."""
    path = random.choice(_files(folder))
    folders = sorted({file.parent for file in _files(folder)})
    new = random.choice(folders) / path.name
    if not new.exists():
        path.rename(new)
    return _told(folder, path, new)


def make_a_file_a_folder(folder: Path, random: Random) -> set[str]:
    path = random.choice(_files(folder))
    text = path.read_bytes()
    path.unlink()
    new = path.with_suffix("") if random.random() < 0.7 else path
    if new.exists():
        return _told(folder, path)
    new.mkdir()
    (new / random.choice(["index.yaml", "index.yaml", "innehall.yaml"])).write_bytes(text)
    return _told(folder, path, new)


def make_a_folder_a_file(folder: Path, random: Random) -> set[str]:
    folders = sorted(path for path in folder.rglob("*") if path.is_dir())
    path = random.choice(folders)
    shutil.rmtree(path)
    path.with_name(path.name + random.choice(["", ".yaml"])).write_text("state: draft\nname: Provby\n")
    return _told(folder, path, path.with_name(path.name + ".yaml"))


def name_the_wrong_parent(folder: Path, random: Random) -> set[str]:
    """A level that names itself, or one of another kind, or two."""
    path = _levels(folder, random)
    index = path / "index.yaml" if path.is_dir() else path
    slug = random.choice(
        [
            path.stem,
            "finns-inte",
            "[a, b]",
            "",
            *(p.stem for k in LEVELS for p in sorted((folder / k).iterdir())),
        ]
    )
    key = random.choice(["area", "agreement", "parent", "municipality"])
    lines = [line for line in index.read_text().splitlines(keepends=True) if not line.startswith(f"{key}:")]
    index.write_text("".join([*lines, f"{key}: {slug}\n"]))
    return _told(folder, index)


def link_in_a_circle(folder: Path, random: Random) -> set[str]:
    path = random.choice([*_files(folder), *(p for p in sorted(folder.rglob("*")) if p.is_dir())])
    new = path.with_name(random.choice(["ring", "ring.yaml", "contacts.yaml", "routine"]))
    if not new.exists() and not new.is_symlink():
        new.symlink_to(random.choice([".", "..", "../..", path.name, new.name, "/etc/passwd", "/"]))
    return _told(folder, new)


def add_a_strange_file(folder: Path, random: Random) -> set[str]:
    at = random.choice(sorted({file.parent for file in _files(folder)}))
    new = at / random.choice(
        [
            "~$kontakter.yaml",
            "kopia av x.yaml",
            "x.yaml~",
            ".x.swp",
            "Thumbs.db",
            "x.YAML",
            "å.yaml",
            "x" * 200 + ".yaml",
        ]
    )
    new.write_bytes(random.choice([b"", b"\x00\x01", b"x", b"name: x\n", b"\xff\xfe"]))
    return _told(folder, new)


FILE_MUTATIONS: tuple[FileMutation, ...] = (
    *(lose_a_file, lose_a_level, rename_a_file, swap_two_files, copy_a_file_over_another, swap_levels),
    *(copy_a_level, move_a_file, make_a_file_a_folder, make_a_folder_a_file, name_the_wrong_parent),
    *(link_in_a_circle, add_a_strange_file),
)
