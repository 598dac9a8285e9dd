"""Make the form of a record: inputs with values and origins, and the levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

from macros.changes.record_names import noun
from macros.editing.answers import PLACE, Form, Group, Input, Item, Items, LevelChoice, Origin
from macros.editing.answers import Part as FormPart
from macros.editing.form_help import describe_choice, describe_field, describe_input
from macros.editing.form_order import order_parts
from macros.editing.id_choices import Choices, list_choices
from macros.editing.record_fields import Elsewhere, Inner, Leaf, Part, list_parts, to_tree
from macros.editing.shared_files import look_up
from macros.editing.targets import NEW, Target, describe_level, has_field, name_of
from macros.editing.trees import Id, Steps
from macros.exchange.yaml_lines import Tree
from macros.problems import capitalize
from macros.records.base import Record
from macros.records.fields import FieldOf
from macros.records.languages import LANGUAGES
from macros.records.path import NoSuchPathError
from macros.records.whole_shelf import Shelf

BASE = "base"
LEVEL = "for"
"""The name in a form of the level to change: no field of a record can have it, as it is a word of Python."""
RESET = "reset:"
FIRST, AFTER = "first", "after:"
"""A place: empty for the last, the first, or after the one with an id."""
Typed = Mapping[str, str]


@dataclass(slots=True)
class Draft:
    """A record with its parts, and what was typed over them, if something was."""

    shelf: Shelf
    target: Target
    parts: list[Part]
    typed: Typed | None = None
    level: str = ""
    resets: set[str] = field(default_factory=set)
    current: dict[str, str] = field(default_factory=dict)
    homeless: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)

    @property
    def leaves(self) -> list[Leaf]:
        """The fields with a value of their own."""
        return [part for part in self.parts if isinstance(part, Leaf)]

    def texts(self) -> dict[str, str]:
        """Return what the files say, by the inputs' names."""
        return {name: text for leaf in self.leaves for name, text in leaf.texts().items()}


def read_draft(shelf: Shelf, target: Target) -> Draft:
    """Return a record as its binder has it, with all levels merged."""
    tree: Tree = {}
    if target.record is not None:
        with suppress(NoSuchPathError):  # nothing of it is written: all of it is what it is by itself
            tree = to_tree(target.root.node(target.path))
    return Draft(shelf, target, list_parts(target.model, tree))


def hash_texts(texts: Mapping[str, str]) -> str:
    """Return a mark of each input's text, to know which have changed since."""
    return " ".join(f"{name}={hash_text(text)}" for name, text in texts.items())


def hash_text(text: str) -> str:
    """Return a short hash of what stands in an input."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def make_form(draft: Draft, faults: Iterable[str] = (), status: int = 200) -> Form:
    """Return the form of a draft: what was typed stays, with the faults beside it."""
    target = draft.target
    levels = list_levels(target)
    level = draft.level or (levels[0].key if len(levels) == 1 else "")
    return Form(
        address=target.binder.address,
        path=target.path,
        title=_title(target),
        parts=order_parts(target.model, [*_make_parts(draft), *_ask_of_new(draft)]),
        base=hash_texts(draft.texts()),
        levels=levels,
        level=level,
        faults=list(faults),
        level_faults=draft.faults.get(LEVEL, []),
        status=status,
        actions=list_actions(target),
    )


def list_levels(target: Target) -> list[LevelChoice]:
    """Return the levels that a record may be changed for, the lowest first.

    The lowest is what one means most often. Those above the one that writes it do not know it.
    """
    below = target.levels[target.first_writer :] if target.record is not None else target.levels
    return [LevelChoice(level.key, describe_level(level, target.binder)) for level in reversed(below)]


def name_record(target: Target) -> str:
    """Return what a record is called."""
    if target.record is None:
        return ""
    return name_of(target.record, target.binder) or target.steps[-1]


def _title(target: Target) -> str:
    """Return the form's heading: *Kontakten Socialtjänstens mottagning*."""
    if target.record is None:
        return target.new_title
    name = name_of(target.record, target.binder)
    return capitalize(noun(target.model)) + (f" ”{name}”" if name else "")


def list_actions(target: Target) -> dict[str, str]:
    """Return the buttons beside *Spara*."""
    if target.record is None or target.siblings is None:
        return {}
    actions = {"ask": "Ta bort"}
    place = target.siblings.index(target.steps[-1]) if target.steps[-1] in target.siblings else 0
    if hasattr(target.record, "id"):
        actions |= {"up": "Flytta upp"} if place else {}
        actions |= {"down": "Flytta ner"} if place < len(target.siblings) - 1 else {}
    return actions


def _make_parts(draft: Draft) -> list[tuple[str, FormPart]]:
    """Return the inputs by their fields, those of inner records in groups."""
    target = draft.target
    parts: list[tuple[str, FormPart]] = []
    groups: dict[Steps, Group] = {}
    for part in draft.parts:
        name = part.steps[0]
        if isinstance(part, Inner):
            if part.keys or part.is_there:
                parts.append((name, _make_items(target, part)))
        elif isinstance(part, Elsewhere):
            place = target.root.place_of(".".join((target.path, *part.steps)))
            words = f"Det här ändrar du i filen {place.file}, rad {place.line}."
            parts.append((name, Items(capitalize(part.field.title), words, [])))
        elif not part.group:
            parts += [(name, item) for item in _make_inputs(draft, part)]
        else:
            if part.steps[:-1] not in groups:
                help_ = describe_field(part.group[-1], target.model)
                groups[part.steps[:-1]] = Group(_join_titles(part.group), help_, [])
                parts.append((name, groups[part.steps[:-1]]))
            groups[part.steps[:-1]].inputs += _make_inputs(draft, part)
    return parts


