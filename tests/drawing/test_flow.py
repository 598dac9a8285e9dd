"""The flow drawing: nothing is cut off, nothing overlaps, no arrow crosses a box, in both forms."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from macros.drawing import FlowText, flow_chart
from macros.drawing.metrics import width_of

SCREEN, PHONE, PAPER = (904, 15), (358, 15), (605, 10.67)
LONG = "barnhälsovårdspsykologutredningsmottagningsverksamhetens"

ORDINARY = FlowText(
    title="Flödet av insatser",
    levels=(
        ("alla", "Alla barn"),
        ("tidigt", "Tidigt stöd"),
        ("mer", "Mer stöd"),
        ("spec", "Specialiststöd"),
    ),
    lanes=(
        ("skola", "Förskola och skola"),
        ("elev", "Elevhälsa"),
        ("bfh", "Barn- och familjehälsa"),
        ("bup", "BUP"),
    ),
    nodes=(
        ("s1", "skola", "alla", "Trygg vardag, lek och lärande"),
        ("s2", "skola", "tidigt", "Extra anpassningar och samtal hemma"),
        ("e2", "elev", "tidigt", "Samtal och kartläggning"),
        ("f3", "bfh", "mer", "Bedömning och korta insatser"),
        ("b4", "bup", "spec", "Utredning och behandling"),
    ),
    edges=(("s1", "s2"), ("s2", "e2"), ("e2", "f3"), ("f3", "b4")),
    together=("Räcker det inte med en? Kalla till möte.", "Mötet gör en plan."),
)


def crowded() -> FlowText:
    """Every cell but a few, stacked cells, words that are far too long, and arrows in all directions."""
    nodes = [
        (
            f"n{row}{column}",
            f"a{row}",
            f"l{column}",
            f"{'Ord ' * (row + column + 1)}{LONG if row == column else ''}",
        )
        for row in range(5)
        for column in range(4)
        if (row + column) % 3 != 2
    ]
    nodes += [("x1", "a0", "l1", "Andra rutan i cellen"), ("x2", "a0", "l1", "Tredje rutan")]
    ids = [node[0] for node in nodes]
    edges = [(ids[n], ids[(n * 5 + 3) % len(ids)]) for n in range(len(ids))]
    return FlowText(
        title="Svår & <lång>",
        levels=tuple(
            (f"l{n}", name) for n, name in enumerate(["Alla", LONG, "Mer stöd", "Stöd av många " * 3])
        ),
        lanes=tuple(
            (f"a{n}", name) for n, name in enumerate(["Skola", LONG, "Elevhälsa", "BUP", "Socialtjänst " * 4])
        ),
        nodes=tuple(nodes),
        edges=(*edges, ("n00", "n33"), ("n33", "n00"), ("n00", "n00"), ("n00", "n40"), ("n40", "n00")),
        together=(f"Räcker det inte? {LONG} " * 3, f"{LONG} Mötet gör en plan. " * 3),
    )


FLOWS = {"ordinary": ORDINARY, "crowded": crowded()}
every = pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
forms = pytest.mark.parametrize("size", [SCREEN, PHONE, PAPER, (280, 15), (90, 15)], ids=str)


class Rect(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Rect) -> bool:
        return (
            self.left <= other.left < other.right <= self.right
            and self.top <= other.top < other.bottom <= self.bottom
        )


class Chart:
    """A drawing, read back from its SVG."""

    def __init__(self, flow: FlowText, size: tuple[float, float]) -> None:
        self.source = flow_chart(flow, *size)
        self.root = ElementTree.fromstring(self.source)
        _, _, self.width, self.height = map(float, self.root.get("viewBox", "").split())
        self.wide = "flow-chart-wide" in self.root.get("class", "")
        self.boxes = [self.rect(group[0]) for group in self.root.iter("g") if "data-box" in group.attrib]
        self.texts = [(self.line(text), text) for text in self.root.iter("text")]

    @staticmethod
    def rect(element: ElementTree.Element) -> Rect:
        x, y, width, height = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
        return Rect(x, y, x + width, y + height)

    @staticmethod
    def line(text: ElementTree.Element) -> Rect:
        x, y, size = (float(text.get(name, 0)) for name in ("x", "y", "font-size"))
        width = width_of(text.text or "", size, int(text.get("font-weight", 500)))
        return Rect(x, y - 0.8 * size, x + width, y + 0.25 * size)

    def arrows(self) -> list[list[tuple[float, float]]]:
        """The corners of each arrow's way."""
        groups = self.root.iter("g")
        return [corners(group[0].get("d", "")) for group in groups if "data-arrow" in group.attrib]


def corners(data: str) -> list[tuple[float, float]]:
    """The points of a way, its rounded corners made sharp again."""
    sharp = re.sub(r"L[-\d. ]+Q([-\d.]+ [-\d.]+) [-\d.]+ [-\d.]+", r"L\1", data)
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", sharp)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@every
@pytest.mark.parametrize("size", [SCREEN, PHONE, PAPER, (280, 15)], ids=str)
def test_text_stays_in_the_drawing_and_in_the_box_it_begins_in(flow, size):
    chart = Chart(flow, size)
    sheet = Rect(0, 0, chart.width + 0.01, chart.height)

    for line, text in chart.texts:
        around = [sheet, *(box for box in chart.boxes if line.meets(box))]
        assert [] == [box for box in around if not box.holds(line)], text.text


