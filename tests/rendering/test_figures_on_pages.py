"""What pages and sheets say of figures, and that they are calm without."""

import re

import pytest

from macros.paper.documents import UnknownDocumentError, Writer
from macros.rendering import Renderer, Web
from tests.conftest import Copy
from tests.figure_answers import TOOK_PART, load_answered, load_unanswered
from tests.page_text import draw_page

NEW = ("manadsblad-ifyllt", "aret-i-siffror")


def words_of(html: str) -> str:
    """Return the words of some HTML."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\u00a0", " ").split())


def test_without_figures_one_sentence_says_so(example_copy: Copy) -> None:
    """With a way to the guide; nothing is drawn, and the sheets that show figures are not there."""
    shelf, binder = load_unanswered(example_copy)
    page = draw_page(shelf, "uppfoljning", "norrby")
    short = Renderer(shelf, binder, Web("norrby")).component("figures_short")

    assert 1 == words_of(page).count("Inga siffror är inlagda än.")
    assert ("redaktor/manadsblad" in page, 'class="chart"' in page, "" == short) == (True, False, True)
    for name in NEW:
        with pytest.raises(UnknownDocumentError):
            Writer(shelf, binder).sheet(name)


def test_the_page_has_each_number_in_a_chart_and_in_its_table(example_copy: Copy) -> None:
    """What a chart's title says is what its table and the sheet say."""
    shelf, _ = load_answered(example_copy)
    page = draw_page(shelf, "uppfoljning", "norrby")
    titles = re.findall(r'class="chart"[^>]*><title>([^<]*)', page)
    numbers = ", ".join(str(len(answers)) for answers in TOOK_PART.values())
    months = [
        re.sub(r"[^\d,]", "", title.partition(":")[2])
        for title in titles
        if title.startswith("Antal SIP 2026")
    ]

    assert [numbers.replace(" ", "")] == months
    assert (
        f"Hittills i år: {sum(map(len, TOOK_PART.values()))}, utan juli–sep. Till målet: nått."
        in words_of(page)
    )
    assert "Inga siffror" not in page
    assert 'href="../siffror-2026.xlsx"' in page
    assert page.count('<svg class="chart"') == len(titles) == 2 + 2


def test_the_short_figures_are_the_latest(example_copy: Copy) -> None:
    """October's, in words, at most as many rows as asked for."""
    shelf, binder = load_answered(example_copy)
    renderer = Renderer(shelf, binder, Web("norrby"))
    short = words_of(renderer.component("figures_short"))

    assert short.startswith(f"Siffror för oktober 2026 Antal SIP: {len(TOOK_PART[10, 10])}")
    assert 1 == renderer.component("figures_short", most=1).count("<li>")


def test_deviations_and_activities_stand_with_their_state(example_copy: Copy) -> None:
    """Also without figures: somebody has written them."""
    shelf, _ = load_unanswered(example_copy)
    page = words_of(draw_page(shelf, "uppfoljning", "norrby"))

    assert "Lokalen var för liten för alla. Exempel september 2026 inte bestämt Inte klart" in page
    assert "oktober 2026 Försenad Påbörjad augusti 2026" in page
    assert "Klar 12 maj 2026" in page


def test_what_is_typed_stays_words(example_copy: Copy) -> None:
    """In a table, in a list, and in the year's own words."""
    folder = example_copy()
    file = "agreements/exempelavtalet/follow_up.yaml"
    text = (folder / file).read_text(encoding="utf-8")
    text = text.replace("Lokalen var för liten för alla.", "'<script>a</script> {{ config }}'")
    shelf, _ = load_answered(example_copy, {file: text})
    page = draw_page(shelf, "uppfoljning", "norrby")

    assert ("<script>a" in page, "&lt;script&gt;a" in page, "{{ config }}" in page) == (False, True, True)


def test_the_sheets_say_how_sure_the_figures_are(example_copy: Copy) -> None:
    """An example of figures makes the sheet an example; the deviations are told in words."""
    shelf, binder = load_answered(example_copy)
    year = Writer(shelf, binder).sheet("aret-i-siffror")

    assert "example" == year.state
    assert "Två avvikelser är skrivna under 2026, och en är inte klar." in words_of(year.html)
    assert "Av 3 aktiviteter är 1 klar och 1 försenad." in words_of(year.html)
