"""The information sheet: what an editor writes in each number."""

from macros.records.base import Record, optional, required
from macros.records.shared_records import Section
from macros.records.text import TextField
from macros.records.time_scalars import DayField
from macros.records.validity import Dated
from macros.records.values import Day


class Newsletter(Record, Dated):
    """One number of the information sheet; its key is the number.

    What has changed since the number before and the days ahead come by themselves (``issues.py``).
    """

    date: DayField = required("dag", "Dagen då numret kommer ut. Det som är nytt räknas från numret före.")
    title: TextField = required("rubrik", "Det viktigaste i numret, i några ord.")
    lead: TextField | None = optional("ingress", "En eller två meningar först.")
    sections: list[Section] = optional(
        "avsnitt", "Det du vill berätta. Korta stycken, och inga personer.", list
    )
    examples: list[TextField] = optional(
        "goda exempel", "Något som har gått bra, så att ingen går att känna igen.", list
    )

    def time(self) -> Day:
        """Return the day when it comes out."""
        return self.date
