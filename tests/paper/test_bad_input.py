"""Input that no one meant: laid out rightly, or a message that names the sheet and the line in the data.

Never a traceback, and never a word lost in silence.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from macros.checks import check, load
from macros.paper.faults import PaperError
from macros.paper.pdf import render
from macros.records.binder import Shelf
from tests.conftest import TODAY, Copy

HERE = "municipalities/soderby"
LONG = "En text som aldrig tar slut. "
TOO_LONG = LONG * 150
A_PAGE_AND_MORE = LONG * 200


def changed(copy: Copy, files: dict[str, str], edit: tuple[str, str, str] | None = None) -> Path:
    """Lay files over a copy of the example, and change some words in one that is there."""
    folder = copy({f"{HERE}/{name}": text for name, text in files.items()})
    if edit:
        name, old, new = edit
        file = folder / name
        assert old in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    return folder


def loaded(copy: Copy, files: dict[str, str], edit: tuple[str, str, str] | None = None) -> Shelf:
    """Read a changed copy of the example."""
    return load(changed(copy, files, edit), TODAY)


def routine(text: str) -> tuple[str, str, str]:
    """Add to the routine of the municipality."""
    return (f"{HERE}/index.yaml", "routine:\n", f"routine:\n{indent(text, '  ')}")


TOO_LONG_TEXTS = {
    "a leaflet's panel": (
        "familj",
        {"leaflets/familj.yaml": f"rights:\n  paragraphs:\n    - {TOO_LONG}\n"},
        None,
        "folderns framsida",
    ),
    "a leaflet's panel in another language": (
        "familj-ar",
        {"leaflets/familj.yaml": f"opinion:\n  paragraphs:\n    - sv: Kort.\n      ar: {TOO_LONG}\n"},
        None,
        "folderns baksida",
    ),
    "the card's green side": (
        "grona-kortet",
        {},
        routine(f"steps:\n  - id: kalla\n    short: {TOO_LONG}\n"),
        "kortets framsida",
    ),
    "the card's white side, where all of it vanishes": (
        "grona-kortet",
        {"checklists/samverkan.yaml": f"questions:\n  - id: ser\n    short: {TOO_LONG}\n"},
        None,
        "kortets baksida, ovanför vikningen",
    ),
    "a label": (
        "adresslappar",
        {},
        (
            "agreements/exempelavtalet/contacts.yaml",
            "Exempelgatan 1, Norrby",
            f"{LONG * 8}, 000 00 Norrby",
        ),
        "etiketten",
    ),
    "a packet's cover": (
        "apt-paket",
        {"packets.yaml": f"- id: apt-paket\n  lead: {LONG * 60}\n"},
        None,
        "omslaget",
    ),
    "a contact's card": (
        "kontakter",
        {},
        (f"{HERE}/contacts.yaml", "Fråga efter barn och familj.", A_PAGE_AND_MORE),
        "sidan",
    ),
}


@pytest.mark.parametrize("case", TOO_LONG_TEXTS)
def test_a_text_too_long_for_its_place_is_told_with_its_line(case, example_copy, press):
    name, files, edit, place = TOO_LONG_TEXTS[case]
    shelf = loaded(example_copy, files, edit)

    with pytest.raises(PaperError) as caught:
        press(shelf, "soderby", name)

    assert caught.value.document == f"soderby/{name}"
    (cause,) = caught.value.causes
    file, line, said = cause.split(":", 2)
    assert f"texten får inte plats på {place}" in said
    assert LONG[:20] in Path(file).read_text("utf-8").splitlines()[int(line) - 1]


LONG_BUT_ROOM = {
    "rutin": ({}, routine(f"steps:\n  - id: kalla\n    text: {A_PAGE_AND_MORE}\n")),
    "rutin-en-sida": ({}, routine(f"steps:\n  - id: kalla\n    short: {A_PAGE_AND_MORE}\n")),
    "checklista": (
        {"checklists/samverkan.yaml": f"questions:\n  - id: ser\n    text: {A_PAGE_AND_MORE}\n"},
        None,
    ),
    "familj-storstil": ({"leaflets/familj.yaml": f"lead: {TOO_LONG}\n"}, None),
    "samtycke": ({"forms/samtycke.yaml": f"handling: {A_PAGE_AND_MORE}\n"}, None),
    "enkat-barn": ({"surveys/enkat-barn.yaml": f"lead: {A_PAGE_AND_MORE}\n"}, None),
}


@pytest.mark.parametrize("name", LONG_BUT_ROOM)
def test_a_long_text_goes_on_over_the_page_where_it_may(name, example_copy, press):
    files, edit = LONG_BUT_ROOM[name]
    printed = press(loaded(example_copy, files, edit), "soderby", name)
    said = " ".join(printed.text(page) for page in range(len(printed.sizes)))

    assert said.count("aldrig") >= 150
    assert len(printed.sizes) > 1


def test_an_empty_section_is_laid_out(example_copy, press):
    empty = "rights:\n  paragraphs: []\n  points: []\nsections: []\n"
    printed = press(loaded(example_copy, {"leaflets/familj.yaml": empty}), "soderby", "familj")

    assert "Du har rätt att" in printed.text(0)


def test_letters_of_many_languages_are_printed(example_copy, press):
    """Sámi letters in the text fonts; Arabic, Ethiopic, Cyrillic and Greek in a Swedish sheet, too."""
    lead = "Sámi ŋ đ š ž č ŧ. الاجتماع هنا. ትግርኛ. Зустріч. Ελληνικά."
    shelf = loaded(example_copy, {}, routine(f"lead: {lead}\n"))
    said = press(shelf, "soderby", "rutin").text(0)

    for words in ("ŋ đ š ž č ŧ", "ትግርኛ", "Зустріч", "Ελληνικά"):
        assert words in said


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Glad \U0001f600 här", "missing-glyph"),
        ("Möte 会议", "missing-glyph"),
        ("Se [det här](#finns-inte)", "dead-link"),
        ("Ring {contacts.ingen.phone}", "placeholder-nowhere"),
    ],
    ids=["emoji", "Chinese", "a link to nowhere", "a value that is not there"],
)
def test_what_cannot_be_printed_is_found_before_anything_is_made(text, rule, example_copy):
    folder = changed(example_copy, {}, routine(f'lead: "{text}"\n'))
    _, problems = check(folder)
    (problem,) = problems

    assert rule in (problem.rule, "placeholder-nowhere" if "placeholder" in problem.rule else "")
    assert problem.file == f"data/{HERE}/index.yaml"
    assert text in Path(problem.file).read_text("utf-8").splitlines()[problem.line - 1]


def test_a_picture_that_is_not_there_is_told(example_copy):
    edit = (f"{HERE}/index.yaml", "name: Söderby\n", "name: Söderby\nmark: finns-inte.svg\n")
    _, problems = check(changed(example_copy, {}, edit))

    assert [(problem.rule, problem.line) for problem in problems] == [("mark-missing", 4)]


@pytest.mark.parametrize("name", ["trasig.png", "trasig.svg"])
def test_a_picture_that_is_no_picture_is_no_traceback(name, tmp_path):
    for style in ("components.css", "print.css"):
        (tmp_path / style).write_text("", "utf-8")
    (tmp_path / name).write_bytes(b"det h\xe4r \xe4r ingen bild")
    html = f'<!doctype html><html lang="sv"><title>x</title><body><h1>x</h1><img src="{name}" alt="bild">'

    with pytest.raises(PaperError, match=name):
        render(html, base=tmp_path, name="kalix/apt-paket")


def test_a_hundred_and_fifty_contacts(example_copy, press):
    """All of them in the directory, before long; on the page for the wall some of each service, and how many."""
    services = ("elevhalsa", "socialtjanst", "bvc", "bup")
    many = "".join(
        f"- id: k{number}\n  service: {services[number % 4]}\n  role: Mottagningen\n"
        f"  location: dörr {number}\n"
        f"  phone: 0980-3{number // 100} 92 {number % 100:02}\n"
        for number in range(150)
    )
    shelf = loaded(example_copy, {}, (f"{HERE}/contacts.yaml", "- id: elevhalsa", f"{many}- id: elevhalsa"))
    directory = press(shelf, "soderby", "kontakter")
    wall = press(shelf, "soderby", "kontakter-kort")
    said = " ".join(directory.text(page) for page in range(len(directory.sizes)))

    assert not [n for n in range(150) if f"0980-3{n // 100} 92 {n % 100:02}" not in said]
    assert len(wall.sizes) == 1
    assert f"Här får 16 av {len(shelf.binders['soderby'].directory)} kontakter plats" in wall.text(0)
    for word in ("Elevhälsan", "Socialtjänsten", "Barnavårdscentralen", "Barn- och"):
        assert word in wall.text(0)


STRANGE = 'A <b>&amp; "Å" {{ site }} {% x %}'


@pytest.mark.parametrize(
    "name", ["grona-kortet", "rutin", "kontakter", "familj", "introduktion", "apt-paket"]
)
def test_a_name_of_markup_is_a_name(name, example_copy, press):
    shelf = loaded(example_copy, {}, (f"{HERE}/index.yaml", "name: Söderby", f"name: '{STRANGE}'"))
    printed = press(shelf, "soderby", name)
    said = printed.plain()

    assert STRANGE in " ".join(said.split())


def _form_of_sixty() -> str:
    kinds = ("line", "box", "date", "time", "phone", "tick", "signature")
    fields = "".join(
        f"      - id: f{n}\n        label: Fält {n}\n        kind: {kinds[n % 7]}\n        width: {1 + n % 6}\n"
        for n in range(60)
    )
    return f"sections:\n  - id: vilka\n    fields:\n{fields}"


def _survey_of_forty() -> str:
    kinds = ("scale", "yes-no", "ten", "number", "line", "box")
    questions = (f"  - id: q{n}\n    text: Fråga {n} här?\n    kind: {kinds[n % 6]}\n" for n in range(40))
    return "questions:\n" + "".join(questions)


def _flow_of(count: int) -> str:
    lanes, levels = ("skola", "socialtjanst", "vard"), ("alla", "tidigt", "sarskilt")
    nodes = (
        f"  - id: n{n}\n    lane: {lanes[n % 3]}\n    level: {levels[n // 3 % 3]}\n    text: Insats {n} här\n"
        for n in range(count - 7)  # seven are there already
    )
    return "nodes:\n" + "".join(nodes)


@pytest.mark.parametrize(
    ("name", "file", "text", "words"),
    [
        ("samtycke", "forms/samtycke.yaml", _form_of_sixty(), [f"Fält {n}" for n in range(60)]),
        ("enkat-barn", "surveys/enkat-barn.yaml", _survey_of_forty(), [f"Fråga {n} här" for n in range(40)]),
        ("flode", "flow.yaml", _flow_of(40), [f"Insats {n} här" for n in range(33)]),
        ("flode", "flow.yaml", _flow_of(120), [f"Insats {n} här" for n in range(113)]),
    ],
    ids=["a form of 60 fields", "a survey of 40 questions", "a flow of 40 nodes", "a flow of 120 nodes"],
)
def test_much_of_everything_is_laid_out(name, file, text, words, example_copy, press):
    printed = press(loaded(example_copy, {file: text}), "soderby", name)
    inside = ((at, height - 18) for at, (_width, height) in enumerate(printed.sizes))
    said = " ".join(printed.text(at, top=18, bottom=bottom) for at, bottom in inside)

    assert not [word for word in words if word not in said]
    for (width, height), picture in zip(printed.sizes, printed.pictures, strict=True):
        assert not picture.ink(0, height - 4, width, height)
        assert not picture.ink(width - 4, 0, width, height)


def test_a_packet_of_forty_parts(example_copy, press):
    """The contents take the room they need, and every part stands there."""
    forms = {f"forms/blankett-{n}.yaml": _form(n) for n in range(38)}
    parts = "".join(f"    - id: blankett-{n}\n      why: Del {n} av många.\n" for n in range(38))
    packets = f"- id: apt-paket\n  parts:\n    - id: rutin\n{parts}    - id: checklista\n"
    listed = "".join(f"- id: blankett-{n}\n" for n in range(38))
    shelf = loaded(example_copy, forms | {"packets.yaml": packets, "documents.yaml": listed})
    printed = press(shelf, "soderby", "apt-paket")
    contents = " ".join(printed.text(page) for page in (0, 1, 2))

    assert not [n for n in range(38) if f"Del {n} av många." not in contents]
    assert len(printed.sizes) > 40


def _form(number: int) -> str:
    return (
        f"title: Blankett {number}\nlead: Till prov.\nused: Aldrig.\nhandling: Kasta den.\n"
        "sections:\n  - id: ett\n    title: Ett\n    fields:\n      - id: a\n        label: A\n"
    )


def test_a_municipality_without_contacts_is_told(example_copy):
    folder = changed(example_copy, {})
    for file in folder.rglob("contacts.yaml"):
        file.unlink()
    _, problems = check(folder)

    assert any("contacts" in problem.message and "saknas" in problem.message for problem in problems)
    assert all(problem.file.startswith("data/municipalities/") for problem in problems)
