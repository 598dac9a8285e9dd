"""From levels to binders: merge and validate per kind, keyed by the levels that touch it.

An untouched agreement is one shared frozen object, so the cost follows what differs.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, cast

from pydantic import TypeAdapter

from macros.problems import Place, Problem, nearest
from macros.records.agreement import Agreement
from macros.records.base import State
from macros.records.binder import Binder, Shelf
from macros.records.inherit import merge, weaker
from macros.records.kinds import Kinds
from macros.records.levels import KIND_NAMES, LEVEL_KINDS, Level, LevelKind, LevelName, Source
from macros.records.municipality import Area, Municipality
from macros.records.nodes import Node
from macros.records.path import NoSuchPathError, walk
from macros.records.shape import Shape, shape_of_field
from macros.records.site import Site
from macros.records.term import GlossaryTerm, Law
from macros.records.text import Placeholder, Text
from macros.records.validate import Faults, Path, missing_problem, validate

Key = tuple[str, tuple[LevelName, ...]]
"""A kind, and the levels that hold something of it, the highest first."""

_OWN: dict[LevelKind, type[Agreement] | type[Area] | type[Municipality]] = {
    "agreements": Agreement,
    "areas": Area,
    "municipalities": Municipality,
}
_OWN_ADAPTERS: dict[LevelKind, TypeAdapter[Any]] = {kind: TypeAdapter(model) for kind, model in _OWN.items()}
_SHAPES = {name: shape_of_field(Kinds.model_fields[name]) for name in KIND_NAMES}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter[Any](cast(Any, Kinds.model_fields[name].annotation)) for name in KIND_NAMES
}
_OPTIONAL = {
    name: Kinds.model_fields[name].get_default(call_default_factory=True)
    for name in KIND_NAMES
    if not Kinds.model_fields[name].is_required()
}
_SHARED: dict[str, tuple[TypeAdapter[Any], Shape]] = {
    "site": (TypeAdapter(Site), Shape("record", Site)),
    "glossary": (TypeAdapter(list[GlossaryTerm]), Shape("records", GlossaryTerm)),
    "laws": (TypeAdapter(list[Law]), Shape("records", Law)),
}


def assemble(source: Source, today: date, problems: list[Problem]) -> Shelf | None:
    """Merge and validate a whole source. Gives None when what all share has faults."""
    return _Assembly(source, problems).shelf(today)


class _Assembly:
    """The work of one reading: what has been merged and validated so far."""

    def __init__(self, source: Source, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems
        self.own: dict[LevelName, Any] = {}
        self.own_texts: dict[LevelName, list[tuple[Text, Place]]] = {}
        self.nodes: dict[Key, Node] = {}
        self.records: dict[Key, tuple[Any, Faults]] = {}
        self.missing: dict[Path, dict[LevelName, Any]] = defaultdict(dict)
        self.chains: dict[LevelName, tuple[Level, ...]] = {}

    def shelf(self, today: date) -> Shelf | None:
        for kind in LEVEL_KINDS:
            for level in self.source.of(kind):
                self._own_fields(level)
        self._find_chains()
        binders = {
            town.slug: binder
            for town, chain in self.chains.items()
            if (binder := self._binder(town, chain)) is not None
        }
        self._alone()
        self._report_missing()
        shared = {name: self._shared(name) for name in _SHARED}
        if any(value is None for value in shared.values()):
            return None
        return Shelf(
            folder=self.source.folder,
            today=today,
            site=shared["site"],
            glossary={term.id: term for term in shared["glossary"]},
            laws={law.id: law for law in shared["laws"]},
            agreements=self._own_of("agreements"),
            areas=self._own_of("areas"),
            municipalities=self._own_of("municipalities"),
            binders=binders,
        )

    def _own_of(self, kind: LevelKind) -> dict[str, Any]:
        return {name.slug: record for name, record in self.own.items() if name.kind == kind}

    def _shared(self, name: str) -> Any:
        node = self.source.shared.get(name)
        if node is None:
            return None
        adapter, shape = _SHARED[name]
        node = merge(shape, None, node, "draft", self.problems)
        value, faults = validate(adapter, shape, node, (name,))
        self.problems += faults.problems
        for path, (model, field) in faults.missing.items():
            self.problems.append(missing_problem(path, model, field, node.place))
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
        if level.state is None:
            self.problems.append(
                Problem.at(
                    level.own.place,
                    "missing-state",
                    "nivån saknar state (läge)",
                    "Skriv till exempel  state: draft  (utkast) överst i filen.",
                )
            )
        node = merge(shape, None, level.own, level.state, self.problems)
        value, faults = validate(_OWN_ADAPTERS[level.name.kind], shape, node, ())
        self.problems += faults.problems
        for path, (holder, field) in faults.missing.items():
            self.problems.append(missing_problem(path, holder, field, level.own.place))
        self.own_texts[level.name] = faults.texts
        if value is not None:
            self.own[level.name] = value

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
        if name not in self.source.broken:
            key = "area" if kind == "areas" else "agreement"
            known = sorted(level.name.slug for level in self.source.of(kind))
            guess = nearest(level.parent, known)
            what = "området" if kind == "areas" else "överenskommelsen"
            self.problems.append(
                Problem.at(
                    level.own[key].place,
                    "unknown-parent",
                    f"{what} ”{level.parent}” finns inte",
                    (f"Menade du ”{guess}”? " if guess else "")
                    + f"Det som finns i data/{kind}: {', '.join(known) or 'ingenting'}.",
                )
            )
        return None

    def _binder(self, town: LevelName, chain: tuple[Level, ...]) -> Binder | None:
        values: dict[str, Any] = {}
        nodes: dict[str, Node] = {}
        texts: list[tuple[Text, Place]] = []
        whole = all(level.name in self.own for level in chain)
        for kind in KIND_NAMES:
            holders = tuple(level.name for level in chain if kind in level.kinds)
            if not holders:
                if kind in _OPTIONAL:
                    values[kind] = _OPTIONAL[kind]
                else:
                    self.missing[(kind,)][town] = (Kinds, kind)
                    whole = False
                continue
            key = (kind, holders)
            value, faults = self._record(key)
            for path, lacking in faults.missing.items():
                self.missing[path][town] = lacking
            nodes[kind] = self.nodes[key]
            texts += faults.texts
            values[kind] = value
            whole &= value is not None
        if not whole:
            return None
        return self._bind(town, chain, values, nodes, texts)

    def _bind(
        self,
        town: LevelName,
        chain: tuple[Level, ...],
        values: dict[str, Any],
        nodes: dict[str, Node],
        texts: list[tuple[Text, Place]],
    ) -> Binder:
        agreement, area, municipality = (self.own[level.name] for level in chain)
        state = None
        for level in chain:
            state = weaker(state, level.state)
        binder = Binder.model_construct(
            slug=town.slug,
            agreement=agreement,
            area=area,
            municipality=municipality,
            state=cast(State | None, state),
            **values,
        )
        for level, name in zip(chain, ("agreement", "area", "municipality"), strict=True):
            nodes[name] = level.own
            texts += self.own_texts[level.name]
        binder._nodes = nodes
        names = (municipality.name, area.name, agreement.short)
        binder._files = {_level_file(level): name for level, name in zip(reversed(chain), names, strict=True)}
        self._check_placeholders(binder, texts)
        return binder

    def _record(self, key: Key) -> tuple[Any, Faults]:
        """Merge and validate a kind of the levels that hold it, once."""
        if key not in self.records:
            kind = key[0]
            node = self._node(key)
            self.records[key] = validate(_ADAPTERS[kind], _SHAPES[kind], node, (kind,))
            self.problems += self.records[key][1].problems
        return self.records[key]

    def _node(self, key: Key) -> Node:
        if key not in self.nodes:
            kind, holders = key
            above = self._node((kind, holders[:-1])) if len(holders) > 1 else None
            level = self.source.levels[holders[-1]]
            self.nodes[key] = merge(_SHAPES[kind], above, level.kinds[kind], level.state, self.problems)
        return self.nodes[key]

    def _alone(self) -> None:
        """Validate what a merge may have hidden: each level's own node by itself, nothing missing."""
        touched = {(kind, name) for kind, names in self.records for name in names}
        for level in self.source.levels.values():
            for kind in level.kinds:
                key = (kind, (level.name,))
                if key not in self.records:
                    known = (kind, level.name) in touched
                    node = merge(
                        _SHAPES[kind],
                        None,
                        level.kinds[kind],
                        level.state,
                        [] if known else self.problems,
                    )
                    _, faults = validate(_ADAPTERS[kind], _SHAPES[kind], node, (kind,))
                    self.problems += faults.problems

    def _report_missing(self) -> None:
        """Lay each missing field at the highest level all of whose binders lack it."""
        below: dict[LevelName, set[LevelName]] = defaultdict(set)
        for town, chain in self.chains.items():
            for level in chain:
                below[level.name].add(town)
        for path, lacking in self.missing.items():
            reported: set[LevelName] = set()
            for town, (model, field) in lacking.items():
                level = next(level for level in self.chains[town] if below[level.name] <= lacking.keys())
                if level.name not in reported:
                    reported.add(level.name)
                    self.problems.append(missing_problem(path, model, field, _deepest(level, path)))

    def _check_placeholders(self, binder: Binder, texts: list[tuple[Text, Place]]) -> None:
        known: dict[Placeholder, tuple[str, str] | None] = {}
        for text, place in texts:
            for placeholder in text.placeholders():
                if placeholder not in known:
                    known[placeholder] = _unfilled(binder, placeholder)
                found = known[placeholder]
                if found:
                    self.problems.append(Problem.at(place, "placeholder-unfilled", *found))


