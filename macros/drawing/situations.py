"""Draw what a meeting and a plan are, for those who would rather look than read.

The pictures continue the scenes: the same people on the same floor line, and what each holds or says is drawn
large enough to tell in grey.
"""

from __future__ import annotations

from macros.drawing.people import Person, adult, head
from macros.drawing.svg import circle, paint, path, rect

WIDTH, FLOOR = 390, 172
"""The size of every scene, floor line included at its foot."""

_LINE = 2.4


def draw_plan(person: Person) -> str:
    """Draw the plan: who does what, a person beside each line, the child's line first."""
    rows = []
    for y, colour in ((70.0, "berry"), (100.0, "spruce"), (130.0, "moss")):
        rows.append(head(158, y, 10, colour))  # type: ignore[arg-type]
        rows.append(path(f"M182 {y - 5}L236 {y - 5}M182 {y + 6}L218 {y + 6}", paint(None, "ink", _LINE)))
    sheet = rect(134, 18, 122, 140, paint("paper", "ink", _LINE), 4)
    title = path("M150 40L214 40", paint(None, "ink", 5))
    return sheet + title + "".join(rows)


def draw_two_homes(person: Person) -> str:
    """Draw two homes with an adult in each, and the child on the way between them."""
    walls = "".join(f"M{x - 48} 172L{x - 48} 92L{x} 48L{x + 48} 92L{x + 48} 172" for x in (74, 316))
    steps = "".join(circle(x, 166, 1.6, paint("ink")) for x in (134, 146, 158, 232, 244, 256))
    return "".join([
        path(walls, paint("paper", "spruce", 2.6)),
        adult(74, FLOOR, 0.72, "spruce"),
        adult(316, FLOOR, 0.7, "moss", "bun"),
        steps,
        person(195, FLOOR, 0.9),
    ])  # fmt: skip


def draw_refusal(person: Person) -> str:
    """Draw someone who says no, and an adult who listens."""
    return "".join([
        person(112, FLOOR),
        _draw_bubble(134, 22, 84, 62, 128, 96),
        path("M162 40L190 66M190 40L162 66", paint(None, "ink", 6)),
        adult(286, FLOOR, 1, "spruce"),
    ])  # fmt: skip


def draw_telling(person: Person) -> str:
    """Draw someone who tells, and an adult who listens."""
    return "".join([
        person(112, FLOOR),
        _draw_bubble(134, 22, 84, 62, 128, 96),
        path("M148 39L204 39M148 53L204 53M148 67L180 67", paint(None, "ink", _LINE)),
        adult(286, FLOOR, 1, "moss", "bun"),
    ])  # fmt: skip


def draw_interpreter(person: Person) -> str:
    """Draw an interpreter between two: one speaks in lines, one in waves."""
    waves = "".join(f"M256 {y}q6 -7 12 0t12 0t12 0t12 0" for y in (38, 52, 66))
    return "".join([
        adult(66, FLOOR, 0.9, "spruce"),
        _draw_bubble(76, 20, 68, 56, 74, 88),
        path("M88 36L132 36M88 48L132 48M88 60L116 60", paint(None, "ink", _LINE)),
        adult(195, FLOOR, 0.95, "moss", "bun"),
        _draw_bubble(246, 20, 68, 56, 316, 96, left=False),
        path(waves, paint(None, "ink", _LINE)),
        person(324, FLOOR),
        path("M150 112L168 112M222 112L286 112", paint(None, "ink", _LINE)),
    ])  # fmt: skip


def draw_secrecy(person: Person) -> str:
    """Draw a locked envelope between two who know what is in it."""
    return "".join([
        adult(92, FLOOR, 1, "spruce"),
        person(304, FLOOR),
        rect(150, 62, 100, 68, paint("paper", "ink", _LINE), 4),
        path("M152 65L200 103L248 65", paint(None, "ink", _LINE)),
        path("M190 112L190 104C190 98 194 94 200 94C206 94 210 98 210 104L210 112", paint(None, "ink", 4)),
        rect(184, 111, 32, 26, paint("ink"), 3),
        circle(200, 123, 3.4, paint("paper")),
    ])  # fmt: skip


