"""Bring older data forward to the form that the program writes now.

Each file is changed line by line: comments, order and quotes survive. What the program reads in a short form
for good (``area: x`` with ``membership``, ``service: x``) stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from yaml.nodes import MappingNode
from yaml.nodes import Node as YamlNode

from macros.exchange.splice import YamlText, edit_text, fields_of_node, is_flow
from macros.exchange.yaml_scalar import write_scalar
from macros.problems import Place, Problem
from macros.records.ages import Ages, read_ages
from macros.records.chains import climb
from macros.records.data_version import CURRENT, lacks_roles, version_of
from macros.records.levels import Level, Source, read_source
from macros.records.path import NoSuchPathError, walk
from macros.records.written import Mapping, Node, Scalar, Sequence

_YEARS = ("min_age", "max_age")
_BY_HAND = "Skriv åldrarna i fältet ages, och ta bort min_age och max_age."
_ONLY_MINUTES = "Ta bort minutes. Blir introduktionen tom tar du bort den också."


@dataclass(slots=True)
class Migration:
    """What must be done: each file's old and new text, and words for it.

    ``problems`` are what must be done by hand, or why nothing can be done.
    """

    texts: dict[Path, tuple[bytes, str]] = field(default_factory=dict)
    done: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def plan_migration(folder: Path) -> Migration:
    """Return how a data folder is brought forward.

    Nothing is done where it is in today's form. A file that cannot be read stops it.
    """
    migration = Migration()
    problems: list[Problem] = []
    source = read_source(folder, problems)
    site = source.shared.get("site")
    if not isinstance(site, Mapping) or version_of(site) >= CURRENT:
        return migration
    unread = [problem for problem in problems if problem.rule != "missing-file"]
    if unread:
        migration.problems = unread
        return migration
    contents = dict(source.read.contents())
    ages = _find_years(source, migration.problems)
    timed = _find_minutes(source, migration.problems)
    for file in sorted({*ages, *timed}):
        records = ages.get(file, {})
        edit = partial(_write_records, ages=records, timed=timed[file])
        _change(migration, folder, file, contents[file], edit)
        migration.done[file] = list(_describe_edit(file, len(records), bool(timed[file])))
    roles = sorted(_list_roles(source)) if lacks_roles(site) else []
    file = site.place.file
    _change(migration, folder, file, contents[file], partial(_write_site, roles=roles))
    migration.done[file] = [f"version: {CURRENT} är inskriven."]
    if roles:
        migration.done[file].append(f"roles fick de {len(roles)} funktioner som kontakterna har.")
    return migration


def _describe_edit(file: str, records: int, timed: bool) -> Iterator[str]:
    """Yield what was done in a file to ages, and to the reading time."""
    if records:
        what = f"{records} {'post' if records == 1 else 'poster'}"
        shown = " Verksamhetens åldrar syns nu på sidan Kontakter." if file.endswith("services.yaml") else ""
        yield f"min_age och max_age blev ages i {what}.{shown}"
    if timed:
        yield "minutes är borttaget ur introduktionen: lästiden räknas nu ut från antalet ord."


def _change(
    migration: Migration, folder: Path, file: str, content: bytes, edit: Callable[[str], str]
) -> None:
    """Add the new text of a file to a migration."""
    text = edit_text(content.decode("utf-8"), edit)
    path = folder / Path(file).relative_to(folder.as_posix())
    migration.texts[path] = content, text


def _list_records(level: Level) -> Iterator[tuple[tuple[str, ...], Mapping]]:
    """Yield the records of a level that may have ages in years, with their paths."""
    for record in _records(level, ("services",)):
        yield ("services", str(record["id"])), record
    for concern in _records(level, ("guidance", "concerns")):
        path = ("guidance", "concerns", str(concern["id"]), "referrals")
        for referral in _records(level, path):
            yield (*path, str(referral["id"])), referral


def _records(level: Level, path: tuple[str, ...]) -> Iterator[Mapping]:
    node = _find(level, path)
    for item in node if isinstance(node, Sequence) else ():
        if isinstance(item, Mapping) and isinstance(item.get("id"), Scalar):
            yield item


def _find(level: Level, path: tuple[str, ...]) -> Node | None:
    kind, *steps = path
    try:
        return walk(level.kinds[kind], *steps)
    except (KeyError, NoSuchPathError):
        return None


def _find_years(source: Source, problems: list[Problem]) -> dict[str, dict[Place, str]]:
    """Return the ages of each record that has them in years, by file and place.

    A record that changes one of the years of a level above gets the other from there.
    """
    found: dict[str, dict[Place, str]] = defaultdict(dict)
    for level in source.levels.values():
        for path, record in _list_records(level):
            own = [name for name in _YEARS if name in record]
            if not own:
                continue
            place = record.keys_at[own[0]]
            text = None if {"ages", "remove"} & record.keys() else _merge_years(source, level, path)
            if text is None:
                message = "åldrarna i min_age och max_age går inte att skriva om"
                problems.append(Problem.at(place, "not-migrated", message, _BY_HAND))
            else:
                found[place.file][record.place] = text
    return found


def _find_minutes(source: Source, problems: list[Problem]) -> dict[str, set[Place]]:
    """Return the places of the introductions that say their reading time, by file.

    One that says nothing else, or takes the time away from a level above, is changed by hand.
    """
    found: dict[str, set[Place]] = defaultdict(set)
    for level in source.levels.values():
        record = level.kinds.get("introduction")
        if not isinstance(record, Mapping):
            continue
        removed = record.get("remove")
        drops = isinstance(removed, Sequence) and "minutes" in map(str, removed)
        if drops or record.keys() == {"minutes"}:
            place = record.keys_at["remove" if drops else "minutes"]
            problems.append(Problem.at(place, "not-migrated", "minutes finns inte längre", _ONLY_MINUTES))
        elif "minutes" in record:
            found[record.place.file].add(record.place)
    return found


def _merge_years(source: Source, level: Level, path: tuple[str, ...]) -> str | None:
    """Return the ages of a record in words, with what the levels above say.

    None where they cannot be said in one field.
    """
    years: dict[str, int] = {}
    for upper in climb(source, level):
        record = _find(upper, path)
        if not isinstance(record, Mapping):
            continue
        for name in _YEARS:
            value = record.get(name)
            if isinstance(value, Scalar):
                if not value.strip().isdecimal():
                    return None
                years[name] = int(value)
        if "ages" in record:
            return None
    ages = Ages.of_years(years.get("min_age"), years.get("max_age"))
    text = str(ages)
    read = read_ages(text)
    return text if (read.first, read.end) == (ages.first, ages.end) else None


def _write_records(text: str, ages: dict[Place, str], timed: set[Place]) -> str:
    """Return a file's text with ages in one field, and no reading time."""
    yaml_text = YamlText(text)
    years = {(place.line, place.column): words for place, words in ages.items()}
    minutes = {(place.line, place.column) for place in timed}
    for node in _mappings(yaml_text.root):
        place = node.start_mark.line + 1, node.start_mark.column + 1
        if place in years:
            _replace_years(yaml_text, node, years[place])
        if place in minutes:
            _remove_field(yaml_text, node, "minutes")
    return yaml_text.apply_edits()


