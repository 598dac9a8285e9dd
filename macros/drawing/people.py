"""Draw people: a head and a cloak, without faces.

The one whom it is about, mostly a child, is yellow with a dark ring, and nothing else is.
"""

from __future__ import annotations

from typing import Literal, Protocol

from macros.drawing.svg import Token, circle, paint, path, place_path, rect

Hair = Literal["", "bun", "cap"]

_CLOAK = "M-30 0L-24 -47C-22 -63 -12 -71 0 -71C12 -71 22 -63 24 -47L30 0Z"
_CHILD = "M-18.5 -1L-14.5 -24C-13 -33 -7.5 -37.5 0 -37.5C7.5 -37.5 13 -33 14.5 -24L18.5 -1Z"
_CAP = "M-20.4 2.2L-20.4 -0.5C-20.4 -12 -11.5 -20.4 0 -20.4C11.5 -20.4 20.4 -12 20.4 -2.4L35 -2.4L35 2.2Z"


class Person(Protocol):
    """Draws the one whom it is about, who stands on the floor."""

    def __call__(self, x: float, floor: float, scale: float = 1, ring: float = 2) -> str:
        """Return the drawing."""


def adult(x: float, floor: float, scale: float, colour: Token, hair: Hair = "") -> str:
    """Draw an adult who stands on the floor; at scale 1 it is 115 high."""
    head = floor - 95 * scale
    look = paint(colour)
    parts = [path(place_path(_CLOAK, x, floor, scale), look)]
    if hair == "bun":
        parts.append(circle(x + 15 * scale, head - 19 * scale, 9.5 * scale, look))
    parts.append(circle(x, head, 20 * scale, look))
    if hair == "cap":
        parts.append(path(place_path(_CAP, x, head, scale), paint("ink")))
    return "".join(parts)


def child(x: float, floor: float, scale: float = 1, ring: float = 2) -> str:
    """Draw the child, who stands on the floor; at scale 1 it is 71 high."""
    look = paint("berry", "ring", ring)
    return path(place_path(_CHILD, x, floor, scale), look) + circle(x, floor - 54 * scale, 16 * scale, look)


def grown_up(x: float, floor: float, scale: float = 1, ring: float = 2) -> str:
    """Draw the one whom it is about as an adult, in the child's colours."""
    look, size = paint("berry", "ring", ring), 0.85 * scale
    return path(place_path(_CLOAK, x, floor, size), look) + circle(x, floor - 95 * size, 20 * size, look)


def head(x: float, y: float, radius: float, colour: Token) -> str:
    """Draw a person seen from above; the child in the colour ``berry``."""
    look = paint("berry", "ring") if colour == "berry" else paint(colour)
    return circle(x, y, radius, look)


def ground(width: float, height: float) -> str:
    """Draw the pale wall with rounded top corners, and the floor line."""
    right = f"L{width - 6} 0C{width - 2.5} 0 {width} 2.5 {width} 6L{width} {height}Z"
    wall = f"M0 {height}L0 6C0 2.5 2.5 0 6 0{right}"
    return path(wall, paint("lichen")) + rect(0, height, width, 4, paint("spruce"))
