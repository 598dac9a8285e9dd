"""What every record has: its state, the place it was read from, and how its fields are described.

A field is declared once, with its Swedish name and a description for the editor. From there come the
JSON Schema, the editor's field tables and the check's messages.
"""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core.core_schema import ValidatorFunctionWrapHandler

from macros.problems import Place
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


def required(title: str, description: str, **more: Any) -> Any:
    """Declare a field that must be given: its Swedish name, and what the editor should know."""
    return Field(title=title, description=description, **more)


def optional(title: str, description: str, default: Any = None, **more: Any) -> Any:
    """Declare a field that may be left out. A list or mapping defaults to an empty one."""
    if default is list or default is dict:
        return Field(title=title, description=description, default_factory=default, **more)
    return Field(title=title, description=description, default=default, **more)


def whole(title: str, description: str, **more: Any) -> Any:
    """Declare a mapping that a lower level replaces as one, never key by key."""
    return Field(title=title, description=description, json_schema_extra={"whole": True}, **more)


class Record(BaseModel):
    """A frozen piece of the binder. Unknown fields are faults; values come from text."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    state: State | None = optional(
        "läge",
        "Hur säkert innehållet är: example (påhittat), proposed (förslag), draft (utkast) eller "
        "adopted (antaget). Utelämnat: samma som det posten ligger i.",
    )

    _place: Place | None = PrivateAttr(default=None)
    _changed: Place | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, handler: ValidatorFunctionWrapHandler) -> Self:
        """Keep the place and the inherited state that the merged node carries."""
        record: Self = handler(data)
        place = getattr(data, "place", None)
        if place is not None:
            record._place = place
            record._changed = data.changed
            if record.state is None and data.state is not None:
                record.__dict__["state"] = data.state
        return record

    @property
    def place(self) -> Place | None:
        """Where the record was first written."""
        return self._place

    @property
    def changed(self) -> Place | None:
        """Where a lower level changed one of its fields, if one did."""
        return self._changed


class Entry(Record):
    """A record in a list. Lower levels address it by ``id``."""

    id: Slug = required("id", "Namnet som andra nivåer och länkar pekar på. Små bokstäver och bindestreck.")
