"""Assemble binders from levels: merge and validate each kind of content.

A kind is merged once for each combination of levels that hold it. One that only the agreement holds is a
single frozen object, shared by all binders, so the cost follows what differs.
"""

from collections import Counter, defaultdict
from datetime import date
from typing import Any, cast

from macros.problems import Problem
from macros.records import spelling
from macros.records.accessibility import Accessibility
from macros.records.addresses import NOTHING_PUBLISHED, Addresses
from macros.records.agreement import Agreement
from macros.records.archives import validate_days
from macros.records.base import Record, least_certain
from macros.records.binder import Binder
from macros.records.binder_levels import BinderLevels, describe_level
from macros.records.chains import Chain, find_chains
from macros.records.contact import Contact
from macros.records.fault_origin import attribute_problems
from macros.records.inherit import LOSES, merge
from macros.records.kinds import KIND_NAMES, Kinds
from macros.records.levels import LEVEL_KINDS, OPTIONAL, Level, LevelKind, LevelName, Source
from macros.records.merging import Merging
from macros.records.missing import report_missing_fields
from macros.records.municipality import Area, Municipality, Participation
from macros.records.nodes import Mapping, Node
from macros.records.participations import list_missing
from macros.records.path import walk_far
from macros.records.placeholders import Filled, find_unfilled
from macros.records.published_events import NO_EVENTS, EventLedger
from macros.records.shape import Shape
from macros.records.site import Site
from macros.records.term import GlossaryTerm, Law
from macros.records.translations import NO_MARKS, Marks, Translations
from macros.records.unknown_field import KINDS
from macros.records.validate import Faults, Path, group_by_record, missing_problem, validate
from macros.records.whole_shelf import Shelf

LEVEL_MODELS: dict[LevelKind, type[Agreement] | type[Area] | type[Municipality]] = {
    "agreements": Agreement,
    "areas": Area,
    "municipalities": Municipality,
}
"""The record class of each kind of level."""


def model_of(level: LevelName) -> type[Record]:
    """Return the record class of a level's own fields."""
    return Participation if level.area else LEVEL_MODELS[level.kind]


SHARED_SHAPES = {
    "site": Shape("record", Site),
    "glossary": Shape("records", GlossaryTerm),
    "laws": Shape("records", Law),
    "accessibility": Shape("record", Accessibility),
    "addresses": Shape("record", Addresses),
    "calendar": Shape("record", EventLedger),
    "translations": Shape("record", Translations),
}
"""The shapes of the files that all levels share."""
_OPTIONAL = {
    name: info.get_default(call_default_factory=True)
    for name, info in Kinds.model_fields.items()
    if name in KIND_NAMES and not info.is_required()
}


def assemble(source: Source, today: date, problems: list[Problem]) -> Shelf:
    """Merge and validate every level of a source, and return the shelf.

    Problems are added to ``problems``. What has faults is left out, and named by ``lacking``.
    """
    return _Assembly(source, today, problems).make_shelf()


