"""Choose the documents and packets of a binder.

The data names them; else they are all that it can have. What waits for figures, or for somebody to read it,
is left out until then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from macros.records.contents import documents_in, has_record
from macros.records.packet import DocumentChoice, Packet
from macros.records.registry import DOCUMENTS, Document

if TYPE_CHECKING:
    from macros.records.binder import Binder


def is_waiting(binder: Binder, document: Document) -> bool:
    """Return whether a document waits for what the binder does not have yet.

    Such as a year's figures. The last step of its path may be computed.
    """
    if not document.waits:
        return False
    holder, _, last = document.waits.rpartition(".")
    value: Any = binder
    for step in filter(None, holder.split(".")):
        value = getattr(value, step, None)
    return not getattr(value, last, None)


def default_choices(binder: Binder) -> list[DocumentChoice]:
    """Return the documents of a binder whose data does not choose any.

    They are all that it can have, as the registry says.
    """
    registered = [
        name
        for name, document in documents_in(binder).items()
        if name not in binder.forms | binder.surveys
        and document.public
        and not document.asked
        and not is_waiting(binder, document)
        and all(
            has_record(binder, path) for path in (document.needs, document.besides, document.worth) if path
        )
    ]
    return [
        DocumentChoice.model_construct(id=name, state=None, title=None)
        for name in (*registered, *binder.forms, *binder.surveys)
    ]


def choose_papers(binder: Binder) -> dict[str, list[DocumentChoice] | list[Packet]]:
    """Return the documents and packets of a binder, by field.

    The data chooses them. What waits for figures, or for somebody to read it, is left out until then, of
    packets too.
    """
    documents = binder.documents or default_choices(binder)
    waiting = {document.name for document in DOCUMENTS if is_waiting(binder, document)}
    if not waiting:
        return {"documents": documents}
    packets = [_without(packet, waiting) for packet in binder.packets]
    return {
        "documents": [choice for choice in documents if choice.id not in waiting],
        "packets": [packet for packet in packets if packet is not None],
    }


def _without(packet: Packet, waiting: set[str]) -> Packet | None:
    """Return a packet without some documents; None where nothing else is in it."""
    parts = [part for part in packet.parts if part.area or part.name not in waiting]
    if len(parts) == len(packet.parts):
        return packet
    return packet.model_copy(update={"parts": parts}) if parts else None
