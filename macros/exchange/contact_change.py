"""One contact as it becomes, and the change in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.exchange.contacts import ID, SERVICE, Cells, Column, Directory, columns


@dataclass(frozen=True, slots=True)
class Change:
    """One contact of a level as it becomes. ``before`` is empty for a new one.

    ``after`` holds every cell; with nothing in it the contact is taken away.
    """

    directory: Directory
    key: str
    before: Cells
    after: Cells
    row: int = 0

    @property
    def fields(self) -> list[Column]:
        """The columns that differ, in order."""
        differ = {c for c in {*self.before, *self.after} if self.before.get(c, "") != self.after.get(c, "")}
        return [column for column in columns([]) + _languages(differ) if column in differ]

    def words(self) -> Iterator[str]:
        """Tell the change, a line for each field."""
        service = self.after.get(SERVICE, "") or self.before.get(SERVICE, "")
        who = f"{self.directory.name}, {self.directory.called(self.key, service)}"
        if not self.after:
            yield f"{who}: tas bort"
            return
        if not self.before:
            yield f"{who}: ny kontakt ({self.key})"
        for column in self.fields:
            if column != ID:
                was, becomes = self.before.get(column, ""), self.after.get(column, "")
                title = column.title[:1].lower() + column.title[1:]
                said = f"{_said(was)} → {_said(becomes)}" if self.before else _said(becomes)
                yield f"{who}: {title} {said}"


def _languages(found: set[Column]) -> list[Column]:
    return sorted(column for column in found if column.language)


def _said(text: str) -> str:
    return " ".join(text.split()) or "(tomt)"
