"""List a binder's files that people subscribe to: feeds and calendars.

An address that people subscribe to never changes, and follows the binder where that moves.
"""

from __future__ import annotations

from macros.records.binder import Binder
from macros.records.contents import tabs_in
from macros.records.shared_records import AUDIENCES, Audience
from macros.records.year_entries import CALENDARS

NEWS = "nytt"
"""The page that tells what is new."""
FEEDS: dict[Audience | None, str] = {
    None: f"{NEWS}.xml",
    "staff": f"{NEWS}-personal.xml",
    "managers": f"{NEWS}-chef.xml",
    "family": f"{NEWS}-familj.xml",
}
"""The name of each audience's feed in the binder's folder. None is for everybody."""


def list_audiences(binder: Binder) -> list[Audience | None]:
    """Return for whom a binder has feeds; nobody where it has no page of news.

    Families have one where some change says what it means to them.
    """
    if all(tab.name != NEWS for tab in tabs_in(binder)):
        return []
    told = any(revision.is_for("family") for revision in binder.revisions)
    return [None, *(name for name in AUDIENCES if name != "family" or told)]


def list_subscriptions(binder: Binder) -> list[str]:
    """Return the names of a binder's feeds and calendars, in its folder."""
    return [*(FEEDS[audience] for audience in list_audiences(binder)), *(kind.file for kind in CALENDARS)]
