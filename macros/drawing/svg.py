"""Write small pieces of SVG, in colours that work on paper, on screen and in grey.

A shape carries the print colour as an attribute, and the token's name as a class. WeasyPrint reads the
attribute; on the web ``docs/assets/drawing.css`` lets the class win, so that dark mode follows the tokens.
"""

from __future__ import annotations

import re
from typing import Literal

from markupsafe import Markup, escape

from macros.drawing.metrics import true_width

Token = Literal[
    "ink", "ring", "pencil", "paper", "frost", "lichen", "spruce", "pine", "moss",
    "berry", "river", "bar", "onbar", "accent", "current",
]  # fmt: skip

PRINT: dict[Token, str] = {
    "ink": "#000000",
    "ring": "#15211A",  # around the child, dark in every mode
    "pencil": "#3A4740",
    "paper": "#FFFFFF",
    "frost": "#EFF4F0",
    "lichen": "#DCE9E0",
    "spruce": "#0D4A33",
    "pine": "#1B6B49",
    "moss": "#6BA586",
    "berry": "#F7B92C",
    "river": "#155A86",
    "bar": "#0D4A33",
    "onbar": "#FFFFFF",
    "accent": "#0D4A33",  # the body of the emblem's binder; white on the header
    "current": "#000000",  # the colour of the words beside it
}

FONTS = "Familjen Grotesk, Noto Sans, Noto Sans Arabic, Noto Sans Ethiopic, sans-serif"


_PAINT = re.compile(
    r'(class="[fs]-[a-z]+(?: s-[a-z]+)?")( fill="none")?(?: fill="#\w{6}")?'
    r'(?: stroke="#\w{6}"( stroke-width="[\d.]+") stroke-linecap="round" stroke-linejoin="round")?'
)
_LINE = re.compile(
    r'<text [^>]*?font-size="(?P<size>[\d.]+)" font-weight="(?P<weight>\d+)"[^>]*>(?P<words>[^<]+)</text>'
)
_FONT = re.compile(r'<text ([^>]*?) font-family="[^"]*"')


def light(svg: str) -> Markup:
    """Return a drawing for the web, without the attributes that only paper needs.

    ``docs/assets/drawing.css`` has the colours and fonts instead.
    """
    plain = str(svg)  # a Markup would escape the pieces that are put together
    return Markup(_PAINT.sub(r"\1\2\3", _FONT.sub(r"<text \1", plain)))


_DRAWN_LINE = re.compile(r'class="s-\w+" fill="none" stroke="[^"]*"')
_FILLED = re.compile(r'class="f-[a-z]+( s-[a-z]+)?" fill="#\w{6}"(?: stroke="#\w{6}")?')


def outline(svg: str) -> str:
    """Return a drawing to be coloured in.

    Its shapes are white with a dark edge, and its lines dark.
    """
    edge = f'class="f-paper s-ring" fill="{PRINT["paper"]}" stroke="{PRINT["ring"]}"'
    width = ' stroke-width="2" stroke-linejoin="round"'
    shapes = _FILLED.sub(lambda shape: edge if shape[1] else edge + width, svg)
    return _DRAWN_LINE.sub(f'class="s-ring" fill="none" stroke="{PRINT["ring"]}"', shapes)


def num(value: float) -> str:
    """Return a number as text: at most two decimals and no trailing zeros."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")


def paint(fill: Token | None = None, stroke: Token | None = None, width: float = 2) -> str:
    """Return a shape's colour attributes: classes for the web, colours for paper."""
    classes = [f"f-{fill}"] if fill else []
    parts = [f'fill="{PRINT[fill] if fill else "none"}"']
    if stroke:
        classes.append(f"s-{stroke}")
        parts.append(f'stroke="{PRINT[stroke]}" stroke-width="{num(width)}"')
        parts.append('stroke-linecap="round" stroke-linejoin="round"')
    return " ".join([f'class="{" ".join(classes)}"', *parts])


def circle(x: float, y: float, radius: float, look: str) -> str:
    """Draw a circle; ``look`` are attributes from ``paint``."""
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" {look}/>'


def rect(x: float, y: float, width: float, height: float, look: str, radius: float = 0) -> str:
    """Draw a rectangle; ``look`` are attributes from ``paint``."""
    corner = f' rx="{num(radius)}"' if radius else ""
    place = f'x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"'
    return f"<rect {place}{corner} {look}/>"


def path(data: str, look: str) -> str:
    """Draw a path; ``look`` are attributes from ``paint``."""
    return f'<path d="{data}" {look}/>'


def text(
    x: float, y: float, words: str, fill: Token, size: float = 16, weight: int = 500, anchor: str = "start"
) -> str:
    """Write one line of text; ``y`` is its baseline."""
    place = f'x="{num(x)}" y="{num(y)}"'
    font = f'font-family="{FONTS}" font-size="{num(size)}" font-weight="{weight}"'
    return f'<text {place} {font} text-anchor="{anchor}" {paint(fill)}>{escape(words)}</text>'


def link(address: str, label: str, body: str) -> str:
    """Wrap a part of a drawing in a link; ``label`` is what it is called aloud."""
    return f'<a href="{escape(address)}" aria-label="{escape(label)}">{body}</a>'


def keep_line_lengths(svg: str) -> Markup:
    """Return a drawing whose lines of text stay as long as they were laid out.

    Whatever font or spacing of letters a reader has chosen, no word then runs out of its box. Between the
    lines is a space, for those who hear them.
    """
    return Markup(_LINE.sub(_state_length, str(svg)).replace("</text><text", "</text> <text"))


def _state_length(line: re.Match[str]) -> str:
    size, weight, words = float(line["size"]), int(line["weight"]), Markup(line["words"]).unescape()
    return f'<text textLength="{num(true_width(words, size, weight))}" {line[0][6:]}'


def place_path(shape: str, x: float, y: float, scale: float = 1) -> str:
    """Scale a path of absolute coordinate pairs, then move it to x, y.

    The strokes keep their width.
    """
    turn = iter(range(len(shape)))

    def move(match: re.Match[str]) -> str:
        offset = y if next(turn) % 2 else x
        return num(float(match[0]) * scale + offset)

    return re.sub(r"-?\d+(?:\.\d+)?", move, shape)


def drawing(
    name: str,
    box: tuple[float, float],
    body: str,
    title: str,
    hidden: bool = False,
    size: tuple[float, float] | None = None,
    linked: bool = False,
    description: str = "",
) -> Markup:
    """Return a whole SVG with a title, and perhaps a longer description.

    A ``linked`` one has links in it, and is a group: a screen reader goes into it.

    ``box`` is the width and height of the drawing's own coordinates, ``size`` those in px if they differ. A
    hidden drawing is decoration beside words: screen readers skip it on the web. It has a title all the same,
    for in a PDF every drawing is a figure, and PDF/UA wants words for each.
    """
    width, height = size or box
    head = f'class="{name}" viewBox="0 0 {num(box[0])} {num(box[1])}"'
    head += f' width="{num(width)}" height="{num(height)}"'
    head += ' aria-hidden="true" focusable="false"' if hidden else f' role="{"group" if linked else "img"}"'
    words = f"<title>{escape(title)}</title>" + (f"<desc>{escape(description)}</desc>" if description else "")
    return Markup(f"<svg {head}>{words}{body}</svg>")
