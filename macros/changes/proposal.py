"""Propose a line for the page Nytt, for the editor to put in her own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from macros.changes.compare import Change
from macros.changes.descriptions import Describer, Description
from macros.changes.reach import Reach
from macros.changes.reader_view import Item
from macros.changes.record_names import shorten
from macros.changes.report import list_pages
from macros.changes.snapshot import Reading
from macros.problems import join_words
from macros.records.levels import Level, LevelName
from macros.records.written import Sequence

_UNTOLD = {"revisions", "documents", "packets"}
"""Kinds that are about the binder and not about the work: readers are not told when they change."""
_MANY = 8
"""The most changes that a proposal lists; the editor sums up the rest."""
_STATUS_WORDS = re.compile(r" är (?:nytt?|borttage[nt])$")
_NUMBERS = {"phone", "email", "address", "web"}
_LONGEST_VALUE = 60
"""The longest values, in characters, that a line repeats.

Numbers and addresses are never repeated: they belong in one place.
"""


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

    Not for shared files, nor for what is about the binder itself.
    """
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
        descriptions = [describer.describe(change) for change in changes[name]]
        lines = [
            f"- id: {next(ids)}",
            f"  date: {new.shelf.today.isoformat()}",
            f"  title: {_quote_yaml(_entry_title(descriptions))}",
            "  changes:",
            *(f"    - {_quote_yaml(line)}" for line in _change_lines(descriptions)),
        ]
        if pages := list_pages(items[name]):
            lines.append(f"  pages: [{', '.join(pages)}]")
        proposals.append(_make_proposal(new.source.levels[name], lines))
    return proposals


def _free_ids(new: Reading) -> Iterator[str]:
    """Yield ids that no binder's revisions have: today's date, then with a number.

    The same id as another level's would change that one's line.
    """
    taken = {revision.id for binder in new.shelf.binders.values() for revision in binder.revisions}
    day = new.shelf.today.isoformat()
    candidates = (day if number == 1 else f"{day}-{number}" for number in count(1))
    return (candidate for candidate in candidates if candidate not in taken)


def _entry_title(descriptions: list[Description]) -> str:
    """Return the entry's title: the one change, or the first words of up to three."""
    if len(descriptions) == 1:
        return _summarise(descriptions[0])
    titles = [description.title.partition(", ")[0] for description in descriptions]
    subjects = list(dict.fromkeys(_STATUS_WORDS.sub("", title) for title in titles))
    subjects[1:] = [name if name[1:2].isupper() else name[:1].lower() + name[1:] for name in subjects[1:]]
    return f"Ändrat: {join_words(subjects) if len(subjects) <= 3 else ', '.join(subjects[:3]) + ' med mera'}"


def _summarise(description: Description) -> str:
    """Return in a few words that something is new, removed or changed."""
    change = description.change
    if change.sort == "moved" or change.trail[-1].model is not None:
        return description.title
    status = {"added": "Nytt", "removed": "Borttaget"}.get(change.sort, "Ändrat")
    return f"{status}: {description.title}"


def _change_lines(descriptions: list[Description]) -> Iterator[str]:
    """Yield a line for each change, up to ``_MANY``.

    It has the values where they are short and are no number or address.
    """
    for description in descriptions[:_MANY]:
        change, before, after = description.change, description.before, description.after
        is_number = change.trail[-1].key in _NUMBERS
        is_short = after and len(before) + len(after) <= _LONGEST_VALUE and not is_number
        if is_short and before:
            yield f"{description.title}: {before} blev {after}."
        elif is_short and change.sort == "added":
            yield f"{description.title}: {after}."
        else:
            yield f"{_summarise(description)}."
    if len(descriptions) > _MANY:
        yield f"Och {len(descriptions) - _MANY} ändringar till."


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
        how = f"Klistra in sist {inside}i {file}:"
        indent = max(0, revisions[0].place.column - 3)
    elif level.file.endswith("/index.yaml"):
        file = level.file.removesuffix("index.yaml") + "revisions.yaml"
        how, indent = f"Skapa filen {file} med det här i:", 0
    else:
        file = level.file
        how, head, indent = f"Klistra in sist i {file}:", ["", "revisions:"], 2
    yaml = "\n".join([*head, *(" " * indent + line for line in lines)])
    return Proposal(file, f"{yaml}\n", how)


def as_json(proposals: Iterable[Proposal]) -> list[dict[str, str]]:
    """Return the proposals as plain values for programs."""
    return [{"file": proposal.file, "yaml": proposal.yaml} for proposal in proposals]


def format_proposals(proposals: Iterable[Proposal]) -> str:
    """Format the proposals, each with where it goes; an empty string without any."""
    parts = "\n".join(f"{proposal.how}\n\n{proposal.yaml}" for proposal in proposals)
    return f"Förslag till rad på sidan Nytt. Skriv om den med egna ord.\n\n{parts}" if parts else ""
