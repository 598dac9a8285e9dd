"""The contrasts that axe cannot decide, such as text on a gradient: read from a picture of the page."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image
from playwright.sync_api import FloatRect, Page

from macros.web import tokens
from tests.audit.browsing import script
from tests.audit.findings import Finding

ENOUGH, ENOUGH_LARGE = 4.5, 3.0
LEAST = 0.04
"""The part of the text's own box that a colour has to fill to be its ground: less is an edge or a line."""

TRIES = 3
"""A page may move while its picture is taken, as what is far down is laid out."""
TILE = 4_000
"""Chromium pictures no more than 16,384 px of a page at once; so it is done in tiles."""


class _Picture:
    """A picture of the whole page, taken where it is asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.width, self.height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
        self.tiles: dict[int, Image.Image] = {}

    def crop(self, box: tuple[int, int, int, int]) -> Image.Image:
        """Give a part, which may lie in two tiles."""
        left, top, right, bottom = box
        made = Image.new("RGB", (right - left, bottom - top))
        for number in range(top // TILE, (bottom - 1) // TILE + 1):
            made.paste(self._tile(number).crop((left, 0, right, TILE)), (0, number * TILE - top))
        return made

    def _tile(self, number: int) -> Image.Image:
        if number not in self.tiles:
            height = min(TILE, self.height - number * TILE)
            where: FloatRect = {"x": 0, "y": number * TILE, "width": self.width, "height": height}
            bytes_ = self.page.screenshot(full_page=True, animations="disabled", clip=where)
            self.tiles[number] = Image.open(BytesIO(bytes_)).convert("RGB")
        return self.tiles[number]


def measured(page: Page, doubts: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Judge what axe left. Give the faults, and what cannot be judged so either.

    Forced colours are the reader's own, and what keeps its colours there is judged in the other looks.
    """
    asked = [one for one in doubts if one.rule == "color-contrast"]
    rest = [one for one in doubts if one.rule != "color-contrast"]
    if not asked or page.evaluate("matchMedia('(forced-colors: active)').matches"):
        return [], rest
    targets = [one.target for one in asked]
    places = page.evaluate(script("contrast"), ["hide", targets])
    for _ in range(TRIES):
        least = _least_of(_Picture(page), places)
        now = page.evaluate(script("contrast"), ["measure", targets])
        if _boxes(now) == _boxes(places):
            break
        places = [
            before and {**before, "boxes": after["boxes"]} for before, after in zip(places, now, strict=True)
        ]
    page.evaluate(script("contrast"), ["show", []])
    faults = []
    for one, place, seen in zip(asked, places, least, strict=True):
        if seen is None:
            rest.append(one)
        elif seen < (ENOUGH_LARGE if place["large"] else ENOUGH):
            rule, detail = "color-contrast, measured", f"{seen:.2f} : 1"
            faults.append(Finding("axe", rule, one.page, one.state, one.target, detail))
    return faults, rest


def _boxes(places: list[Any]) -> list[Any]:
    return [place and place["boxes"] for place in places]


def _least_of(picture: _Picture, places: list[Any]) -> list[float | None]:
    return [_least(picture, place) if place else None for place in places]


def _least(picture: _Picture, place: dict[str, Any]) -> float | None:
    """Give the least contrast of a text with any colour that it stands on."""
    found = []
    for left, top, right, bottom in place["boxes"]:
        box = (
            max(0, int(left)),
            max(0, int(top)),
            min(picture.width, int(right) + 1),
            min(picture.height, int(bottom) + 1),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            return None
        part = picture.crop(box)
        pixels = part.getcolors(part.width * part.height) or []
        some = LEAST * part.width * part.height
        found += [
            contrast(place["colour"], ground)
            for count, ground in pixels
            if count >= some and isinstance(ground, tuple)
        ]
    return min(found) if found else None


def contrast(colour: Sequence[float], ground: Sequence[float]) -> float:
    """Return the contrast of a colour, maybe translucent, on an opaque ground; each part from 0 to 255."""
    alpha = colour[3] if len(colour) > 3 else 1.0
    seen = [alpha * part + (1 - alpha) * below for part, below in zip(colour[:3], ground, strict=True)]
    return tokens.contrast(_hexadecimal(seen), _hexadecimal(ground))


def _hexadecimal(colour: Sequence[float]) -> str:
    return "#" + "".join(f"{round(part):02X}" for part in colour[:3])
