"""Only what exists is required: a binder with little has pages and sheets of what it has, and no others."""

from pathlib import Path

import pytest

from macros.checks import check, load
from macros.checks.unshown import list_unshown
from macros.paper.documents import Writer
from macros.records.contents import pages_in, sheets_in, tabs_in
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.rendering.renderer import NoSuchPageError
from macros.web.front_doors import front_doors
from tests.conftest import Copy
from tests.edits import Files, edit_example
from tests.page_text import draw_page
from tests.sites import TODAY
from tests.small import (
    AGREEMENT,
    FORM,
    KINDS,
    LEAFLET,
    LEVELS,
    SLUG,
    SURVEY,
    THREE_LISTS,
    load_small,
    write_small,
)  # fmt: skip

ALWAYS = ["index", "rutin", "kontakter", "overenskommelse"]
ADDED: dict[str, tuple[list[str], list[str]]] = {
    "flow": (["flode"], ["flode"]),
    "checklists": (["checklista"], ["checklista", "checklista-storstil"]),
    "introduction": (["introduktion"], ["introduktion"]),
    "leaflets": (["familj"], ["familj", "familj-storstil"]),
    "meeting_agenda": ([], ["motesdagordning"]),
    "forms": (["blanketter"], ["anteckning"]),
    "surveys": (["blanketter"], ["enkat-barn"]),
    "family_sheets": ([], ["samtalskarta"]),
    "follow_up": (["uppfoljning"], []),
    "steering": (["uppfoljning"], ["styrgrupp", "arshjul"]),
    "communication": (["chef"], []),
    "action_plan": (["chef"], []),
    "competence": (["chef"], []),
    "apt": (["chef", "chef/visa"], ["apt-bilder", "apt-bilder-manus"]),
    "packets": (["chef"], ["skolpaket"]),
    "revisions": (["nytt"], []),
    "newsletters": (["nytt", "nytt/1"], ["informationsblad-1"]),
    "past_plans": (["chef"], []),
}
"""The pages and sheets that a kind adds when it is all that is added."""

ROUTINE = LEVELS[f"{AGREEMENT}/routine.yaml"]
TWO_LEAFLETS: Files = {
    f"{AGREEMENT}/leaflets/hem.yaml": LEAFLET.format(title="Folder hem", audience="Till dig") + "main: ja\n",
    f"{AGREEMENT}/leaflets/ung.yaml": LEAFLET.format(
        title="{sv: Till unga, fi: Nuorille}", audience="{sv: Till dig, fi: Sinulle}"
    ),
}


def draw_all(shelf: Shelf) -> dict[str, str]:
    """Draw every page and write every sheet of the small binder, and the site's front doors."""
    binder = shelf.binders[SLUG]
    writer = Writer(shelf, binder)
    packets = {packet.id for packet in binder.packets}
    front_doors(Renderer(shelf, None, Web()))
    drawn = {
        page.name: draw_page(shelf, page.tab.name, SLUG, page.language, page.key) for page in pages_in(binder)
    }
    return drawn | {
        f"{name}.pdf": writer.sheet(name).html for name in sheets_in(binder) if name not in packets
    }


def test_a_binder_needs_no_more_than_steps_and_contacts(tmp_path: Path) -> None:
    """Four pages with the numbers that they have in every binder, three sheets, one door, no warning."""
    shelf = load_small(tmp_path / "data")
    binder = shelf.binders[SLUG]

    assert [("index", None), ("rutin", 2), ("kontakter", 6), ("overenskommelse", 10)] == [
        (tab.name, tab.number) for tab in tabs_in(binder)
    ]
    assert ["rutin", "kontakter", "overenskommelse"] == sheets_in(binder)
    assert ["Ny på jobbet"] == [door["title"] for door in front_doors(Renderer(shelf, None, Web()))]
    assert [] == list_unshown(shelf)
    assert draw_all(shelf)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_adds_its_own_pages_and_sheets_and_no_others(kind: str, tmp_path: Path) -> None:
    """Drawn too: no pattern, component or sheet leads to what the binder does not have."""
    shelf = load_small(tmp_path / "data", kind)
    binder = shelf.binders[SLUG]
    pages, sheets = ADDED.get(kind, ([], []))
    standard = ["rutin", "kontakter"] if kind == "documents" else ["rutin", "kontakter", "overenskommelse"]

    assert {*ALWAYS, *pages} == {page.name for page in pages_in(binder)}
    assert sorted([*standard, *sheets]) == sorted(sheets_in(binder))
    assert [] == list_unshown(shelf)
    assert draw_all(shelf)


