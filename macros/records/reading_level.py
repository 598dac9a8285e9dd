"""Record of a reading level: how easy the texts for some readers have to be."""

from macros.records.base import Entry, optional, required
from macros.records.scalars import Plain, WholeNumber


class ReadingLevel(Entry):
    """Limits for the texts of a leaflet, measured together.

    ``records/readability.py`` measures.
    """

    title: Plain = required("rubrik", "Vem nivån är till, till exempel Lättläst.")
    lix: WholeNumber = required(
        "högsta LIX", "Ord i varje mening, plus procent ord med fler än sex bokstäver."
    )
    words: WholeNumber = required("längsta mening", "Så många ord får en mening ha.")
    passive: WholeNumber = optional(
        "passiv form", "Så många av hundra meningar får ha ett verb i passiv form: skrivs, kallas.", 100
    )
    avoid: list[Plain] = optional("undvik", "Ord som är svåra för de här läsarna.", list)
