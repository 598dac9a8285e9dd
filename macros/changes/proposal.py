"""Propose a line for the page Nytt, for the editor to put in her own words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from macros.changes.compare import Change
from macros.changes.descriptions import Describer
from macros.changes.news_words import tell_all, tell_change
from macros.changes.reach import Reach
from macros.changes.reader_view import Item
from macros.changes.record_names import shorten
from macros.changes.report import list_pages
from macros.changes.snapshot import Reading
from macros.problems import Place
from macros.records.levels import Level, LevelName
from macros.records.written import Mapping, Sequence

_UNTOLD = {"revisions", "documents", "packets"}
"""Kinds that are about the binder and not about the work: readers are not told when they change."""
_MANY = 8
"""The most changes that a proposal lists; the editor sums up the rest."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry of ``revisions`` for one level: the YAML, and where it goes.

    ``how`` is the instruction to the editor.
    """

    file: str
    yaml: str
    how: str


def propose_revisions(reach: Reach, describer: Describer, new: Reading) -> list[Proposal]:
    """Return a proposed entry for each level that changed.

    Not for shared files, nor for what is about the binder itself, nor where the editor has written an entry:
    one of today, or one that is among the changes.
    """
    told = {change.level for effect in reach.effects for change in effect.changes if _is_entry(change)}
    changes: dict[LevelName, list[Change]] = {}
    items: dict[LevelName, list[Item]] = {}
    for effect in reach.effects:
        for change in effect.changes:
            if change.level in new.source.levels and change.kind not in _UNTOLD and change.path:
                changes.setdefault(change.level, []).append(change)
                items.setdefault(change.level, []).extend(effect.items)
    ids = _free_ids(new)
    proposals = []
    for name in changes:
        if _find_entry(new, name) or name in told:
            continue
        sentences = list(_change_lines(describer, changes[name]))
        title = sentences[0].rstrip(".") if len(sentences) == 1 else tell_all(changes[name])
        lines = [
            f"- id: {next(ids)}",
            f"  date: {new.shelf.today.isoformat()}",
            f"  title: {_quote_yaml(title)}",
        ]
        if len(sentences) > 1:
            lines += ["  changes:", *(f"    - {_quote_yaml(line)}" for line in sentences)]
        if pages := list_pages(items[name]):
            lines.append(f"  pages: [{', '.join(pages)}]")
        proposals.append(_make_proposal(new.source.levels[name], lines))
    return proposals


def find_entries(reach: Reach, new: Reading) -> list[Place]:
    """Return where the levels that changed have an entry of today."""
    levels = {change.level for effect in reach.effects for change in effect.changes if change.level}
    places = (_find_entry(new, level) for level in levels if level in new.source.levels)
    return sorted(place for place in places if place)


def _is_entry(change: Change) -> bool:
    return change.kind == "revisions" and change.sort in ("added", "changed")


def _find_entry(new: Reading, level: LevelName) -> Place | None:
    """Return where a level has an entry of today, or None."""
    revisions = new.source.levels[level].kinds.get("revisions")
    for entry in revisions if isinstance(revisions, Sequence) else ():
        if isinstance(entry, Mapping) and str(entry.get("date", "")).strip() == new.shelf.today.isoformat():
            return entry.place
    return None


def _free_ids(new: Reading) -> Iterator[str]:
    """Yield ids that no binder's revisions have: today's date, then with a number.

    The same id as another level's would change that one's line.
    """
    taken = {revision.id for binder in new.shelf.binders.values() for revision in binder.revisions}
    day = new.shelf.today.isoformat()
    candidates = (day if number == 1 else f"{day}-{number}" for number in count(1))
    return (candidate for candidate in candidates if candidate not in taken)


def _change_lines(describer: Describer, changes: list[Change]) -> Iterator[str]:
    """Yield a line for each change, up to ``_MANY``."""
    told = [tell_change(describer, describer.describe(change)) for change in changes]
    lines = list(dict.fromkeys(told))
    yield from lines[:_MANY]
    if len(lines) > _MANY:
        yield f"Och {len(lines) - _MANY} ändringar till."


def _quote_yaml(words: str) -> str:
    """Return a text as a YAML string that reads back unchanged.

    Signs that would act as placeholders or Markdown are removed.
    """
    plain = "".join("’" if letter == "`" else letter for letter in words if letter not in "{}[]*_\\<>")
    return json.dumps(shorten(plain, 400), ensure_ascii=False)


def _make_proposal(level: Level, lines: list[str]) -> Proposal:
    """Return the proposal of an entry: indented to fit, with where it goes."""
    head: list[str] = []
    revisions = level.kinds.get("revisions")
    if isinstance(revisions, Sequence) and len(revisions):
        file = revisions.place.file
        inside = "" if file.endswith("/revisions.yaml") else "under revisions, "
        where = "först" if _is_newest_first(revisions) else "sist"
        how = f"Klistra in {where} {inside}i {file}:"
        indent = max(0, revisions[0].place.column - 3)
    elif level.file.endswith("/index.yaml"):
        file = level.file.removesuffix("index.yaml") + "revisions.yaml"
        how, indent = f"Skapa filen {file} med det här i:", 0
    else:
        file = level.file
        how, head, indent = f"Klistra in sist i {file}:", ["", "revisions:"], 2
    yaml = "\n".join([*head, *(" " * indent + line for line in lines)])
    return Proposal(file, f"{yaml}\n", how)


def _is_newest_first(revisions: Sequence) -> bool:
    """Return whether a list of entries begins with the newest."""
    dates = [str(entry.get("date", "")) for entry in revisions if isinstance(entry, Mapping)]
    return len(dates) > 1 and dates[0] > dates[-1]


def as_json(proposals: Iterable[Proposal]) -> list[dict[str, str]]:
    """Return the proposals as plain values for programs."""
    return [{"file": proposal.file, "yaml": proposal.yaml} for proposal in proposals]


def format_proposals(proposals: Iterable[Proposal]) -> str:
    """Format the proposals, each with where it goes; an empty string without any."""
    parts = "\n".join(f"{proposal.how}\n\n{proposal.yaml}" for proposal in proposals)
    return f"Förslag till rad på sidan Nytt. Skriv om den med egna ord.\n\n{parts}" if parts else ""
