"""What a newcomer reads by role: the path, its minutes, whom she follows, and the self-check."""

import re
from dataclasses import replace
from math import ceil

import pytest

from macros.paper.documents import Writer
from macros.records.contents import pages_in
from macros.records.path import NoSuchPathError
from macros.records.reading_places import find_reading, list_readable
from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from macros.rendering.reading_time import WORDS_PER_MINUTE, list_stops
from tests.page_text import draw_page


def test_each_stop_leads_to_where_it_stands(example: Shelf, real: Shelf) -> None:
    """To a page that the binder has, and the anchor of the part."""
    binder = example.binders["norrby"]
    places = {
        stop.read: find_reading(binder, stop.read) for path in binder.reading_paths for stop in path.stops
    }

    assert ("rutin", "") == places["routine"][:2]
    assert ("rutin", "steg-fraga") == places["routine.steps.fraga"][:2]
    assert ("checklista", "") == places["checklists.samverkan"][:2]
    for other in real.binders.values():
        pages = {page.name for page in pages_in(other)} | {"kontakter"}
        for path in other.reading_paths:
            assert {find_reading(other, stop.read).page for stop in path.stops} <= pages, other.address


def test_what_may_be_read_has_its_anchor_on_the_page(example: Shelf) -> None:
    """The introduction's first section too, where the duty to report stands in its place."""
    binder = example.binders["norrby"]
    assert binder.introduction
    first, *others = binder.introduction.sections
    told = first.model_copy(update={"laws": [example.site.duty.law]})
    introduction = binder.introduction.model_copy(update={"sections": [told, *others]})
    shelf = replace(example, binders={"norrby": binder.model_copy(update={"introduction": introduction})})
    places = [find_reading(shelf.binders["norrby"], path) for path in list_readable(binder)]
    anchors = {(place.page, place.anchor) for place in places if place.anchor}
    pages = {page: draw_page(shelf, page, "norrby") for page, _ in anchors}

    assert [] == [pair for pair in anchors if not re.search(rf'(id="|{{ #){pair[1]}[" ]', pages[pair[0]])]
    assert "Varför finns pärmen?" not in pages["introduktion"]


def test_what_the_binder_lacks_cannot_be_read(example: Shelf) -> None:
    """Nor what no page shows."""
    for path in ("routine.steps.finns-inte", "terms", "routine.lead"):
        with pytest.raises(NoSuchPathError):
            find_reading(example.binders["norrby"], path)


def test_the_minutes_are_counted_from_the_words(example: Shelf) -> None:
    """Of what the stop shows, rounded up; the role's are their sum, on its page."""
    binder = example.binders["norrby"]
    renderer = Renderer(example, binder, Web("norrby", 2))
    (path, *_) = binder.reading_paths
    stops = list_stops(path, binder)
    step = next(stop for stop in stops if stop.stop.read == "routine.steps.fraga")
    record = next(step for step in binder.routine.steps if step.id == "fraga")
    words = len(renderer.plain(record.title).split()) + len(renderer.plain(record.text).split())

    assert step.minutes >= max(1, ceil(words / WORDS_PER_MINUTE))
    total = sum(stop.minutes for stop in stops)
    assert f"ungefär {total} minut" in renderer.component("reading_path", path)
    assert re.search(
        rf"{re.escape(renderer.plain(path.title))}</a> <small>{total} minut",
        renderer.component("path_choice", [path]),
    )


def test_the_answers_are_folded_on_the_page_and_apart_on_paper(example: Shelf) -> None:
    """One right answer each; on paper what is right stands after all the questions."""
    binder = example.binders["norrby"]
    check = binder.self_check
    assert check is not None
    page = Renderer(example, binder, Web("norrby", 2)).component("self_check", check)
    paper = Renderer(example, binder, Paper("norrby", "https://x.example/")).component("self_check", check)

    assert len(check.questions) == page.count("<details>") == page.count("<fieldset data-right=")
    asked, answers = paper.split('<section class="right_answers">')
    assert len(check.questions) == answers.count("<strong>") == asked.count('<p class="name">')


def test_each_path_is_a_sheet_with_a_sign_off_and_no_line_for_a_name(example: Shelf) -> None:
    """A day and two signatures; each stop has its boxes."""
    binder = example.binders["norrby"]
    (path, *_) = binder.reading_paths
    html = Writer(example, binder).sheet(f"lasvag-{path.id}").html

    assert len(path.stops) == html.count("Pratat om</li>") == html.count("Läst</li>")
    assert "Kvittens" in html
    assert "Namn" not in html.split("Kvittens")[1]


def test_every_real_collaboration_has_paths_and_ten_questions(real: Shelf) -> None:
    """All of it is a proposal, or invented as its binder: no source has any."""
    for binder in real.binders.values():
        assert binder.reading_paths, binder.address
        assert binder.self_check is not None
        assert len(binder.self_check.questions) == 10, binder.address
        assert {"proposed", "example"} >= {part.state for part in (*binder.reading_paths, binder.self_check)}
