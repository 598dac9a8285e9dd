"""When a page, or what stands on it, last changed."""

from __future__ import annotations

from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.newsletter import Newsletter
from macros.records.shared_records import Control
from macros.records.values import When


def find_last_change(binder: Binder, page: str, record: Record | None = None) -> When | None:
    """Return when a page, or the adopted record on it, last changed; None if unknown.

    A number of the information sheet is from its own day, and is not changed by the binder's news.
    """
    if isinstance(record, Newsletter):
        return When(record.date.isoformat())
    times = [item.date for item in binder.news if not item.coming(binder.today) and item.concerns(page)]
    control = getattr(record, "control", None)
    if isinstance(control, Control) and control.adopted and record and record.state == "adopted":
        times.append(control.adopted)
    return max(times, key=lambda when: when.last, default=None)
