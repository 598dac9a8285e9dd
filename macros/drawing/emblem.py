"""Draw the emblem, a little binder, and the yellow dot: whom it is about."""

from __future__ import annotations

from markupsafe import Markup

from macros.drawing.svg import circle, drawing, paint, path, rect


def emblem() -> Markup:
    """Draw the little binder that stands beside the name *Gröna pärmen*.

    A spine with its label and its finger hole.
    """
    label = rect(3.5, 4, 13, 12, paint("paper").replace("f-paper", "f-label"), 1.2)
    lines = path("M6.5 8L13.5 8M6.5 12L11 12", paint(None, "accent", 1.8))
    hole = circle(10, 25, 4.8, paint("berry", "ring", 1.4))
    return drawing(
        "mark", (20, 34), rect(0, 0, 20, 34, paint("accent"), 2.4) + label + lines + hole, "Pärm", True
    )


def dot(title: str = "") -> Markup:
    """Draw the yellow dot that stands for the one whom it is about.

    Where words beside it say the same, pass an empty title: the dot is then decoration.
    """
    return drawing(
        "dot", (16, 16), circle(8, 8, 6.8, paint("berry", "ring", 1.8)), title or "Gul prick", not title
    )
