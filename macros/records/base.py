"""Base classes of all records, and the functions that declare their fields.

Every record has a state and the place it was read from. A field is declared once, with its Swedish name and a
description for the editor. From there come the JSON Schema, the editor's field tables and the check's
messages.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core.core_schema import ValidatorFunctionWrapHandler

from macros.problems import Place
from macros.records.nodes import Mapping
from macros.records.scalars import Slug

State = Literal["example", "proposed", "draft", "adopted"]
"""From weakest to strongest. ``example`` is invented; ``proposed`` fills a gap in the source."""

STATES: tuple[State, ...] = ("example", "proposed", "draft", "adopted")
STATE_WORDS = {
    "example": "exempel",
    "proposed": "förslag",
    "draft": "utkast",
    "adopted": "antagen",
}


class First(NamedTuple):
    """A list of records, and the id of its first where no level writes one."""

    many: str
    id: str


FIRSTS = {"meeting": First("meetings", "mote"), "ladder": First("ladders", "upptrappning")}
"""Fields that are another way to write the first record of a list beside them, in the same record class.

Merging puts what they hold into the list. ``inherit.py`` says how, ``path.py`` finds it by both names.
"""


def least_certain(states: Iterable[str | None]) -> State | None:
    """Return the weakest of some states, or None when there are none.

    Words that are no state are ignored.
    """
    distinct = set(states)
    return next((state for state in STATES if state in distinct), None)


def required(title: str, description: str, **more: Any) -> Any:
    """Declare a required field.

    ``title`` is its Swedish name; ``description`` is what the editor should know.
    """
    return Field(title=title, description=description, **more)


def optional(title: str, description: str, default: Any = None, **more: Any) -> Any:
    """Declare an optional field.

    ``list`` or ``dict`` as default means an empty one.
    """
    if default is list or default is dict:
        default = default()  # pydantic copies it for each record, and builds a class faster than of a factory
    return Field(title=title, description=description, default=default, **more)


def searched() -> Any:
    """Declare ``synonyms``, a record's last field: what people write who look for it."""
    return optional(
        "andra ord",
        "Vardagsord, stavningar och hela frågor som folk skriver när de söker det här. De skrivs aldrig ut.",
        list,
    )


def whole(title: str, description: str, **more: Any) -> Any:
    """Declare a mapping that a lower level replaces as one, never key by key."""
    return Field(title=title, description=description, json_schema_extra={"whole": True}, **more)


class Record(BaseModel):
    """A frozen piece of the binder, read from text. Unknown fields are errors.

    pydantic builds the validators when they are first used: most classes are only a part of another.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    singular: ClassVar[dict[str, str]] = {}
    """Fields that hold a list, by the name that one value may be written under instead."""

    state: State | None = optional(
        "läge",
        "Hur säkert innehållet är: example (påhittat), proposed (förslag), draft (utkast) eller "
        "adopted (antaget). Utelämnat: samma som det posten ligger i.",
    )

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Self:
        """Keep the node's place and inherited state, and validate each node once.

        Merging shares the nodes that a lower level leaves alone, so a municipality that changes one question
        costs one question.
        """
        if type(data) is not Mapping:
            value: Self = handler(data)
            return value
        assert info.context is not None
        texts = info.context.texts
        if data.validated is not None and type(data.validated[0]) is cls:
            texts.extend(data.validated[1])
            earlier: Self = data.validated[0]
            return earlier
        before = len(texts)
        record: Self = handler(data)
        values = record.__dict__
        values["_place"], values["_changed"] = data.place, data.changed
        if values["state"] is None:
            values["state"] = data.state
        data.validated = (record, texts[before:])
        return record

    @property
    def place(self) -> Place | None:
        """Where the record was first written."""
        return self.__dict__.get("_place")

    @property
    def changed(self) -> Place | None:
        """Where a lower level changed one of its fields, if one did."""
        return self.__dict__.get("_changed")


class Entry(Record):
    """A record in a list. Lower levels address it by ``id``."""

    id: Slug = required("id", "Namnet som andra nivåer och länkar pekar på. Små bokstäver och bindestreck.")
