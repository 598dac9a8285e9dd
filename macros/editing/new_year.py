"""Begin a new year's communication plan, and keep the old one.

A plan may be written at several levels: an area's municipality can mark its own rows as done. All of them
begin the year together, so that nothing of the old year is left in the new plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from macros.editing.changing import CannotChangeError
from macros.editing.trees import Steps, ensure_record, find_record
from macros.editing.written_levels import Files, Home
from macros.exchange.yaml_lines import Bare, Tree
from macros.exchange.yaml_tree import splice_tree
from macros.records.binder_levels import BinderLevel
from macros.records.time_words import parse_when
from macros.records.whole_shelf import Shelf

_KIND, _PAST = "communication", "past_plans"
_YEAR = re.compile(r"\b20[0-9]{2}\b")


@dataclass(slots=True)
class NewYear:
    """What a new year changes: files with their bytes before and after, and in words.

    ``left`` are the texts of the new plan that still name the old year. Empty where nothing changes.
    """

    before: dict[Path, bytes | None] = field(default_factory=dict)
    after: dict[Path, bytes | None] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def begin_year(shelf: Shelf, slug: str, year: int) -> NewYear:
    """Return what it takes to let the plan of a level begin a year.

    ``slug`` is the level's name in the data. Its days are moved as many years as the plan is. Raise
    ``CannotChangeError`` for a level without a plan, a plan without a year and a year that has passed,
    ``TooTangledError`` where a file cannot be written.
    """
    files, new = Files(), NewYear()
    top, old = _find_plan(shelf, files, slug)
    if year == old:
        return new
    if year < old:
        raise CannotChangeError(f"Planen gäller {old}. Ett nytt år måste komma efter det.")
    trees: dict[Path, Tree] = {}
    texts: dict[Path, str] = {}
    for level in _list_levels(shelf, top):
        home, past = _find_homes(files, level, str(old))
        plan = find_record(files.tree(home.file), home.steps)
        if plan is None:
            continue
        if find_record(files.tree(past.file), past.steps) is not None:
            raise CannotChangeError(f"{past.file.as_posix()} har redan en plan för {old}. Ingenting skrevs.")
        renewed = _renew(plan, old, year, is_top=level == top)
        new.changes += _describe(_name_level(shelf, level), plan, renewed)
        if level == top:
            new.left = list(_find_year(renewed, str(old)))
        if past.steps or home.steps:
            tree = trees.setdefault(past.file, deepcopy(files.tree(past.file)) or {})
            ensure_record(tree, past.steps).update(_keep_days_bare(plan))
        else:
            texts[past.file] = files.read(home.file)  # the file as it is, with its comments
        _put(trees, files, home, renewed)
    for file, tree in trees.items():
        before = files.read(file)
        texts[file] = splice_tree(before, tree) if tree or "#" in before else ""
    for file, text in texts.items():
        files.read(file)
        new.before[file], new.after[file] = files.contents[file], text.encode("utf-8") if text else None
    return new


def _find_plan(shelf: Shelf, files: Files, slug: str) -> tuple[BinderLevel, int]:
    """Return the level of that name which writes a plan, and the plan's year."""
    levels = {
        level.level: (level, binder) for binder in shelf.binders.values() for level in binder.levels.levels
    }
    named = [pair for name, pair in levels.items() if name.slug == slug and not name.area]
    if not named:
        choices = ", ".join(sorted({name.slug for name in levels if not name.area}))
        raise CannotChangeError(f"{slug} finns inte. De som finns: {choices}.")
    for level, binder in named:
        home, _ = _find_homes(files, level, "")
        plan = find_record(files.tree(home.file), home.steps)
        if plan is None or binder.communication is None:
            continue
        if binder.communication.year is None:
            where = home.file.as_posix()
            raise CannotChangeError(
                f"Skriv först vilket år planen gäller, i {where}:  year: {shelf.today.year}"
            )
        return level, binder.communication.year
    written = {binder.place_of(_KIND).file: binder for _, binder in named if binder.communication}
    hint = ""
    for file, binder in sorted(written.items()):
        owner = binder.levels.find(binder.place_of(_KIND))
        hint += f" Den står i {file}."
        hint += f" Skriv {owner.level.slug} i stället för {slug}." if owner else ""
    raise CannotChangeError(f"{slug} har ingen egen kommunikationsplan.{hint}")


def _list_levels(shelf: Shelf, top: BinderLevel) -> list[BinderLevel]:
    """Return a level and all below it, in any binder, the level itself first."""
    found: dict[BinderLevel, None] = {top: None}
    for binder in shelf.binders.values():
        levels = binder.levels.levels
        if top in levels:
            found |= dict.fromkeys(reversed(levels[: levels.index(top)]))
    return list(found)