def test_all_kinds_together_make_every_page(tmp_path: Path) -> None:
    """All but the documents, which choose."""
    shelf = load_small(tmp_path / "data", *(kind for kind in KINDS if kind != "documents"))

    assert 12 == len(tabs_in(shelf.binders[SLUG]))
    assert draw_all(shelf)


@pytest.mark.parametrize(
    "page", ["flode", "checklista", "checklista/sista", "familj/fi", "nytt", "finns-inte"]
)
def test_a_template_cannot_link_to_a_page_that_the_binder_lacks(page: str, tmp_path: Path) -> None:
    """It fails as it is drawn; pages that all share, and the binder's own, are linked as ever."""
    shelf = load_small(tmp_path / "data")
    renderer = Renderer(shelf, shelf.binders[SLUG], Web(SLUG, 2))

    assert not renderer.has(page)
    assert ("../rutin/", "../../lagar/", "../pdf/rutin.pdf") == (
        renderer.link("rutin"), renderer.link("/lagar"), renderer.pdf("rutin"),
    )  # fmt: skip
    with pytest.raises(NoSuchPageError):
        renderer.link(page)
    with pytest.raises(NoSuchPageError):
        renderer.pdf("checklista")


def test_each_checklist_and_leaflet_has_its_page_and_its_sheets(tmp_path: Path) -> None:
    """The main one keeps the short addresses; which it is stands in the data, not in its name."""
    shelf = load_small(tmp_path / "data", files=THREE_LISTS | TWO_LEAFLETS)
    binder = shelf.binders[SLUG]
    names = [page.name for page in pages_in(binder)]
    drawn = draw_all(shelf)

    assert ["checklista", "checklista/akut", "checklista/sista", "familj", "familj/ung"] == names[2:7]
    assert "familj/ung/fi" == names[-1]
    for list_name, title in (("", "Första listan"), ("sista", "Innan du avslutar")):
        page, sheet = f"checklista/{list_name}".rstrip("/"), f"checklista-{list_name}".rstrip("-")
        assert f"# {title} {{ #sidan }}" in drawn[page]
        assert f'href="../pdf/{sheet}.pdf"' in drawn[page]
        assert f"<h1>{title}</h1>" in drawn[f"{sheet}.pdf"]
    further = Writer(shelf, binder).sheet("checklista-sista")
    assert further.addresses[1].endswith(f"/{SLUG}/checklista/sista/")
    assert 'class="divider" data-text="3"' in further.html
    assert {"familj-ung.pdf", "familj-ung-fi.pdf", "familj-storstil-ung.pdf"} <= drawn.keys()
    assert 'href="../checklista/akut/"' in drawn["checklista"]
    assert 'href="../checklista/"' in drawn["checklista/akut"]
    assert [] == list_unshown(shelf)


