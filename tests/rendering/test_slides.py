"""The slides of the workplace meeting: what is on them, in which order, and that nothing is lost or overfull."""

import re
from pathlib import Path

import pytest

from macros.checks import load
from macros.paper.documents import Writer
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.rendering.slide import Slide
from macros.rendering.slide_room import height_of_text, split_text, spread
from macros.rendering.slides import make_slides
from tests.edits import copy_example, edit_example
from tests.page_text import draw_page
from tests.sites import TODAY

APT = "agreements/exempelavtalet/apt.yaml"
ANSWER = "Prata med Kim först, och sedan med vårdnadshavarna."
SAY = "Ingen av oss kan göra allt själv."


def slides_of(shelf: Shelf, slug: str = "norrby") -> list[Slide]:
    """Make a binder's slides."""
    return make_slides(Renderer(shelf, shelf.binders[slug], Web(slug, depth=3)))


def kinds(slides: list[Slide]) -> list[str]:
    """Give the kinds of slides in order, one for several of a kind in a row."""
    return [slide.kind for at, slide in enumerate(slides) if not at or slides[at - 1].kind != slide.kind]


def edited(folder: Path, *changes: tuple[str, str]) -> Shelf:
    """Load the example with other words in its ``apt``."""
    return load(copy_example(folder / "data", edit_example(APT, *changes)), TODAY)


def test_the_slides_follow_the_agenda_and_what_each_item_shows(example: Shelf) -> None:
    """The duty to report first; what no item shows comes behind the last that shows anything."""
    first = ["opening", "duty", "agenda", "item", "news", "steps"]

    assert [*first, "item", "case", "questions", "measured", "figures", "dates", "more"] == kinds(
        slides_of(example)
    )


def test_without_shows_everything_is_there_all_the_same(tmp_path: Path) -> None:
    """Behind the first item, in the order of the routine of a meeting."""
    shelf = edited(tmp_path, ("    shows: [news, steps]\n", ""), ("    shows: [case]\n", ""))
    shown = ["news", "steps", "measured", "figures", "case", "questions"]

    assert ["item", *shown, "item"] == kinds(slides_of(shelf))[3:-2]


def test_what_is_new_counts_from_the_packets_day(example: Shelf) -> None:
    """As the sheet *Nytt sedan sist* does; its own ``since`` goes before."""
    renderer = Renderer(example, example.binders["norrby"], Web("norrby", depth=3))
    (news,) = [slide for slide in make_slides(renderer) if slide.kind == "news"]

    assert "Nytt sedan 1 januari 2026" == news.over
    assert "news" not in kinds(make_slides(renderer, since=TODAY))


def test_nobody_sees_the_answers_and_what_to_say_on_the_wall(example: Shelf) -> None:
    """They stand in the chief's notes alone; the page and the slides show the same words."""
    page = draw_page(example, "chef/visa", "norrby")
    writer = Writer(example, example.binders["norrby"])
    wall, notes = writer.sheet("apt-bilder").html, writer.sheet("apt-bilder-manus").html

    assert [] == [text for text in (ANSWER, SAY) for html in (page, wall) if text in html]
    assert [] == [text for text in (ANSWER, SAY, "Vad gör du först?") if text not in notes]
    titles = [re.findall(r'class="title"[^>]*>([^<]*)<', html) for html in (page, wall, notes)]
    assert titles[0] == titles[1] == titles[2]


@pytest.mark.parametrize(
    "slug", ["hudiksvall", "kalix", "kalix/skolnarvaro-kalix", "hudiksvall/sip-vuxna-hudiksvall"]
)
def test_every_real_binder_with_a_meeting_has_its_slides(real: Shelf, slug: str) -> None:
    """All steps of its routine in order, on the page *Chef* a way there, and both files."""
    binder = real.binders[slug]
    marks = [row.mark for slide in slides_of(real, slug) if slide.kind == "steps" for row in slide.rows]
    chief = draw_page(real, "chef", slug)

    assert [*map(str, range(1, len(binder.routine.steps) + 1))] == list(dict.fromkeys(marks))
    ways = ("chef/visa/", "pdf/apt-bilder.pdf", "pdf/apt-bilder-manus.pdf")
    assert [] == [way for way in ways if f'{way}"' not in chief]


