"""Each state is said once: by the page, at a heading, over a list, or at the one record that differs."""

import re
from pathlib import Path

import pytest

from macros.paper.documents import Sheet, Writer
from macros.records.base import State
from macros.rendering import Paper, Renderer, Web
from macros.rendering.state_markers import say_states_once
from tests.edits import EXAMPLE
from tests.small import AGREEMENT, KINDS, LEVELS, SLUG, load_small

WORDS = {"example": "Exempel", "proposed": "Förslag, inte beslutat", "draft": "Utkast", "adopted": "Antagen"}
ROUTINE = LEVELS[f"{AGREEMENT}/routine.yaml"]


def marked(html: str, said: State | None = "draft", web: bool = True) -> list[str]:
    """Say the states of some HTML once, where D, P, E and A are records. Return what is marked, and where.

    ``#P`` is a marker on a heading's line, ``=P`` one over a list or under a heading, ``P`` one at a record.
    """
    states = {state[0].upper(): state for state in WORDS}
    for letter, state in states.items():
        marker = f'<span class="state" data-marker="state {state}">{WORDS[state]}</span>'
        html = re.sub(rf"\b{letter}\b", f"text {marker}", html)
    done = say_states_once(html, said, web)
    for letter, state in states.items():
        done = re.sub(f'<span class="state"[^>]*>{WORDS[state]}</span>', letter, done)
    assert ("data-marker" in done, "data-said" in done) == (False, False)
    done = re.sub(r'<p class="marks">(\w)</p>', r" =\1 ", done)
    done = re.sub(r"(<h\d>[^<]*?) (\w)(?=</h)", r"\1 #\2 ", done)
    return re.findall(r"(?<![\w<])[#=]?[DPEA]\b", done)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>x</h2><p>D</p><p>D</p>", []),
        ("<h2>x</h2><p>P</p><p>P</p><h2>y</h2><p>D</p>", ["#P"]),
        ("<h2>x</h2><p>P</p><p>D</p><p>D</p>", ["P"]),
        ("<h2>x</h2><p>P</p>", ["P"]),
        ("<h1>x</h1><p>P</p><p>P</p>", ["P", "P"]),
        ("<p>x</p><ul><li>P</li><li>P</li></ul>", ["=P"]),
        ("<table><tr><td>E</td></tr><tr><td>E</td></tr></table>", ["=E"]),
        ("<h2>x</h2><h3>y</h3><p>P</p><p>P</p><h3>z</h3><p>D</p>", ["#P"]),
        ("<h2>x</h2><h3>y</h3><p>P</p><p>P</p><h3>z</h3><p>E</p><p>E</p>", ["#P", "#E"]),
        ("<ul><li>P</li><li>P</li><li>P</li><li>D</li></ul>", ["=P", "D"]),
        ("<ul><li>P</li><li>P</li><li>D</li></ul>", ["P", "P"]),
        ("<h2>x</h2><p>P</p><p>P</p><p>P</p><p>D</p>", ["P", "P", "P"]),
        ("<section><h2>x</h2><p>P</p><p>P</p></section><p>P</p>", ["#P", "P"]),
        ('<div data-said="proposed draft"><p>P</p><p>D</p><p>E</p></div><p>P</p>', ["E", "P"]),
        ('<h2>x</h2><div data-said="proposed"><p>P</p></div><p>E</p><p>E</p>', ["#E"]),
        ("<!-- <h2> --><h2>x</h2><p>P<br>P<img src='a'></p>", ["#P"]),
    ],
)
def test_what_all_share_is_said_once_and_what_differs_at_its_place(html: str, expected: list[str]) -> None:
    """On a page that says that it is a draft. A heading's marker holds for what stands under it, not further."""
    assert expected == marked(html)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("proposed", ["D", "E", "A"]), ("adopted", ["D", "P", "E"]), (None, ["D", "P", "E", "A"])],
)
def test_any_state_but_the_pages_own_is_said(said: State | None, expected: list[str]) -> None:
    """A draft among proposals too, and what is adopted among drafts."""
    assert expected == marked("<p>D</p><p>P</p><p>E</p><p>A</p>", said)


def test_on_paper_a_common_marker_stands_under_the_heading() -> None:
    """A PDF's bookmarks hold the headings alone."""
    assert ["=P"] == marked("<h2>x</h2><p>P</p><p>P</p>", web=False)


def small_sheet(folder: Path, name: str, files: dict[str, str]) -> Sheet:
    """Write a sheet of the small binder, where the site's own texts are drafts."""
    site = (EXAMPLE / "site.yaml").read_text("utf-8").replace("state: example", "state: draft")
    added = {f"{AGREEMENT}/{key}": text for key, text in files.items()}
    shelf = load_small(folder / "data", files={"site.yaml": site, **added})
    return Writer(shelf, shelf.binders[SLUG]).sheet(name)


