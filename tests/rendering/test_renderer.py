"""What every component may ask: where a record comes from, and for a link."""

import pytest

from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from macros.rendering.certainty import state_word


@pytest.fixture(scope="module")
def norrby(example: Shelf) -> Renderer:
    """Renders for Norrby, on a page one folder down."""
    return Renderer(example, example.binders["norrby"], Web("norrby", depth=2))


def test_what_a_municipality_added_or_changed_is_local(norrby: Renderer) -> None:
    """And bears its name; what it left alone does not."""
    assert norrby.binder
    names = {
        question.id: norrby.local(question) for question in norrby.binder.checklists["samverkan"].questions
    }

    assert ("", "Norrby", "Norrby") == tuple(names[id_] for id_ in ("ser", "ring", "vem-kallar"))


def test_every_record_names_the_level_it_comes_from(norrby: Renderer) -> None:
    """Agreement, area or municipality. A state is said in Swedish."""
    assert norrby.binder
    contacts = {contact.id: norrby.origin(contact) for contact in norrby.binder.contacts}

    assert {
        "bup": "Exempelavtalet",
        "bvc": "Norrby",
        "elevhalsa": "Norrby",
        "socialtjanst": "Norrby",
    } == contacts
    assert "Exempelbygden" == norrby.origin(norrby.binder.local[0])
    assert "exempel" == state_word(norrby.binder.routine)


@pytest.mark.parametrize(
    ("page", "anchor", "web", "paper"),
    [
        ("rutin", "", "../rutin/", "https://a.example/norrby/rutin/"),
        ("rutin", "kalla", "../rutin/#kalla", "https://a.example/norrby/rutin/#kalla"),
        ("", "", "../", "https://a.example/norrby/"),
        ("/lagar", "sip", "../../lagar/#sip", "https://a.example/lagar/#sip"),
        ("/", "", "../../", "https://a.example/"),
    ],
)
def test_a_link_is_relative_on_the_web_and_living_on_paper(
    page: str, anchor: str, web: str, paper: str
) -> None:
    """The component asks for the page and does not know where it is shown."""
    assert (web, paper) == (
        Web("norrby", depth=2).link(page, anchor),
        Paper("norrby", "https://a.example/").link(page, anchor),
    )


def test_a_document_is_asked_for_by_name(norrby: Renderer) -> None:
    """Relative on the web, living on paper."""
    assert ("../pdf/rutin.pdf", "https://a.example/norrby/pdf/rutin.pdf") == (
        Web("norrby", depth=2).pdf("rutin"),
        Paper("norrby", "https://a.example").pdf("rutin"),
    )