def _find_homes(files: Files, level: BinderLevel, old: str) -> tuple[Home, Home]:
    """Return where a level writes its plan, and where that of an old year belongs."""
    area = level.level.area
    head: Steps = ("areas", area) if area else ()
    root = Path(level.path)
    return files.find_home(root, (*head, _KIND), ()), files.find_home(root, (*head, _PAST, old), ())


def _renew(plan: dict[str, Tree], old: int, year: int, is_top: bool) -> dict[str, Tree]:
    """Return a written plan for the new year: its days moved, and nothing done.

    Of a level below the plan's own, rows that then say nothing are left out.
    """
    renewed = deepcopy(plan)
    if is_top or "year" in renewed:
        renewed = {"year": Bare(year), **renewed} if "year" not in renewed else renewed | {"year": Bare(year)}
    if renewed.get("state") == "adopted":
        renewed["state"] = "draft"
    if isinstance(title := renewed.get("title"), str):
        renewed["title"] = title.replace(str(old), str(year))
    rows = renewed.get("rows")
    if isinstance(rows, list):
        kept = [_renew_row(row, year - old) if isinstance(row, dict) else row for row in rows]
        kept = [row for row in kept if is_top or not isinstance(row, dict) or row.keys() != {"id"}]
        renewed["rows"] = kept
        if not kept:
            del renewed["rows"]
    return renewed


def _renew_row(row: dict[str, Tree], years: int) -> dict[str, Tree]:
    """Return a row with its times so many years later, not done."""
    renewed = {name: value for name, value in row.items() if name != "done"}
    for name in ("when", "by"):
        if isinstance(time := renewed.get(name), str):
            renewed[name] = move_years(time, years)
    return renewed


def move_years(time: str, years: int) -> str:
    """Return a written time with every year in it so many later.

    29 February becomes the 28th where there is none. What comes again names no year, and stays.
    """
    moved = _YEAR.sub(lambda year: str(int(year[0]) + years), time)
    if moved == time:
        return time
    if parse_when(time) is not None and parse_when(moved) is None:
        moved = re.sub(r"(?<=-02-)29\b|\b29(?= feb)", "28", moved)
    return Bare(moved)


def _keep_days_bare(plan: dict[str, Tree]) -> dict[str, Tree]:
    """Return a copy of a written plan whose days and years need no quotes."""

    def copy(value: Tree) -> Tree:
        if isinstance(value, str):
            return Bare(value) if re.fullmatch("[0-9-]+", value) else value
        if isinstance(value, list):
            return [copy(inner) for inner in value]
        return {name: copy(inner) for name, inner in value.items()}

    return {name: copy(value) for name, value in plan.items()}


def _put(trees: dict[Path, Tree], files: Files, home: Home, plan: dict[str, Tree]) -> None:
    """Put a renewed plan where the old one stood; an empty one is taken away."""
    if not home.steps:
        trees[home.file] = plan
        return
    tree = trees.setdefault(home.file, deepcopy(files.tree(home.file)) or {})
    holder = find_record(tree, home.steps[:-1])
    assert holder is not None
    if plan:
        holder[home.steps[-1]] = plan
    else:
        del holder[home.steps[-1]]


def _name_level(shelf: Shelf, level: BinderLevel) -> str:
    """Return a level's name; what a municipality has for an area bears its own."""
    return shelf.municipalities[level.level.slug].name if level.level.area else level.name


def _describe(level: str, plan: dict[str, Tree], renewed: dict[str, Tree]) -> Iterator[str]:
    """Yield in words what becomes of each row of a level's plan."""
    after = {row["id"]: row for row in _rows(renewed) if "id" in row}
    for row in _rows(plan):
        new = after.get(row.get("id", ""), {})
        parts = [
            f"{row[name]} → {new[name]}" for name in ("when", "by") if name in new and row[name] != new[name]
        ]
        parts += [f"klar {row['done']} står kvar i den gamla planen"] if "done" in row else []
        if parts:
            yield f"{level}, {row.get('id')}: {', '.join(parts)}"


def _rows(plan: Mapping[str, Tree]) -> list[dict[str, str]]:
    rows = plan.get("rows")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []  # type: ignore[misc]


def _find_year(value: Tree, old: str, path: str = "") -> Iterator[str]:
    """Yield the paths of the texts that name a year."""
    if isinstance(value, str):
        if old in value:
            yield path
    else:
        items = value.items() if isinstance(value, dict) else enumerate(value, 1)
        for name, inner in items:
            if name == "id":
                continue
            step = inner.get("id", name) if isinstance(inner, dict) and isinstance(value, list) else name
            yield from _find_year(inner, old, f"{path} › {step}" if path else str(step))
