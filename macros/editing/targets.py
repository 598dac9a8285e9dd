"""Find the record that a path names, and what each level of the binder says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from macros.changes.record_names import shorten
from macros.editing.shared_files import (
    HEADS,
    LISTS,
    Root,
    SharedFiles,
    find_list_model,
    find_root,
    find_shared_home,
    look_up,
)
from macros.editing.trees import Id, Steps, find_record
from macros.editing.written_levels import Files, Home
from macros.exchange.yaml_lines import Tree
from macros.problems import capitalize, join_words
from macros.records.base import FIRSTS, Record
from macros.records.binder import Binder
from macros.records.binder_levels import BinderLevel
from macros.records.kinds import KIND_NAMES
from macros.records.participations import SHARED_KINDS
from macros.records.path import NoSuchPathError, lookup
from macros.records.shape import shapes, title_of
from macros.records.text import Text
from macros.records.whole_shelf import Shelf
from macros.rendering.texts import plain

FindHome = Callable[[Path, Steps], Home]
Homes = list[tuple[BinderLevel, Home]]
NEW = "+"
"""The last step of a path to a record that is not there yet."""
_LONGEST = 300
_NAMES = (
    "name", "title", "term", "role", "short", "label", "audience", "who", "what", "question", "text", "value",
    "date",
)  # fmt: skip
_LONGEST_NAME = 60
_OWN_HEADS = ("agreement", "area", "municipality", "membership")


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level, where it writes the record, and what it says of it (None: nothing).

    What all share has one, and no level of a binder (``level``).
    """

    key: str
    level: BinderLevel | None
    name: str
    home: Home
    written: dict[str, Tree] | None
    towns: tuple[str, ...]
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A record of a binder or of a shared file, or the place of a new one.

    ``binder`` is the one that it is seen in. ``steps`` lead to it from the ``root``; ``levels`` are those
    that may say something of it, the highest first. ``siblings`` are the ids or keys of the list or the
    mapping that it is an item of, in order.
    """

    binder: Binder
    root: Root
    path: str
    steps: Steps
    model: type[Record]
    record: Record | None
    levels: tuple[LevelView, ...]
    siblings: tuple[str, ...] | None

    @property
    def new_title(self) -> str:
        """The heading of the form for a new one: *Nytt i listan Kontakter*."""
        *above, name, _ = self.steps
        holder = look_up(self.root, ".".join(above))
        title = title_of(type(holder), name) if isinstance(holder, Record) else ""
        return f"Nytt i listan {capitalize(title)}" if title else LISTS.get(name, "")

    @property
    def first_writer(self) -> int:
        """The number of the highest level that writes it; of a new one, of the highest."""
        return next((at for at, level in enumerate(self.levels) if level.written is not None), 0)

    def lowest_writer(self, steps: Steps) -> LevelView | None:
        """Return the lowest level that writes a field of it, or None."""
        writers = (level for level in reversed(self.levels) if has_field(level.written, steps))
        return next(writers, None)


def has_field(record: dict[str, Tree] | None, steps: Steps) -> bool:
    """Report whether a level's record says something of a field, or takes it away."""
    *holders, name = steps
    holder = find_record(record, holders)
    return holder is not None and (name in holder or name in list_removed(holder))


def list_singles(record: dict[str, Tree] | None, model: type[Record]) -> dict[str, Tree] | None:
    """Return a written record with ``service: x`` as ``services``."""
    if record is None or not model.singular.keys() & record.keys():
        return record
    return {
        model.singular.get(name, name): [value] if name in model.singular else value
        for name, value in record.items()
    }


def list_removed(record: dict[str, Tree]) -> list[str]:
    """Return the fields that a record takes away."""
    removed = record.get("remove", [])
    return [str(name) for name in (removed if isinstance(removed, list) else [removed])]


def find_target(shelf: Shelf, files: Files, address: str, path: str, new_id: str = "") -> Target:
    """Return the record at a path in the binder at an address.

    ``new_id`` is what a new one is to be called. Raise NoSuchPathError where there is none.
    """
    if address not in shelf.binders:
        raise NoSuchPathError(address, list(shelf.binders))
    binder = shelf.binders[address]
    root = find_root(shelf, binder, path)
    steps = _read_steps(root, path)
    *holder, last = steps
    is_new = last == NEW
    if is_new and new_id:
        steps = (*holder, type(last)(new_id))
    record = None if is_new else look_up(root, path)
    model = _find_model(root, holder) if is_new else type(record)
    if not issubclass(model, Record):
        raise NoSuchPathError(path, [])
    if isinstance(root, SharedFiles):
        levels: tuple[LevelView, ...] = (_view_shared(root, files, steps, model),)
    else:
        levels = tuple(_view_levels(shelf, binder, files, steps, model))
    return Target(binder, root, path, steps, model, record, levels, list_siblings(root, steps))


def _read_steps(root: Root, path: str) -> Steps:
    """Return the steps of a path, with ids marked and firsts in their lists."""
    steps: list[str] = []
    value: object = look_up(root, "")
    words = path.split(".") if len(path) <= _LONGEST else []
    heads = HEADS if isinstance(root, SharedFiles) else (*KIND_NAMES, *_OWN_HEADS)
    if not words or words[0] not in heads:
        raise NoSuchPathError(path, [*KIND_NAMES])
    for word in words:
        if isinstance(value, list):
            steps.append(Id(word))
        elif word in FIRSTS and isinstance(value, Record) and FIRSTS[word].many in shapes(type(value)):
            many = FIRSTS[word].many
            first = next(iter(getattr(value, many)), None)
            if first is None:
                raise NoSuchPathError(word, [])
            steps += [many, Id(first.id)]
        else:
            steps.append(word)
        value = None if word == NEW else lookup(value, word)
    return tuple(steps)


