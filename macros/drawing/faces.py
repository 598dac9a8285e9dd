"""Draw the five faces of a survey's scale.

A sad face is never angry: its brows slope outwards.
"""

from __future__ import annotations

from markupsafe import Markup

from macros.drawing.svg import circle, drawing, paint, path

_EYES = 20.0
_MOUTHS = {
    1: "M14.5 34.5C18 27.5 30 27.5 33.5 34.5",
    2: "M15 32.5C18.5 28.8 29.5 28.8 33 32.5",
    3: "M15.2 30.5L32.8 30.5",
    4: "M15 28C18.5 33.3 29.5 33.3 33 28",
}
_LAUGH = "M12.5 26L35.5 26C35.5 32.5 30.5 36.5 24 36.5C17.5 36.5 12.5 32.5 12.5 26Z"
_WORDS = {
    1: "Mycket ledset ansikte",
    2: "Ledset ansikte",
    3: "Allvarligt ansikte",
    4: "Glatt ansikte",
    5: "Mycket glatt ansikte",
}
_BROWS = "M12 16.5L18.8 13.3M36 16.5L29.2 13.3"


def face(level: int, title: str = "") -> Markup:
    """Draw a face from 1 (worst) to 5 (best).

    ``title`` is its word; leave it out when the word stands beside the face. Raise ``ValueError`` for other
    levels.
    """
    if not 1 <= level <= 5:
        raise ValueError(f"no face for level {level}")
    line = paint(None, "ring", 2)
    parts = [circle(24, 24, 22, paint("berry", "ring", 2))]
    parts += [circle(x, _EYES, 2.3, paint("ring")) for x in (16.8, 31.2)]
    parts.append(path(_LAUGH, paint("ring", "ring", 1)) if level == 5 else path(_MOUTHS[level], line))
    if level == 1:
        parts.append(path(_BROWS, line))
    return drawing(f"face face-{level}", (48, 48), "".join(parts), title or _WORDS[level], not title)
