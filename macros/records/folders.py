"""A level, a file or a folder, as one mapping: the keys of a folder are its files' stems."""

from __future__ import annotations

import re
from pathlib import Path

from macros.problems import Place, Problem, quote
from macros.records.nodes import Mapping, Node, new_mapping
from macros.records.source import MAX_DEPTH, read_yaml

_FIELDS = "Skriv ett fält på varje rad, till exempel  name: Kalix"
_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def read_level(path: Path, file: str, problems: list[Problem]) -> Mapping | None:
    """Read a level, a file or a folder, as one mapping. None when any of it cannot be read."""
    if path.is_dir():
        return _read_folder(path, file, problems, depth=1)
    node = read_yaml(path, file, problems)
    if node is None or isinstance(node, Mapping):
        return node
    problems.append(Problem.at(node.place, "not-fields", "filen ska bestå av fält med värden", _FIELDS))
    return None


def _read_folder(path: Path, file: str, problems: list[Problem], depth: int) -> Mapping | None:
    folder = new_mapping(Place(file, 1))
    if depth > MAX_DEPTH:
        problems.append(Problem(file, 1, 1, "too-deep", "för många mappar i varandra", "Flytta upp filerna."))
        return None
    before = len(problems)
    children = yaml_children(path, file, problems)
    whole = len(problems) == before
    if whole and not children:
        problems.append(
            Problem(file, 1, 1, "empty-folder", "mappen är tom", "Lägg en fil i den eller ta bort den.")
        )
        return None
    for key, child, name in children:
        if key == "index":
            own = read_level(child, name, problems)
            if own is None:
                whole = False
                continue
            folder.place = own.place
            for field, value in own.items():
                _put(folder, field, value, own.keys_at[field], problems)
            continue
        node = (
            _read_folder(child, name, problems, depth + 1)
            if child.is_dir()
            else read_yaml(child, name, problems)
        )
        if node is None:
            whole = False
        else:
            _put(folder, key, node, Place(name, 1), problems)
    return folder if whole else None


def _put(folder: Mapping, key: str, node: Node, at: Place, problems: list[Problem]) -> None:
    if key in folder:
        other = folder.keys_at[key]
        problems.append(
            Problem.at(
                at,
                "duplicate-field",
                f"”{key}” står på två ställen",
                f"Det står redan i {other.file} på rad {other.line}. Ta bort det ena.",
            )
        )
        return
    folder[key] = node
    folder.keys_at[key] = at


def yaml_children(path: Path, file: str, problems: list[Problem]) -> list[tuple[str, Path, str]]:
    """Give the YAML files and folders in a folder as (key, path, name), ``index`` first.

    A name that is both file and folder, ``.yml`` and names we cannot use are problems.
    """
    children: dict[str, tuple[str, Path, str]] = {}
    try:
        entries = sorted(path.iterdir(), key=lambda entry: (entry.stem != "index", entry.name))
    except OSError:
        problems.append(Problem(file, 1, 1, "unreadable", "mappen går inte att öppna", "Får du läsa den?"))
        return []
    for child in entries:
        if child.name.startswith(".") or (child.is_file() and child.suffix not in {".yaml", ".yml"}):
            continue
        name = f"{file}/{_printable(child.name)}"
        key = _printable(child.name if child.is_dir() else child.stem)
        if (reason := _refused(child, key)) is not None:
            problems.append(Problem(name, 1, 1, *reason))
        elif key in children:
            message = f"”{key}” finns både som fil och som mapp"
            problems.append(Problem(name, 1, 1, "file-and-folder", message, "Behåll den ena."))
        else:
            children[key] = (key, child, name)
    return list(children.values())


def _refused(child: Path, key: str) -> tuple[str, str, str] | None:
    """Say why a file or folder cannot be read under its name, or None when it can."""
    if child.is_symlink() and child.parent.resolve().is_relative_to(child.resolve()):
        return "unreadable", "länken leder tillbaka till mappen som den ligger i", "Ta bort den."
    if _NAME.fullmatch(key):
        if child.suffix == ".yml":
            return "yml", "filen slutar på .yml", f"Döp om den till {child.stem}.yaml"
        return None
    if child.is_dir() and child.suffix in {".yaml", ".yml"}:
        return "file-name", f"mappen {quote(key)} heter som en fil", f"Döp om den till {child.stem}"
    hint = folded if _NAME.fullmatch(folded := fold(key)) else "barn-och-familj"
    return "file-name", f"namnet {quote(key)} duger inte", f"Använd a–z, 0–9 och bindestreck: {hint}"


def _printable(name: str) -> str:
    """Give a file's name as text that can be printed, whatever bytes it is made of."""
    return "".join(char if char.isprintable() else "?" for char in name)


def fold(name: str) -> str:
    """Fold a Swedish name to what an address may hold."""
    table: dict[str, int | str | None] = {"å": "a", "ä": "a", "ö": "o", "é": "e", " ": "-", "_": "-"}
    return name.casefold().translate(str.maketrans(table))
