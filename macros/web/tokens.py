"""The tokens of the look, read from the style sheets that set them, and how well colours are told apart.

The page om/komponenter shows them, so that what it says cannot differ from what the site looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from macros.project import ASSETS

REM = 20
"""Pixels in a rem: web.css makes the root's text 125 %."""

_NOTE = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r"@media([^{]*)\{|([^{}@]+)\{([^{}]*)\}|\}")
_SET = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)

_DEFAULT = ':root, [data-md-color-scheme="default"]'
_SLATE = '[data-md-color-scheme="slate"]'
_ALL = ":root, [data-md-color-scheme]"
_MORE = "screen and (prefers-contrast: more)"
_PHONE = "screen and (max-width: 44.984375em)"

Where = tuple[str, str, str]
"""A style sheet, the media query and the selector of one of its rules."""

_LIGHT: Where = ("components.css", "", _DEFAULT)
_DARK: Where = ("components.css", "screen", _SLATE)
SCHEMES: dict[str, tuple[Where, ...]] = {
    "light": (_LIGHT,),
    "dark": (_LIGHT, _DARK),
    "light-contrast": (_LIGHT, ("contrast.css", _MORE, _DEFAULT)),
    "dark-contrast": (_LIGHT, _DARK, ("contrast.css", _MORE, _SLATE)),
    "print": (_LIGHT, ("components.css", "print", _ALL)),
    "forced": (("contrast.css", "(forced-colors: active)", _ALL),),
}
"""Where each scheme's colours are set, the last first heard."""

_SIZES: dict[str, tuple[Where, ...]] = {
    "screen": (("components.css", "", ":root"),),
    "phone": (("components.css", "", ":root"), ("web.css", _PHONE, ":root")),
    "print": (("components.css", "print", ":root"),),
}


class TokenError(LookupError):
    """A style sheet does not set what the page shows."""


@cache
def _rules(sheet: str) -> dict[tuple[str, str], dict[str, str]]:
    """Read the tokens of a style sheet, by the media query and selector of the rules that set them."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for media, selector, body in _walk(_NOTE.sub("", (ASSETS / sheet).read_text(encoding="utf-8"))):
        said = {name: " ".join(value.split()) for name, value in _SET.findall(body)}
        if said:
            found.setdefault((media, selector), {}).update(said)
    return found


def _walk(css: str) -> Iterator[tuple[str, str, str]]:
    media = ""
    for opened, selector, body in _PIECE.findall(css):
        if selector:
            yield media, " ".join(selector.split()), body
        else:
            media = " ".join(opened.split())


def _read(places: tuple[Where, ...]) -> dict[str, str]:
    said: dict[str, str] = {}
    for sheet, media, selector in places:
        if (media, selector) not in _rules(sheet):
            raise TokenError(f"docs/assets/{sheet} sätter inga värden i {media} {selector}")
        said |= _rules(sheet)[media, selector]
    return said


def colours(scheme: str) -> dict[str, str]:
    """Give the colours of a scheme by their names, as #15211A; of forced colours as CSS names them."""
    said = _read(SCHEMES[scheme])
    if scheme == "forced":
        return said
    return {name: value.upper() for name, value in said.items() if _HEX.fullmatch(value)}


def sizes(medium: str) -> dict[str, str]:
    """Give the sizes of a medium by their names, as the style sheet writes them."""
    return _read(_SIZES[medium])


def luminance(colour: str) -> float:
    """Give a colour's relative luminance, as WCAG 2.2 counts it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grey(colour: str) -> str:
    """Give the grey that a printer without colours makes of a colour: one of the same luminance."""
    light = luminance(colour)
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(part * 255):02X}" * 3


@dataclass(frozen=True, slots=True)
class Length:
    """A size as it is set, and in the unit a designer counts in: px on a screen, pt or mm on paper."""

    value: str

    @property
    def px(self) -> float:
        """How many pixels it is on a screen."""
        number, unit = self._parts()
        return number * {"rem": REM, "px": 1}[unit]

    @property
    def said(self) -> str:
        """Say it in Swedish, without its unit where that is px."""
        number, unit = self._parts()
        if unit in ("rem", "px"):
            return swedish(self.px)
        return f"{swedish(number)} {unit}"

    def _parts(self) -> tuple[float, str]:
        found = re.fullmatch(r"([\d.]+)([a-z]+)", self.value)
        if found is None:
            raise TokenError(f"{self.value} är inget mått")
        return float(found[1]), found[2]


def swedish(number: float) -> str:
    """Write a number with a decimal comma, and no decimals where there are none."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")
