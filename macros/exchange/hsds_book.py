"""Services of HSDS as a book of rows, whose faults name service and field."""

from __future__ import annotations

from dataclasses import dataclass, field

from macros.exchange.columns import ID, STATE, Column
from macros.exchange.workbook_rows import Book, Fault

TEXTS = {
    "name": "name",
    "alternate_name": "short",
    "description": "does",
    "eligibility_description": "for_whom",
    "application_process": "call_when",
}
"""Our field for each field of HSDS that is a text."""
_FIELDS = {Column(ours).title: theirs for theirs, ours in TEXTS.items()} | {
    Column("ages").title: "minimum_age, maximum_age",
    Column("group").title: "attributes (group)",
    Column("families").title: "attributes (callers)",
    STATE.title: "attributes (state)",
    ID.title: "id",
}
"""The field of HSDS that each column comes from, by the column's heading."""


class ServiceFault(Fault):
    """A fault with the service's identifier and the field of HSDS."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return the message for the editor, with the advice indented below."""
        place = ", ".join(filter(None, (self.book, self.field)))
        advice = "".join(f"\n    {line}" for line in self.advice.splitlines())
        return f"{place}: {self.message}{advice}"


@dataclass(slots=True)
class HsdsBook(Book):
    """Services as the rows of a book.

    ``names`` are their identifiers by row, ``notes`` what is told besides.
    """

    names: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add_fault(
        self,
        sheet: str,
        row: int,
        name: str,
        message: str,
        advice: str = "",
        repeat: bool = True,  # noqa: ARG002
    ) -> None:
        """Add a fault at a service and a field; what that holds is not repeated."""
        service = f"tjänsten {self.names[row]}" if row in self.names else ""
        place = ", ".join(filter(None, (service, _FIELDS.get(name, name))))
        self.faults.append(ServiceFault(self.name, sheet, row, place, message, advice))
