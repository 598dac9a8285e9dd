"""Parse texts of the binder: inline Markdown with placeholders.

A text has one or several languages. A placeholder stands in single braces and is looked up in a closed list;
there is no template language. ``{{ }}``, ``{% %}`` and ``{# #}`` stay text.

``{routine.meeting.within}``
    a value of the binder, by its path.
``{Mötet}``
    a phrase that some term of the binder holds; a capital asks for a capital.
``{, routine.meeting.window}``
    the same, but it vanishes with its punctuation when the value is empty.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo

from macros.problems import Place, quote
from macros.records.languages import LANGUAGES, OTHER_SCRIPTS
from macros.records.nodes import Mapping, Scalar
from macros.records.scalars import TEXT, fault, read_text, refuse_foreign_twins, refuse_long_words

_JOINED = re.compile(rf"(?:{'|'.join(LANGUAGES)}):(?=\S)")
"""A language's code with no space after its colon: YAML takes both, and the rows below, for one text."""
_VERBATIM = {"{{": "}}", "{%": "%}", "{#": "#}"}
LONGEST = 100
"""The longest placeholder there is."""
_ADDRESS = re.compile(r"\]\(([^()]*)\)")
_NOWHERE = re.compile(r"[^:]*|https?:/*")
_PLACEHOLDER = re.compile(r"(?P<lead>[,;:–\s(]*)(?P<name>[^\W\d_][\w.\-\s]*?)\s*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name to look up, with the punctuation before it.

    ``lead`` is that punctuation; it vanishes with an empty value.
    """

    name: str
    lead: str = ""

    @property
    def is_path(self) -> bool:
        """Whether it names a value by path, rather than a term's phrase."""
        return "." in self.name


Piece = str | Placeholder


def parse(source: str) -> tuple[Piece, ...]:
    """Split a text into literal pieces and placeholders.

    Raise a fault for a broken placeholder, and for one in a link's address.
    """
    pieces: list[Piece] = []
    literal, at = "", 0
    while (brace := source.find("{", at)) != -1:
        literal += source[at:brace]
        closing = _VERBATIM.get(source[brace : brace + 2])
        if closing:
            end = source.find(closing, brace + 2)
            at = len(source) if end == -1 else end + 2
            literal += source[brace:at]
            continue
        end = source.find("}", brace)
        match = _PLACEHOLDER.fullmatch(source[brace + 1 : end]) if 0 < end - brace <= LONGEST else None
        if not match:
            raise fault(
                "placeholder",
                f"platshållaren {quote(source[brace : brace + 60])} går inte att läsa",
                "Skriv ett namn inom klamrar, till exempel {mötet} eller {routine.meeting.within}.",
            )
        address = source.rfind("](", 0, brace)
        if address != -1 and source.find(")", address, brace) == -1:
            raise fault(
                "placeholder-in-address",
                "en platshållare kan inte stå i en länks adress",
                "Skriv själva adressen.",
            )
        pieces += [literal, Placeholder(" ".join(match["name"].split()), match["lead"])]
        literal, at = "", end + 1
    return tuple(filter(None, (*pieces, literal + source[at:])))


class Text:
    """A text in Swedish and perhaps other languages, parsed once.

    ``open`` tells whether it may have placeholders. Templates print it as it is: the environment fills the
    placeholders and renders the Markdown. ``place`` is where it is written, None for a wording of our own.
    ``outdated`` are the languages whose version was made from another Swedish text; Swedish is shown instead.
    """

    __slots__ = ("open", "outdated", "place", "versions")

    def __init__(self, versions: dict[str, str], place: Place | None = None) -> None:
        """Parse every version; ``sv`` must be one of them."""
        self.open = False
        self.place = place
        self.outdated: frozenset[str] = frozenset()
        self.versions: dict[str, tuple[Piece, ...]] = {}
        for language, source in versions.items():
            if "{" in source:
                self.open = True
                self.versions[language] = parse(source)
            else:
                self.versions[language] = (source,)

    def pieces(self, language: str = "sv") -> tuple[Piece, ...]:
        """Return the version in a language, or the Swedish one."""
        return self.versions[self.language_shown(language)]

    def language_shown(self, language: str) -> str:
        """Return the language that a reader gets the text in: her own, or Swedish."""
        return language if self.versions.get(language) and language not in self.outdated else "sv"

    def followed_by(self, other: "Text") -> "Text":
        """Return both texts in one, with a comma between, in the languages of the first."""
        both = Text({})
        both.open = self.open or other.open
        both.outdated = self.outdated | other.outdated
        both.versions = {
            language: (*pieces, ", ", *other.pieces(language)) for language, pieces in self.versions.items()
        }
        return both

    def after(self, words: str) -> "Text":
        """Return the text with the program's own Swedish words before it."""
        both = Text({})
        both.open, both.outdated = self.open, self.outdated
        both.versions = {language: (words, *pieces) for language, pieces in self.versions.items()}
        return both

    def placeholders(self) -> Iterator[Placeholder]:
        """Return every placeholder of every version."""
        every_piece = chain.from_iterable(self.versions.values())
        return (piece for piece in every_piece if isinstance(piece, Placeholder))

    def fill(self, value: Callable[[Placeholder], str], language: str = "sv") -> str:
        """Return the text with its placeholders replaced by ``value`` of each.

        Markdown is left as written.
        """
        parts = (
            piece if isinstance(piece, str) else with_lead(piece, value(piece))
            for piece in self.pieces(language)
        )
        return "".join(parts)

    @property
    def source(self) -> str:
        """The Swedish text as it is written, with its placeholders."""
        return self.written("sv")

    def written(self, language: str) -> str:
        """Return a version as it is written, or an empty string."""
        pieces = self.versions.get(language, ())
        return "".join(
            piece if isinstance(piece, str) else f"{{{piece.lead}{piece.name}}}" for piece in pieces
        )

    def __eq__(self, other: object) -> bool:
        """Two texts are equal when all their versions are, and the same of them are shown."""
        return isinstance(other, Text) and self.versions == other.versions and self.outdated == other.outdated

    def __hash__(self) -> int:
        """Hash by the Swedish version."""
        return hash(self.versions["sv"])

    def __repr__(self) -> str:
        """Show the Swedish source."""
        return f"Text({self.source!r})"


def with_lead(placeholder: Placeholder, value: str) -> str:
    """Return the value after its punctuation; an empty string for an empty value."""
    return placeholder.lead + value if value else ""


def _read_field(value: Any, info: ValidationInfo) -> Text:
    text = _read_versions(value)
    text.place = value.place if isinstance(value, (Scalar, Mapping)) else None
    if info.context is not None and (text.open or len(text.versions) > 1):
        info.context.texts.append((text, value.place))
    return text


def _read_versions(value: Any) -> Text:
    if isinstance(value, dict) and any(key in LANGUAGES for key in value):
        if unknown := [key for key in value if key not in LANGUAGES]:
            raise fault(
                "unknown-language",
                f"{quote(unknown[0])} är inget språk här",
                f"Välj: {', '.join(LANGUAGES)}.",
            )
        if "sv" not in value:
            raise fault(
                "no-swedish",
                "texten saknar svenska (sv), som de andra språken översätts från",
                "Lägg till  sv: …",
            )
        return Text({language: _read_version(version, language) for language, version in value.items()})
    return Text({"sv": _read_version(value, "sv")})


def _read_version(value: Any, language: str) -> str:
    """Return one version of a text, or raise a fault.

    A link must say where on the web it leads; others would lead nowhere on paper.
    """
    text = refuse_long_words(read_text(value))
    if language not in OTHER_SCRIPTS:
        refuse_foreign_twins(text)
    if joined := _JOINED.match(text):
        raise fault(
            "no-space",
            f"mellanslaget saknas efter {joined[0]}",
            f"Skriv  {joined[0]} {text[joined.end() :].split()[0]} …",
        )
    for address in _ADDRESS.findall(text) if "](" in text else ():
        if _NOWHERE.fullmatch(address):
            raise fault(
                "dead-link",
                f"länken till {quote(address)} leder ingenstans",
                "Skriv hela adressen, till exempel: [1177](https://www.1177.se/)",
            )
    return text


TextField = Annotated[Text, PlainValidator(_read_field), TEXT]
"""Inline Markdown with placeholders; a string, or a mapping of languages."""
