"""The public numbers: who reads which, and whom to complain to."""

import re

import pytest

from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web

TEL = re.compile(r'href="tel:(\d+)"')


def draw(shelf: Shelf, slug: str, name: str, record: object, **options: object) -> str:
    """Draw a component for a binder on the web."""
    return Renderer(shelf, shelf.binders[slug], Web(slug, 2)).component(name, record, **options)


@pytest.mark.parametrize(
    ("options", "child", "grown", "hours"),
    [
        ({}, True, False, False),
        ({"reader": "family"}, True, True, True),
        ({"reader": "child", "brief": True}, True, False, False),
        ({"reader": "custodian", "brief": True}, False, True, False),
    ],
)
def test_each_reader_sees_the_numbers_that_answer_her(
    real: Shelf, options: dict[str, object], child: bool, grown: bool, hours: bool
) -> None:
    """Staff and children see no line for grown-ups; a parent's survey none for children."""
    html = draw(real, "kalix", "urgent", real.site, **options)
    shown = set(TEL.findall(html))

    assert {"112", "1177", "90101"} <= shown
    assert (child, grown) == ("116111" in shown, "90390" in shown)
    assert hours == ("Dygnet runt." in html) == ("https://www.bris.se/" in html)


def test_duty_gives_the_number_of_social_services(real: Shelf) -> None:
    """On a page of no municipality it leads to the choice of one."""
    there = draw(real, "kalix", "duty", real.site.duty)
    nowhere = Renderer(real, None, Web("", 1)).component("duty", real.site.duty)
    contact = real.binders["kalix"].contacts_of("socialtjanst")[0]

    assert f'href="../kontakter/#kontakt-{contact.id}">Socialtjänsten</a>' in there
    assert str(contact.phone) in there
    assert 'href="../#kommuner">Välj kommun</a>' in nowhere


def test_complaints_name_what_the_binder_has(real: Shelf) -> None:
    """The binder of grown-ups has no school; the numbers of the municipality are those of its contacts."""
    kalix = draw(real, "kalix", "complaints", real.site.complaints)
    grown = draw(real, "hudiksvall/sip-vuxna-hudiksvall", "complaints", real.site.complaints)
    patients = real.binders["kalix"].contacts_of("patientnamnd")[0]

    assert (True, False) == ("Skolinspektionen" in kalix, "Skolinspektionen" in grown)
    assert str(patients.phone) in kalix
    assert "tel:0107885000" in grown


def test_survey_is_read_on_the_family_page_and_not_twice_on_paper(real: Shelf) -> None:
    """The questions, with what one can answer."""
    binder = real.binders["kalix"]
    leaflet = binder.leaflets["familj"]
    web = draw(real, "kalix", "leaflet", leaflet, part="opinion")
    paper = Renderer(real, binder, Paper("kalix", "https://x.example")).component(
        "leaflet", leaflet, part="opinion"
    )

    assert [] == [
        question.id
        for question in binder.surveys["enkat-folder"].questions
        if str(question.text.fill(binder.value)) not in web
    ]
    assert "Ganska mycket" in web
    assert "survey_questions" not in paper
