"""A level, a file or a folder, as one mapping: the keys of a folder are its files' stems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.problems import Place, Problem
from macros.records.nodes import Mapping, Node, new_mapping
from macros.records.source import MAX_DEPTH, read_yaml

_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def read_level(path: Path, file: str, problems: list[Problem]) -> Mapping | None:
    """Read a level, a file or a folder, as one mapping. None when any of it cannot be read."""
    if path.is_dir():
        return _read_folder(path, file, problems, depth=1)
    node = read_yaml(path, file, problems)
    if node is None or isinstance(node, Mapping):
        return node
    problems.append(Problem.at(node.place, "not-fields", "filen ska bestå av fält med värden (namn: värde)"))
    return None


def _read_folder(path: Path, file: str, problems: list[Problem], depth: int) -> Mapping | None:
    folder = new_mapping(Place(file, 1))
    whole = True
    children = list(yaml_children(path, file, problems))
    if not children:
        problems.append(
            Problem(file, 1, 1, "empty-folder", "mappen är tom", "Lägg en fil i den eller ta bort den.")
        )
        return None
    if depth > MAX_DEPTH:
        problems.append(Problem(file, 1, 1, "too-deep", "för många mappar i varandra"))
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


def yaml_children(path: Path, file: str, problems: list[Problem]) -> Iterator[tuple[str, Path, str]]:
    """Give the YAML files and folders in a folder as (key, path, name), ``index`` first.

    A name that is both file and folder, ``.yml`` and names we cannot use are problems.
    """
    seen: dict[str, str] = {}
    for child in sorted(path.iterdir(), key=lambda p: (p.stem != "index", p.name)):
        if child.name.startswith(".") or (child.is_file() and child.suffix not in {".yaml", ".yml"}):
            continue
        name = f"{file}/{child.name}"
        key = child.name if child.is_dir() else child.stem
        if child.suffix == ".yml" and not child.is_dir():
            problems.append(
                Problem(name, 1, 1, "yml", "filen slutar på .yml", f"Döp om den till {child.stem}.yaml")
            )
        elif not _NAME.fullmatch(key):
            hint = folded if _NAME.fullmatch(folded := fold(key)) else "barn-och-familj"
            advice = f"Använd a–z, 0–9 och bindestreck: {hint}"
            problems.append(Problem(name, 1, 1, "file-name", f"namnet ”{key}” duger inte", advice))
        elif key in seen:
            message = f"”{key}” finns både som fil och som mapp"
            problems.append(Problem(name, 1, 1, "file-and-folder", message, "Behåll den ena."))
        else:
            seen[key] = name
            yield key, child, name


def fold(name: str) -> str:
    """Fold a Swedish name to what an address may hold."""
    table: dict[str, int | str | None] = {"å": "a", "ä": "a", "ö": "o", "é": "e", " ": "-", "_": "-"}
    return name.casefold().translate(str.maketrans(table))
