"""Charts are small, the same each time, and say in words what they show."""

import re
from xml.etree import ElementTree

from macros.drawing import Column, goal_bar, light, month_columns

COLUMNS = (Column(1, 3, 67, 67), Column(4, 4, 40, 85), Column(5, 5, None, None), Column(6, 9, 0, 20))


def shapes_of(svg: str, name: str) -> list[dict[str, str]]:
    """Return the attributes of the shapes of a kind."""
    return [dict(shape.attrib) for shape in ElementTree.fromstring(svg).iter(name)]


def test_a_column_is_full_to_what_is_certain_and_hatched_to_what_is_possible() -> None:
    """Its height is its number; a range has a frame from its lower bound to its upper."""
    certain, open_ = (
        [float(shape["height"]) for shape in shapes_of(month_columns((column,), "x", True), "rect")
         if look in shape["class"]]
        for column, look in ((Column(1, 3, 50, 50), "f-spruce"), (Column(1, 3, 40, 90), "s-spruce"))
    )  # fmt: skip

    assert 106 * 0.5 == certain[0]
    assert 106 * 0.5 == open_[0]


def test_a_number_that_is_not_shown_says_so() -> None:
    """In a dashed frame, upright where it is narrow."""
    wide, narrow = (month_columns((Column(1, last, None, None),), "x") for last in (4, 1))

    assert ("visas inte" in wide, "rotate" in wide) == (True, False)
    assert ("visas inte" in narrow, "rotate" in narrow) == (True, True)


def test_the_goal_is_a_line_with_its_number() -> None:
    """Of a bar it stands at its share of the whole; of months at its height."""
    bar = goal_bar(30, 60, 85, " %", "t")
    lines = [shape["d"] for shape in shapes_of(bar, "path")]

    assert any(line.startswith(f"M {338 * 0.85 + 1:.1f} ") for line in lines)
    assert ("mål 85 %" in bar, ">85 %<" in month_columns(COLUMNS, "x", True, 85)) == (True, True)
    assert "stroke-dasharray" not in month_columns((Column(1, 3, 5, 5),), "x")


def test_numbers_keep_within_the_drawing() -> None:
    """Also where the goal is far away, or passed long ago."""
    for target, high in ((1, 900), (150, 40), (100, 100)):
        places = [float(shape["x"]) for shape in shapes_of(goal_bar(0, high, target, "", "t"), "text")]
        assert all(0 <= place <= 340 for place in places)


def test_a_chart_has_a_title_and_neither_script_nor_style_nor_ids() -> None:
    """So it is read aloud, several stand on one page, and our headers let it through."""
    chart = light(month_columns(COLUMNS, "Antal <SIP>: 67", True, 90))

    assert 'role="img"><title>Antal &lt;SIP&gt;: 67</title>' in chart
    assert [] == re.findall(r"<script|<style|style=|\bid=|url\(", chart)
    assert chart == light(month_columns(COLUMNS, "Antal <SIP>: 67", True, 90))
    assert 4_500 > len(chart.encode())
