"""Draw scenes of what happens around the one whom it is about, on one floor line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from macros.drawing import situations
from macros.drawing.people import Person, adult, child, ground, grown_up, head
from macros.drawing.situations import FLOOR, WIDTH
from macros.drawing.svg import Token, circle, drawing, num, outline, paint, path, rect


def scene(
    name: str,
    title: str = "",
    on_ground: bool = True,
    grown: bool = False,
    lines: bool = False,
    turned: bool = False,
) -> Markup:
    """Draw a scene by name.

    Without a title it is decoration. Without ground it has a floor but no wall. ``grown`` draws an adult in
    the child's place. ``lines`` draws only outlines, to be coloured in. ``turned`` is for languages that are
    read from the right: an arrow leads to the left. Raise ``KeyError`` for an unknown name.
    """
    of_child, of_adult, draw = _SCENES[name]
    description = of_adult if grown else of_child
    wall = ground(WIDTH, FLOOR) if on_ground else rect(0, FLOOR, WIDTH, 4, paint("spruce"))
    body = wall + (_TURNED[name] if turned and name in _TURNED else draw)(grown_up if grown else child)
    return drawing(
        f"scene scene-{name}",
        (WIDTH, FLOOR + 4),
        outline(body) if lines else body,
        title or description,
        not title,
    )


def figures(name: str = "hyllan", title: str = "", grown: bool = False) -> Markup:
    """Draw people without wall or floor, by name.

    ``hyllan`` stands on the shelf of binders, ``samordnare`` beside a text, ``vuxen`` beside a line to write
    on. ``grown`` as in ``scene``.
    """
    person = grown_up if grown else child
    box, body = (165, 176), adult(42, 176, 1.42, "moss", "bun") + person(137, 176, 1.42, 3)
    if name == "samordnare":
        box, body = (94, 106), adult(29, 106, 0.92, "spruce") + person(75, 106, 0.92)
    if name == "vuxen":
        one = adult(16, 60, 0.52, "spruce")
        return drawing("figures figures-vuxen", (32, 60), one, title or "En vuxen", not title)
    description = "Två personer" if grown else "En vuxen och ett barn"
    return drawing(f"figures figures-{name}", box, body, title or description, not title)


def list_scenes() -> tuple[str, ...]:
    """Return the names of all scenes."""
    return tuple(_SCENES)


def _draw_noticing(person: Person) -> str:
    """Draw someone who sees the child: a dotted glance along a Bézier curve."""
    start, bend, turn, end = (152.0, 76.0), (178.0, 58.0), (214.0, 54.0), (244.0, 97.0)
    dots = []
    for step in range(13):
        t = step / 12
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
        points = list(zip(weights, (start, bend, turn, end), strict=True))
        x, y = (sum(weight * point[axis] for weight, point in points) for axis in (0, 1))
        dots.append(circle(x, y, 1.6, paint("ink")))
    return adult(127, FLOOR, 1, "spruce") + person(262, FLOOR) + "".join(dots)


def _draw_talk(person: Person) -> str:
    """Draw a talk: one adult speaks, the family listens, the child among them."""
    bubble = (
        "M108 20L193 20C196.3 20 199 22.7 199 26L199 68C199 71.3 196.3 74 193 74"
        "L137 74L114 91L119 74L108 74C104.7 74 102 71.3 102 68L102 26C102 22.7 104.7 20 108 20Z"
    )
    return "".join([
        adult(74, FLOOR, 0.95, "spruce"),
        adult(229, FLOOR, 0.9, "moss", "bun"),
        adult(331, FLOOR, 0.86, "pine"),
        person(280, FLOOR),
        path(bubble, paint("paper", "ink", 2.4)),
        path("M117 36L184 36M117 47L184 47M117 57.5L156 57.5", paint(None, "ink", 2.4)),
    ])  # fmt: skip


def _draw_meeting(person: Person) -> str:
    """Draw the meeting from above: all around one table, the child at its head."""
    return "".join([
        head(139.5, 66.5, 16, "moss"),
        head(250.5, 66.5, 16, "spruce"),
        head(139.5, 119.5, 16, "spruce"),
        head(250.5, 119.5, 16, "moss"),
        head(195, 147, 16, "pine"),
        f'<ellipse cx="195" cy="93" rx="45" ry="37" {paint("paper", "ink", 2.4)}/>',
        rect(182, 74, 26, 38, paint("lichen"), 1),
        path("M187.5 82.5L202.5 82.5M187.5 91L202.5 91M187.5 99.5L197 99.5", paint(None, "ink")),
        head(195, 38.5, 16, "berry"),
    ])  # fmt: skip


def _draw_follow_up(person: Person, turned: bool = False) -> str:
    """Draw the follow-up: adult and child, an arrow, and a ticked day in the calendar.

    Turned, the arrow leads to the left. The tick never is.
    """
    day = 54 if turned else 252
    arrow = "M204 81L159 81M172 69L159 81L172 93" if turned else "M186 81L231 81M218 69L231 81L218 93"
    return "".join([
        adult(WIDTH - 92 if turned else 92, FLOOR, 0.95, "spruce"),
        person(WIDTH - 150 if turned else 150, FLOOR),
        path(arrow, paint(None, "ink", 2.6)),
        rect(day, 43, 84, 81, paint("paper", "ink", 2.4), 4),
        path(f"M{day} 62L{day + 84} 62", paint(None, "ink", 2.4)),
        path(f"M{day + 20} 36L{day + 20} 50M{day + 64} 36L{day + 64} 50", paint(None, "ink", 3.6)),
        path(f"M{day + 23} 91L{day + 38} 107L{day + 65} 78", paint(None, "pine", 6)),
    ])  # fmt: skip


def _draw_family(person: Person) -> str:
    """Draw the family at home, the child in the middle."""
    return "".join([
        path("M107 172L107 88L195 36L283 88L283 172", paint("paper", "spruce", 2.6)),
        adult(150, FLOOR, 0.82, "spruce"),
        adult(240, FLOOR, 0.77, "moss", "bun"),
        person(195, FLOOR, 0.82),
    ])  # fmt: skip


def _draw_coordinator(person: Person) -> str:
    """Draw the coordinator beside the child, holding the threads to all the others."""
    others: tuple[tuple[float, float, Token], ...] = ((108, 58, "moss"), (92, 98, "pine"), (108, 138, "moss"))
    return "".join([
        path("".join(f"M{num(x)} {num(y)}L212 114" for x, y, _ in others), paint(None, "ink", 2)),
        *(circle(x, y, 13, paint(colour)) for x, y, colour in others),
        adult(233, FLOOR, 1, "spruce"),
        person(291, FLOOR),
    ])  # fmt: skip


def _draw_newcomer(person: Person) -> str:
    """Draw a new colleague with a bag, who arrives where the child is."""
    return "".join([
        adult(130, FLOOR, 0.87, "pine"),
        rect(201, 53, 68, 119, paint("paper", "spruce", 2.6)),
        path("M268 52L315 34L315 172L268 172Z", paint("spruce")),
        circle(279, 117, 3.8, paint("paper")),
        rect(161, 150, 32, 22, paint("ink"), 2),
        path("M170 150L170 144.5C170 142.5 171.5 141.5 173 141.5L181 141.5"
             "C182.5 141.5 184 142.5 184 144.5L184 150", paint(None, "ink", 2.6)),
        person(235, FLOOR, 0.82),
    ])  # fmt: skip


def _draw_staff_meeting(person: Person) -> str:
    """Draw staff around a table, with the child on the board."""
    return "".join([
        rect(140, 35, 108, 53, paint("paper", "spruce", 2.6), 2.5),
        circle(160, 61.5, 9.5, paint("berry", "ring")),
        path("M181.5 51.5L231.5 51.5M181.5 61.5L231.5 61.5M181.5 71.5L212 71.5", paint(None, "spruce", 2.6)),
        adult(88.5, 138, 0.6, "spruce"),
        adult(138.5, 138, 0.545, "moss", "bun"),
        adult(249.5, 138, 0.595, "pine"),
        adult(299.5, 138, 0.545, "spruce", "cap"),
        path("M172.5 136L181 126L209.5 126L218 136Z", paint("paper", "ink", 1.6)),
        rect(56, 136.5, 276, 10.5, paint("ink"), 1.5),
        rect(79, 146, 5, 26, paint("ink")),
        rect(304, 146, 5, 26, paint("ink")),
    ])  # fmt: skip


_SCENES: dict[str, tuple[str, str, Callable[[Person], str]]] = {
    "ser": ("En vuxen ser ett barn", "En person ser en annan", _draw_noticing),
    "pratar": (
        "En vuxen pratar med ett barn och barnets föräldrar",
        "En person pratar med tre andra",
        _draw_talk,
    ),
    "motet": (
        "Barnet och fem vuxna sitter runt ett bord",
        "Sex personer sitter runt ett bord",
        _draw_meeting,
    ),
    "foljer-upp": (
        "En vuxen och ett barn vid en dag i kalendern",
        "Två personer vid en dag i kalendern",
        _draw_follow_up,
    ),
    "familj": ("Ett barn och två vuxna i ett hus", "Tre personer i ett hus", _draw_family),
    "tva-hem": (
        "Ett barn mellan två hus, med en vuxen i varje",
        "En person mellan två hus, med en i varje",
        situations.draw_two_homes,
    ),
    "samordnare": (
        "En vuxen står vid barnet och håller i trådarna till andra",
        "En person står vid en annan och håller i trådarna till andra",
        _draw_coordinator,
    ),
    "ny": (
        "En vuxen med väska vid dörren, barnet står innanför",
        "En person med väska vid dörren, en annan står innanför",
        _draw_newcomer,
    ),
    "planen": (
        "En plan med en rad för var och en",
        "En plan med en rad för var och en",
        situations.draw_plan,
    ),
    "beratta": (
        "Ett barn berättar, och en vuxen lyssnar",
        "En person berättar, och en annan lyssnar",
        situations.draw_telling,
    ),
    "nej": (
        "Ett barn säger nej, och en vuxen lyssnar",
        "En person säger nej, och en annan lyssnar",
        situations.draw_refusal,
    ),
    "tolk": (
        "En tolk mellan en vuxen och ett barn",
        "En tolk mellan två personer",
        situations.draw_interpreter,
    ),
    "hemligt": (
        "Ett låst kuvert mellan en vuxen och ett barn",
        "Ett låst kuvert mellan två personer",
        situations.draw_secrecy,
    ),
    "klaga": (
        "Ett barn säger att något är fel, och en vuxen skriver upp det",
        "En person säger att något är fel, och en annan skriver upp det",
        situations.draw_complaint,
    ),
    "paus": (
        "Ett barn sitter på en bänk och har paus",
        "En person sitter på en bänk och har paus",
        situations.draw_break,
    ),
    "hej": ("Ett barn och tre vuxna säger hej", "Fyra personer säger hej", situations.draw_greeting),
    "ringa": (
        "Ett barn vid en telefon som ringer",
        "En person vid en telefon som ringer",
        situations.draw_call,
    ),
    "vid-bordet": (
        "Tre vuxna berättar vid ett bord, och ett barn lyssnar",
        "Fyra personer vid ett bord, en berättar",
        situations.draw_table,
    ),
    "chef": (
        "Fyra vuxna runt ett bord, en gul prick på tavlan",
        "Fyra personer runt ett bord, en gul prick på tavlan",
        _draw_staff_meeting,
    ),
}

_TURNED = {"foljer-upp": partial(_draw_follow_up, turned=True)}
"""Those that are read in one direction, as they are where one reads from the right."""
