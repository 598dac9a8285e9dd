"""What goes wrong with whole files: lost, renamed, laid in the wrong folder, leading in a circle.

A mutation changes a data folder and returns the files and folders that it touched.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

FileMutation = Callable[[Path, Random], tuple[Path, ...]]

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
STRANGE_FILES = (
    *("~$kontakter.yaml", "kopia av x.yaml", "x.yaml~", ".x.swp", "Thumbs.db", "x.YAML", "å.yaml"),
    "x" * 200 + ".yaml",
)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.yaml") if path.is_file())


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_dir())


def _levels(folder: Path) -> list[Path]:
    """List the levels: files and folders."""
    return [path for kind in LEVELS for path in sorted((folder / kind).iterdir())]


def _move(path: Path, new: Path) -> tuple[Path, ...]:
    if not new.exists():
        path.rename(new)
    return path, new


def _remove(path: Path) -> tuple[Path, ...]:
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    return (path,)


def lose_a_file(folder: Path, random: Random) -> tuple[Path, ...]:
    return _remove(random.choice(_files(folder)))


def lose_a_level(folder: Path, random: Random) -> tuple[Path, ...]:
    return _remove(random.choice(_levels(folder)))


def rename_a_file(folder: Path, random: Random) -> tuple[Path, ...]:
    path, name = random.choice(_files(folder)), random.choice(NAMES)
    return _move(path, path.with_name(name + random.choice([".yaml", ".yaml", ".yml", "", ".txt"])))


def swap_two_files(folder: Path, random: Random) -> tuple[Path, ...]:
    one, other = random.sample(_files(folder), 2)
    text = one.read_bytes()
    shutil.copyfile(other, one)
    other.write_bytes(text)
    return one, other


def copy_a_file_over_another(folder: Path, random: Random) -> tuple[Path, ...]:
    one, other = random.sample(_files(folder), 2)
    shutil.copyfile(one, other)
    return one, other


def swap_levels(folder: Path, random: Random) -> tuple[Path, ...]:
    """An area's file among the municipalities, an agreement's among the areas."""
    path = random.choice(_levels(folder))
    return _move(path, folder / random.choice(LEVELS) / path.name)


def copy_a_level(folder: Path, random: Random) -> tuple[Path, ...]:
    path = random.choice(_levels(folder))
    new = folder / random.choice(LEVELS) / f"ny-{path.name}"
    shutil.copytree(path, new) if path.is_dir() else shutil.copyfile(path, new)
    return (new,)


def move_a_file(folder: Path, random: Random) -> tuple[Path, ...]:
    """A kind at another level, in a folder of another kind, or at the top."""
    path = random.choice(_files(folder))
    return _move(path, random.choice([folder, *_folders(folder)]) / path.name)


def make_a_file_a_folder(folder: Path, random: Random) -> tuple[Path, ...]:
    path = random.choice(_files(folder))
    text = path.read_bytes()
    path.unlink()
    new = path.with_suffix("") if random.random() < 0.7 else path
    if not new.exists():
        new.mkdir()
        (new / random.choice(["index.yaml", "index.yaml", "innehall.yaml"])).write_bytes(text)
    return path, new


def make_a_folder_a_file(folder: Path, random: Random) -> tuple[Path, ...]:
    path = random.choice(_folders(folder))
    shutil.rmtree(path)
    new = path.with_name(path.name + random.choice(["", ".yaml"]))
    new.write_text("state: draft\nname: Provby\n")
    return path, new


def name_the_wrong_parent(folder: Path, random: Random) -> tuple[Path, ...]:
    """A level that names itself, or one of another kind, or two."""
    path = random.choice(_levels(folder))
    index = path / "index.yaml" if path.is_dir() else path
    slug = random.choice([path.stem, "finns-inte", "[a, b]", "", *(level.stem for level in _levels(folder))])
    key = random.choice(["area", "agreement", "parent", "municipality"])
    lines = [line for line in index.read_text().splitlines(keepends=True) if not line.startswith(f"{key}:")]
    index.write_text("".join([*lines, f"{key}: {slug}\n"]))
    return (index,)


def link_in_a_circle(folder: Path, random: Random) -> tuple[Path, ...]:
    path = random.choice([*_files(folder), *_folders(folder)])
    new = path.with_name(random.choice(["ring", "ring.yaml", "contacts.yaml", "routine"]))
    if not new.exists():
        new.symlink_to(random.choice([".", "..", "../..", path.name, new.name, "/etc/passwd", "/"]))
    return (new,)


def add_a_strange_file(folder: Path, random: Random) -> tuple[Path, ...]:
    new = random.choice([folder, *_folders(folder)]) / random.choice(STRANGE_FILES)
    new.write_bytes(random.choice([b"", b"\x00\x01", b"x", b"name: x\n", b"\xff\xfe"]))
    return (new,)


FILE_MUTATIONS: tuple[FileMutation, ...] = (
    *(lose_a_file, lose_a_level, rename_a_file, swap_two_files, copy_a_file_over_another, swap_levels),
    *(copy_a_level, move_a_file, make_a_file_a_folder, make_a_folder_a_file, name_the_wrong_parent),
    *(link_in_a_circle, add_a_strange_file),
)