def _mappings(node: YamlNode | None) -> Iterator[MappingNode]:
    """Yield every mapping in a node. The reader has refused deep ones."""
    if isinstance(node, MappingNode):
        yield node
    for child in node.value if node is not None and not isinstance(node.value, str) else ():
        for inner in child if isinstance(child, tuple) else (child,):
            yield from _mappings(inner)


def _replace_years(text: YamlText, record: MappingNode, ages: str) -> None:
    """Write ``ages`` over the first of a record's two years, and take away the other."""
    pairs = [(key, value) for key, value in record.value if key.value in _YEARS]
    (key, value), *others = pairs
    text.edits.append((key.start_mark.index, text.end_of(value), f"ages: {ages}"))
    for other_key, _ in others:
        _remove_field(text, record, other_key.value)


def _remove_field(text: YamlText, record: MappingNode, name: str) -> None:
    """Take a field away from a record that has others.

    A comment beside it stays, on a line of its own.
    """
    number = next(number for number, (key, _) in enumerate(record.value) if key.value == name)
    key, value = record.value[number]
    end = text.end_of(value)
    if is_flow(record) and number:
        text.edits.append((text.end_of(record.value[number - 1][1]), end, ""))
    elif is_flow(record):
        text.edits.append((key.start_mark.index, record.value[1][0].start_mark.index, ""))
    else:
        start, after = text.line_start(key.start_mark.index), text.next_line(end)
        comment = text.text[end:after].strip()
        indent = " " * key.start_mark.column
        text.edits.append((start, after, f"{indent}{comment}\n" if comment else ""))


def _list_roles(source: Source) -> set[str]:
    """Return who answers at the contacts of all levels."""
    records = (record for level in source.levels.values() for record in _records(level, ("contacts",)))
    return {str(role).strip() for record in records if isinstance(role := record.get("role"), Scalar)}


def _write_site(text: str, roles: list[str]) -> str:
    """Return the text of ``site.yaml`` with today's version, and perhaps roles last."""
    yaml_text = YamlText(text)
    fields = fields_of_node(yaml_text.root)
    if version := fields.get("version"):
        yaml_text.edits.append((version.start_mark.index, yaml_text.end_of(version), str(CURRENT)))
    else:
        assert yaml_text.root is not None
        start = yaml_text.line_start(yaml_text.root.start_mark.index)
        yaml_text.edits.append((start, start, f"version: {CURRENT}\n"))
    text = yaml_text.apply_edits()
    lines = [f"  - {write_scalar(role, 2, '')}\n" for role in roles]
    return "".join([text.rstrip("\n"), "\n\nroles:\n", *lines]) if lines else text
