"""A line for the page Nytt: what an edit changed, for the editor to put in her own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from macros.changes.compare import Change
from macros.changes.descriptions import Described, Describer, listed
from macros.changes.reach import Reach
from macros.changes.record_names import short
from macros.changes.report import pages_of
from macros.changes.snapshot import Reading
from macros.records.levels import Level, LevelName
from macros.records.nodes import Sequence

_MANY = 8
"""So many changes stand in a proposal by name; the rest are for the editor to sum up."""
_FATE = re.compile(r" är (?:nytt?|borttage[nt])$")
_NUMBERS = {"phone", "email", "address", "web"}
_SAID = 60
"""A value this short may stand in the line. A number or an address never does: it belongs in one place."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry of ``revisions`` for one level: the YAML, and where it goes."""

    level: LevelName
    file: str
    yaml: str
    how: str


def propose(reach: Reach, describer: Describer, new: Reading) -> list[Proposal]:
    """Propose an entry for each level that changed, but for what all share, and for the lines themselves."""
    levels: dict[LevelName, list[Change]] = {}
    for effect in reach.effects:
        for change in effect.changes:
            if change.level in new.source.levels and change.kind != "revisions" and change.path:
                levels.setdefault(change.level, []).append(change)
    taken = {one.id for binder in new.shelf.binders.values() for one in binder.revisions}
    made = []
    for name, changes in levels.items():
        key = _free_id(new.shelf.today, taken)
        taken.add(key)
        made.append(_proposal(key, name, changes, reach, describer, new))
    return made


def _proposal(
    key: str, name: LevelName, changes: list[Change], reach: Reach, describer: Describer, new: Reading
) -> Proposal:
    level = new.source.levels[name]
    told = [describer.describe(change) for change in changes]
    items = [i for e in reach.effects for i in e.items if any(c in changes for c in e.changes)]
    day = new.shelf.today
    lines = [
        f"- id: {key}",
        f"  date: {day.isoformat()}",
        f"  title: {_quoted(_title(told))}",
        "  changes:",
        *(f"    - {_quoted(line)}" for line in _said(told)),
        *([f"  pages: [{', '.join(pages)}]"] if (pages := pages_of(items)) else []),
    ]
    file, how, indent, head = _home(level)
    yaml = "\n".join([*head, *(f"{indent}{line}" for line in lines)]) + "\n"
    return Proposal(name, file, yaml, how)


def _title(told: list[Described]) -> str:
    if len(told) == 1:
        return _about(told[0])
    heads = list(dict.fromkeys(_FATE.sub("", one.title.partition(", ")[0]) for one in told))
    heads[1:] = [head if head[1:2].isupper() else head[:1].lower() + head[1:] for head in heads[1:]]
    return f"Ändrat: {listed(heads) if len(heads) <= 3 else ', '.join(heads[:3]) + ' med mera'}"


def _about(told: Described) -> str:
    """Say in a few words that something is new or changed."""
    if (told.change.trail and told.change.trail[-1].model is not None) or told.change.sort == "moved":
        return told.title
    fate = {"added": "Nytt", "removed": "Borttaget"}.get(told.change.sort, "Ändrat")
    return f"{fate}: {told.title}"


def _said(told: list[Described]) -> Iterable[str]:
    for one in told[:_MANY]:
        key = one.change.trail[-1].key if one.change.trail else ""
        brief = one.before and one.after and len(one.before) + len(one.after) <= _SAID
        if brief and key not in _NUMBERS:
            yield f"{one.title}: {one.before} blev {one.after}."
        elif one.change.sort == "added" and one.after and len(one.after) <= _SAID and key not in _NUMBERS:
            yield f"{one.title}: {one.after}."
        else:
            yield f"{_about(one)}."
    if len(told) > _MANY:
        yield f"Och {len(told) - _MANY} ändringar till."


def _quoted(words: str) -> str:
    """Write a text as YAML that reads it back letter by letter. Braces and Markdown would take effect."""
    plain = "".join("’" if letter == "`" else letter for letter in words if letter not in "{}[]*_\\<>")
    return json.dumps(short(plain, 400), ensure_ascii=False)


def _free_id(day: date, taken: set[str]) -> str:
    """Give an id that no level has: the same id would change the other's line."""
    number = 1
    while (made := f"{day.isoformat()}{f'-{number}' if number > 1 else ''}") in taken:
        number += 1
    return made


def _home(level: Level) -> tuple[str, str, str, list[str]]:
    """Say where the entry goes: the file, what to do, how far in, and what stands above it."""
    revisions = level.kinds.get("revisions")
    if isinstance(revisions, Sequence) and len(revisions):
        file = revisions.place.file
        inside = "" if file.endswith("/revisions.yaml") else "under revisions, "
        column = revisions[0].place.column
        indent = " " * max(0, column - 3)
        return file, f"Klistra in sist {inside}i {file}:", indent, []
    if level.file.endswith("/index.yaml"):
        file = level.file.removesuffix("index.yaml") + "revisions.yaml"
        return file, f"Skapa filen {file} med det här i:", "", []
    return level.file, f"Klistra in sist i {level.file}:", "  ", ["", "revisions:"]


def as_json(proposals: Iterable[Proposal]) -> list[dict[str, str]]:
    """Give the proposals for programs."""
    return [{"file": one.file, "yaml": one.yaml} for one in proposals]


def text(proposals: Iterable[Proposal]) -> str:
    """Print the proposals, each with where it goes."""
    parts = [f"{one.how}\n\n{one.yaml}" for one in proposals]
    if not parts:
        return ""
    return "Förslag till rad på sidan Nytt. Skriv om den med egna ord.\n\n" + "\n".join(parts)
