"""Read the levels and the shared files of the data folder as nodes.

The levels are agreements, areas and municipalities.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from macros.problems import Problem, nearest, quote
from macros.records.archives import Days, read_days
from macros.records.contact import Contact
from macros.records.data_fingerprints import Fingerprints
from macros.records.file_memory import FileMemory
from macros.records.folders import Folders, sort_of
from macros.records.kept import FOLDER as ARCHIVE
from macros.records.kinds import KIND_NAMES
from macros.records.nodes import Mapping, Node, Scalar, new_mapping
from macros.records.participations import split_areas
from macros.records.scalars import describe_slug_rule, fold
from macros.records.single_values import list_single_values

LevelKind = Literal["agreements", "areas", "municipalities"]
LEVEL_KINDS: tuple[LevelKind, ...] = ("agreements", "areas", "municipalities")
SHARED = ("site", "glossary", "laws", "accessibility")
OPTIONAL = ("addresses", "calendar", "translations")
"""Files that all levels share and that a data folder may be without."""
_SEE = "Vad som hör hemma i data-mappen står i data/README.md."


class LevelName(NamedTuple):
    """Which level: its kind (a folder of the data) and its slug.

    With ``area`` it is what a municipality has of its own for one of its areas.
    """

    kind: LevelKind
    slug: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level as read: its own fields, and the kinds it holds.

    ``lines`` are the first and last line of a level that is a part of a file.
    """

    name: LevelName
    own: Mapping
    kinds: dict[str, Node]
    lines: tuple[int, int] | None = None

    @property
    def file(self) -> str:
        """The file that holds its own fields."""
        return self.own.place.file

    @property
    def path(self) -> str:
        """The file or the folder that it is."""
        return self.file.removesuffix("/index.yaml")

    @property
    def parents(self) -> dict[str, LevelName]:
        """The levels above that this one names, each by the field that does.

        An area names its agreement, or the area that it is a part of; a municipality its areas.
        """
        if self.name.kind == "areas":
            fields: dict[str, LevelKind] = {"part_of": "areas", "agreement": "agreements"}
            named = ((field, kind, self._read_word(field)) for field, kind in fields.items())
            return {field: LevelName(kind, word) for field, kind, word in named if word}
        areas = self.own.get("areas") if self.name.kind == "municipalities" else None
        return {slug: LevelName("areas", slug) for slug in areas} if isinstance(areas, Mapping) else {}

    @property
    def state(self) -> str | None:
        """The state that the level's index gives."""
        return self._read_word("state")

    def _read_word(self, key: str) -> str | None:
        node = self.own.get(key)
        return str(node).strip() if isinstance(node, Scalar) else None


@dataclass(slots=True)
class Source:
    """Everything read from a data folder.

    ``broken`` are names of levels that perhaps could not be read. ``partial`` are the levels of which
    something could not: they are checked by themselves only.
    """

    folder: Path
    levels: dict[LevelName, Level] = field(default_factory=dict)
    broken: set[LevelName] = field(default_factory=set)
    partial: dict[LevelName, Level] = field(default_factory=dict)
    shared: dict[str, Node] = field(default_factory=dict)
    archive: Days = field(default_factory=dict)
    read: Fingerprints = field(default_factory=Fingerprints)

    def of(self, kind: LevelKind) -> list[Level]:
        """Return all levels of a kind, by slug."""
        return [level for name, level in sorted(self.levels.items()) if name.kind == kind and not name.area]


def read_source(
    folder: Path,
    problems: list[Problem],
    only: Collection[LevelName] | None = None,
    named: Path | None = None,
    memory: FileMemory | None = None,
) -> Source:
    """Read a data folder, whole or ``only`` some of its levels.

    Problems are added to ``problems``. ``named`` is the folder that its files are said to lie in, for data
    that was fetched from elsewhere. A file with the text that ``memory`` knows is not parsed again.
    """
    source = Source(named or folder)
    root = source.folder.as_posix()
    if sort_of(folder) != "folder":
        problems.append(Problem(root, 1, 1, "no-data", "mappen finns inte", "Ange rätt mapp med --data."))
        return source
    folders = Folders(problems, source.read, memory)
    for key, path, file in folders.list_children(folder, root, LEVEL_KINDS):
        sort = sort_of(path)
        if key in LEVEL_KINDS and sort == "folder":
            _read_levels(source, key, path, file, folders, only)
        elif key in (*SHARED, *OPTIONAL) and sort != "folder":
            node = folders.read_yaml(path, file)
            if node is not None:
                source.shared[key] = node
        elif key == ARCHIVE and sort == "folder":
            source.archive = read_days(folders, path, file) if only is None else {}
        elif key != "schema":
            problems.append(
                Problem(
                    file,
                    1,
                    1,
                    "unknown-file",
                    f"{quote(path.name)} hör inte hemma här",
                    _list_allowed(key),
                )
            )
    if not any(problem.file == root for problem in problems):
        _report_missing(folder, root, problems)
    return source


