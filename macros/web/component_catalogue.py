"""The content of the page om/komponenter: every component, and the tokens.

Components are drawn from the invented records that the tests run on, so that the page and the tests show
the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup

from macros.project import EXAMPLES, ROOT
from macros.records.binder import Binder
from macros.records.path import lookup
from macros.records.shelf import load
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.rendering.slides import make_slides
from macros.web import tokens
from macros.web.field_reference import find_page
from macros.web.sheet_links import sheet_links
from macros.web.tokens import Length

NOWHERE = "#lankar"
"""Where the links of the examples lead: the section that says that they are examples."""

_HREF = re.compile(r'href="([^"]*)"')

COLOURS: dict[str, tuple[str, str]] = {
    "paper": ("ink", "Bladet som allt står på"),
    "ink": ("paper", "Text"),
    "pencil": ("paper", "Etiketter och det som är mindre viktigt"),
    "edge": ("paper", "Kanter på fält, rutor och kort"),
    "line": ("paper", "Linjer mellan rader. Bara pynt: inget får bero på dem"),
    "frost": ("ink", "Registrets yta och lugna rutor"),
    "lichen": ("ink", "Ytan bakom bilder, och ränderna i märken"),
    "spruce": ("paper", "Det som bär sidan: ringar, stigen, knappar"),
    "pine": ("paper", "Länkar"),
    "moss": ("paper", "Figurer i bilder. Aldrig text"),
    "bar": ("on-bar", "Sidhuvud och sidfot"),
    "on-bar": ("bar", "Text i sidhuvud och sidfot"),
    "berry": ("ring", "Den som det handlar om, och inget annat"),
    "ring": ("berry", "Ringen runt den gula pricken"),
    "lingon": ("paper", "Det som är bråttom, och inget annat"),
    "river": ("paper", "Det som bara gäller på en plats"),
    "riverlight": ("ink", "Ytan i rutan för en plats"),
    "on-river": ("river", "Text på fliken för en plats"),
}
"""Each colour: the one that its contrast is measured against, and its use."""

PALETTES: dict[str, str] = {
    "light": "Ljust",
    "dark": "Mörkt",
    "light-contrast": "Ljust, hög kontrast",
    "dark-contrast": "Mörkt, hög kontrast",
    "print": "Papper",
    "grey": "Papper i grått",
}

LETTERS: dict[str, tuple[str, str]] = {
    "name": ("Familjen Grotesk 700", "Namnet på kommunen"),
    "h1": ("Familjen Grotesk 700", "Sidans rubrik"),
    "h2": ("Familjen Grotesk 700", "Avsnittens rubriker"),
    "h3": ("Familjen Grotesk 700", "Rubriker i delar"),
    "h4": ("Familjen Grotesk 700", "Små rubriker"),
    "figure": ("Familjen Grotesk 700", "De akuta numren"),
    "call": ("Familjen Grotesk 700", "Andra telefonnummer"),
    "lead": ("Literata 400", "Ingressen, först på sidan"),
    "body": ("Literata 400", "Löpande text, högst 70 tecken på en rad"),
    "short": ("Familjen Grotesk 400", "Korta texter: tabeller, kort, blanketter"),
    "label": ("Familjen Grotesk 400", "Etiketter och datum. Det minsta som finns"),
}

MEASURES: dict[str, tuple[str, ...]] = {
    "space": ("s4", "s8", "s12", "s16", "s24", "s32", "s48", "s56"),
    "line": ("thin", "rule", "path", "floor", "board"),
    "corner": ("radius", "radius-box"),
}
_LINES = ("mellan rader", "över en tabell", "stigen mellan stegen", "golvet i en bild", "hyllan")
_CORNERS = ("knappar och fält", "rutor och kort")


_SYSTEM = {
    "Canvas": "bakgrunden",
    "CanvasText": "texten",
    "LinkText": "länkarna",
    "Highlight": "det markerade",
    "GrayText": "det som är avstängt",
}
"""The CSS system colours, which a reader with forced colours has chosen, and their use."""


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour in one palette, on the paper of that palette.

    ``ratio`` is its contrast against the colour that it is seen with, as Swedish text.
    """

    palette: str
    colour: str
    ground: str
    edge: str
    ratio: str


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of the design: its name, its use, and its swatch in every palette."""

    name: str
    use: str
    against: str
    swatches: tuple[Swatch, ...]


@dataclass(frozen=True, slots=True)
class Specimen:
    """A component drawn from an example record, and what its data is called."""

    name: str
    key: str
    anchor: str
    page: str
    html: Markup


@lru_cache(maxsize=1)
def load_examples(today: date) -> Shelf:
    """Load the tests' invented shelf, as of the day of the build.

    Raise FileNotFoundError where its folder is missing.
    """
    if not EXAMPLES.is_dir():
        folder = EXAMPLES.relative_to(ROOT)
        raise FileNotFoundError(
            f"Mappen {folder} saknas. Sidan om/komponenter visar delarna med dess uppgifter."
        )
    return load(EXAMPLES, today)


def catalogue_context(page: Renderer) -> dict[str, Any]:
    """Return the page's template variables.

    They are functions, so that the examples are loaded only when the page draws one.
    """
    return {
        "example": partial(draw_specimen, page),
        "colours": colours,
        "system_colours": system_colours,
        "letters": letters,
        "lengths": lengths,
    }


def draw_specimen(
    page: Renderer,
    name: str,
    path: str = "",
    /,
    *,
    key: str = "",
    anchor: str = "",
    of: str = "norrby",
    state: str = "",
    status: str = "",
    language: str = "sv",
    **options: Any,
) -> Specimen:
    """Draw a component with one of the example records.

    ``path`` leads to the record in the binder ``of``; ``site`` and paths below it lead to the shelf's site,
    ``sheets:a b`` to links to those sheets, and ``slides.5`` to one of the meeting's slides. ``key`` and
    ``anchor`` are what the data is called, in the files and on the page *Alla fält*. ``state`` and
    ``status`` (of the membership) replace the example's own; ``language`` is the reader's.
    """
    shelf = load_examples(page.shelf.today)
    binder = _change_status(shelf.binders[of], status)
    surface = Web(binder.address, getattr(page.surface, "depth", 0))
    renderer = Renderer(shelf, binder, surface, language)
    record = _look_up(renderer, path)
    if state:
        record = record.model_copy(update={"state": state})
    html = _disarm_links(renderer.component(name, record, **options), shelf)
    return Specimen(name, key or path, anchor, find_page(anchor) if anchor else "", html)


def _look_up(renderer: Renderer, path: str) -> Any:
    """Return the record at a path, as ``draw_specimen`` describes it."""
    head, _, rest = path.partition(".")
    if path.startswith("sheets:"):
        return sheet_links(renderer, path.removeprefix("sheets:").split())
    if head == "site":
        return lookup(renderer.shelf.site, rest) if rest else renderer.shelf.site
    if head == "slides":
        return make_slides(renderer)[int(rest)]
    if path in ("", "binder"):
        return renderer.binder
    if path == "hand_overs" and renderer.binder is not None:
        return renderer.binder.hand_overs
    return lookup(renderer.binder, path)


def _change_status(binder: Binder, status: str) -> Binder:
    """Return the binder with another membership status; itself for no status."""
    if not status:
        return binder
    membership = binder.membership.model_copy(update={"status": status})
    return binder.model_copy(update={"membership": membership})


def _disarm_links(html: Markup, shelf: Shelf) -> Markup:
    """Point an example's links at the words that say it is an example.

    The emergency numbers are real, and keep their links.
    """
    real = {number.phone.href for number in shelf.site.urgent}
    return Markup(_HREF.sub(lambda href: href[0] if href[1] in real else f'href="{NOWHERE}"', html))


def colours() -> list[Colour]:
    """Return every colour in every palette."""
    return [
        Colour(name, use, against, tuple(_swatch(name, against, palette) for palette in PALETTES))
        for name, (against, use) in COLOURS.items()
    ]


def _swatch(name: str, against: str, palette: str) -> Swatch:
    """Return the swatch of a colour in one palette.

    The grey palette is the print palette as a printer without colours prints it.
    """
    values = tokens.colours("print" if palette == "grey" else palette)
    if palette == "grey":
        values = {key: tokens.grey(value) for key, value in values.items()}
    ratio = f"{tokens.contrast(values[name], values[against]):.1f}".replace(".", ",")
    return Swatch(PALETTES[palette], values[name], values["paper"], values["edge"], ratio)


def system_colours() -> list[dict[str, str]]:
    """Return the colours that a reader may force, and our tokens that use each."""
    tokens_by_name = tokens.colours("forced")
    return [
        {
            "name": name,
            "is": use,
            "ours": ", ".join(key for key, value in tokens_by_name.items() if value == name),
        }
        for name, use in _SYSTEM.items()
    ]


def letters() -> list[dict[str, str]]:
    """Return the type sizes: in px for screens and phones, in points for paper."""
    screen, phone, paper = map(tokens.sizes, ("screen", "phone", "print"))
    return [
        {
            "name": name,
            "face": face,
            "use": use,
            "screen": _size(screen, name),
            "phone": _size(phone, name),
            "paper": _size(paper, name),
        }
        for name, (face, use) in LETTERS.items()
    ]


def _size(sizes: Mapping[str, str], name: str) -> str:
    """Return a type size with its line height, as ``20/30`` or ``11/15 pt``."""
    return f"{Length(sizes[name]).text}/{Length(sizes[f'{name}-line']).text}".replace(" pt/", "/")


def lengths(kind: str) -> list[dict[str, Any]]:
    """Return the distances, lines or corners: px on a screen, and the paper's size.

    ``kind`` is a key of ``MEASURES``.
    """
    screen, paper = tokens.sizes("screen"), tokens.sizes("print")
    uses = {"space": ("",) * len(MEASURES["space"]), "line": _LINES, "corner": _CORNERS}[kind]
    return [
        {"name": name, "px": Length(screen[name]).px, "paper": Length(paper[name]).text, "use": use}
        for name, use in zip(MEASURES[kind], uses, strict=True)
    ]
