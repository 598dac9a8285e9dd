"""Draw the pictures of the communication board, told apart by shape alone.

A picture shows one thing. It is a square of 100. Feelings are the child's own faces, as in the surveys;
things are drawn with one dark line, as the icons. Where a person is needed she has a head and a cloak, as
in the scenes.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from macros.drawing.people import adult, child
from macros.drawing.svg import circle, drawing, paint, path, rect

_LINE = paint(None, "ink", 4.5)
_THIN = paint(None, "ink", 3)
_FACE = paint(None, "ring", 4)
_BUBBLE = paint("paper", "ink", 3.5)


def board_picture(name: str, title: str = "") -> Markup:
    """Draw a picture to point at, by name.

    It stands beside its word; ``title`` says more. Raise ``KeyError`` for an unknown name.
    """
    words, draw = _PICTURES[name]
    return drawing(f"board-picture board-{name}", (100, 100), draw(), title or words, not title)


def list_board_pictures() -> tuple[str, ...]:
    """Return the names of all pictures."""
    return tuple(_PICTURES)


def _draw_sign(body: str) -> str:
    return circle(50, 50, 43, paint("paper", "ink", 4.5)) + body


def _draw_yes() -> str:
    return _draw_sign(path("M27 52L44 69L74 33", paint(None, "pine", 12)))


def _draw_no() -> str:
    return _draw_sign(path("M32 32L68 68M68 32L32 68", paint(None, "ink", 12)))


def _draw_doubt() -> str:
    mark = path("M35 39C35 21 65 21 65 39C65 52 50 51 50 64", paint(None, "ink", 8))
    return _draw_sign(mark + circle(50, 77, 5, paint("ink")))


def _draw_break() -> str:
    return _draw_sign(path("M39 32L39 68M61 32L61 68", paint(None, "ink", 12)))


def _draw_more() -> str:
    return rect(8, 8, 84, 84, paint("paper", "ink", 4.5), 12) + path(
        "M50 26L50 74M26 50L74 50", paint(None, "ink", 12)
    )


def _draw_stop() -> str:
    """Draw an octagon with a raised hand."""
    fingers = "".join(rect(x, y, 7.4, 30, paint("paper"), 3.7) for x, y in ((34, 31), (43, 25), (52, 27)))
    hand = rect(61, 33, 7.4, 28, paint("paper"), 3.7) + rect(34, 46, 34.4, 28, paint("paper"), 9)
    thumb = path("M37 66L26 54", paint(None, "paper", 8))
    return path("M31 5L69 5L95 31L95 69L69 95L31 95L5 69L5 31Z", paint("ink")) + fingers + hand + thumb


def _draw_bubble(x: float, y: float, width: float, height: float, tail: str) -> str:
    return path(tail, _BUBBLE) + rect(x, y, width, height, _BUBBLE, 9)


def _draw_telling() -> str:
    """Draw the child with a bubble full of lines."""
    bubble = _draw_bubble(32, 7, 62, 42, "M44 44L34 62L60 44Z") + rect(45, 42, 13.5, 5.2, paint("paper"))
    return bubble + path("M43 19L83 19M43 28L83 28M43 37L68 37", _THIN) + child(24, 97, 0.82, 3)


def _draw_tangle() -> str:
    """Draw an adult whose words are a tangle, and the child who asks."""
    bubble = _draw_bubble(6, 6, 58, 40, "M44 42L68 58L58 40Z") + rect(43, 38, 14, 6, paint("paper"))
    knot = "M14 27C22 10 34 40 42 22C48 10 58 20 50 31C42 42 30 12 22 24C16 33 30 40 36 30C42 18 52 38 57 27"
    ask = path("M33 63C33 53 49 53 49 63C49 70 41 69 41 76", paint(None, "ink", 4.5))
    return (
        bubble
        + path(knot, _THIN)
        + adult(80, 97, 0.5, "spruce")
        + ask
        + circle(41, 84, 3, paint("ink"))
        + child(20, 97, 0.6, 3)
    )


def _draw_later() -> str:
    """Draw a clock, and a bubble that waits."""
    clock = circle(42, 58, 34, paint("paper", "ink", 4.5)) + path("M42 36L42 58L57 67", _LINE)
    hours = path("M42 29L42 31M71 58L69 58M42 87L42 85M13 58L15 58", _THIN)
    bubble = _draw_bubble(57, 5, 38, 28, "M64 28L62 42L76 28Z") + rect(64.8, 27, 9, 4.4, paint("paper"))
    return clock + hours + bubble + "".join(circle(x, 19, 3, paint("ink")) for x in (67, 76, 85))


def _draw_interpreter() -> str:
    """Draw someone between two bubbles: one with lines, one with waves."""
    left = _draw_bubble(4, 6, 40, 32, "M24 34L38 50L36 34Z") + rect(26, 31, 9.4, 5.2, paint("paper"))
    right = _draw_bubble(56, 6, 40, 32, "M64 34L62 50L76 34Z") + rect(65, 31, 9.4, 5.2, paint("paper"))
    lines = path("M12 16L36 16M12 25L36 25", _THIN)
    waves = path("M63 16q3.3 -5 6.6 0t6.6 0t6.6 0t6.6 0M63 26q3.3 -5 6.6 0t6.6 0t6.6 0t6.6 0", _THIN)
    return left + right + lines + waves + adult(50, 97, 0.46, "spruce")


def _draw_face(body: str) -> str:
    return circle(50, 50, 43, paint("berry", "ring", 4)) + body


def _draw_eyes(radius: float = 5) -> str:
    return "".join(circle(x, 42, radius, paint("ring")) for x in (34, 66))


def _draw_glad() -> str:
    return _draw_face(_draw_eyes() + path("M27 58C33 77 67 77 73 58Z", paint("ring", "ring", 3)))


def _draw_sad() -> str:
    tear = path("M30 54C24 63 24 70 30 70C36 70 36 63 30 54Z", paint("paper", "ring", 2.5))
    brows = path("M25 31L39 26M75 31L61 26", _FACE)
    return _draw_face(_draw_eyes() + brows + path("M36 76C40 64 60 64 64 76", _FACE) + tear)


def _draw_angry() -> str:
    brows = path("M23 26L43 36M77 26L57 36", paint(None, "ring", 6))
    teeth = rect(33, 61, 34, 15, paint("paper", "ring", 3.5), 4)
    gaps = path("M44.5 61L44.5 76M55.5 61L55.5 76M33 68.5L67 68.5", paint(None, "ring", 2.5))
    return _draw_face(brows + "".join(circle(x, 46, 4.6, paint("ring")) for x in (36, 64)) + teeth + gaps)


def _draw_afraid() -> str:
    eyes = "".join(
        circle(x, 41, 10.5, paint("paper", "ring", 3)) + circle(x, 42, 3.4, paint("ring")) for x in (33, 67)
    )
    mouth = f'<ellipse cx="50" cy="72" rx="9" ry="11" {paint("ring")}/>'
    return _draw_face(eyes + path("M24 25L36 19M76 25L64 19", _FACE) + mouth)


def _draw_tired() -> str:
    """Draw a face that sleeps."""
    face = circle(45, 55, 40, paint("berry", "ring", 4))
    lids = path("M20 51C24 57 33 57 37 51M53 51C57 57 66 57 70 51", _FACE)
    mouth = f'<ellipse cx="45" cy="75" rx="7" ry="6" {paint("ring")}/>'
    return face + lids + mouth + path("M66 6L80 6L66 20L80 20M84 24L95 24L84 35L95 35", _LINE)


def _draw_hurt() -> str:
    """Draw a face with its eyes shut tight, and a plaster."""
    eyes = path("M26 39L38 45L26 51M74 39L62 45L74 51", _FACE)
    mouth = path("M30 72L38 66L46 72L54 66L62 72L70 66", _FACE)
    plaster = path("M40 25L72 13", paint(None, "ring", 19)) + path("M40 25L72 13", paint(None, "paper", 14))
    pad = path("M52 14L58 26M60 11L66 23", paint(None, "ring", 2.5))
    return _draw_face(eyes + mouth) + plaster + pad


def _draw_home() -> str:
    return "".join([
        path("M70 28L70 10L80 10L80 37", paint("paper", "ink", 4)),
        path("M14 50L14 92L86 92L86 50", paint("paper", "ink", 4.5)),
        path("M5 54L50 14L95 54", paint("paper", "spruce", 8)),
        rect(41, 62, 18, 30, paint("spruce"), 1),
        rect(22, 58, 12, 13, paint("lichen", "ink", 3)),
        rect(66, 58, 12, 13, paint("lichen", "ink", 3)),
    ])  # fmt: skip


def _draw_school() -> str:
    """Draw a long building with a flag, a clock and many windows."""
    windows = "".join(
        rect(x, y, 9, 11, paint("lichen", "ink", 2.5)) for y in (54, 73) for x in (9, 23, 68, 82)
    )
    return "".join([
        path("M50 24L50 3", _THIN),
        path("M51 4L68 9L51 15Z", paint("spruce", "ink", 2)),
        rect(4, 46, 92, 46, paint("paper", "ink", 4)),
        path("M35 92L35 38L50 24L65 38L65 92Z", paint("paper", "ink", 4)),
        circle(50, 48, 8, paint("paper", "ink", 3)),
        path("M50 43L50 48L54 48", paint(None, "ink", 2.5)),
        rect(43, 70, 14, 22, paint("spruce")),
        windows,
    ])  # fmt: skip


def _draw_toilet() -> str:
    return "".join([
        rect(16, 12, 24, 36, paint("paper", "ink", 4.5), 4),
        path("M21 22L29 22", _THIN),
        path(
            "M18 52L84 52C84 70 74 78 60 80L62 94L30 94L30 76C22 72 18 64 18 52Z", paint("paper", "ink", 4.5)
        ),
        rect(14, 46, 74, 8, paint("ink"), 4),
    ])  # fmt: skip


def _draw_drink() -> str:
    return "".join([
        path("M60 40L68 6L82 6", paint(None, "ink", 5)),
        path("M24 28L32 94L68 94L76 28Z", paint("paper", "ink", 4.5)),
        path("M28.5 50L34 90L66 90L71.5 50Z", paint("moss")),
        path("M56 50L60 34", paint(None, "ink", 5)),
    ])  # fmt: skip


_PICTURES: dict[str, tuple[str, Callable[[], str]]] = {
    "ja": ("En bock i en ring", _draw_yes),
    "nej": ("Ett kryss i en ring", _draw_no),
    "vet-inte": ("Ett frågetecken i en ring", _draw_doubt),
    "paus": ("Två streck i en ring", _draw_break),
    "mer": ("Ett plus i en ruta", _draw_more),
    "sluta": ("En hand på en stoppskylt", _draw_stop),
    "saga": ("En person med en pratbubbla full av rader", _draw_telling),
    "forstar-inte": ("Trassliga ord, och en person som undrar", _draw_tangle),
    "sen": ("En klocka, och en pratbubbla som väntar", _draw_later),
    "tolk": ("En person mellan två pratbubblor", _draw_interpreter),
    "glad": ("Ett ansikte som skrattar", _draw_glad),
    "ledsen": ("Ett ansikte med en tår", _draw_sad),
    "arg": ("Ett ansikte med rynkade ögonbryn och tänder", _draw_angry),
    "radd": ("Ett ansikte med stora ögon och öppen mun", _draw_afraid),
    "trott": ("Ett ansikte som sover", _draw_tired),
    "ont": ("Ett ansikte som kniper, med plåster", _draw_hurt),
    "hem": ("Ett hus med skorsten", _draw_home),
    "skola": ("En skola med flagga och klocka", _draw_school),
    "toalett": ("En toalett", _draw_toilet),
    "dricka": ("Ett glas med sugrör", _draw_drink),
}
