"""The meeting's agenda: one component on the site and on its sheet; the child early, the plan last."""

import re

import pytest

from macros.drawing import light
from macros.paper.documents import Writer
from macros.rendering import Renderer, Web

REAL = ("kalix", "hudiksvall")
NAME = "motesdagordning"


@pytest.mark.parametrize("slug", REAL)
def test_it_is_one_page_of_the_kit_and_of_the_whole_binder(slug, real, press):
    binder = real.binders[slug]
    packets = {packet.id for packet in binder.packets if NAME in {part.id for part in packet.parts}}

    assert 1 == len(press(real, slug, NAME).sizes)
    assert NAME in {choice.id for choice in binder.documents}
    assert {"motespaket", "hela-parmen"} <= packets


@pytest.mark.parametrize("slug", REAL)
def test_the_child_speaks_early_and_the_plan_is_read_out_and_given(slug, real):
    """In an hour. Every role says what it does and has a line for the function."""
    agenda = real.binders[slug].meeting_agenda
    html = Writer(real, real.binders[slug]).sheet(NAME).html
    items = re.findall(r"<li>\n<span class=\"ring\">(.*?)</li>", html, re.DOTALL)
    first_of_child = [item.child for item in agenda.items].index(True)

    assert ("proposed", 1, 60) == (agenda.state, first_of_child, sum(item.minutes for item in agenda.items))
    assert len(agenda.items) == len(items)
    assert any("Läs" in item and "Skriv under" in item for item in items[-2:])
    assert {"leder", "antecknar"} <= {role.id for role in agenda.roles}
    assert True in {role.child for role in agenda.roles}
    assert len(agenda.roles) == html.count('<p class="write-in"><span>Funktion</span><input type="text"')


def test_site_and_sheet_draw_the_same_component(example):
    binder = example.binders["norrby"]
    web = Renderer(example, binder, Web(binder="norrby", depth=1))
    drawn = web.finish(web.component("meeting_agenda", binder.meeting_agenda, level=2), "example")

    assert drawn.startswith('<section class="meeting_agenda">\n')
    printed = re.sub(r"<input[^>]*>", "", Writer(example, binder).sheet(NAME).html)  # only paper has fields
    assert drawn in light(printed)