def _report_missing(folder: Path, root: str, problems: list[Problem]) -> None:
    """Report missing files and folders.

    One that already has another problem is not reported. ``root`` is the folder's name in messages.
    """
    for name in (*LEVEL_KINDS, *SHARED):
        file, what = (f"{name}.yaml", "filen") if name in SHARED else (name, "mappen")
        wrong = any(
            f"{problem.file}/".startswith((f"{root}/{name}/", f"{root}/{name}.")) for problem in problems
        )
        if sort_of(folder / file) == "closed" and not wrong:
            problems.append(Problem(f"{root}/{file}", 1, 1, "missing-file", f"{what} saknas", _SEE))


def _list_allowed(key: str) -> str:
    """List what may stand at the top of the data folder, after the nearest guess."""
    folders = {str(kind): f"mappen {kind}" for kind in LEVEL_KINDS}
    allowed = folders | {name: f"filen {name}.yaml" for name in (*SHARED, *OPTIONAL)}
    guess = nearest(key, allowed)
    hint = f"Menade du {allowed[guess]}? " if guess else ""
    return f"{hint}Här finns: {', '.join(allowed.values())}."


def _read_levels(
    source: Source,
    kind: LevelKind,
    path: Path,
    file: str,
    folders: Folders,
    only: Collection[LevelName] | None,
) -> None:
    """Read the levels of one kind into ``source``, each as whole, partial or broken."""
    problems = folders.problems
    before = len(problems)
    children = folders.list_children(path, file)
    if not children and len(problems) == before:
        problems.append(Problem(file, 1, 1, "empty-folder", "mappen är tom", _SEE))
    unread = (Path(problem.file).name for problem in problems[before:])
    source.broken |= {LevelName(kind, fold(name.partition(".")[0])) for name in unread}
    for slug, child, name in children:
        level = LevelName(kind, slug)
        if only is not None and level not in only:
            continue
        source.broken.add(level)
        node, complete = folders.read_level(child, name)
        if node is None:
            continue
        if not complete:
            source.partial[level] = _split_level(level, node)
        elif (problem := _check_level(node, slug, name)) is not None:
            problems.append(problem)
        else:
            whole = _split_level(level, node)
            source.levels |= _split_parts(whole, problems) if kind == "municipalities" else {level: whole}


def _check_level(node: Mapping, slug: str, file: str) -> Problem | None:
    """Return the problem that makes a level unusable, or None.

    A folder has an ``index.yaml``; a name is used in addresses, so it is short and has no underscore.
    """
    if not node.place.file.endswith(".yaml"):
        return Problem(file, 1, 1, "missing-file", "index.yaml saknas i mappen", _SEE)
    if "_" not in slug and len(slug) <= 60:
        return None
    return Problem(
        file,
        1,
        1,
        "file-name",
        f"namnet {quote(slug)} går inte att använda",
        describe_slug_rule(slug),
    )


def _split_parts(level: Level, problems: list[Problem]) -> dict[LevelName, Level]:
    """Return a municipality's level, and one for each of its areas."""
    own, parts = split_areas(level.own, level.kinds, problems)
    levels = {level.name: Level(level.name, own, level.kinds)}
    for area, part in parts.items():
        name = level.name._replace(area=area)
        levels[name] = _make_level(name, *part)
    return levels


def _split_level(name: LevelName, node: Mapping) -> Level:
    """Separate a level's own fields from the kinds it holds."""
    kinds = {key: node[key] for key in KIND_NAMES if key in node}
    own_fields = new_mapping(node.place)
    own_fields.keys_at = node.keys_at
    own_fields.update({key: value for key, value in node.items() if key not in kinds})
    state = own_fields.get("state")
    own_fields.state = str(state) if isinstance(state, Scalar) else None
    return _make_level(name, own_fields, kinds)


def _make_level(
    name: LevelName, own: Mapping, kinds: dict[str, Node], lines: tuple[int, int] | None = None
) -> Level:
    """Make a level, with each list under its own name and not its singular."""
    if "contacts" in kinds:
        list_single_values(kinds["contacts"], Contact)
    return Level(name, own, kinds, lines)
