"""Rules about the plans: what is said to be done has been."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Fault
from macros.records.binder import Binder
from macros.records.path import expand
from macros.records.validity import lies_ahead
from macros.records.whole_shelf import Shelf

_FOLLOWED = (
    "communication.rows.*", "past_plans.*.rows.*", "action_plan.items.*", "competence.items.*",
    "steering.tasks.*", "follow_up.tasks.*", "follow_up.activities.*", "follow_up.deviations.*",
)  # fmt: skip
_PAST = "Skriv dagen då det blev klart. Är det inte klart än? Ta bort raden."


def nothing_is_done_ahead(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """Nothing is done on a day that lies ahead."""
    for pattern in _FOLLOWED:
        for path, record in expand(binder, pattern):
            done = getattr(record, "done", None)
            if done is not None and lies_ahead(done, shelf.today):
                yield (
                    f"{path}.done",
                    "future",
                    "det kan inte ha blivit klart en dag som inte har varit än",
                    _PAST,
                )
