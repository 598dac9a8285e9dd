"""From levels to binders: merge and validate per kind, keyed by the levels that touch it.

An untouched agreement is one shared frozen object, so the cost follows what differs.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, cast

from pydantic import TypeAdapter

from macros.problems import Place, Problem, nearest, quote
from macros.records import spelling
from macros.records.accessibility import Accessibility
from macros.records.agreement import Agreement
from macros.records.binder import Binder, Shelf
from macros.records.fault_origin import blame
from macros.records.inherit import LOSES, merge, weaker
from macros.records.kinds import Kinds
from macros.records.levels import KIND_NAMES, LEVEL_KINDS, Level, LevelKind, LevelName, Source
from macros.records.merging import Merging
from macros.records.missing import missing_fields
from macros.records.municipality import Area, Municipality
from macros.records.nodes import Mapping, Node, Scalar
from macros.records.path import NoSuchPathError, walk
from macros.records.placeholders import Filled, unfilled
from macros.records.shape import Shape
from macros.records.site import Site
from macros.records.term import GlossaryTerm, Law
from macros.records.validate import KINDS, Faults, Path, by_record, missing_problem, validate

_OWN: dict[LevelKind, type[Agreement] | type[Area] | type[Municipality]] = {
    "agreements": Agreement,
    "areas": Area,
    "municipalities": Municipality,
}
_OWN_ADAPTERS: dict[LevelKind, TypeAdapter[Any]] = {kind: TypeAdapter(model) for kind, model in _OWN.items()}
_ALL = (*KIND_NAMES, "agreement", "area", "municipality")
_OPTIONAL = {
    name: Kinds.model_fields[name].get_default(call_default_factory=True)
    for name in KIND_NAMES
    if not Kinds.model_fields[name].is_required()
}
_SHARED: dict[str, tuple[TypeAdapter[Any], Shape]] = {
    "site": (TypeAdapter(Site), Shape("record", Site)),
    "glossary": (TypeAdapter(list[GlossaryTerm]), Shape("records", GlossaryTerm)),
    "laws": (TypeAdapter(list[Law]), Shape("records", Law)),
    "accessibility": (TypeAdapter(Accessibility), Shape("record", Accessibility)),
}


def assemble(source: Source, today: date, problems: list[Problem]) -> Shelf:
    """Merge and validate a whole source. What has faults is ``lacking`` in the shelf and its binders."""
    return _Assembly(source, today, problems).shelf()


class _Assembly:
    """The work of one reading: what has been merged and validated so far."""

    def __init__(self, source: Source, today: date, problems: list[Problem]) -> None:
        self.source = source
        self.today = today
        self.problems = problems
        self.own: dict[LevelName, Any] = {}
        self.own_faults: dict[LevelName, Faults] = {}
        self.misspelt: dict[LevelName, set[str]] = {}
        self.merging = Merging(source, problems)
        self.missing: dict[Path, dict[LevelName, Any]] = defaultdict(dict)
        self.unfilled: list[tuple[Binder, Problem]] = []
        self.filled: Filled = set()
        self.chains: dict[LevelName, tuple[Level, ...]] = {}

    def shelf(self) -> Shelf:
        for kind in LEVEL_KINDS:
            for level in self.source.of(kind):
                self._own_fields(level)
        for level in self.source.partial.values():
            self._alone(level)
        self._find_chains()
        binders = {town.slug: self._binder(town, chain) for town, chain in self.chains.items()}
        self.problems += blame(self.unfilled, binders.values())
        self.merging.alone()
        self.problems += missing_fields(self.missing, self.chains, self.merging)
        shared = {name: self._shared(name) for name in _SHARED}
        return Shelf(
            folder=self.source.folder,
            today=self.today,
            site=cast(Site, shared["site"]),
            glossary={term.id: term for term in shared["glossary"] or ()},
            laws={law.id: law for law in shared["laws"] or ()},
            accessibility=cast(Accessibility, shared["accessibility"]),
            agreements=self._own_of("agreements"),
            areas=self._own_of("areas"),
            municipalities=self._own_of("municipalities"),
            binders=binders,
            read=self.source.read,
            lacking=frozenset(name for name, value in shared.items() if value is None),
        )

    def _own_of(self, kind: LevelKind) -> dict[str, Any]:
        return {name.slug: record for name, record in self.own.items() if name.kind == kind}

    def _shared(self, name: str) -> Any:
        node = self.source.shared.get(name)
        if node is None:
            return None
        adapter, shape = _SHARED[name]
        found: list[Problem] = []
        node = merge(shape, None, node, "draft", found)
        value, faults = validate(adapter, shape, node, (name,))
        self.problems += found + faults.problems
        if any(problem.rule in LOSES for problem in found):
            return None
        for path, (model, fields) in by_record(faults.missing).items():
            self.problems.append(missing_problem(path, model, fields, _record_at(node, path[1:])))
        for _text, place in faults.texts:
            self.problems.append(
                Problem.at(
                    place,
                    "placeholder-nowhere",
                    "platshållare { } går inte att använda här",
                    "Texten är gemensam för alla kommuner. Skriv ut ordet.",
                )
            )
        return value

    def _own_fields(self, level: Level) -> None:
        """Validate a level's own fields: they are not inherited."""
        model = _OWN[level.name.kind]
        shape = Shape("record", model)
        misspelt = self.misspelt[level.name] = _misspelt(level)
        if "state" not in level.own and "state" not in misspelt:
            self.problems.append(
                Problem.at(
                    level.own.place,
                    "missing-state",
                    "nivån saknar state (läge)",
                    "Skriv till exempel  state: draft  (utkast) överst i filen.",
                )
            )
        node = merge(shape, None, level.own, level.state, self.problems)
        value, faults = validate(_OWN_ADAPTERS[level.name.kind], shape, node)
        self.problems += faults.problems
        for path, (holder, fields) in by_record(faults.missing).items():
            self.problems.append(missing_problem(path, holder, fields, _record_at(node, path)))
        self.own_faults[level.name] = faults
        if value is not None:
            self.own[level.name] = value

    def _alone(self, level: Level) -> None:
        """Check the own fields that there are of a level that could not be read whole."""
        shape = Shape("record", _OWN[level.name.kind])
        node = merge(shape, None, level.own, level.state, self.problems)
        self.problems += validate(_OWN_ADAPTERS[level.name.kind], shape, node)[1].problems

    def _find_chains(self) -> None:
        """Follow the parents that each municipality names. A broken level silences what is below it."""
        for area in self.source.of("areas"):
            self._parent(area, "agreements")
        for town in self.source.of("municipalities"):
            area_level = self._parent(town, "areas")
            if area_level is None:
                continue
            agreement = self.source.levels.get(LevelName("agreements", area_level.parent))
            if agreement is not None:
                self.chains[town.name] = (agreement, area_level, town)

    def _parent(self, level: Level, kind: LevelKind) -> Level | None:
        if not level.parent:
            return None
        name = LevelName(kind, level.parent)
        if name in self.source.levels:
            return self.source.levels[name]
        key = "area" if kind == "areas" else "agreement"
        at = level.own[key].place
        faulty = any(at[:2] == (p.file, p.line) for p in self.own_faults[level.name].problems)
        if name not in self.source.broken and self.source.of(kind) and not faulty:
            known = sorted(level.name.slug for level in self.source.of(kind))
            guess = nearest(level.parent, known)
            what = "området" if kind == "areas" else "överenskommelsen"
            self.problems.append(
                Problem.at(
                    at,
                    "unknown-parent",
                    f"{what} {quote(level.parent)} finns inte",
                    (f"Menade du ”{guess}”? " if guess else "")
                    + f"Det som finns i {self.source.folder.as_posix()}/{kind}: "
                    + f"{', '.join(known) or 'ingenting'}.",
                )
            )
        return None

    def _binder(self, town: LevelName, chain: tuple[Level, ...]) -> Binder:
        """Merge and validate every kind for a municipality. What has faults is left out."""
        values: dict[str, Any] = {}
        nodes: dict[str, Node] = {}
        found = [self.own_faults[level.name] for level in chain]
        misspelt = set[str]().union(*(self.misspelt[level.name] for level in chain))
        for kind in KIND_NAMES:
            holders = tuple(level.name for level in chain if kind in level.kinds)
            if not holders:
                if kind in misspelt:
                    continue
                if kind in _OPTIONAL:
                    values[kind] = _OPTIONAL[kind]
                else:
                    self.missing[(kind,)][town] = (Kinds, kind)
                continue
            key = (kind, holders)
            value, faults = self.merging.record(key)
            if key not in self.merging.flawed:
                for path, lacking in faults.missing.items():
                    self.missing[path][town] = lacking
            nodes[kind] = self.merging.node(key)
            found.append(faults)
            if value is not None and kind not in misspelt:
                values[kind] = value
        binder = self._bind(town, chain, values, nodes)
        self.unfilled += ((binder, problem) for problem in unfilled(binder, found, self.filled))
        return binder

    def _bind(
        self, town: LevelName, chain: tuple[Level, ...], values: dict[str, Any], nodes: dict[str, Node]
    ) -> Binder:
        state = None
        files: dict[str, str] = {}
        for level, name in zip(chain, ("agreement", "area", "municipality"), strict=True):
            state = weaker(state, level.state)
            nodes[name] = level.own
            own = self.own.get(level.name)
            if own is not None:
                values[name] = own
            called = level.own.get("short" if name == "agreement" else "name")
            files[level.path] = str(called) if isinstance(called, Scalar) else level.name.slug
        lacking = frozenset(name for name in _ALL if name not in values)
        values |= {"slug": town.slug, "state": state, "lacking": lacking}
        return Binder.make(values, nodes, dict(reversed(files.items())), self.today)


def _misspelt(level: Level) -> set[str]:
    """Give the fields and kinds that a level's unknown fields probably mean: they are not missed besides.

    A line indented too little leaves its kind; one indented too far lies in one of the level's own fields.
    """
    model = _OWN[level.name.kind]
    unknown = level.own.keys() - model.model_fields.keys() - {"remove"}
    within = (inner for inner in level.own.values() if isinstance(inner, Mapping))
    found = {key for inner in within for key in inner if key in KINDS}
    for key in unknown:
        found |= {meant} if (meant := spelling.field(model, key, KINDS)) else set(spelling.homes(key))
    return found


def _record_at(node: Node, path: Path) -> Place:
    """Give the place of the record at a path, or of the whole where it has none."""
    try:
        return walk(node, *path).place
    except NoSuchPathError:
        return node.place