def _find_model(root: Root, holder: list[str]) -> type[Record]:
    """Return the class of the records in a list or a mapping of records."""
    if not holder:
        raise NoSuchPathError(NEW, [])
    if len(holder) == 1 and (listed := find_list_model(holder[0])) and isinstance(root, SharedFiles):
        return listed
    above = look_up(root, ".".join(holder[:-1]))
    shape = shapes(type(above)).get(holder[-1]) if isinstance(above, Record) else None
    if shape is None or shape.model is None or shape.how not in {"records", "mapping"}:
        raise NoSuchPathError(NEW, [])
    return shape.model


def list_siblings(root: Root, steps: Steps) -> tuple[str, ...] | None:
    """Return the ids or keys of all records beside one, in order; None for a lone one."""
    if len(steps) < 2:
        return None
    holder = look_up(root, ".".join(steps[:-1]))
    if isinstance(holder, dict):
        return tuple(holder)
    ids = [getattr(item, "id", None) for item in holder] if isinstance(holder, list) else [None]
    return tuple(str(name) for name in ids) if all(ids) else None


def _view_shared(root: SharedFiles, files: Files, steps: Steps, model: type[Record]) -> LevelView:
    """Return what the shared file says of a record: all binders show it."""
    home = Home(*find_shared_home(root, steps))
    written = list_singles(find_record(files.tree(home.file), home.steps), model)
    binders = root.shelf.binders.values()
    towns = tuple(dict.fromkeys(binder.name for binder in binders))
    slugs = tuple(dict.fromkeys(binder.slug for binder in binders))
    return LevelView("all", None, root.shelf.site.name, home, written, towns, slugs)


def _view_levels(
    shelf: Shelf, binder: Binder, files: Files, steps: Steps, model: type[Record]
) -> Iterator[LevelView]:
    """Yield what each level that may write a record says of it, the highest first."""
    firsts = tuple(str(item.id) for many, _ in FIRSTS.values() for item in getattr(binder.routine, many)[:1])
    find = partial(files.find_home, firsts=firsts)
    homes = _find_own_home(binder, files, find, steps) if steps[0] in _OWN_HEADS else ()
    for level, home in homes or _find_homes(binder, files, find, steps):
        written = find_record(files.tree(home.file), home.steps)
        yield _view(shelf, binder, level, home, list_singles(written, model))


def _find_own_home(binder: Binder, files: Files, find: FindHome, steps: Steps) -> Homes:
    """Return where the field of a level's own stands: it is not inherited."""
    head, *rest = steps
    _, town, *uppers = binder.levels.levels
    level = {"agreement": uppers[-1], "area": uppers[0]}.get(head, town)
    root = Path(level.path)
    if head != "membership":
        return [(level, find(root, tuple(rest)))]
    part = find(root, ("areas", binder.levels.area_slug, *steps))
    is_part = find_record(files.tree(part.file), part.steps) is not None
    return [(level, part if is_part else find(root, steps))]


def _find_homes(binder: Binder, files: Files, find: FindHome, steps: Steps) -> Homes:
    """Return where each level writes a record of a kind, or would, the highest first.

    The lowest is the municipality, or what it has of its own in the area: of several areas, that is where
    what changes one of the area's records belongs.
    """
    here, town, *uppers = binder.levels.levels
    homes = [(level, find(Path(level.path), steps)) for level in reversed(uppers)]
    part = find(Path(town.path), ("areas", binder.levels.area_slug, *steps))
    items = [find(Path(level.path), steps[:2]) for level in uppers]
    is_above = any(find_record(files.tree(home.file), home.steps) is not None for home in items)
    is_towns = len(binder.municipality.areas) < 2 or (steps[0] in SHARED_KINDS and not is_above)
    if not is_towns or find_record(files.tree(part.file), part.steps) is not None:
        return [*homes, (here, part)]
    return [*homes, (town, find(Path(town.path), steps))]


def _view(
    shelf: Shelf, binder: Binder, level: BinderLevel, home: Home, written: dict[str, Tree] | None
) -> LevelView:
    """Return a level's view, with whom it reaches."""
    name = level.level
    users = [
        other for other in shelf.binders.values() if any(name == own.level for own in other.levels.levels)
    ]
    towns = tuple(dict.fromkeys(other.name for other in users))
    title = binder.name if name.kind == "municipalities" else level.name
    return LevelView(
        "/".join(filter(None, name)), level, title, home, written, towns, tuple(user.slug for user in users)
    )


def name_of(record: object, binder: Binder) -> str:
    """Return what a record is called: its name, title, role …, cut where it is long."""
    for name in _NAMES:
        value = getattr(record, name, None)
        words = plain(value, binder) if isinstance(value, Text) else str(value or "")
        if words:
            return shorten(words, _LONGEST_NAME)
    return ""


def describe_level(level: LevelView, binder: Binder) -> str:
    """Return for whom a change at a level counts: *Alla i Norrbus: Kalix*."""
    if level.level is not None and level.level.level.kind == "municipalities":
        where = "" if binder.is_first and not level.level.level.area else f", i pärmen {binder.title}"
        return f"Bara {level.name}{where if len(binder.municipality.areas) > 1 else ''}"
    towns = join_words(level.towns) if len(level.towns) <= 6 else f"{len(level.towns)} kommuner"
    return f"Alla i {level.name}: {towns}"