def _unfilled(binder: Binder, placeholder: Placeholder) -> tuple[str, str] | None:
    """Say why a placeholder cannot be filled in a binder, or None when it can."""
    name = "{" + placeholder.name + "}"
    try:
        value = binder.value(placeholder)
    except NoSuchPathError as error:
        guess = nearest(error.step, error.allowed)
        hint = f"Menade du ”{guess}”? " if guess else ""
        listed = ", ".join(error.allowed[:12])
        allowed = f"Här finns: {listed}." if listed else "Peka på ett enskilt värde, inte på en lista."
        return f"platshållaren {name} finns inte i pärmen", hint + allowed
    if not value and not placeholder.lead:
        return (
            f"platshållaren {name} är tom i {binder.name}",
            "Fyll i värdet, eller skriv {, " + placeholder.name + "} så att den försvinner med sitt komma.",
        )
    return None


def _deepest(level: Level, path: Path) -> Place:
    """Give the deepest place along a path that a level has of its own; else its first line."""
    node = level.kinds.get(path[0])
    if node is None:
        return level.own.place
    for length in range(len(path) - 1, 0, -1):
        try:
            return walk(node, ".".join(path[1:length])).place
        except NoSuchPathError:
            continue
    return node.place


def _level_file(level: Level) -> str:
    return level.file.removesuffix("/index.yaml")
