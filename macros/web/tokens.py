"""The design tokens, read from the style sheets, and the contrast of colours.

The page om/komponenter shows them, so that it cannot differ from what the site looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import tinycss2

from macros.project import ASSETS

REM = 20
"""Pixels in a rem: web.css makes the root's text 125 %."""

_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)

_DEFAULT = ':root, [data-md-color-scheme="default"]'
_SLATE = '[data-md-color-scheme="slate"]'
_ALL = ":root, [data-md-color-scheme]"
_MORE = "screen and (prefers-contrast: more)"
_PHONE = "screen and (max-width: 44.984375em)"

Place = tuple[str, str, str]
"""A style sheet, the media query and the selector of one of its rules."""

_LIGHT: Place = ("components.css", "", _DEFAULT)
_DARK: Place = ("components.css", "screen", _SLATE)
SCHEMES: dict[str, tuple[Place, ...]] = {
    "light": (_LIGHT,),
    "dark": (_LIGHT, _DARK),
    "light-contrast": (_LIGHT, ("contrast.css", _MORE, _DEFAULT)),
    "dark-contrast": (_LIGHT, _DARK, ("contrast.css", _MORE, _SLATE)),
    "print": (_LIGHT, ("components.css", "print", _ALL)),
    "forced": (("contrast.css", "(forced-colors: active)", _ALL),),
}
"""The rules that set each scheme's colours. A later rule overrides an earlier one."""

_SIZES: dict[str, tuple[Place, ...]] = {
    "screen": (("components.css", "", ":root"),),
    "phone": (("components.css", "", ":root"), ("web.css", _PHONE, ":root")),
    "print": (("components.css", "print", ":root"),),
}


class TokenError(LookupError):
    """A style sheet lacks a rule that the page shows, or a value is no length."""


@cache
def _read_sheet(sheet: str) -> dict[tuple[str, str], dict[str, str]]:
    """Return a style sheet's custom properties, by media query and selector."""
    css = (ASSETS / sheet).read_text(encoding="utf-8")
    values: dict[tuple[str, str], dict[str, str]] = {}
    for media, rule in _qualified_rules(tinycss2.parse_stylesheet(css)):
        own = {
            declaration.name.removeprefix("--"): _css_text(declaration.value)
            for declaration in tinycss2.parse_blocks_contents(rule.content)
            if declaration.type == "declaration" and declaration.name.startswith("--")
        }
        if own:
            values.setdefault((media, _css_text(rule.prelude)), {}).update(own)
    return values


def _qualified_rules(rules: Iterable[Any], media: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each rule with the media query around it."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield media, rule
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media":
            yield from _qualified_rules(tinycss2.parse_rule_list(rule.content), _css_text(rule.prelude))


def _css_text(nodes: Iterable[Any]) -> str:
    """Return CSS tokens as text, on one line and without comments."""
    return " ".join(tinycss2.serialize(node for node in nodes if node.type != "comment").split())


def _read_properties(places: tuple[Place, ...]) -> dict[str, str]:
    """Return the custom properties of some rules; a later rule overrides.

    Raise TokenError for a rule that does not exist.
    """
    values: dict[str, str] = {}
    for sheet, media, selector in places:
        if (media, selector) not in _read_sheet(sheet):
            raise TokenError(f"docs/assets/{sheet} sätter inga värden i {media} {selector}")
        values |= _read_sheet(sheet)[media, selector]
    return values


def colours(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme by name, as ``#15211A``.

    Forced colours are CSS names of system colours instead.
    """
    values = _read_properties(SCHEMES[scheme])
    if scheme == "forced":
        return values
    return {name: value.upper() for name, value in values.items() if _HEX.fullmatch(value)}


def sizes(medium: str) -> dict[str, str]:
    """Return the sizes of a medium by name, as the style sheet writes them."""
    return _read_properties(_SIZES[medium])


def luminance(colour: str) -> float:
    """Return a colour's relative luminance, from 0 to 1, as WCAG 2.2 defines it."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def grey(colour: str) -> str:
    """Return the grey of the same luminance, as a printer without colours prints it."""
    light = luminance(colour)
    channel = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(channel * 255):02X}" * 3


@dataclass(frozen=True, slots=True)
class Length:
    """A CSS length, such as ``0.9rem``, in the units that designers use.

    That is px on a screen, pt or mm on paper. Raise TokenError where ``value`` is no length.
    """

    value: str

    @property
    def px(self) -> float:
        """The length in pixels on a screen."""
        number, unit = self._parts()
        return number * {"rem": REM, "px": 1}[unit]

    @property
    def text(self) -> str:
        """The length in Swedish, without its unit where that is px."""
        number, unit = self._parts()
        return format_number(self.px) if unit in ("rem", "px") else f"{format_number(number)} {unit}"

    def _parts(self) -> tuple[float, str]:
        """Return the number and the unit.

        Raise TokenError for no length.
        """
        parts = re.fullmatch(r"([\d.]+)([a-z]+)", self.value)
        if parts is None:
            raise TokenError(f"{self.value} är inget mått")
        return float(parts[1]), parts[2]


def format_number(number: float) -> str:
    """Return a number with a decimal comma and at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")
