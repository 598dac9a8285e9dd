"""Describe a change in Swedish: its title, the old value and the new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from macros.changes.compare import Change, Step
from macros.changes.level_nodes import declaring_model
from macros.changes.record_names import name_of, noun, shorten, words_of
from macros.changes.snapshot import Reading
from macros.problems import capitalize, join_words
from macros.records.assemble import model_of
from macros.records.base import FIRSTS, STATE_WORDS
from macros.records.binder import Binder
from macros.records.kinds import Kinds
from macros.records.languages import LANGUAGES
from macros.records.levels import LevelName
from macros.records.path import NoSuchPathError
from macros.records.text import Text
from macros.records.values import When
from macros.records.written import Mapping, Node, Scalar, Sequence
from macros.rendering.texts import plain

_CONTACT_FIELDS = {"phone": "Telefon", "email": "E-post", "address": "Adress", "web": "Webbplats"}
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
_SHARED_FILES = {"glossary": " i ordlistan", "laws": " bland lagarna"}
_LONGEST_TEXT = 160
_LONGEST_ALONE = 300
BEFORE, AFTER = 0, 1


@dataclass(frozen=True)
class Description:
    """A change in words.

    ``before`` and ``after`` are empty where there is nothing to show.
    """

    change: Change
    title: str
    before: str = ""
    after: str = ""


class Describer:
    """Describes changes with the names and texts of the binders they lie in."""

    def __init__(self, old: Reading, new: Reading) -> None:
        """Take the readings before and after."""
        self.readings = old, new
        self.binders = [_first_binders(reading) for reading in self.readings]

    def describe(self, change: Change) -> Description:
        """Describe one change."""
        if not change.path:
            return Description(change, f"{capitalize(self._level_words(change))} {_arrival_words(change)}")
        title = self._change_title(change)
        if change.sort == "moved":
            names = ", ".join(filter(None, (self._record_name(step) for step in change.trail if step.record)))
            return Description(change, f"{title}, ordningen", after=f"flyttat: {names}")
        if change.trail[-1].model is not None:
            return Description(change, f"{title} {_arrival_words(change)}")
        before, after = (
            self._value_words(change, change.before, BEFORE),
            self._value_words(change, change.after, AFTER),
        )
        if before and after:
            return Description(change, title, *_trim_common_words(before, after))
        return Description(change, title, shorten(before, _LONGEST_ALONE), shorten(after, _LONGEST_ALONE))

    def level_name(self, level: LevelName) -> str:
        """Return the name of a level as people know it, or else its slug."""
        for reading in reversed(self.readings):
            if (whole := level._replace(area="")) in reading.source.levels:
                own = reading.source.levels[whole].own
                return words_of(own.get("short" if level.kind == "agreements" else "name")) or level.slug
        return level.slug

    def name_holder(self, change: Change) -> str:
        """Return the record that a change lies in, the innermost first.

        For example *steget ”Håll mötet” i rutinen*; of a contact its name and place. Within a sentence.
        """
        contact = change.trail[1] if change.kind == "contacts" and change.trail[1:] else None
        if contact and contact.record is not None and change.level:
            return f"{self._contact_name(contact, change.level)} i {self.level_name(change.level)}"
        steps = [step for step in change.trail if step.model is not None]
        phrases = [self._record_words(step, change) for step in steps]
        if change.level is not None and declaring_model(change.level, change.kind) is not Kinds:
            phrases.insert(0, self._level_words(change))
        return " i ".join(reversed(phrases or [change.trail[0].title]))

    def describe_arrival(self, change: Change) -> str:
        """Return *är ny* or *är borttagen*, in the gender of the record's noun."""
        return _arrival_words(change)

    def _level_words(self, change: Change) -> str:
        """Return a level's noun and name: *kommunen Kalix*."""
        assert change.level is not None
        return f"{noun(model_of(change.level))} {self.level_name(change.level)}"

    def _change_title(self, change: Change) -> str:
        """Return what changed: the record, the record within it, the field."""
        if change.kind == "contacts" and change.trail[1:] and change.trail[1].record is not None:
            return self._contact_title(change)
        steps = [step for step in change.trail if step.model is not None]
        last = change.trail[-1].title if change.trail[-1].model is None else ""
        if change.sort == "moved":  # the steps without a title are the records that moved
            steps = [step for step in steps if step.title]
            last = next(step.title for step in reversed(change.trail) if step.title)
        phrases = [self._record_words(step, change) for step in steps]
        if last:
            phrases.append(last)
        if change.level is None:
            phrases[0] += _SHARED_FILES.get(change.kind, "")
        elif declaring_model(change.level, change.kind) is Kinds:
            phrases[0] += f" i {self.level_name(change.level)}"
        else:
            phrases.insert(0, self._level_words(change))
        return capitalize(", ".join(phrases))

    def _contact_title(self, change: Change) -> str:
        """Return what changed of a contact: *Telefon till socialtjänsten i Kalix*."""
        assert change.level is not None
        contact = self._contact_name(change.trail[1], change.level)
        place = self.level_name(change.level)
        field = change.trail[-1]
        if field.model is not None:
            return f"Kontakten {contact} i {place}"
        if field.key in _CONTACT_FIELDS:
            return f"{_CONTACT_FIELDS[field.key]} till {contact} i {place}"
        return f"{capitalize(contact)} i {place}, {field.title}"

    def _contact_name(self, step: Step, level: LevelName) -> str:
        """Return a contact's name: its service, and the role if several share that."""
        assert isinstance(step.record, Mapping)
        written = step.record.get("services")
        keys = [words_of(key) for key in written] if isinstance(written, Sequence) else []
        role = words_of(step.record.get("role"))
        for side in (AFTER, BEFORE):
            binder = self.binders[side].get(level)
            by_id = {service.id: service for service in binder.services} if binder else {}
            services = [by_id[key] for key in keys if key in by_id]
            if binder is not None and services:
                is_shared = sum(contact.first_service == keys[0] for contact in binder.contacts) > 1
                name = join_words(
                    service.short or service.name[:1].lower() + service.name[1:] for service in services
                )
                return f"{name} ({role})" if is_shared and role else name
        return role or step.key

    def _record_words(self, step: Step, change: Change) -> str:
        """Return a record's noun, and its name in quotation marks if it has one."""
        assert step.model is not None
        name = self._record_name(step, BEFORE if change.sort == "removed" else AFTER, change.level)
        return f"{noun(step.model)} ”{name}”" if name else noun(step.model)

    def _record_name(self, step: Step, side: int = AFTER, level: LevelName | None = None) -> str:
        """Return the name of a record, shortened.

        A document that has only an id is called by the title it has in the binder.
        """
        node = name_of(step)
        if node is not None:
            return shorten(self._fill_text(node, level, side))
        if step.model is None or step.key in FIRSTS or "id" not in step.model.model_fields:
            return ""
        binder = self.binders[AFTER].get(level) if level else None
        title = binder.titles.get(step.key) if binder is not None else None
        return shorten(plain(title, binder) if title is not None else step.key)

    def _value_words(self, change: Change, node: Node | None, side: int) -> str:
        """Return a value in words.

        Of a list, or of a text in several languages, only what the other side does not have.
        """
        other = change.before if side == AFTER else change.after
        if isinstance(node, Sequence):
            others = [words_of(item) for item in other] if isinstance(other, Sequence) else []
            items = [item for item in node if words_of(item) not in others] or node
            return "; ".join(filter(None, (self._fill_text(item, change.level, side) for item in items)))
        if isinstance(node, Mapping):
            versions = other if isinstance(other, Mapping) else {}
            return "; ".join(
                f"{LANGUAGES.get(key, key)}: {words_of(value)}"
                for key, value in node.items()
                if words_of(versions.get(key)) != words_of(value)
            )
        return self._scalar_words(change, node, side) if node is not None else ""

    def _scalar_words(self, change: Change, node: Scalar, side: int) -> str:
        """Return a single value in words: a state, date or choice is spelled out."""
        text = words_of(node)
        if change.trail[-1].key == "state":
            return STATE_WORDS.get(text, text)
        if _DATE.fullmatch(text):
            return str(When(text))
        choice = re.search(rf"\b{re.escape(text)} \(([^)]*)\)", _field_description(change))
        return choice[1] if choice else self._fill_text(node, change.level, side)

    def _fill_text(self, node: Node, level: LevelName | None, side: int) -> str:
        """Return a text with its placeholders filled in.

        The values are those of the level's first binder. A text that cannot be filled is returned as
        written.
        """
        words = words_of(node)
        binder = self.binders[side].get(level) if level else None
        if binder is None:
            return words
        try:
            return plain(Text({"sv": words}), binder)
        except (NoSuchPathError, ValueError, AttributeError):
            return words


