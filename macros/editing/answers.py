"""What an editor is answered: a form, that something is saved, or why it is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from markupsafe import Markup

from macros.editing.translation_form import Languages, TranslationForm
from macros.problems import join_words
from macros.records.whole_shelf import Shelf
from macros.rendering.environment import render_template

PLACE = "in"
"""The name in a form of a new record's place in its list: no field can have it, as it is a word of Python."""
_MOST_CHOICES = 12
_NAMED = 5
"""So many parts of a fold are named."""
InputKind = Literal["line", "text", "day", "choice", "choices", "list", "words"]
"""One line, several, a day, one or more of some words, a line for each item, or *word: meaning* on each."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value is written: the level's name, file and line.

    ``inherited`` is True where the form's level takes it from a level above.
    """

    level: str
    file: str
    line: int
    inherited: bool = False


@dataclass(slots=True)
class Input:
    """One field of a form: what is asked for, what stands there, what is wrong.

    ``name`` is its name in the form: ``phone``, ``deadline.within``, ``text:fi`` for a language. ``current``
    is what the file says now, where that has changed since the form was drawn. ``own`` is True where the
    value replaces one from a level above, which comes back when the box ``reset`` is ticked.
    """

    name: str
    title: str
    kind: InputKind
    value: str = ""
    help: str = ""
    must: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    language: str = ""
    origin: Origin | None = None
    own: bool = False
    reset: bool = False
    faults: list[str] = field(default_factory=list)
    current: str | None = None

    sort: ClassVar[str] = "input"

    @property
    def key(self) -> str:
        """Its id in the page."""
        return "f-" + self.name.replace(".", "-").replace(":", "--")

    @property
    def whole(self) -> str:
        """The name of the field that it is an input of."""
        return re.sub(r"(\.[0-9]+)?(:.*)?$", "", self.name)

    @property
    def chosen(self) -> list[str]:
        """Those of several that are chosen."""
        return self.value.split("\n")

    @property
    def first_choices(self) -> tuple[tuple[str, str], ...]:
        """The choices seen at once: of many only the chosen, which stand first."""
        if len(self.choices) <= _MOST_CHOICES:
            return self.choices
        return tuple(choice for choice in self.choices if choice[0] in self.chosen)

    @property
    def rows(self) -> int:
        """How many rows its text takes."""
        lines = self.value.split("\n")
        return min(20, max(2, sum(1 + len(line) // 70 for line in lines) + (self.kind != "text")))


@dataclass(slots=True)
class Group:
    """A record within the record, as a fieldset of its own."""

    sort: ClassVar[str] = "group"
    title: str
    help: str
    inputs: list[Input]

    @property
    def is_open(self) -> bool:
        """Whether something stands in it, or is wrong."""
        return any(item.value or item.faults for item in self.inputs)


@dataclass(frozen=True, slots=True)
class Item:
    """A record in a list, by its path and what it is called."""

    path: str
    title: str


@dataclass(slots=True)
class Items:
    """The records of a list within the record: each has its own form.

    ``add`` is the path of a new one.
    """

    sort: ClassVar[str] = "items"
    title: str
    help: str
    items: list[Item]
    add: str = ""


@dataclass(slots=True)
class Fold:
    """Parts that are seldom changed, folded until somebody asks for them."""

    sort: ClassVar[str] = "fold"
    parts: list[Input | Group | Items]

    @property
    def title(self) -> str:
        """What is in it: *Fler uppgifter: Adress, Webb och Läge*."""
        titles = list(dict.fromkeys(part.title for part in self.parts))
        shown = titles[:_NAMED] if len(titles) > _NAMED + 1 else titles
        rest = [f"{len(titles) - _NAMED} till"] if shown != titles else []
        return f"Fler uppgifter: {join_words([*shown, *rest])}"

    @property
    def is_open(self) -> bool:
        """Whether something in it is wrong, or has changed in the file meanwhile."""
        inputs = (item for part in self.parts for item in list_inputs(part))
        return any(item.faults or item.current is not None for item in inputs)


Part = Input | Group | Items | Fold


def list_inputs(part: Part) -> list[Input]:
    """Return the inputs of a part, those of inner records too."""
    if isinstance(part, Input):
        return [part]
    if isinstance(part, Fold):
        return [item for inner in part.parts for item in list_inputs(inner)]
    return part.inputs if isinstance(part, Group) else []


@dataclass(frozen=True, slots=True)
class LevelChoice:
    """A level that a change may be made for: *Alla i Norrbus: 7 kommuner*.

    ``refused`` says why it may not be changed from here; it is empty for one that may.
    """

    key: str
    title: str
    refused: str = ""


@dataclass(slots=True)
class Form:
    """A record's form, with all that was typed and what was wrong with it.

    ``base`` is a hash of the record as it was drawn. ``levels`` are those to choose among; ``level`` is the
    chosen one, empty until somebody has chosen. ``actions`` are the buttons beside *Spara*, by what they do.
    """

    address: str
    path: str
    title: str
    parts: list[Part]
    base: str
    levels: list[LevelChoice]
    level: str = ""
    faults: list[str] = field(default_factory=list)
    level_faults: list[str] = field(default_factory=list)
    status: int = 200
    actions: Mapping[str, str] = field(default_factory=dict)

    @property
    def inputs(self) -> list[Input]:
        """Every input, those of inner records too."""
        return [item for part in self.parts for item in list_inputs(part)]

    def draw(self, action: str, hidden: Mapping[str, str] | None = None, came_from: str = "") -> Markup:
        """Return the form's HTML.

        ``action`` is where it is sent, without a query. ``hidden`` are fields of the caller's own, such as a
        token; ``came_from`` is the page that the form was opened on, which its links keep.
        """
        context = {"form": self, "action": action, "hidden": hidden or {}, "came_from": came_from}
        return Markup(render_template("editing/form.html", context))


@dataclass(slots=True)
class Removal:
    """What goes when a record is removed, to be asked about before it does.

    ``where`` says for whom it goes. ``parts`` are what it says, by title; ``inner`` are the records in it.
    """

    address: str
    path: str
    title: str
    base: str
    level: str
    where: str
    parts: list[tuple[str, str]]
    inner: list[tuple[str, int]]
    status: int = 200

    def draw(self, action: str, hidden: Mapping[str, str] | None = None, came_from: str = "") -> Markup:
        """Return the question as HTML, with a button and a way back to the form."""
        context = {"removal": self, "action": action, "hidden": hidden or {}, "came_from": came_from}
        return Markup(render_template("editing/remove.html", context))


@dataclass(slots=True)
class Saved:
    """A change that is made, what it reaches, and how to undo it.

    ``changes`` say it in words. ``shelf`` is the checked data as it is now, to build from. ``files`` are the
    names of the changed files; ``municipalities`` are those whose binders show the changed level, by slug.
    ``path`` is where the record is now (empty where it was removed); ``undo_key`` undoes it, and is empty for
    an undo. ``hints`` say what in it may be about a person. A caller may give it a page of its own
    (``own_page``), which then offers to tell what it ``reach``es. ``onward`` are the words of a link back to
    the form, for what is done bit by bit.
    """

    shelf: Shelf
    changes: list[str]
    files: list[str]
    municipalities: list[str]
    undo_key: str
    address: str = ""
    path: str = ""
    level: str = ""
    status: int = 200
    hints: list[str] = field(default_factory=list)
    own_page: str = ""
    reach: list[str] = field(default_factory=list)
    onward: str = ""

    @property
    def towns(self) -> list[str]:
        """The names of the municipalities."""
        return [self.shelf.municipalities[slug].name for slug in self.municipalities]

    def draw(self, action: str, hidden: Mapping[str, str] | None = None, came_from: str = "") -> Markup:
        """Return what was saved as HTML, with a button that undoes it."""
        context = {"saved": self, "action": action, "hidden": hidden or {}, "came_from": came_from}
        return Markup(render_template("editing/saved.html", context))


@dataclass(slots=True)
class Refusal:
    """Why something could not be done, in Swedish: nothing was changed.

    ``status`` is 404 where nothing is there, 409 where it has changed meanwhile. ``typed`` is what stood in
    the form, so that it is not lost.
    """

    message: str
    advice: str = ""
    status: int = 404
    typed: list[str] = field(default_factory=list)

    def draw(self, action: str, hidden: Mapping[str, str] | None = None, came_from: str = "") -> Markup:
        """Return the words as HTML."""
        context = {"refusal": self, "action": action, "hidden": hidden or {}, "came_from": came_from}
        return Markup(render_template("editing/refusal.html", context))


Answer = Form | Removal | Saved | Refusal | TranslationForm | Languages
