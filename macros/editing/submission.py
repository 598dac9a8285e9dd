"""Read a submitted form: what was typed, and what of it differs from the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from macros.changes.record_names import shorten
from macros.editing.answers import PLACE
from macros.editing.forms import AFTER, BASE, FIRST, LEVEL, RESET, Draft, hash_text, name_choices
from macros.editing.record_fields import Leaf, clean
from macros.editing.targets import LevelView, Target
from macros.editing.trees import Id
from macros.exchange.yaml_lines import Tree
from macros.problems import capitalize
from macros.records.scalars import describe_slug_rule, fold

Edit = tuple[Leaf, Tree | None]
"""A field with its new value; None takes it away."""
DO = "do"
ACTIONS = ("save", "ask", "remove", "up", "down")
"""What a button does: ``ask`` shows what would be removed, ``remove`` removes it."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAMING = (
    "services",
    "name",
    "title",
    "term",
    "role",
    "label",
    "audience",
    "who",
    "what",
    "question",
    "text",
    "value",
)
UNSAVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST_WORDS, _WORDS_BEFORE = 80, 4
"""The most letters of a text in a receipt, and the words before what differs."""
_EMPTY = "Det här måste vara ifyllt."
_LOWER = (
    "{0} har ett eget värde här, och det ändras inte så. Välj {0}, eller ta först bort det egna värdet där."
)


@dataclass(slots=True)
class Submission:
    """A submitted form, sorted.

    ``base`` are the marks of what stood in each input when it was drawn.
    """

    texts: dict[str, str] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    do: str = "save"
    level: str = ""
    resets: set[str] = field(default_factory=set)


def read_fields(fields: Iterable[tuple[str, str]]) -> Submission:
    """Return the pairs of a submitted form, sorted by what they are."""
    submission = Submission()
    for name, text in fields:
        if name == BASE:
            submission.base = read_marks(text)
        elif name == DO:
            submission.do = text if text in ACTIONS else "save"
        elif name == LEVEL:
            submission.level = text
        elif name.startswith(RESET):
            submission.resets.add(name.removeprefix(RESET))
        else:
            # of several that may be ticked, and an empty one before them
            earlier = submission.texts.get(name)
            submission.texts[name] = clean(f"{earlier}\n{text}" if earlier else text)
    return submission


def read_marks(base: str) -> dict[str, str]:
    """Return the mark of what stood in each input when a form was drawn."""
    pairs = (mark.partition("=") for mark in base.split())
    return {key: mark for key, _, mark in pairs}


def compare_typed(draft: Draft, submission: Submission) -> list[Edit]:
    """Return the fields that were changed in the form, with their new values.

    What somebody else has changed since is taken as it is where the form left it alone. Where both changed
    it, what the file says now is put in ``draft.current``; what was typed where no input is any more, such as
    that of a removed language, in ``draft.homeless``.
    """
    edits: list[Edit] = []
    typed = dict(submission.texts)
    known = {leaf.name for leaf in draft.leaves}
    inputs = draft.texts().keys()
    draft.resets = submission.resets = submission.resets & known
    for leaf in draft.leaves:
        now = leaf.texts()
        merged = dict(now)
        for name, text in now.items():
            new, was = typed.get(name, text), submission.base.get(name)
            if hash_text(new) == was or new == text or leaf.name in draft.resets:
                typed[name] = text
            elif hash_text(text) != was:
                draft.current[name] = text
            else:
                merged[name] = new
        if merged != now and (value := leaf.read(merged)) != leaf.value:
            edits.append((leaf, value))
    draft.typed = typed
    draft.homeless = [
        text
        for name, text in submission.texts.items()
        if text and name in submission.base.keys() - inputs and hash_text(text) != submission.base[name]
    ]
    return edits


def find_faults(draft: Draft, edits: Sequence[Edit], level: LevelView | None) -> None:
    """Put what can be said before the check in the draft's faults."""
    if draft.target.record is None:
        _check_id(draft)
    new = {leaf.name: value for leaf, value in edits}
    for leaf in draft.leaves:
        faults = [_EMPTY] if _is_lacking(draft, leaf, new) else []
        if leaf.name in new:
            faults += _find_in_text(leaf, new[leaf.name], draft.typed or {})
            lower = _find_lower(draft.target, leaf, level) if level is not None else None
            faults += [_LOWER.format(lower.name)] if lower is not None else []
        if faults:
            draft.faults.setdefault(leaf.name, []).extend(faults)


def _is_lacking(draft: Draft, leaf: Leaf, new: Mapping[str, Tree | None]) -> bool:
    """Report whether a field must be filled in, in a record that is there at all."""
    if not leaf.field.must or new.get(leaf.name, leaf.value):
        return False
    if not leaf.group:
        return leaf.name in new or draft.target.record is None
    inner = [other for other in draft.leaves if other.steps[:-1] == leaf.steps[:-1]]
    is_there = any(new.get(other.name, other.value) for other in inner)
    return is_there and any(other.name in new for other in inner)


