"""Records of a year's figures: counts of answers to surveys, never the answers.

Only aggregates are kept, for a file that git has seen is never forgotten. A group of fewer than five answers
is not written at all, and a number from 0 to 4 is written as ``fewer``, never as itself.
"""

from typing import Annotated, Literal

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain, Slug, YesNo, fault, read_whole_number, scalar
from macros.records.text import TextField
from macros.records.time_scalars import MonthField
from macros.records.values import When

Mark = int | Literal["fewer", "nearly_all"] | None
"""What is published of a value: its number, a mark, or nothing."""
Manner = Literal["single", "several", "number"]
"""How a question is answered: with one value, with several, or with a number that is summed up."""
SUM = "summa"
"""The id of the only value of a question that is answered with a number."""
SMALLEST = 5
"""The smallest number that is written. A smaller one could tell who answered what."""


def _read_safe_count(text: str) -> int:
    number = read_whole_number(text)
    if number < SMALLEST:
        raise fault(
            "small-figure",
            f"{number} är färre än fem och får aldrig skrivas",
            "Ett litet tal kan avslöja vem som svarade vad, och git glömmer inget. Skriv  fewer: ja  i "
            "stället för count, eller räkna fler månader tillsammans.",
        )
    return number


SafeCount = Annotated[
    int,
    *scalar(
        _read_safe_count,
        "ett tal som är 5 eller mer, till exempel 14",
        r"^([5-9]|[1-9][0-9]{1,8})$",
        number=True,
    ),
]
"""A number of answers that may be written: never fewer than five."""


def number_month(month: When) -> int:
    """Return the number of a month in its year, 1 to 12."""
    return int(month.start[5:7])


class FigureValue(Entry):
    """How many gave one answer.

    ``count`` is exact. ``fewer`` means 0 to 4, ``nearly_all`` that 0 to 4 of those who answered did not. With
    none of them the number is withheld: it would give away another.
    """

    answer: Plain = required("svar", "Svaret i ord, som det stod i enkäten då.")
    count: SafeCount | None = optional("antal", "Hur många som svarade så: 5 eller fler.")
    fewer: YesNo = optional(
        "färre än fem", "ja om färre än fem svarade så. Då skrivs inget antal, inte heller 0.", False
    )
    nearly_all: YesNo = optional(
        "nästan alla",
        "ja om alla utom färre än fem svarade så. Bara där var och en kunde ge flera svar.",
        False,
    )

    @property
    def mark(self) -> Mark:
        """What is published of it."""
        if self.count is not None:
            return self.count
        return "fewer" if self.fewer else "nearly_all" if self.nearly_all else None


class FigureCount(Entry):
    """The answers to one question in one table.

    ``id`` is that of the measure, or of the survey's question where no measure counts it. Where fewer than
    five would have shown, months are counted together: then ``since`` is the first of them, and the table's
    ``last`` the last. ``answered`` is how many answered the question; the values are shares of it. Of a
    question that is answered with a number there is one value, the sum.
    """

    since: MonthField | None = optional(
        "från och med", "Första månaden, om svaren är räknade tillsammans med dem i tabeller före den här."
    )
    answered: SafeCount = required("svarade", "Hur många som svarade på frågan: 5 eller fler.")
    several: YesNo = optional("flera svar", "ja om var och en kunde ge flera svar.", False)
    values: list[FigureValue] = required("svar", "Ett för varje svar.")

    @property
    def manner(self) -> Manner:
        """How the question is answered."""
        if [value.id for value in self.values] == [SUM]:
            return "number"
        return "several" if self.several else "single"

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is published of each value."""
        return tuple(value.mark for value in self.values)


class FigureTable(Entry):
    """The answers to one survey in some whole months, such as a quarter."""

    survey: Slug = required("enkät", "Enkätens namn: namnet på dess fil.")
    first: MonthField = required("första månaden", "Till exempel 2027-01.")
    last: MonthField = required("sista månaden", "Till exempel 2027-03.")
    answers: SafeCount = required("svar", "Hur många som svarade på enkäten: 5 eller fler.")
    counts: list[FigureCount] = optional("frågor", "Svaren på varje fråga.", list)

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month, 1 to 12."""
        return number_month(self.first), number_month(self.last)

    def since(self, count: FigureCount) -> int:
        """Return the first month of a question's answers, 1 to 12."""
        return number_month(count.since) if count.since else self.months[0]


class FigureYear(Record):
    """The figures of one year, in a level's ``figures/<year>.yaml``."""

    text: TextField | None = optional(
        "att veta", "Det som läsaren behöver veta om årets siffror, till exempel att enkäten ändrades i maj."
    )
    tables: list[FigureTable] = optional(
        "tabeller", "Svaren på en enkät, några månader i taget. parmen figures import skriver dem.", list
    )
