"""Read a level, a file or a folder, as one mapping.

The keys of a folder are the stems of its files.
"""

import re
from collections.abc import Collection
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Literal

from macros.files import printable
from macros.problems import Place, Problem, quote
from macros.records.data_fingerprints import Fingerprints
from macros.records.deceptive_text import find_deceptive, normalize_nfc
from macros.records.file_memory import FileMemory
from macros.records.laid_over import content_over, is_new_folder, is_taken_away, list_folder
from macros.records.nodes import Mapping, Node, new_mapping
from macros.records.scalars import describe_slug_rule, fold
from macros.records.source import MAX_DEPTH, read_yaml

_FIELDS = "Skriv ett fält på varje rad, till exempel  name: Kalix"
_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_BESIDE = {".png", ".svg", ".md"}
"""Files that may lie beside the YAML files, and are not read."""

Sort = Literal["folder", "file", "other", "closed"]


def sort_of(path: Path) -> Sort:
    """Return what a path is: a folder, a file or something else, such as a link.

    ``closed`` when that cannot be seen, or nothing is there.
    """
    if content_over(path) is not None:
        return "file"
    if is_taken_away(path):
        return "closed"
    try:
        mode = path.lstat().st_mode
    except OSError:
        return "folder" if is_new_folder(path) else "closed"
    return "folder" if S_ISDIR(mode) else "file" if S_ISREG(mode) else "other"


class Folders:
    """Reads the levels of one data folder; problems are added to ``problems``."""

    def __init__(self, problems: list[Problem], read: Fingerprints, memory: FileMemory | None = None) -> None:
        """Keep where problems and what is read are stored.

        ``memory`` is what is remembered of files.
        """
        self.read = read
        self.memory = memory
        self.problems = problems

    def read_level(self, path: Path, file: str) -> tuple[Mapping | None, bool]:
        """Read a level, a file or a folder, as one mapping.

        Return it (None where it is no mapping or holds nothing), and whether all of it could be read.
        """
        if sort_of(path) == "folder":
            return self._read_folder(path, file, depth=1)
        node = self.read_yaml(path, file)
        if node is None or isinstance(node, Mapping):
            return node, node is not None
        self.problems.append(
            Problem.at(node.place, "not-fields", "filen ska bestå av fält med värden", _FIELDS)
        )
        return None, False

    def read_yaml(self, path: Path, file: str) -> Node | None:
        """Return a YAML file as a node, or None where it cannot be read."""
        return read_yaml(path, file, self.problems, self.read, self.memory)

    def _read_folder(self, path: Path, file: str, depth: int) -> tuple[Mapping | None, bool]:
        """Read a folder as one mapping; return it, and whether all of it was read."""
        before = len(self.problems)
        children = self.list_children(path, file) if depth <= MAX_DEPTH else []
        is_whole = len(self.problems) == before
        if is_whole and not children:
            too_deep = ("too-deep", "för många mappar i varandra", "Flytta upp filerna.")
            empty = ("empty-folder", "mappen är tom", "Lägg en fil i den eller ta bort den.")
            self._report(file, *(too_deep if depth > MAX_DEPTH else empty))
            return None, False
        folder = new_mapping(Place(file, 1))
        for key, child, name in children:
            node: Node | None
            if key == "index":
                node, complete = self.read_level(child, name)
                if node is not None:
                    folder.place = node.place
                    for field, value in node.items():
                        self._put(folder, field, value, node.keys_at[field])
            elif sort_of(child) == "folder":
                node, complete = self._read_folder(child, name, depth + 1)
            else:
                node = self.read_yaml(child, name)
                complete = node is not None
            if node is not None and key != "index":
                self._put(folder, key, node, Place(name, 1))
            is_whole &= complete
        return folder, is_whole

    def _put(self, folder: Mapping, key: str, node: Node, at: Place) -> None:
        if key in folder:
            other = folder.keys_at[key]
            self.problems.append(
                Problem.at(
                    at,
                    "duplicate-field",
                    f"”{key}” står på två ställen",
                    f"Det står redan i {other.file} på rad {other.line}. Ta bort det ena.",
                )
            )
        else:
            folder[key] = node
            folder.keys_at[key] = at

    def list_children(
        self, path: Path, file: str, folders: Collection[str] = (), beside: Collection[str] = ()
    ) -> list[tuple[str, Path, str]]:
        """Return the YAML files and folders in a folder, ``index`` first.

        Each is its key, its path and its name in messages. A name that is both file and folder, and what we
        cannot read or use, are problems. ``folders`` are names that must be folders, ``beside`` endings of
        files that may lie there and are not read.
        """
        children: dict[str, tuple[str, Path, str]] = {}
        unread = {*_BESIDE, *beside}
        try:
            entries = sorted(list_folder(path), key=lambda entry: (entry.stem != "index", entry.name))
        except OSError:
            self._report(file, "unreadable", "mappen går inte att öppna", "Får du läsa den?")
            return []
        for child in entries:
            sort = sort_of(child)
            if child.name.startswith(".") or (sort == "file" and child.suffix.lower() in unread):
                continue
            name = f"{file}/{printable(child.name)}"
            key = printable(child.name if sort == "folder" else child.stem)
            if child.name in folders and sort == "file":
                self._report(
                    name,
                    "unknown-file",
                    f"{quote(child.name)} är en fil men ska vara en mapp",
                    "Ta bort filen, och lägg en mapp med det namnet här.",
                )
            elif (reason := self._check_name(child, key, sort)) is not None:
                self._report(name, *reason)
            elif key in children:
                self._report(
                    name, "file-and-folder", f"”{key}” finns både som fil och som mapp", "Behåll den ena."
                )
            else:
                children[key] = (key, child, name)
        return list(children.values())

    def _check_name(self, child: Path, key: str, sort: Sort) -> tuple[str, str, str] | None:
        """Return why a file or folder cannot be read under its name, or None.

        It is a rule, a message and an advice.
        """
        if finding := find_deceptive(normalize_nfc(child.name)):
            return finding.rule, f"i namnet: {finding.message}", "Byt namn, och skriv det nya för hand."
        if sort == "file" and child.suffix not in {".yaml", ".yml"}:
            stem = fold(printable(child.name).partition(".")[0])
            rename = f"Döp om den till {stem}.yaml, eller ta bort den."
            return (
                "unknown-file",
                f"filen {quote(child.name)} läses inte: den slutar inte på .yaml",
                rename if _NAME.fullmatch(stem) else "Ta bort den.",
            )
        if _NAME.fullmatch(key):
            if child.suffix == ".yml":
                return "yml", "filen slutar på .yml", f"Döp om den till {child.stem}.yaml"
            return None
        if sort == "folder" and child.suffix in {".yaml", ".yml"}:
            return "file-name", f"mappen {quote(key)} heter som en fil", f"Döp om den till {child.stem}"
        return "file-name", f"namnet {quote(key)} går inte att använda", describe_slug_rule(key)

    def _report(self, file: str, rule: str, message: str, advice: str) -> None:
        self.problems.append(Problem(file, 1, 1, rule, message, advice))
