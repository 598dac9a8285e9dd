"""The contrasts that axe cannot decide, such as text on a gradient: read from pictures of the text's ground."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

from macros.web import tokens
from tests.audit.browsing import script
from tests.audit.findings import Finding

ENOUGH, ENOUGH_LARGE = 4.5, 3.0
LEAST = 0.04
"""The part of the text's own box that a colour has to fill to be its ground: less is an edge or a line."""


def measured(page: Page, doubts: list[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Judge what axe left. Return the faults, and what cannot be judged so either.

    Forced colours are the reader's own, and what keeps its colours there is judged in the other looks.
    """
    faults: list[Finding] = []
    asked = [doubt for doubt in doubts if doubt.rule == "color-contrast"]
    rest = [doubt for doubt in doubts if doubt.rule != "color-contrast"]
    if not asked or page.evaluate("matchMedia('(forced-colors: active)').matches"):
        return faults, rest
    page.evaluate(script("contrast"), ["hide"])
    for doubt in asked:
        ratio, enough = _least_contrast(page, doubt.target)
        if ratio is None:
            rest.append(doubt)
        elif ratio < enough:
            rule, detail = "color-contrast, measured", f"{ratio:.2f} : 1"
            faults.append(Finding("axe", rule, doubt.page, doubt.state, doubt.target, detail))
    page.evaluate(script("contrast"), ["show"])
    return faults, rest


def _least_contrast(page: Page, target: str) -> tuple[float | None, float]:
    """Return the least contrast of a text with any colour that it stands on, line by line, and what is enough."""
    ratios: list[float] = []
    line, lines, enough = 0, 1, ENOUGH
    while line < lines:
        place = page.evaluate(script("contrast"), ["scroll", target, line])
        if not place or not place["box"]:
            return None, enough
        lines, line, enough = place["count"], line + 1, ENOUGH_LARGE if place["large"] else ENOUGH
        left, top, right, bottom = (int(edge) for edge in place["box"])
        x, width = max(0, left), min(page.evaluate("innerWidth"), right + 1) - max(0, left)
        if width <= 0:
            return None, enough
        clip = {"x": x, "y": top, "width": width, "height": bottom + 1 - top}
        picture = Image.open(BytesIO(page.screenshot(animations="disabled", clip=clip))).convert("RGB")  # type: ignore[arg-type]
        area = picture.width * picture.height
        ratios += [
            contrast(place["colour"], ground)
            for count, ground in picture.getcolors(area) or []
            if count >= LEAST * area and isinstance(ground, tuple)
        ]
    return min(ratios, default=None), enough


def contrast(colour: Sequence[float], ground: Sequence[float]) -> float:
    """Return the contrast of a colour, maybe translucent, on an opaque ground; each part from 0 to 255."""
    alpha = colour[3] if len(colour) > 3 else 1.0
    seen = [alpha * part + (1 - alpha) * below for part, below in zip(colour[:3], ground, strict=True)]
    return tokens.contrast(_hexadecimal(seen), _hexadecimal(ground))


def _hexadecimal(colour: Sequence[float]) -> str:
    return "#" + "".join(f"{round(part):02X}" for part in colour[:3])
