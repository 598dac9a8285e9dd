"""The public numbers: who reads which, and whom to complain to."""

import re
from pathlib import Path

import pytest

from macros.checks.contact_rules import list_without_duty_number
from macros.checks.publishing import list_unready
from macros.checks.unshown import list_unshown
from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from tests.edits import EXAMPLE
from tests.small import AGREEMENT, LEVELS, SLUG, load_small

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


OWN_DUTY = """\
duty:
  title: Far ett barn illa?
  text: Anmäl genast.
  law: sol-anmalan
  family: Ring själv.
  call: [elevhalsa]
"""
SWITCHBOARD = """\
  - {id: vaxel, name: Kommunens växel, group: more, does: Svarar., for_whom: Alla., call_when: Du söker någon.}
contacts:
  - {id: vaxel, state: draft, service: vaxel, role: Växeln, phone: 070-174 06 21}
"""


@pytest.mark.parametrize(
    ("duty", "service", "says", "warned"),
    [
        ("", "", "Ring kommunens växel och fråga efter socialtjänsten. Är det bråttom: ring 112.", True),
        ("", SWITCHBOARD, "070-174 06 21", False),
        (OWN_DUTY, "", "070-174 06 20", False),
    ],
    ids=["no number", "the switchboard's", "of the service that the agreement names"],
)
def test_duty_says_where_to_turn_in_a_binder_without_social_services(
    tmp_path: Path, duty: str, service: str, says: str, warned: bool
) -> None:
    """On the web and on paper; without any number the check warns, and nothing is published."""
    index, town = f"{AGREEMENT}/index.yaml", f"municipalities/{SLUG}.yaml"
    files = {index: LEVELS[index] + duty, town: LEVELS[town].replace("contacts:\n", service or "contacts:\n")}
    shelf = load_small(tmp_path / "data", files=files)
    binder = shelf.binders[SLUG]
    for surface in (Web(SLUG, 2), Paper(SLUG, "https://x.example")):
        renderer = Renderer(shelf, binder, surface)
        html = renderer.component("duty", binder.agreement.duty or shelf.site.duty)
        assert says in html
        assert "uppgift saknas" not in html
        assert ("Fråga efter socialtjänsten." in html) == bool(service)

    assert warned == bool(list_without_duty_number(shelf))
    assert warned == ("no-duty-number" in {problem.rule for problem in list_unready(shelf)})


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


def test_a_misspelt_service_of_a_complaint_is_a_warning_at_its_line(tmp_path: Path) -> None:
    """One that is like none is not: the binder need not have every service that the site names."""
    text = (EXAMPLE / "site.yaml").read_text(encoding="utf-8")
    before, complaints = text.split("complaints:\n")
    complaints = complaints.replace("[elevhalsa]", "[elevhlsa]", 1).replace(
        "[elevhalsa]", "[patientnamnd]", 1
    )
    files = {"site.yaml": f"{before}complaints:\n{complaints}"}
    warnings = list_unshown(load_small(tmp_path / "data", files=files))

    assert [("unknown-service", "verksamheten ”elevhlsa” finns inte i någon pärm")] == [
        (warning.rule, warning.message) for warning in warnings
    ]
    line = files["site.yaml"].splitlines()[warnings[0].line - 1]
    assert "services: [elevhlsa]" == line.strip()
    assert "”elevhalsa”" in warnings[0].advice
