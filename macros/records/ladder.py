"""Records of a ladder: who takes over when a matter is not solved in time."""

from collections.abc import Iterator
from itertools import pairwise

from macros.records.base import Entry, optional, required
from macros.records.text import TextField
from macros.records.time_scalars import SpanField


class Stage(Entry):
    """One stage of a ladder."""

    within: SpanField | None = optional(
        "inom", "Hur långt från början steget ska vara klart, till exempel 24 timmar eller 2 arbetsdagar."
    )
    what: TextField = required("vad", "Vad som görs i steget.")
    who: TextField | None = optional("vem", "Den som gör det.")
    to: TextField | None = optional("annars till", "Den som tar över när det inte blev klart i tid.")


class Ladder(Entry):
    """Stages with their time limits, each counted from the same event."""

    title: TextField = required("rubrik", "Upptrappningens namn, till exempel När vi inte är överens.")
    lead: TextField | None = optional("ingress", "När trappan används.")
    counted_from: TextField | None = optional("räknas från", "Händelsen som alla tider räknas från.")
    stages: list[Stage] = required("trappsteg", "Stegen i ordning. Varje steg har en längre tid än det före.")

    @property
    def backward_stages(self) -> Iterator[tuple[Stage, Stage]]:
        """Each stage whose time is not longer than the one before it, with that one."""
        timed = [(stage, stage.within.least_hours) for stage in self.stages if stage.within]
        for (earlier, shorter), (later, longer) in pairwise(timed):
            if longer <= shorter:
                yield earlier, later
