"""The standing words for those whom a collaboration is about.

A component that names them, or those near them, asks for a form in the first column: its words for a child.
An agreement says with ``whom`` which column is read instead; a term with the same form goes before them all.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, get_args

Whom = Literal["children", "young", "adults", "everyone"]
"""A child, a young person, an adult, or whoever it is."""

_WORDS = (
    # a child                        a young person            an adult               whoever it is
    ("barnet", "den unga", "den enskilde", "personen"),
    ("barnets", "den ungas", "den enskildes", "personens"),
    ("barn", "unga", "vuxna", "människor"),
    ("barn och unga", "unga", "vuxna", "människor i alla åldrar"),
    ("ett barns", "en ung persons", "en enskild persons", "en enskild persons"),
    ("ett enskilt barn", "en enskild ung person", "en enskild person", "en enskild person"),
    ("ett verkligt barn", "en verklig ung person", "en verklig person", "en verklig person"),
    ("namn på barn", "namn på unga", "namn på enskilda", "namn på enskilda"),
    (
        "hur gammalt är barnet",
        "hur gammal är den unga",
        "hur gammal är den enskilde",
        "hur gammal är personen",
    ),
    ("som är ung", "som är ung", "som behöver stöd", "som behöver stöd"),
    ("förälder", "förälder", "närstående", "förälder eller närstående"),
    (
        "barn, ung eller vårdnadshavare",
        "ung eller vårdnadshavare",
        "den som det gäller, eller närstående",
        "den som det gäller, vårdnadshavare eller närstående",
    ),
    ("Familj", "Familj", "Den enskilde", "Till dig"),
    ("Folder till familjen", "Folder till familjen", "Folder till den enskilde", "Folder till dig"),
    (
        "Folder till familjen i stor stil",
        "Folder till familjen i stor stil",
        "Folder till den enskilde i stor stil",
        "Folder till dig i stor stil",
    ),
)
_CHOICES: tuple[Whom, ...] = get_args(Whom)


@cache
def standing_words(whom: Whom) -> Mapping[str, str]:
    """Return what each form is called where it is about ``whom``."""
    column = _CHOICES.index(whom)
    return {row[0]: row[column] for row in _WORDS}


def choose_for_all(choices: Iterable[Whom]) -> Whom:
    """Return whom the pages are about that several collaborations share.

    Those whom they all are about; else ``everyone``. Where there are none: ``children``.
    """
    distinct = set(choices) or {_CHOICES[0]}
    return distinct.pop() if len(distinct) == 1 else "everyone"
