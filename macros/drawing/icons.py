"""Draw the icons and the pictures of printed sheets.

An icon is a line 2 units wide on a grid of 24. All of them are decoration beside words.
"""

from __future__ import annotations

from markupsafe import Markup

from macros.drawing.svg import circle, drawing, paint, path, rect

_LINES = {
    "arrow": "M4 12L20 12M13 5L20 12L13 19",
    "download": "M12 3.5L12 16M6 10.5L12 16.5L18 10.5M4.5 21L19.5 21",
    "print": "M7 8L7 3.5L17 3.5L17 8M7 17L4 17L4 8L20 8L20 17L17 17M7 14L17 14L17 20.5L7 20.5Z",
    "phone": "M6.5 3.5L9.5 4L11 8.5L8.8 10.3C9.9 12.6 11.5 14.2 13.8 15.3L15.6 13"
             "L20.2 14.5L20.7 17.6C20.7 19.4 19.3 20.7 17.6 20.5C10 19.7 4.4 14 3.6 6.5"
             "C3.5 4.8 4.8 3.5 6.5 3.5Z",
    "search": "M10.5 4C14.1 4 17 6.9 17 10.5C17 14.1 14.1 17 10.5 17C6.9 17 4 14.1 4 10.5"
              "C4 6.9 6.9 4 10.5 4ZM15.3 15.3L21 21",
    "menu": "M3.5 6L20.5 6M3.5 12L20.5 12M3.5 18L20.5 18",
    "check": "M4.5 12.5L9.8 18L19.5 6.5",
    "calendar": "M4 6L20 6L20 20.5L4 20.5ZM4 11L20 11M8.5 3L8.5 7.5M15.5 3L15.5 7.5",
    "chevron": "M6 9L12 15L18 9",
    "close": "M5.5 5.5L18.5 18.5M18.5 5.5L5.5 18.5",
}  # fmt: skip


_WORDS = {
    "arrow": "Pil",
    "download": "Hämta",
    "print": "Skriv ut",
    "phone": "Telefon",
    "search": "Sök",
    "menu": "Meny",
    "check": "Bock",
    "calendar": "Kalender",
    "chevron": "Pil nedåt",
    "close": "Stäng",
    "card": "Kort",
    "folder": "Folder",
    "checklist": "Checklista",
    "packet": "Paket",
    "sheet": "Blad",
}


_INK = paint(None, "ink", 1.8)
_ROWS = (10.0, 20.0, 30.0, 40.0)


def _draw_page(x: float, y: float, width: float = 36, height: float = 50) -> str:
    return rect(x, y, width, height, paint("paper", "ink", 1.6), 2)


_SHEETS = {
    "card": rect(11, 9, 26, 38, paint("bar", "ink", 1.4), 2)
            + circle(19, 17, 3.4, paint("berry"))
            + path("M16.5 27L31.5 27M16.5 32.5L31.5 32.5M16.5 38L25 38", paint(None, "onbar", 2)),
    "folder": _draw_page(1, 11, 46, 31)
              + path("M24 11L24 41", paint(None, "ink", 1.6))
              + circle(35.5, 21.5, 4.4, paint("berry", "ring", 1.4))
              + path("M29 33L42 33", _INK),
    "checklist": _draw_page(6, 1)
                 + "".join(rect(11.5, y - 2.5, 5, 5, paint(None, "ink", 1.5)) for y in _ROWS)
                 + "".join(path(f"M21.5 {y}L36 {y}", _INK) for y in _ROWS),
    "packet": _draw_page(13, 1, 31, 42) + _draw_page(8.5, 4, 31, 42) + _draw_page(4, 7, 31, 43)
              + path("M9.5 15.5L29.5 15.5M9.5 21.5L29.5 21.5M9.5 27.5L20 27.5", _INK),
    "sheet": _draw_page(6, 1)
             + path("M12 9.5L29 9.5M12 17.5L36 17.5M12 25.5L36 25.5M12 33.5L36 33.5M12 41.5L24 41.5", _INK),
}  # fmt: skip


def icon(name: str) -> Markup:
    """Draw an icon, or a kind of printed sheet, by name.

    An icon has the colour of the words beside it. Raise ``KeyError`` for an unknown name.
    """
    if name in _LINES:
        body = path(_LINES[name], paint(None, "current", 2))
        return drawing(f"icon icon-{name}", (24, 24), body, _WORDS[name], True)
    return drawing(f"icon icon-sheet icon-{name}", (48, 52), _SHEETS[name], _WORDS[name], True)


def list_icons() -> tuple[str, ...]:
    """Return the names of all icons."""
    return tuple(_WORDS)