@every
@forms
def test_no_boxes_and_no_lines_of_text_overlap(flow, size):
    chart = Chart(flow, size)

    for rects in (chart.boxes, [line for line, _ in chart.texts]):
        assert [] == [pair for pair in combinations(rects, 2) if pair[0].meets(pair[1])]


@every
@forms
def test_arrows_are_square_and_cross_no_box_and_stay_inside(flow, size):
    chart = Chart(flow, size)
    sheet = Rect(0, 0, chart.width + 0.01, chart.height)
    inner = [Rect(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1) for box in chart.boxes]

    for way in chart.arrows():
        for (x1, y1), (x2, y2) in pairwise(way):
            line = Rect(min(x1, x2), min(y1, y2) + 0.01, max(x1, x2) + 0.01, max(y1, y2))
            assert min(abs(x1 - x2), abs(y1 - y2)) < 0.02
            assert sheet.left <= line.left <= line.right <= sheet.right
            assert line.bottom <= sheet.bottom
            assert [] == [box for box in inner if line.meets(box)]


@every
def test_each_arrow_is_drawn_once_between_its_two_boxes(flow):
    chart = Chart(flow, SCREEN)
    ways = {edge[:2] for edge in flow.edges if edge[0] != edge[1]}

    assert len(ways) + 1 == len(chart.arrows())
    for way in chart.arrows()[:-1]:
        for x, y in (way[0], way[-1]):
            assert any(box.meets(Rect(x - 0.5, y - 0.5, x + 0.5, y + 0.5)) for box in chart.boxes)


@every
@forms
def test_every_word_of_every_node_is_there(flow, size):
    """Their letters: lines are broken at spaces, and long words with hyphens."""
    words = [*(node[3] for node in flow.nodes), *flow.together, *(name for _, name in flow.lanes)]
    drawn = "".join(text.text or "" for _, text in Chart(flow, size).texts)
    written, *expected = (re.sub(r"[\s-]", "", text) for text in (drawn, *words))

    assert [] == [letters for letters in expected if letters not in written]


@pytest.mark.parametrize(
    ("size", "wide"),
    [((904, 15), True), ((760, 15), True), ((640, 15), False), ((358, 15), False), (PAPER, True)],
)
def test_the_width_chooses_the_form(size, wide):
    assert wide == Chart(ORDINARY, size).wide


@forms
def test_no_text_is_smaller_than_asked_for(size):
    chart = Chart(ORDINARY, size)
    sizes = [float(text.get("font-size", 0)) * size[0] / chart.width for _, text in chart.texts]

    assert size[1] <= min(sizes) + 1e-3


def test_the_drawing_is_as_wide_as_asked_and_keeps_its_shape():
    chart = Chart(ORDINARY, PAPER)

    assert (605, pytest.approx(605 * chart.height / chart.width, abs=0.1)) == (
        float(chart.root.get("width", 0)),
        float(chart.root.get("height", 0)),
    )


def test_the_title_is_a_direct_child_and_texts_never_become_markup():
    chart = Chart(crowded(), SCREEN)

    assert ("title", "Svår & <lång>") == (chart.root[0].tag, chart.root[0].text)
    assert not re.search(r"\s(id|style)=", chart.source)


def test_on_a_phone_the_ways_are_said_in_words():
    texts = {text.text for _, text in Chart(ORDINARY, PHONE).texts}

    assert {"Elevhälsa", "Barn- och familjehälsa, mer stöd", "BUP, specialiststöd"} <= texts


@pytest.mark.parametrize("size", [SCREEN, PHONE])
def test_a_box_that_leads_somewhere_is_a_link_around_all_of_it(size):
    """It says whose it is; the drawing is then a group, which a screen reader goes into."""
    chart = Chart(replace(ORDINARY, links=(("e2", "../kontakter/#kontakt-elevhalsa"),)), size)
    (link,) = chart.root.iter("a")

    assert ("../kontakter/#kontakt-elevhalsa", "Elevhälsa: Samtal och kartläggning") == (
        link.get("href"),
        link.get("aria-label"),
    )
    assert 1 == len([group for group in link.iter("g") if "data-box" in group.attrib])
    assert ("group", "img") == (chart.root.get("role"), Chart(ORDINARY, size).root.get("role"))


@pytest.mark.parametrize("size", [SCREEN, PHONE])
def test_a_flow_without_nodes_or_arrows_still_draws_its_meeting(size):
    empty = FlowText("Tomt", (("a", "Alla"),), (("s", "Skola"),), (), (), ("Kalla", "Möte"))

    assert "Kalla" in flow_chart(empty, *size)


def test_one_column_keeps_its_arrows_inside():
    lanes = tuple((f"a{row}", "Skola") for row in range(4))
    nodes = tuple((f"n{row}", f"a{row}", "l", "Ruta") for row in range(4))
    edges = (("n0", "n3"), ("n3", "n1"))
    chart = Chart(FlowText("En", (("l", "Alla"),), lanes, nodes, edges, ("Kalla", "Möte")), SCREEN)

    assert all(0 <= x <= chart.width for way in chart.arrows() for x, _ in way)