def draw_complaint(person: Person) -> str:
    """Draw someone who says that it is wrong, and an adult who writes it down."""
    return "".join([
        person(112, FLOOR),
        _draw_bubble(134, 22, 74, 62, 128, 96),
        path("M171 34L171 56", paint(None, "ink", 7)),
        circle(171, 69, 4, paint("ink")),
        rect(228, 84, 40, 52, paint("paper", "ink", _LINE), 3),
        path("M236 98L260 98M236 110L260 110M236 122L250 122", paint(None, "ink", _LINE)),
        adult(304, FLOOR, 1, "pine"),
    ])  # fmt: skip


def draw_break(person: Person) -> str:
    """Draw a break: the sign for it, and someone who has left the table."""
    return "".join([
        circle(136, 96, 46, paint("paper", "ink", 4)),
        path("M122 76L122 116M150 76L150 116", paint(None, "ink", 11)),
        rect(226, 150, 100, 8, paint("ink"), 2),
        path("M236 158L236 172M316 158L316 172", paint(None, "ink", 5)),
        person(276, 151),
    ])  # fmt: skip


def draw_greeting(person: Person) -> str:
    """Draw people who greet each other, the child with a raised hand."""
    return "".join([
        adult(84, FLOOR, 0.95, "spruce"),
        adult(152, FLOOR, 0.9, "moss", "bun"),
        path("M226 128L243 93C246 87 256 91 253 98L240 130Z", paint("berry", "ring")),
        person(222, FLOOR, 1.05),
        path("M262 74L270 64M270 86L282 82M252 70L250 58", paint(None, "ink", _LINE)),
        adult(320, FLOOR, 0.95, "pine"),
    ])  # fmt: skip


def draw_call(person: Person) -> str:
    """Draw a telephone that rings, and someone who calls."""
    return "".join([
        person(128, FLOOR, 1.1),
        rect(206, 34, 74, 124, paint("paper", "ink", 4), 10),
        rect(216, 50, 54, 82, paint("lichen"), 3),
        circle(243, 145, 6, paint("ink")),
        path("M228 72L258 72M228 88L258 88M228 104L246 104", paint(None, "ink", 4)),
        path("M294 60C302 72 302 92 294 104M308 48C322 68 322 96 308 116", paint(None, "ink", 3.4)),
    ])  # fmt: skip


def draw_table(person: Person) -> str:
    """Draw adults who tell what they know around a table, and the child who listens."""
    return "".join([
        adult(96, 150, 0.78, "spruce"),
        _draw_bubble(126, 12, 62, 42, 112, 60),
        path("M137 26L176 26M137 38L162 38", paint(None, "ink", _LINE)),
        adult(196, 150, 0.74, "moss", "bun"),
        person(262, 150),
        adult(326, 150, 0.78, "pine"),
        rect(50, 126, 316, 10, paint("ink"), 2),
        rect(76, 136, 6, 36, paint("ink")),
        rect(334, 136, 6, 36, paint("ink")),
    ])  # fmt: skip


def _draw_bubble(
    x: float, y: float, width: float, height: float, tip_x: float, tip_y: float, left: bool = True
) -> str:
    """Draw a speech bubble whose tip points at the speaker."""
    root = x + 12 if left else x + width - 26
    low, right, round_corner = y + height, x + width, 7
    return path(
        f"M{x + round_corner} {y}L{right - round_corner} {y}Q{right} {y} {right} {y + round_corner}"
        f"L{right} {low - round_corner}Q{right} {low} {right - round_corner} {low}"
        f"L{root + 14} {low}L{tip_x} {tip_y}L{root} {low}L{x + round_corner} {low}"
        f"Q{x} {low} {x} {low - round_corner}L{x} {y + round_corner}Q{x} {y} {x + round_corner} {y}Z",
        paint("paper", "ink", _LINE),
    )
