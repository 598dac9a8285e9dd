"""The meeting's agenda: one component on the site and on its sheet; the child early, the plan last."""

from __future__ import annotations

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
    packets = {packet.id: [part.id for part in packet.parts] for packet in binder.packets}

    assert 1 == len(press(real, slug, NAME).sizes)
    assert NAME in {choice.id for choice in binder.documents}
    assert NAME in packets["motespaket"]
    assert NAME in packets["hela-parmen"]


@pytest.mark.parametrize("slug", REAL)
def test_the_child_speaks_early_and_the_plan_is_read_out_and_given(slug, real):
    agenda = real.binders[slug].meeting_agenda
    html = Writer(real, real.binders[slug]).sheet(NAME).html
    items = re.findall(r"<li>\n<span class=\"ring\">(.*?)</li>", html, re.DOTALL)

    assert "proposed" == agenda.state
    assert len(agenda.items) == len(items)
    assert next(item.id for item in agenda.items if item.child) == agenda.items[1].id
    assert any("Läs" in item and "Skriv under" in item for item in items[-2:])
    assert 60 == sum(item.minutes for item in agenda.items)


@pytest.mark.parametrize("slug", REAL)
def test_every_role_says_what_it_does_and_has_a_line_for_the_function(slug, real):
    agenda = real.binders[slug].meeting_agenda
    html = Writer(real, real.binders[slug]).sheet(NAME).html

    assert {"leder", "antecknar"} <= {role.id for role in agenda.roles}
    assert any(role.child for role in agenda.roles)
    assert len(agenda.roles) == html.count('<p class="write-in"><span>Funktion</span></p>')


def test_site_and_sheet_draw_the_same_component(example):
    binder = example.binders["norrby"]
    web = Renderer(example, binder, Web(municipality="norrby", depth=1))
    drawn = str(web.component("meeting_agenda", binder.meeting_agenda, level=2))

    assert drawn.splitlines()[0] == '<section class="meeting_agenda">'
    assert drawn in light(Writer(example, binder).sheet(NAME).html)