def _first_binders(reading: Reading) -> dict[LevelName, Binder]:
    """Return for each level the first binder that uses it and lacks nothing."""
    binders: dict[LevelName, Binder] = {}
    for _, binder in sorted(reading.shelf.binders.items()):
        for level in () if binder.lacking else binder.levels.levels:
            binders.setdefault(level.level, binder)
    return binders


def _arrival_words(change: Change) -> str:
    """Return *är ny* or *är borttagen*, in the gender of the record's noun.

    A Swedish noun that ends in *t* is neuter.
    """
    model = change.trail[-1].model
    neuter = model is not None and noun(model).partition(" ")[0].endswith("t")
    if change.sort == "added":
        return "är nytt" if neuter else "är ny"
    return "är borttaget" if neuter else "är borttagen"


def _field_description(change: Change) -> str:
    """Return a field's description, which says what its allowed words mean."""
    models = [step.model for step in change.trail if step.model is not None]
    info = models[-1].model_fields.get(change.trail[-1].key) if models else None
    return (info.description or "") if info else ""


def _trim_common_words(before: str, after: str) -> tuple[str, str]:
    """Cut what two long texts have in common at their beginning and end.

    Four common words are kept on each side. Short texts are returned whole.
    """
    if max(len(before), len(after)) <= _LONGEST_TEXT:
        return before, after
    old, new = before.split(), after.split()
    start = _count_alike(old, new)
    end = _count_alike(old[start:][::-1], new[start:][::-1])
    start, end = max(0, start - 4), max(0, end - 4)
    return _cut_words(old, start, end), _cut_words(new, start, end)


def _count_alike(words: list[str], others: list[str]) -> int:
    """Return the number of words that two texts have in common at the beginning."""
    pairs = zip(words, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _cut_words(words: list[str], start: int, end: int) -> str:
    """Return a text without its first and last words, with an ellipsis for each gap."""
    text = " ".join(words[start : len(words) - end])
    return ("… " if start else "") + text + (" …" if end else "")
