"""The project's scalar types: text in, a typed value out, or a fault in Swedish.

YAML is read as text only, so that ``0114`` stays a number with its zero, ``13:00`` a time and ``no`` a word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from macros.problems import nearest, quote
from macros.records.deceptive_text import find_foreign_twin
from macros.records.values import WEEKDAYS


@dataclass(frozen=True, slots=True)
class Takes:
    """What may be written where a type is due.

    ``words`` tell the editor; ``pattern`` and ``choices`` tell the tools she writes with. Those tools guess
    types where we do not: with ``number`` they may find a number.
    """

    words: str
    pattern: str = ""
    choices: tuple[str, ...] = ()
    number: bool = False


TEXT = Takes("text", number=True)


def takes_of(scalar_type: Any) -> Takes:
    """Return what may be written where a scalar type, such as ``Slug``, is due."""
    takes: Takes = get_args(scalar_type)[2]
    return takes


LONGEST = 10_000
LONGEST_WORD = 200
LONGEST_ADDRESS = 500
ONE_LINE = "Skriv värdet på samma rad som fältets namn."


def fault(rule: str, message: str, advice: str = "") -> PydanticCustomError:
    """Return an error, in Swedish, for the reader of a scalar type to raise.

    pydantic reports it with the field's path. Braces in the message are data, not format.
    """
    return PydanticCustomError(rule, "{message}", {"message": message, "advice": advice})


def read_text(value: Any) -> str:
    """Return the value as stripped text.

    Raise a fault for an empty or too long text, and for a list or fields, with what probably went wrong.
    """
    if isinstance(value, str):
        text = value.strip()
        if not text:
            raise fault("empty-value", "värdet är tomt", "Skriv ett värde, eller ta bort raden.")
        if len(text) > LONGEST:
            raise fault("too-long", f"texten är längre än {LONGEST} tecken", "Dela den i flera stycken.")
        return text
    if isinstance(value, dict) and value and all(v == "" for v in value.values()):
        raise fault(
            "unquoted-brace",
            "texten börjar med { och har lästs som en lista med fält",
            'Sätt citattecken om texten: "{Mötet} ska …", eller börja den på nästa rad efter >-',
        )
    if isinstance(value, dict) and len(value) == 1 and " " in (key := str(next(iter(value)))):
        raise fault(
            "text-with-colon",
            f"kolonet efter {quote(key)} har gjort texten till ett fält",
            f'Sätt citattecken om hela texten: "{key[:40]}: …"',
        )
    what = "en lista" if isinstance(value, list) else "flera fält"
    raise fault("not-text", f"här ska det stå en text, men det står {what}", ONE_LINE)


def refuse_long_words(text: str) -> str:
    """Return the text, or raise a fault for a word that no column has room for.

    A link's address is no word.
    """
    if len(text) > LONGEST_WORD:
        longest = max(re.sub(r"\]\([^)]*\)", "] ", text).split(), key=len, default="")
        if len(longest) > LONGEST_WORD:
            advice = f"Ett ord får ha högst {LONGEST_WORD} tecken. Sätt mellanslag, eller korta det."
            raise fault("long-word", f"{quote(longest)} är {len(longest)} tecken utan mellanslag", advice)
    return text


def refuse_foreign_twins(text: str) -> str:
    """Return the text, or raise a fault for a word or number that only looks Latin."""
    if twin := find_foreign_twin(text):
        raise fault(twin.rule, twin.message, twin.advice)
    return text


def fold(name: str) -> str:
    """Fold a Swedish name to what an address may hold.

    Lower case, ``a`` for å and ä, hyphens for spaces; other characters stay as they are.
    """
    table: dict[str, int | str | None] = {"å": "a", "ä": "a", "ö": "o", "é": "e", " ": "-", "_": "-"}
    return name.casefold().translate(str.maketrans(table))


def scalar(
    read: Callable[[str], Any],
    words: str,
    pattern: str = "",
    choices: tuple[str, ...] = (),
    number: bool = False,
) -> tuple[PlainValidator, Takes]:
    """Return the annotations of a scalar type: its reader and its ``Takes``.

    ``read`` turns stripped text into the value, or raises a fault.
    """
    return PlainValidator(lambda value: read(read_text(value))), Takes(words, pattern, choices, number)


def _read_plain(text: str) -> str:
    if len(text.splitlines()) > 1:
        raise fault("one-line", "värdet ska stå på en rad", "Skriv allt på samma rad.")
    return refuse_foreign_twins(refuse_long_words(text))


def _read_abbreviation(text: str) -> str:
    if len(text) < 2 or not any(char.isupper() for char in text):
        raise fault(
            "abbreviation",
            f"{quote(text)} är ingen förkortning som sidorna kan förklara",
            "Den ska ha minst två tecken och en stor bokstav, till exempel SIP. Lägg andra ord i synonyms.",
        )
    return _read_plain(text)


_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def describe_slug_rule(text: str) -> str:
    """Return what a name in an address may hold, with an example like the text."""
    guess = re.sub(r"-+", "-", fold(text))[:60].strip("-")
    example = guess if _SLUG.fullmatch(guess) else "barn-och-familj"
    return f"Använd bara a–z, 0–9 och bindestreck, högst 60 tecken, till exempel: {example}"


def read_slug(text: str) -> str:
    """Read an id, which may stand in an address. Raise a fault on anything else."""
    if len(text) > 60 or not _SLUG.fullmatch(text):
        stem = text.removesuffix(".yaml").removesuffix(".yml")
        raise fault("slug", f"{quote(text)} går inte att använda i en adress", describe_slug_rule(stem))
    return text


def read_whole_number(text: str) -> int:
    """Read a whole number, or raise a fault."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise fault("whole-number", f"{quote(text)} är inget heltal", "Skriv bara siffror, till exempel 14.")
    return int(text)


