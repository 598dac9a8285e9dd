"""Say which answers are urgent, and whom to call then."""

from __future__ import annotations

from macros.records.binder import Binder
from macros.records.contents import PageOf
from macros.records.site import Site
from macros.records.whole_shelf import Shelf
from macros.rendering.texts import plain

UrgentRow = tuple[str, str, str]
"""A number as it is written, the address that calls it, and when to call it.

The address is empty for an invented number.
"""


def urgent_on(page: PageOf, binder: Binder, shelf: Shelf) -> frozenset[str]:
    """Return the anchors of the urgent concerns on one of a binder's pages."""
    binders = shelf.binders_of(binder.slug) if page.tab.name == "kontakter" else ()
    concerns = (concern for other in binders if other.guidance for concern in other.guidance.concerns)
    return frozenset(f"fraga-{concern.id}" for concern in concerns if concern.urgent)


def list_urgent_numbers(binder: Binder, site: Site) -> list[UrgentRow]:
    """Return the numbers to show with an urgent answer.

    First the one for all, then whom to tell here. Numbers for grown-ups alone are left out.
    """
    rows = [
        (str(number.phone), number.phone.href, plain(number.text, binder))
        for number in site.numbers_for("family", binder.agreement.whom)
        if not number.adult
    ]
    contact = binder.reach(site.duty.call)
    if contact and contact.phone:
        name = next(service.name for service in binder.services if service.id in contact.services)
        example = contact.state == "example"
        when = f"{name}, om ett barn far illa{' (exempel)' if example else ''}."
        rows.insert(1, (str(contact.phone), "" if example else contact.phone.href, when))
    return rows