def test_a_steps_questions_are_numbered_in_their_own_lists(tmp_path: Path) -> None:
    """By the list's name, each with its own link: *fråga 2* of one list is not that of another."""
    routine = ROUTINE.replace("hem samma dag.}", "hem samma dag., questions: [forsta-2, sista-1, sista-2]}")
    shelf = load_small(tmp_path / "data", files=THREE_LISTS | {f"{AGREEMENT}/routine.yaml": routine})
    web = draw_page(shelf, "rutin", SLUG)
    paper = Writer(shelf, shelf.binders[SLUG]).sheet("rutin").html

    assert '<a href="../checklista/#fraga-forsta-2">Första listan, fråga 2</a><br>' in web
    assert '<a href="../checklista/sista/#fraga-sista-1">Innan du avslutar, fråga 1–2</a>' in web
    assert "Första listan, fråga 2</a>" in paper
    assert "Innan du avslutar, fråga 1–2</a>" in paper
    assert "bråttom, fråga" not in web


@pytest.mark.parametrize(
    ("kinds", "files", "rule", "place"),
    [
        ((), {f"{AGREEMENT}/local.yaml": "- {id: eget, page: flode, title: Här, text: Så.}\n"}, "unknown-id", "local.yaml:1"),
        ((), {f"{AGREEMENT}/routine.yaml": ROUTINE.replace("borta.}", "borta., rule: ja}")}, "unknown-id", "routine.yaml:5"),
        ((), {f"{AGREEMENT}/documents.yaml": "- id: rutin\n- id: flode\n"}, "document-needs", "documents.yaml:2"),
        (("checklists",), {f"{AGREEMENT}/routine.yaml": ROUTINE.replace("borta.}", "borta., questions: [annan]}")}, "unknown-id", "routine.yaml:5"),
        ((), {f"{AGREEMENT}/documents.yaml": "- id: grona-kortet\n"}, "document-needs", "documents.yaml:1"),
        ((), {f"{AGREEMENT}/routine.yaml": ROUTINE.replace("borta.}", "borta., forms: [sip]}")}, "unknown-id", "routine.yaml:5"),
    ],
)  # fmt: skip
def test_what_refers_to_what_is_not_there_is_an_error_at_its_line(
    kinds: tuple[str, ...], files: Files, rule: str, place: str, tmp_path: Path
) -> None:
    """One error, at the line that refers."""
    _, problems = check(write_small(tmp_path / "data", *kinds, files=files), TODAY)

    assert [(rule, True)] == [(p.rule, f"{p.file}:{p.line}".endswith(place)) for p in problems]


CHOSEN = {f"{AGREEMENT}/documents.yaml": "- id: rutin\n- id: checklista\n"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (CHOSEN | {f"{AGREEMENT}/forms/sip.yaml": FORM.format(title="Plan")}, [("unshown", "- id: sip ")]),
        (CHOSEN | {f"{AGREEMENT}/surveys/fraga.yaml": SURVEY.format(audience="child")}, [("unshown", "- id: fraga ")]),
        (CHOSEN | THREE_LISTS, [("unprinted", "- id: checklista-akut "), ("unprinted", "- id: checklista-sista ")]),
        (
            {name: text.replace("main: ja\n", "") for name, text in THREE_LISTS.items()},
            [("no-main", "”akut”")],
        ),
    ],
)  # fmt: skip
def test_what_is_not_shown_is_a_warning_with_the_line_that_is_missing(
    files: Files, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """It stops nothing."""
    kinds = () if any("checklists/" in name for name in files) else ("checklists",)
    warnings = list_unshown(load_small(tmp_path / "data", *kinds, files=files))

    assert [rule for rule, _ in expected] == [warning.rule for warning in warnings]
    for (_, words), warning in zip(expected, warnings, strict=True):
        assert words in warning.advice


def test_figures_of_no_question_are_a_warning(example_copy: Copy) -> None:
    """Once for all the binders; a misspelt id is told from a question that the survey no longer has."""
    file = "areas/exempelbygden/figures/2026.yaml"
    shelf = load(example_copy(edit_example(file, ("id: roll\n", "id: rol\n"), count=1)), TODAY)
    (warning,) = list_unshown(shelf)

    assert ("unshown", 23) == (warning.rule, warning.line)
    assert "siffrorna för ”rol” visas inte" in warning.message
    assert warning.advice.startswith("Menade du ”roll”?")
