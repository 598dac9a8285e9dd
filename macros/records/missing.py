"""Find the level at fault for missing fields.

It is the highest one all of whose binders lack them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from macros.problems import Problem
from macros.records import spelling
from macros.records.base import Record
from macros.records.chains import Chain
from macros.records.levels import Level, LevelName
from macros.records.merging import Merging
from macros.records.path import children_of, walk_far
from macros.records.validate import Path, missing_problem

Missing = Mapping[Path, Mapping[str, tuple[type[Record], str]]]
"""The binders that lack a field, by its path, each with the record class and the field."""

Chains = Mapping[str, Chain]
"""The chain of each binder, by address."""

Lacks = dict[tuple[LevelName, Path], tuple[type[Record], list[str], str]]
"""The fields that a level's record lacks, by level and record, with a binder that lacks them."""


def report_missing_fields(missing: Missing, chains: Chains, merging: Merging) -> Iterator[Problem]:
    """Yield a problem for each record that lacks required fields, at one level.

    It is the highest level that has the record, and all below which lack the fields. The fields that one
    record lacks are one problem.
    """
    for (name, record), (model, fields, binder) in _group_by_level(missing, chains, merging).items():
        chain = chains[binder]
        level = next(level for level in chain if level.name == name)
        upper = chain[: chain.index(level)]
        if record and _differs_in_type(record, level, upper, merging):
            continue
        more = _describe_above(record, upper, merging) if record else _list_files(level, chains)
        kind, *steps = (*record, fields[0])
        node = level.kinds.get(kind)
        place = walk_far(node, *steps[:-1]).place if node is not None else level.own.place
        yield missing_problem(record, model, fields, place, more)


def _group_by_level(missing: Missing, chains: Chains, merging: Merging) -> Lacks:
    """Group the missing fields by the level at fault and by record.

    That level is the highest that has the record and all of whose binders lack the field; else the
    municipality, or what it has of its own for the area.
    """
    below: dict[LevelName, set[str]] = defaultdict(set)
    for binder, chain in chains.items():
        for level in chain:
            below[level.name].add(binder)
    groups: Lacks = {}
    for path, lacking in missing.items():
        record = path[:-1]
        for binder, (model, field) in lacking.items():
            chain = chains[binder]
            at_fault = (
                level
                for number, level in enumerate(chain, 1)
                if below[level.name] <= lacking.keys()
                and (not record or merging.node_at(chain[:number], record) is not None)
                and merging.node_at(chain[:number], path) is None
            )
            level = next(at_fault, chain[-1])
            _, fields, _ = groups.setdefault((level.name, record), (model, [], binder))
            if field not in fields:
                fields.append(field)
    return groups


def _differs_in_type(record: Path, level: Level, upper: tuple[Level, ...], merging: Merging) -> bool:
    """Return whether a level's node, on the way to a record, is of another type above.

    That is the fault then, and is reported there.
    """
    own_node = level.kinds.get(record[0])
    for length, step in enumerate((*record[1:], ""), 1):
        node_above = merging.node_at(upper, record[:length])
        if own_node is None or node_above is None:
            return False
        if type(node_above) is not type(own_node):
            return True
        own_node = children_of(own_node).get(step)
    return False


def _list_files(level: Level, chains: Chains) -> str:
    """List the files and folders where a kind may be written that no level has."""
    near = [other for chain in chains.values() if level in chain for other in chain[:2]]
    paths = dict.fromkeys(other.path for other in (level, *near))
    return f" Det kan stå i {' eller '.join(list(paths)[:4])}."


def _describe_above(record: Path, upper: tuple[Level, ...], merging: Merging) -> str:
    """Describe what stands above where no level above has a record.

    Perhaps the record was to change something there under another name.
    """
    heights = range(1, len(upper) + 1)
    if not upper or any(merging.node_at(upper[:height], record) is not None for height in heights):
        return ""
    places = " eller ".join(other.path for other in reversed(upper))
    siblings = merging.node_at(upper, record[:-1]) if len(record) > 1 else None
    if isinstance(siblings, dict):
        names = [str(key) for key in siblings]
    else:
        names = [str(item["id"]) for item in siblings or () if isinstance(item, dict) and "id" in item]
    guess = spelling.near(record[-1], names)
    if not names:
        return f" Ska den ändra något i {places}? Där finns ingen ”{record[-1][:40]}”."
    hint = f" Menade du ”{guess}”?" if guess else ""
    return f" Ska den ändra en post i {places}?{hint} Där finns: {', '.join(names[:20])}."