def _make_range_reader(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from ``low`` to ``high``.

    The bounds keep a sheet from having a million rows.
    """

    def read(text: str) -> int:
        number = read_whole_number(text)
        if not low <= number <= high:
            raise fault(
                "out-of-bounds", f"{number} går inte att använda här", f"Välj ett tal från {low} till {high}."
            )
        return number

    return read


def yes_no(text: str) -> bool:
    """Read yes or no, in Swedish or English. Raise a fault on anything else."""
    words = {"ja": True, "yes": True, "true": True, "nej": False, "no": False, "false": False}
    if text.casefold() not in words:
        raise fault("yes-no", f"{quote(text)} är varken ja eller nej", "Skriv ja eller nej.")
    return words[text.casefold()]


def _read_email(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", text):
        raise fault(
            "email", f"{quote(text)} är ingen e-postadress", "Till exempel: socialtjansten@kalix.example"
        )
    return text


def _read_web(text: str) -> str:
    if not re.fullmatch(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::[0-9]+)?(?:/[^\s<>\"]*)?", text):
        raise fault("web", f"{quote(text)} är ingen webbadress", "Den ska börja med https://")
    if len(text) > LONGEST_ADDRESS:
        raise fault(
            "web",
            f"webbadressen är {len(text)} tecken lång",
            f"Den får ha högst {LONGEST_ADDRESS} tecken. Ta bort det efter ? eller #.",
        )
    return refuse_foreign_twins(text)


def _read_safe_web(text: str) -> str:
    if not _read_web(text).startswith("https://"):
        raise fault("web", f"{quote(text)} är ingen säker webbadress", "Den ska börja med https://")
    return text


def _read_site_address(text: str) -> str:
    """Read an address whose signs mean nothing in a server's settings."""
    if not re.fullmatch(r"https?://[^/]+(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?", _read_web(text)):
        raise fault(
            "site-address",
            f"{quote(text)} går inte som webbplatsens adress",
            "Mappens namn får bara ha bokstäverna a–z, siffror, punkt och bindestreck, "
            "till exempel https://kommunen.example/parmen/",
        )
    return text


def _read_weekday(text: str) -> str:
    if text.casefold() not in WEEKDAYS:
        guess = nearest(text, WEEKDAYS) or next((day for day in WEEKDAYS if text.casefold() == day[:3]), "")
        raise fault(
            "weekday",
            f"{quote(text)} är ingen veckodag",
            f"{f'Menade du {guess}? ' if guess else ''}Välj något av: {', '.join(WEEKDAYS)}.",
        )
    return text.casefold()


Plain = Annotated[str, *scalar(_read_plain, "text på en rad", number=True)]
"""A name or label on one line; never markup."""
Abbreviation = Annotated[str, *scalar(_read_abbreviation, "en förkortning, till exempel SIP")]
"""A short form that the finished pages explain where it first stands."""
Slug = Annotated[
    str, *scalar(read_slug, "ett id: a–z, siffror och bindestreck", r"^[a-z0-9]+(-[a-z0-9]+)*$", number=True)
]
WholeNumber = Annotated[
    int, *scalar(read_whole_number, "ett tal, till exempel 14", r"^[0-9]{1,9}$", number=True)
]
Year = Annotated[
    int, *scalar(_make_range_reader(2000, 2099), "ett år, till exempel 2026", r"^20[0-9]{2}$", number=True)
]
Version = Annotated[
    int, *scalar(_make_range_reader(1, 999), "ett tal, till exempel 2", r"^[1-9][0-9]{0,2}$", number=True)
]
Sixths = Annotated[int, *scalar(_make_range_reader(1, 6), "ett tal från 1 till 6", r"^[1-6]$", number=True)]
"""A width, in sixths of the sheet's."""
Rows = Annotated[
    int, *scalar(_make_range_reader(1, 60), "ett tal från 1 till 60", r"^([1-9]|[1-5][0-9]|60)$", number=True)
]
Face = Annotated[int, *scalar(_make_range_reader(1, 5), "ett tal från 1 till 5", r"^[1-5]$", number=True)]
"""A drawn face, from 1 (sad) to 5 (glad)."""
YesNo = Annotated[bool, *scalar(yes_no, "ja eller nej", choices=("ja", "nej"))]
Email = Annotated[
    str,
    *scalar(
        _read_email,
        "en e-postadress, till exempel socialtjansten@kalix.example",
        r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
    ),
]
Web = Annotated[str, *scalar(_read_web, "en webbadress som börjar med https://", r"^https?://\S+$")]
SafeWeb = Annotated[str, *scalar(_read_safe_web, "en webbadress som börjar med https://", r"^https://\S+$")]
"""An address that may be linked from a text to families: never one that is read on the way."""
SiteAddress = Annotated[
    str,
    *scalar(_read_site_address, "en webbadress som börjar med https://", r"^https?://[A-Za-z0-9._~:/-]+$"),
]
"""Where the site lies: a host, and perhaps a folder."""
Weekday = Annotated[str, *scalar(_read_weekday, "en veckodag, till exempel fredag", choices=tuple(WEEKDAYS))]
