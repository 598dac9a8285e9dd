"""The levels of the data folder as nodes: agreements, areas, municipalities, and what all share."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from macros.problems import Place, Problem, nearest
from macros.records.folders import read_level, yaml_children
from macros.records.kinds import Kinds
from macros.records.nodes import Mapping, Node, Scalar, new_mapping
from macros.records.source import read_yaml

LevelKind = Literal["agreements", "areas", "municipalities"]
LEVEL_KINDS: tuple[LevelKind, ...] = ("agreements", "areas", "municipalities")
SHARED = ("site", "glossary", "laws")

KIND_NAMES = tuple(name for name in Kinds.model_fields if name != "state")


class LevelName(NamedTuple):
    """Which level: its kind (a folder of the data) and its slug."""

    kind: LevelKind
    slug: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level as read: its own fields, and the kinds it holds."""

    name: LevelName
    file: str
    own: Mapping
    kinds: dict[str, Node]

    @property
    def parent(self) -> str:
        """The slug of the level above that this one names (empty for an agreement)."""
        key = {"municipalities": "area", "areas": "agreement"}.get(self.name.kind, "")
        node = self.own.get(key)
        return str(node).strip() if isinstance(node, Scalar) else ""

    @property
    def state(self) -> str | None:
        """The state that the level's index gives."""
        node = self.own.get("state")
        return str(node).strip() if isinstance(node, Scalar) else None


@dataclass(slots=True)
class Source:
    """Everything read from a data folder. ``broken`` are the levels that could not be read."""

    folder: Path
    levels: dict[LevelName, Level] = field(default_factory=dict)
    broken: set[LevelName] = field(default_factory=set)
    shared: dict[str, Node] = field(default_factory=dict)

    def of(self, kind: LevelKind) -> list[Level]:
        """All levels of a kind, by slug."""
        return [level for name, level in sorted(self.levels.items()) if name.kind == kind]


def read_source(folder: Path, problems: list[Problem]) -> Source:
    """Read a whole data folder. Faults go to ``problems``."""
    source = Source(folder)
    root = folder.as_posix()
    if not folder.is_dir():
        problems.append(Problem(root, 1, 1, "no-data", "mappen finns inte", "Ange rätt mapp med --data."))
        return source
    for key, path, file in yaml_children(folder, root, problems):
        if key in LEVEL_KINDS and path.is_dir():
            _read_levels(source, key, path, file, problems)
        elif key in SHARED and path.is_file():
            node = read_yaml(path, file, problems)
            if node is not None:
                source.shared[key] = node
        elif key != "schema":
            allowed = [*LEVEL_KINDS, *(f"{name}.yaml" for name in SHARED)]
            guess = nearest(key, [*LEVEL_KINDS, *SHARED])
            hint = f"Menade du ”{guess}”? " if guess else ""
            problems.append(
                Problem(file, 1, 1, "unknown-file", f"”{path.name}” hör inte hemma här",
                        f"{hint}Här finns: {', '.join(allowed)}.")
            )  # fmt: skip
    for name in SHARED:
        file = f"{root}/{name}.yaml"
        if name not in source.shared and not any(p.file == file for p in problems):
            problems.append(Problem(file, 1, 1, "missing-file", "filen saknas"))
    return source


def _read_levels(source: Source, kind: LevelKind, path: Path, file: str, problems: list[Problem]) -> None:
    for slug, child, name in yaml_children(path, file, problems):
        level = LevelName(kind, slug)
        node = read_level(child, name, problems)
        if node is None:
            source.broken.add(level)
            continue
        source.levels[level] = _split(level, name, node)


def _split(name: LevelName, file: str, node: Mapping) -> Level:
    """Part a level's own fields from the kinds it holds."""
    kinds = {key: node[key] for key in KIND_NAMES if key in node}
    own = new_mapping(node.place)
    own.keys_at = node.keys_at
    own.update({key: value for key, value in node.items() if key not in kinds})
    state = own.get("state")
    own.state = str(state) if isinstance(state, Scalar) else None
    place = node.place if node.place.file.endswith(".yaml") else Place(f"{file}/index.yaml", 1)
    own.place = place
    return Level(name, place.file, own, kinds)
