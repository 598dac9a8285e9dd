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
    for file, records in sorted(ages.items()):
        _change(migration, folder, file, contents[file], partial(_write_ages, records=records))
        what = f"{len(records)} {'post' if len(records) == 1 else 'poster'}"
        shown = " Verksamhetens åldrar syns nu på sidan Kontakter." if file.endswith("services.yaml") else ""
        migration.done[file] = [f"min_age och max_age blev ages i {what}.{shown}"]
    roles = sorted(_list_roles(source)) if lacks_roles(site) else []
    file = site.place.file
    _change(migration, folder, file, contents[file], partial(_write_site, roles=roles))
    migration.done[file] = [f"version: {CURRENT} är inskriven."]
    if roles:
        migration.done[file].append(f"roles fick de {len(roles)} funktioner som kontakterna har.")
    return migration


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


def _write_ages(text: str, records: dict[Place, str]) -> str:
    """Return a file's text with ``ages`` where records had years."""
    yaml_text = YamlText(text)
    places = {(place.line, place.column): ages for place, ages in records.items()}
    for node in _mappings(yaml_text.root):
        if ages := places.get((node.start_mark.line + 1, node.start_mark.column + 1)):
            _replace_years(yaml_text, node, ages)
    return yaml_text.apply_edits()


def _mappings(node: YamlNode | None) -> Iterator[MappingNode]:
    """Yield every mapping in a node. The reader has refused deep ones."""
    if isinstance(node, MappingNode):
        yield node
    for child in node.value if node is not None and not isinstance(node.value, str) else ():
        for inner in child if isinstance(child, tuple) else (child,):
            yield from _mappings(inner)


def _replace_years(text: YamlText, record: MappingNode, ages: str) -> None:
    """Write ``ages`` over the first of a record's two years, and take away the other.

    A comment beside the other stays, on a line of its own.
    """
    pairs = [(key, value) for key, value in record.value if key.value in _YEARS]
    (key, value), *others = pairs
    text.edits.append((key.start_mark.index, text.end_of(value), f"ages: {ages}"))
    for other_key, other_value in others:
        end = text.end_of(other_value)
        if is_flow(record):
            number = [pair[0] for pair in record.value].index(other_key)
            text.edits.append((text.end_of(record.value[number - 1][1]), end, ""))
            continue
        start, after = text.line_start(other_key.start_mark.index), text.next_line(end)
        comment = text.text[end:after].strip()
        indent = " " * other_key.start_mark.column
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