def test_other_cases_stand_last_to_choose_among(real: Shelf) -> None:
    """One is shown where its item is; the manuscript says where the others are, with their answers."""
    binder = real.binders["kalix"]
    assert binder.apt
    slides = slides_of(real, "kalix")
    cases = [slide for slide in slides if slide.kind == "case"]
    last = next(number for number, slide in enumerate(slides) if slide.kind == "more")

    assert [f"apt.cases.{case.id}" for case in binder.apt.cases] == [slide.path for slide in cases]
    assert [False, True, True] == [slides.index(slide) > last for slide in cases]
    assert "De andra står sist" in cases[0].notes[0].texts[0]
    assert all(slide.notes for slide in slides[last + 1 :] if slide.kind == "questions")


def test_a_ladder_follows_the_steps(example: Shelf) -> None:
    """Each stage with its time, who, and who takes over; its lead is something to say."""
    (ladder,) = [slide for slide in slides_of(example, "soderby") if slide.kind == "ladder"]

    assert ["Inom 24 timmar · Ni två · Annars till: Era chefer"] == [row.text for row in ladder.rows][:1]
    assert ["1", "2", "3"] == [row.mark for row in ladder.rows]
    assert ("Börja alltid på det första steget.", "Tiden räknas från den dag då någon säger till.") == (
        ladder.notes[0].texts
    )
    assert "steps ladder" in " ".join(kinds(slides_of(example, "soderby")))


def test_a_binder_without_a_meeting_has_no_page_to_show(example: Shelf) -> None:
    """Nor a link to it."""
    binder = example.binders["norrby"].model_copy(update={"apt": None})

    assert [] == make_slides(Renderer(example, binder, Web("norrby", depth=3)))
    assert not Renderer(example, binder, Web("norrby", depth=3)).has("chef/visa")


def test_a_long_text_is_spread_over_slides_and_every_word_is_there_once(tmp_path: Path) -> None:
    """At sentences; a sentence longer than a slide between words."""
    sentences = [f"Mening {number} handlar om hur vi gör när flera hjälper till." for number in range(40)]
    endless = " ".join(f"ord{number}" for number in range(400))
    shelf = edited(tmp_path, ("Berätta om rutinen.", f"{' '.join(sentences)} {endless}."))
    slides = [slide for slide in slides_of(shelf) if slide.path == "apt.agenda.varfor"]
    shown = " ".join(text for slide in slides for text in slide.texts)

    assert f"{' '.join(sentences)} {endless}.".split() == shown.split()
    assert 5 < len(slides)
    assert [f"{slides[0].title} (forts.)"] == sorted({slide.title for slide in slides[1:]})
    assert [SAY] == [text for slide in slides for note in slide.notes for text in note.texts][:1]


def test_hostile_words_are_words(tmp_path: Path) -> None:
    """On the page and on paper."""
    shelf = edited(tmp_path, ("Berätta om rutinen.", "'<script>x</script> {{ config }} \"'"))
    html = (
        draw_page(shelf, "chef/visa", "norrby")
        + Writer(shelf, shelf.binders["norrby"]).sheet("apt-bilder").html
    )

    assert ([], 2) == (re.findall("<script", html), html.count("&lt;script&gt;x&lt;/script&gt; {{ config }}"))


def test_parts_are_spread_evenly_and_none_is_left_out() -> None:
    """As few slides as it takes, and about as much on each."""
    parts = [str(number) for number in range(7)]

    assert [4, 3] == [len(group) for group in spread(parts, 6.0, lambda _: 1.0)]
    assert parts == [part for group in spread(parts, 2.5, lambda _: 1.0) for part in group]
    assert all(height_of_text(part) <= 3 for part in split_text("Kort. " + "långt " * 60, 3))