@pytest.mark.parametrize(
    ("routine", "markers", "foot"),
    [
        (ROUTINE, [], ["Utkast"]),
        ("state: proposed\n" + ROUTINE, [], ["Förslag"]),
        (ROUTINE.replace("id: ring,", "id: ring, state: proposed,"), ["proposed"], ["Förslag"]),
        (ROUTINE.replace("{id: ", "{state: proposed, id: "), ["proposed"], ["Förslag"]),
        ("state: proposed\n" + ROUTINE.replace("id: ring,", "id: ring, state: draft,"), ["draft"], ["Förslag"]),
        (ROUTINE.replace("id: ring,", "id: ring, state: example,"), ["example"], ["Exempel"]),
        (
            "state: proposed\n" + ROUTINE.replace("id: ring,", "id: ring, state: example,"),
            ["example"],
            ["Förslag", "Exempel"],
        ),
    ],
)  # fmt: skip
def test_a_sheet_says_its_state_in_the_foot_and_what_differs_at_its_place(
    routine: str, markers: list[str], foot: list[str], tmp_path: Path
) -> None:
    """So it does alone and in a packet. What the foot does not say stands on the sheet."""
    sheet = small_sheet(tmp_path, "rutin", files={"routine.yaml": routine})

    assert markers == re.findall(r'class="state state-(\w+)"', sheet.html)
    assert foot == re.findall(r'<span class="hatched" data-text="(\w+)', sheet.margin)


def contacts(*states: str) -> dict[str, str]:
    """A municipality's file with a contact for each state; ``checked`` is a draft that somebody has called."""
    file = f"municipalities/{SLUG}.yaml"
    rows = [
        f"  - {{id: k{at}, state: {state}, service: elevhalsa, role: Skolsköterskan, location: Skola {at}, "
        f"phone: 070-174 06 2{at}}}\n"
        for at, state in enumerate(states)
    ]
    text = "".join(rows).replace("state: checked", "state: draft, checked: 2026-11-01")
    return {file: LEVELS[file].partition("contacts:")[0] + "contacts:\n" + text}


@pytest.mark.parametrize(
    ("states", "shown", "unsure"),
    [
        (["example", "example"], ["Exempel: påhittade nummer"], 2),
        (["draft", "draft"], ["Inget nummer är kontrollerat"], 2),
        (["example", "example", "checked"], ["Exempel", "Exempel"], 2),
        (["checked", "checked"], [], 0),
        (["proposed", "draft"], ["Förslag, inte kontrollerat", "Inte kontrollerat"], 2),
    ],
)
def test_numbers_that_nobody_has_checked_never_look_checked(
    states: list[str], shown: list[str], unsure: int, tmp_path: Path
) -> None:
    """In each list: said once where all are alike, else at each number; and each looks it."""
    shelf = load_small(tmp_path / "data", files=contacts(*states))
    binder = shelf.binders[SLUG]
    for surface in (Web(SLUG, depth=1), Paper(SLUG, "https://x.example")):
        renderer = Renderer(shelf, binder, surface)
        for name in ("contacts", "contacts_short", "contact_list", "family_contacts", "call_table"):
            html = renderer.finish(renderer.component(name, binder.directory), "example")
            markers = re.findall(r'<span class="(quiet )?state [^>]*>([^<]*)</span>', html)
            quiet = len(states) if surface.name == "web" and len(shown) == 1 else 0

            assert shown == [words for hidden, words in markers if not hidden], name
            assert unsure == len(re.findall(r'class="(?:number )?unsure"', html)), name
            assert quiet == len([hidden for hidden, _ in markers if hidden]), name


def test_missing_facts_stand_on_one_line(tmp_path: Path) -> None:
    """Those that are there have a row each; where nothing is known, there is no row."""
    sheets = [
        small_sheet(
            tmp_path / str(at), "rutin", files={"routine.yaml": f"{ROUTINE}control: {control}\n"}
        ).html
        for at, control in enumerate(
            ("{diary_number: KS 2026/1, responsible: Rektorn}", "{replaces: Den förra}")
        )
    ]
    lines = [re.findall(r"Inte angivet: ([^<]*)\.", html) for html in sheets]

    assert [
        ["version, fastställd av, fastställd när, gäller från, gäller till, när texten ses över"]
    ] == lines[:1]
    assert lines[1][0].endswith("gäller till, ansvarig, när texten ses över")
    assert ["Läge", "Diarienr", "Ansvarig"] == re.findall(
        r"<dt>([^<]*)</dt>", sheets[0].partition('class="control')[2]
    )
    assert "uppgift saknas" not in "".join(sheets)


def test_a_gap_in_a_table_is_a_dash_that_is_explained_once(tmp_path: Path) -> None:
    """Only where there is one."""
    plan = KINDS["communication"]["communication.yaml"]
    texts = []
    for at, file in enumerate((plan, plan.replace(", responsible: Rektorn", ""))):
        shelf = load_small(tmp_path / str(at), files={f"{AGREEMENT}/communication.yaml": file})
        binder = shelf.binders[SLUG]
        texts.append(
            Renderer(shelf, binder, Web(SLUG, depth=1)).component("communication", binder.communication)
        )

    assert [0, 1] == [text.count('<span class="missing">–</span>') for text in texts]
    assert [0, 1] == [text.count("Ett streck betyder") for text in texts]