def _check_id(draft: Draft) -> None:
    """Report an id that cannot be used or is taken."""
    typed = (draft.typed or {}).get("id", "")
    if typed in _list_kept(draft.target):
        words = f"Namnet {typed} betyder något särskilt i filerna. Välj ett annat."
        draft.faults.setdefault("id", []).append(words)
    elif typed and not (_SLUG.fullmatch(typed) and len(typed) <= 60):
        draft.faults.setdefault("id", []).append(describe_slug_rule(typed))
    elif typed in (draft.target.siblings or ()):
        draft.faults.setdefault("id", []).append("Det finns redan en post med det namnet. Välj ett annat.")


def _list_kept(target: Target) -> tuple[str, ...]:
    """Return names that no record may have: where the name is a field or a file's."""
    return () if isinstance(target.steps[-1], Id) else ("index", "remove")


def _find_in_text(leaf: Leaf, value: Tree | None, typed: Mapping[str, str]) -> Iterable[str]:
    """Yield what is wrong with a text as such."""
    text = typed.get(leaf.name, "")
    if found := UNSAVED.search("".join(typed.get(name, "") for name in leaf.texts())):
        yield f"Här finns ett tecken som inte går att spara (U+{ord(found[0]):04X}). Skriv texten för hand."
    lines = [line for line in text.split("\n") if line.strip()] if leaf.kind == "words" and value else []
    if any(":" not in line for line in lines):
        yield "Skriv ett ord, ett kolon och ett ord på varje rad."
    elif value and lines and len(value) != len(lines):
        yield "Samma ord står på två rader. Ta bort den ena."


def _find_lower(target: Target, leaf: Leaf, level: LevelView) -> LevelView | None:
    """Return a level below that writes the field too, so that a change would not show."""
    writer = target.lowest_writer(leaf.steps)
    if writer is None or target.levels.index(writer) <= target.levels.index(level):
        return None
    return writer


def choose_place(target: Target, texts: Mapping[str, str]) -> int:
    """Return a new record's number, from 0, among those beside it.

    It is the last unless another is chosen.
    """
    siblings, place = target.siblings or (), texts.get(PLACE, "")
    if place == FIRST:
        return 0
    neighbour = place.removeprefix(AFTER)
    return siblings.index(neighbour) + 1 if neighbour in siblings else len(siblings)


def choose_id(target: Target, texts: Mapping[str, str]) -> str:
    """Return the id of a new record: as typed, or made of its name."""
    if texts.get("id"):
        return texts["id"]
    words = next((texts[name] for name in _NAMING if texts.get(name)), "")
    stem = re.sub(r"[^a-z0-9]+", "-", fold(words))[:40].strip("-") or "ny"
    taken = {*(target.siblings or ()), *_list_kept(target)}
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1_000)))
    return next(name for name in names if name not in taken)


def describe_edits(draft: Draft, edits: Sequence[Edit], submission: Submission, name: str) -> list[str]:
    """Return in words what was done."""
    if submission.do != "save":
        done = {"ask": "", "remove": "Borttaget", "up": "Flyttat upp", "down": "Flyttat ner"}[submission.do]
        return [f"{done}: {name}"]
    words = []
    for leaf, value in edits:
        title, names = capitalize(leaf.field.title), name_choices(draft, leaf)
        before, after = _cut_around(_in_words(leaf.value, names), _in_words(value, names) or "(borttaget)")
        words.append(f"{title}: {before} → {after}" if before else f"{title}: {after}")
    for leaf in draft.leaves:
        if leaf.name in submission.resets:
            words.append(f"{capitalize(leaf.field.title)}: som på nivån ovanför")
    return words


def describe_value(draft: Draft, leaf: Leaf) -> str:
    """Return what a field says, on one line and cut where it is long."""
    return shorten(_in_words(leaf.value, name_choices(draft, leaf)), _LONGEST_WORDS)


def _in_words(tree: Tree | None, names: Mapping[str, str]) -> str:
    """Return a value on one line; what was chosen is called what the form calls it."""
    return " ".join(_join(tree or "", names).split())


def _join(tree: Tree, names: Mapping[str, str]) -> str:
    if isinstance(tree, dict):
        return "; ".join(f"{key}: {_join(value, names)}" for key, value in tree.items())
    if isinstance(tree, list):
        return "; ".join(_join(item, names) for item in tree)
    return names.get(tree, tree)


def _cut_around(before: str, after: str) -> tuple[str, str]:
    """Return two texts cut where they are long, so that what differs can be seen."""
    old, new = before.split(), after.split()
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    skipped = max(0, same - _WORDS_BEFORE) if max(len(before), len(after)) > _LONGEST_WORDS else 0
    start = "… " if skipped else ""
    cut = [start + shorten(" ".join(words[skipped:]), _LONGEST_WORDS) for words in (old, new)]
    return cut[0] if before else "", cut[1]