class _Assembly:
    """The state of one assembly: what has been merged and validated so far."""

    def __init__(self, source: Source, today: date, problems: list[Problem]) -> None:
        self.source = source
        self.today = today
        self.problems = problems
        self.own: dict[LevelName, Any] = {}
        self.own_faults: dict[LevelName, Faults] = {}
        self.misspelt: dict[LevelName, set[str]] = {}
        self.merging = Merging(source, problems)
        self.missing: dict[Path, dict[str, Any]] = defaultdict(dict)
        self.placeholder_problems: list[tuple[Binder, Problem]] = []
        self.filled: Filled = set()
        self.shared_faults: list[Faults] = []
        self.other_services: dict[str, set[str]] = {}
        self.agreements: Counter[tuple[LevelName, LevelName]] = Counter()

    def make_shelf(self) -> Shelf:
        """Validate levels, binders and shared files, and report all problems."""
        for kind in LEVEL_KINDS:
            for level in self.source.of(kind):
                self._validate_own_fields(level)
        for level in self.source.partial.values():
            self._merge_own_fields(level)
        faulty = {(found.file, found.line) for own in self.own_faults.values() for found in own.problems}
        chains = find_chains(self.source, self.problems, faulty)
        self.other_services = _find_other_services(chains, self.merging)
        self.agreements = Counter((chain[-2].name, chain[0].name) for chain in chains.values())
        binders = {address: self._make_binder(address, chain) for address, chain in chains.items()}
        self.problems += attribute_problems(self.placeholder_problems, binders.values())
        self.merging.validate_hidden()
        self.problems += report_missing_fields(self.missing, chains, self.merging)
        shared = {name: self._validate_shared(name) for name in SHARED_SHAPES}
        found = [*self.shared_faults, *self.own_faults.values()]
        found += [faults for _, faults in self.merging.records.values()]
        Marks(shared["translations"]).date_texts(text for faults in found for text, _ in faults.texts)
        return Shelf(
            folder=self.source.folder,
            today=self.today,
            site=cast(Site, shared["site"]),
            glossary={term.id: term for term in shared["glossary"] or ()},
            laws={law.id: law for law in shared["laws"] or ()},
            accessibility=cast(Accessibility, shared["accessibility"]),
            addresses=shared["addresses"] or NOTHING_PUBLISHED,
            events=shared["calendar"] or NO_EVENTS,
            translations=shared["translations"] or NO_MARKS,
            archives=validate_days(self.source.archive, self.problems),
            agreements=self._own_of("agreements"),
            areas=self._own_of("areas"),
            municipalities=self._own_of("municipalities"),
            binders=binders,
            read=self.source.read,
            lacking=self._list_lacking(shared),
        )

    def _list_lacking(self, shared: dict[str, Any]) -> frozenset[str]:
        """Return the shared files that have faults, or are missing and must be there."""
        missing = {name for name, value in shared.items() if value is None}
        return frozenset(name for name in missing if name not in OPTIONAL or name in self.source.shared)

    def _own_of(self, kind: LevelKind) -> dict[str, Any]:
        return {name.slug: record for name, record in self.own.items() if name.kind == kind}

    def _validate_shared(self, name: str) -> Any:
        """Validate a file that all share. Return its record, or None where it is faulty."""
        node = self.source.shared.get(name)
        if node is None:
            return None
        shape = SHARED_SHAPES[name]
        merge_problems: list[Problem] = []
        node = merge(shape, None, node, "draft", merge_problems)
        value, faults = validate(shape, node, (name,))
        self.problems += merge_problems + faults.problems
        if any(problem.rule in LOSES for problem in merge_problems):
            return None
        self._report_missing(faults, node, (name,))
        message = "platshållare { } går inte att använda här"
        advice = "Texten är gemensam för alla kommuner. Skriv ordet som det är."
        self.problems += (
            Problem.at(place, "placeholder-nowhere", message, advice)
            for text, place in faults.texts
            if text.open
        )
        self.shared_faults.append(faults)
        return value

    def _validate_own_fields(self, level: Level) -> None:
        """Validate a level's own fields: they are not inherited."""
        node, value, faults = self._merge_own_fields(level)
        misspelt = self.misspelt[level.name] = _misspelt_fields(level, faults)
        if "state" not in level.own and "state" not in misspelt:
            advice = "Skriv till exempel  state: draft  (utkast) överst i filen."
            place = level.own.place
            self.problems.append(Problem.at(place, "missing-state", "nivån saknar state (läge)", advice))
        if level.name.kind == "municipalities" and not faults.unknown:
            faults.missing |= {(field,): (Municipality, field) for field in list_missing(level.own)}
        self._report_missing(faults, node)
        self.own_faults[level.name] = faults
        if value is not None:
            self.own[level.name] = value

    def _merge_own_fields(self, level: Level) -> tuple[Node, Any, Faults]:
        """Merge and validate a level's own fields; return the node, record and faults."""
        shape = Shape("record", model_of(level.name))
        node = merge(shape, None, level.own, level.state, self.problems)
        if isinstance(node, Mapping):
            node.keys_at = {**level.own.keys_at, **node.keys_at}  # where the kinds stand, for messages
        value, faults = validate(shape, node)
        self.problems += faults.problems
        return node, value, faults

    def _report_missing(self, faults: Faults, node: Node, root: Path = ()) -> None:
        for path, (model, fields) in group_by_record(faults.missing).items():
            place = walk_far(node, *path[len(root) :]).place
            self.problems.append(missing_problem(path, model, fields, place))

    def _make_binder(self, address: str, chain: Chain) -> Binder:
        """Merge and validate every kind for a binder; leave out what has faults."""
        values: dict[str, Any] = {}
        nodes: dict[str, Node] = {}
        names = [level.name for level in chain if not level.name.area]
        kind_faults = [self.own_faults[name] for name in names]
        misspelt = set[str]().union(*(self.misspelt[name] for name in names))
        for kind in KIND_NAMES:
            holders = tuple(level.name for level in chain if kind in level.kinds)
            if holders:
                key = (kind, holders)
                value, faults = self.merging.record(key)
                if kind == "contacts" and value is not None and (others := self.other_services.get(address)):
                    value = _select_contacts(value, others)
                if key not in self.merging.flawed:
                    for path, missing in faults.missing.items():
                        self.missing[path][address] = missing
                nodes[kind] = self.merging.node(key)
                kind_faults.append(faults)
                if value is not None and kind not in misspelt:
                    values[kind] = value
            elif kind in _OPTIONAL and kind not in misspelt:
                values[kind] = _OPTIONAL[kind]
            elif kind not in misspelt:
                self.missing[(kind,)][address] = (Kinds, kind)
        binder = self._bind(address, chain, values, nodes)
        self.placeholder_problems += (
            (binder, problem) for problem in find_unfilled(binder, kind_faults, self.filled)
        )
        return binder

    def _bind(self, address: str, chain: Chain, values: dict[str, Any], nodes: dict[str, Node]) -> Binder:
        """Make a binder of its kinds and its levels' own fields."""
        names = {"agreement": chain[0], "area": chain[-3], "municipality": chain[-2]}
        for name, level in names.items():
            nodes[name] = level.own
            if level.name in self.own:
                values[name] = self.own[level.name]
        areas = [self.own.get(level.name) for level in reversed(chain[1:-2])]
        if all(areas):
            values["areas"] = areas
        town = values.get("municipality")
        if town and (membership := town.areas[chain[-1].name.area].membership or town.membership):
            values["membership"] = membership
        beside = chain[-2].own.get("membership")
        nodes["membership"] = beside or walk_far(chain[-2].own, "areas", chain[-1].name.area, "membership")
        lacking = frozenset(
            name for name in (*KIND_NAMES, *names, "areas", "membership") if name not in values
        )
        state = least_certain(level.state for level in chain)
        values |= {"address": address, "state": state, "lacking": lacking}
        described = tuple(map(describe_level, reversed(chain)))
        several = self.agreements[chain[-2].name, chain[0].name] > 1
        return Binder.make(values, nodes, BinderLevels(described, several), self.today)


