"""Who has approved a binder, and which binders a published site holds.

An approval is a binder's, not a municipality's: each of a municipality's binders rests on an agreement of its
own, and somebody of its own answers for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from macros.records.base import Record, required
from macros.records.scalars import Plain
from macros.records.time_scalars import DayField

if TYPE_CHECKING:
    from macros.records.binder import Binder
    from macros.records.whole_shelf import Shelf


class Approval(Record):
    """That a binder may be published: who approved it, and when.

    Without it the binder is a draft. It is built into previews, and never into the published site.
    """

    by: Plain = required(
        "godkänd av", "Funktionen som har godkänt att pärmen publiceras. Aldrig en persons namn."
    )
    date: DayField = required("godkänd den", "Dagen då den godkändes.")


def find_approval(binder: Binder) -> Approval | None:
    """Return a binder's approval, or None for a draft."""
    return binder.participation.approved or binder.municipality.approved


def path_of_approval(binder: Binder) -> str:
    """Return the path of a binder's approval, whether it is written or not."""
    if binder.participation.approved is None and len(binder.municipality.areas) == 1:
        return "municipality.approved"
    return f"municipality.areas.{binder.levels.area_slug}.approved"


def select_published(shelf: Shelf) -> Shelf:
    """Return the shelf that a published site is built from.

    It has the approved binders and no more. Levels that no approved binder has are left out too, so that
    nothing tells of them.
    """
    binders = {address: binder for address, binder in shelf.binders.items() if find_approval(binder)}
    levels = {level.level[:2] for binder in binders.values() for level in binder.levels.levels}
    return replace(
        shelf,
        binders=binders,
        agreements={slug: own for slug, own in shelf.agreements.items() if ("agreements", slug) in levels},
        areas={slug: own for slug, own in shelf.areas.items() if ("areas", slug) in levels},
        municipalities={
            slug: own for slug, own in shelf.municipalities.items() if ("municipalities", slug) in levels
        },
        selected=True,
    )