def _ask_of_new(draft: Draft) -> list[tuple[str, FormPart]]:
    """Return a new record's inputs for its place and its id, left to us if empty."""
    target, typed = draft.target, draft.typed or {}
    if target.record is not None:
        return []
    help_ = "Används i adresser och länkar: a–z, siffror och bindestreck. Lämna tomt, så väljs ett."
    id_ = Input("id", "Namn i länkar", "line", typed.get("id", ""), help_, faults=draft.faults.get("id", []))
    if not (target.siblings and isinstance(target.steps[-1], Id)):
        return [("id", id_)]
    base = target.path.removesuffix(NEW)
    names = ((key, _name_inner(target, f"{base}{key}") or key) for key in target.siblings)
    places = (("", "Sist"), (FIRST, "Först"), *((f"{AFTER}{key}", f"Efter ”{name}”") for key, name in names))
    place = Input(PLACE, "Plats i listan", "choice", typed.get(PLACE, ""), choices=places)
    return [(PLACE, place), ("id", id_)]


def _make_inputs(draft: Draft, leaf: Leaf) -> list[Input]:
    """Return a field's inputs: one, or one for each language of a text."""
    origin, own = _find_origin(draft.target, leaf)
    choices = _list_words(leaf) or _add_chosen(list_choices(draft.shelf, draft.target, leaf), leaf)
    typed = draft.typed or {}
    inputs: list[Input] = []
    for slot in leaf.inputs():
        number = f" {slot.number}" if slot.number else ""
        kind = "text" if slot.number else leaf.kind
        inputs.append(
            Input(
                name=slot.name,
                title=capitalize(leaf.field.title) + number,
                kind=("choices" if kind == "list" else "choice") if choices else kind,
                value=typed.get(slot.name, slot.text),
                help="" if slot.number > 1 else describe_input(leaf.field, leaf.model, slot, bool(choices)),
                must=leaf.field.must and not leaf.group and slot.number < 2,
                choices=choices,
                language=LANGUAGES.get(slot.language, slot.language),
                origin=None if slot.number > 1 else origin,
                own=own and not inputs,
                reset=leaf.name in draft.resets,
                faults=draft.faults.get(slot.name, []),
                current=draft.current.get(slot.name),
            )
        )
    if inputs[0].name != leaf.name:
        inputs[0].faults = [*inputs[0].faults, *draft.faults.get(leaf.name, [])]
    return inputs


def _add_chosen(choices: Choices, leaf: Leaf) -> Choices:
    """Return choices with those that are chosen first, in their order."""
    if not choices:
        return ()
    named = dict(choices)
    chosen = leaf.texts()[leaf.name].split("\n")
    if leaf.kind != "list":
        empty = () if leaf.field.must and not leaf.group and leaf.value else (("", "(inget valt)"),)
        return (*empty, *choices)
    first = tuple((key, named.get(key, key)) for key in chosen if key)
    return (*first, *((key, name) for key, name in choices if key not in chosen))


def name_choices(draft: Draft, leaf: Leaf) -> dict[str, str]:
    """Return what the words to choose among are called; empty where nothing is chosen."""
    choices = _list_words(leaf) or list_choices(draft.shelf, draft.target, leaf)
    return {word: name for word, name in choices if word}


def _list_words(leaf: Leaf) -> tuple[tuple[str, str], ...]:
    """Return the words to choose among, with what each is called.

    Nothing is chosen for anybody: a browser would send the first word of a field that has none yet. A field
    of a record that may be left out can be left empty, with all of the record.
    """
    field = leaf.field
    if field.many or not field.choices:
        return ()
    meanings = {choice.word: describe_choice(choice, field, leaf.model) for choice in field.choices}
    empty = () if field.must and not leaf.group and leaf.value else (("", "(inget valt)"),)
    return (*empty, *meanings.items())


def _find_origin(target: Target, leaf: Leaf) -> tuple[Origin | None, bool]:
    """Return where a field is written, and whether it replaces one from a level above."""
    writer = target.lowest_writer(leaf.steps)
    if writer is None or target.record is None:
        return None, False
    own = any(level is not writer and has_field(level.written, leaf.steps) for level in target.levels)
    place = target.root.place_of(f"{target.path}.{leaf.name}")
    inherited = writer is not target.levels[-1]
    return Origin(writer.name, place.file, place.line, inherited), own


def _make_items(target: Target, part: Inner) -> Items:
    """Return the records of a list in the record, with their forms' paths."""
    base = f"{target.path}.{'.'.join(part.steps)}"
    items = [Item(f"{base}.{key}", _name_inner(target, f"{base}.{key}") or key) for key in part.keys]
    add = f"{base}.{NEW}" if target.record is not None and part.is_there else ""
    help_ = describe_field(part.field, part.model)
    return Items(_join_titles((*part.group, part.field)), help_, items, add)


def _join_titles(fields: Iterable[FieldOf]) -> str:
    """Return what a field within others is called: *Klagomål › Delar*."""
    return " › ".join(capitalize(field.title) for field in fields)


def _name_inner(target: Target, path: str) -> str:
    try:
        record = look_up(target.root, path)
    except NoSuchPathError:
        return ""
    return name_of(record, target.binder) if isinstance(record, Record) else ""