def _select_contacts(contacts: list[Contact], others: set[str]) -> list[Contact]:
    """Return the contacts of a binder's own services, without the ``others``."""
    selected = []
    for contact in contacts:
        own = [service for service in contact.services if service not in others]
        if own == contact.services:
            selected.append(contact)
        elif own:
            selected.append(contact.model_copy(update={"services": own}))
    return selected


def _find_other_services(chains: dict[str, Chain], merging: Merging) -> dict[str, set[str]]:
    """Return, by address, the services that only the municipality's others have.

    The municipality's contacts stand once for all its binders, and each binder has those of its services.
    """
    services: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for address, levels in chains.items():
        node = merging.node_at(levels, ("services",))
        own = {str(item["id"]) for item in node or () if isinstance(item, Mapping) and "id" in item}
        services[levels[-2].name.slug][address] = own
    return {
        address: set[str]().union(*binders.values()) - own
        for binders in services.values()
        if len(binders) > 1
        for address, own in binders.items()
    }


def _misspelt_fields(level: Level, faults: Faults) -> set[str]:
    """Return the fields and kinds that a level's unknown fields probably mean.

    They are not reported as missing too. A line indented too little leaves its kind; one indented too far
    lies in one of the level's own fields. Each unknown field is reported, so nothing is left out in silence.
    """
    guesses: set[str] = set()
    for *holders, key in faults.unknown:
        if holders:
            guesses |= {str(key)} & KINDS.keys()
        else:
            guess = spelling.guess_field(model_of(level.name), str(key), KINDS)
            guesses |= {guess} if guess else set(spelling.kinds_with_field(str(key)))
    return guesses
