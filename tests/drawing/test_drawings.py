"""Scenes, faces, icons, marks, calendar and QR code: named or hidden, coloured for paper and for the web."""

import re
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from macros.drawing import dot, emblem, face, figures, icon, qr, scene, window_calendar
from macros.drawing.icons import list_icons
from macros.drawing.scenes import list_scenes
from macros.drawing.svg import PRINT
from macros.records.leaflet import Scene

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
ALL = {
    **{f"scene {name}": scene(name) for name in list_scenes()},
    **{f"icon {name}": icon(name) for name in list_icons()},
    **{f"face {level}": face(level) for level in range(1, 6)},
    "figures": figures(),
    "coordinator": figures("samordnare"),
    "emblem": emblem(),
    "dot": dot(),
    "calendar": window_calendar(4, 3, "10–15"),
    "qr": qr("https://gronaparmen.example/kalix/"),
}


@pytest.mark.parametrize("svg", ALL.values(), ids=ALL)
def test_each_is_safe_markup_with_a_title_first_and_print_colours(svg):
    """It may stand twice on a page and under a strict policy: it has no ids, styles and scripts."""
    root = ElementTree.fromstring(svg)
    fills = [node.get("fill", "") for node in root.iter() if node.tag not in ("svg", "g", "title")]

    assert isinstance(svg, Markup)
    assert ("title", True) == (root[0].tag, bool(root[0].text))
    assert (root.get("role") == "img") != (root.get("aria-hidden") == "true")
    assert not re.search(r"\s(id|style|on\w+)=", svg)
    assert [] == [fill for fill in fills if not re.fullmatch(r"none|#[0-9A-F]{6}", fill)]


def test_the_web_stylesheet_knows_every_colour_in_use():
    css = (ASSETS / "drawing.css").read_text("utf-8")
    used = {
        name
        for svg in ALL.values()
        for value in re.findall(r'class="([fs]-[^"]+)"', svg)
        for name in value.split()
    }

    assert sorted(name for name in used if f".{name} {{" not in css) == []


def test_every_scene_a_leaflet_may_name_is_drawn():
    assert set(get_args(Scene)) == set(list_scenes())


@pytest.mark.parametrize("name", list_scenes())
def test_scene_is_named_by_the_caller_and_only_the_child_is_yellow(name):
    svg = scene(name, "Det h<är")

    assert "<title>Det h&lt;är</title>" in svg
    assert {"f-berry s-ring"} == set(re.findall(rf'class="([^"]*)" fill="{PRINT["berry"]}"', svg))


def test_a_scene_without_ground_keeps_its_floor():
    assert PRINT["lichen"] not in scene("chef", on_ground=False)
    assert scene("chef", on_ground=False).count("<rect") > 3


def test_the_five_faces_differ_and_carry_the_callers_word():
    assert len({re.sub("face-.|<title>.*?</title>", "", face(level)) for level in range(1, 6)}) == 5
    assert "<title>Jättebra</title>" in face(5, "Jättebra")
    with pytest.raises(ValueError, match="6"):
        face(6)


def test_the_saddest_faces_brows_fall_outwards():
    [[outer_x, outer_y, inner_x, inner_y]] = re.findall(r'd="M(\S+) (\S+)L(\S+) (\S+)M', face(1))

    assert float(outer_x) < float(inner_x)
    assert float(outer_y) > float(inner_y)


@pytest.mark.parametrize("draw", [scene, icon])
def test_an_unknown_name_is_an_error(draw):
    with pytest.raises(KeyError):
        draw("finns-inte")


def test_the_favicon_is_the_mark():
    favicon, mark = (
        [(shape.tag.split("}")[-1], shape.get("fill")) for shape in root]
        for root in (ElementTree.parse(ASSETS / "favicon.svg").getroot(), ElementTree.fromstring(emblem()))
    )

    assert mark == favicon


@pytest.mark.parametrize(("weekday", "weeks", "columns"), [(4, 3, 5), (0, 1, 5), (6, 2, 7)])
def test_the_calendar_has_a_row_a_week_and_fills_its_weekday(weekday, weeks, columns):
    svg = window_calendar(weekday, weeks, "10–15")

    assert weeks * columns == svg.count("<rect")
    assert weeks == svg.count("f-river s-river") == svg.count(">10–15<")
    assert f">vecka {weeks}<" in svg


def test_a_qr_code_keeps_its_quiet_zone_and_says_its_address():
    root = ElementTree.fromstring(qr("https://gronaparmen.example/kalix/?a=1&b=2"))
    size = float(root.get("viewBox", "").split()[2])
    starts = re.findall(r"M(\d+) (\d+)h(\d+)", root[2].get("d", ""))

    assert root[0].text == "QR-kod till https://gronaparmen.example/kalix/?a=1&b=2"
    assert 4 == min(int(x) for x, _, _ in starts) == min(int(y) for _, y, _ in starts)
    assert size - 4 == max(int(x) + int(run) for x, _, run in starts)


def test_a_scene_to_colour_in_has_no_colour() -> None:
    """Its shapes are white, and its lines as dark as the edges: a tick, too."""
    drawing = str(scene("foljer-upp", on_ground=False, lines=True))

    assert {PRINT["paper"], PRINT["ring"]} == {*re.findall(r'(?:fill|stroke)="(#\w+)"', drawing)}
