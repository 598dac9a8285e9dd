"""What the chief has for the workplace meeting, and what the others get of it."""

import re

import pytest

from macros.paper.documents import Writer
from macros.records.whole_shelf import Shelf
from tests.page_text import draw_page

ANSWER = "Prata med Kim först, och sedan med vårdnadshavarna."
OPEN = "Vem tar över om samordnaren är borta?"
HERE = "Expeditionen på Norrbyskolan."
MEASURED = "Om barnet var med på mötet, från barnets egen enkät."
SKIP = "Hoppa över det här om tiden är knapp."
SHORTEST = "Sammanlagt 15 minuter, eller 12 om ni hoppar över det som är märkt."


@pytest.mark.parametrize(
    ("place", "shown", "hidden"),
    [
        ("fall", {"Vad gör du först?"}, {ANSWER}),
        ("fall-svar", {"Vad gör du först?", ANSWER}, {"Läraren är orolig."}),
        ("dagordning", {MEASURED, SKIP, SHORTEST}, {ANSWER, OPEN}),
        ("sa-gor-vi", {HERE, OPEN}, {ANSWER}),
        ("introduktion", {HERE}, {OPEN}),
        ("page:introduktion", {HERE, "200 ord i minuten"}, {OPEN}),
        ("page:chef", {HERE, OPEN, ANSWER, MEASURED, SKIP, SHORTEST}, set()),
    ],
)
def test_answers_are_for_the_chief_and_what_is_filled_in_for_all(
    place: str, shown: set[str], hidden: set[str], example: Shelf
) -> None:
    """A municipality answers by id; the new employee reads only what has an answer."""
    if place.startswith("page:"):
        html = draw_page(example, place.removeprefix("page:"), "norrby")
    else:
        html = Writer(example, example.binders["norrby"]).sheet(place).html

    assert (shown, set()) == (
        {text for text in shown if text in html},
        {text for text in hidden if text in html},
    )


def test_answers_are_folded_on_the_page(example: Shelf) -> None:
    """They are there for the one who opens them."""
    html = draw_page(example, "chef", "norrby")
    folds = re.findall(r"<details>.*?</details>", html, re.DOTALL)

    assert [1, 1] == [html.count(ANSWER), sum(ANSWER in fold for fold in folds)]
