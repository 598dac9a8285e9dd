"""Input that no one meant: laid out rightly, or a message that names the sheet and the line in the data.

Never a traceback, and never a word lost in silence.
"""

from pathlib import Path

import pytest

from macros.checks import check, load
from macros.paper.documents import packet_of, parts_of
from macros.paper.faults import PaperError
from macros.paper.pdf import render
from macros.records.whole_shelf import Shelf
from tests.conftest import TODAY
from tests.edits import copy_example, edit_example

HERE = "municipalities/soderby"
LONG = "En text som aldrig tar slut. "
TOO_LONG = LONG * 60


@pytest.fixture(scope="module")
def long(tmp_path_factory) -> Shelf:
    """The example, where Söderby has a text that is far too long on each of its sheets."""
    files = {
        "leaflets/familj.yaml": f"""\
rights:
  paragraphs:
    - {TOO_LONG}
opinion:
  paragraphs:
    - sv: Kort.
      ar: {LONG * 100}
""",
        "checklists/samverkan.yaml": f"questions:\n  - id: ser\n    text: {LONG * 100}\n",
        "packets.yaml": f"- id: familjepaket\n  lead: {LONG * 40}\n",
        "forms/samtycke.yaml": f"handling: {LONG * 150}\n",
        "surveys/enkat-barn.yaml": f"lead: {LONG * 100}\n",
    }
    step = f"  steps:\n    - id: kalla\n      short: {TOO_LONG}\n      text: {TOO_LONG}\n"
    changes = edit_example(f"{HERE}/index.yaml", ("routine:\n", f"routine:\n{step}"))
    changes |= edit_example(f"{HERE}/contacts.yaml", ("Fråga efter barn och familj.", LONG * 120))
    contacts = "agreements/exempelavtalet/contacts.yaml"
    changes |= edit_example(contacts, ("Exempelgatan 1, Norrby", f"{LONG * 4}, 000 00 Norrby"))
    changes |= {f"{HERE}/{name}": text for name, text in files.items()}
    return load(copy_example(tmp_path_factory.mktemp("long") / "data", changes), TODAY)


@pytest.fixture(scope="module")
def long_on_card(tmp_path_factory) -> Shelf:
    """The example, where a question is far too long for the card, and all of it vanishes."""
    files = {f"{HERE}/checklists/samverkan.yaml": f"questions:\n  - id: ser\n    short: {TOO_LONG}\n"}
    return load(copy_example(tmp_path_factory.mktemp("card") / "data", files), TODAY)


@pytest.mark.parametrize(
    ("shelf_name", "name", "places"),
    [
        ("long", "familj", ["folderns framsida"]),
        ("long", "familj-ar", ["folderns baksida, ovanför enkäten", "folderns framsida"]),
        ("long", "grona-kortet", ["kortets framsida"]),
        ("long_on_card", "grona-kortet", ["kortets baksida, ovanför vikningen"]),
        ("long", "adresslappar", ["etiketten"]),
        ("long", "kontakter", ["sidan"]),
    ],
)
def test_text_too_long_for_its_place_is_reported_with_its_line(shelf_name, name, places, request, press):
    """A leaflet's panel, in another language too, both sides of the card, a label, a contact's card."""
    with pytest.raises(PaperError) as caught:
        press(request.getfixturevalue(shelf_name), "soderby", name)

    assert f"soderby/{name}" == caught.value.document
    for place, cause in zip(places, caught.value.causes, strict=True):
        file, line, message = cause.split(":", 2)
        assert f"texten får inte plats på {place}" in message
        assert LONG[:20] in Path(file).read_text("utf-8").splitlines()[int(line) - 1]


def test_lead_too_long_for_a_packets_cover_is_reported_with_its_line(long, press):
    maker = press.maker(long)
    binder = long.binders["soderby"]
    packet = packet_of(binder, "familjepaket")
    parts = [maker.document("soderby", "kontakter-familj")] * len(list(parts_of(binder, packet)))

    with pytest.raises(PaperError, match=r"packets\.yaml:2: texten får inte plats på omslaget"):
        maker.packet("soderby", "familjepaket", parts)


@pytest.mark.parametrize(
    "name", ["rutin", "rutin-en-sida", "checklista", "familj-storstil", "samtycke", "enkat-barn"]
)
def test_long_text_goes_on_over_the_page_where_it_may(name, long, press):
    printed = press(long, "soderby", name)

    assert printed.plain().count("aldrig") >= 60
    assert len(printed.sizes) > 1


STRANGE_NAME = 'A <b>&amp; "Å" {{ site }} {% x %}'
LETTERS = "Sámi ŋ đ š ž č ŧ. الاجتماع هنا. ትግርኛ. Зустріч. Ελληνικά."


@pytest.fixture(scope="module")
def strange(tmp_path_factory) -> Shelf:
    """The example, where Söderby has a name of markup, letters of many languages and empty sections."""
    lead = ("routine:\n", f"routine:\n  lead: {LETTERS}\n")
    files = edit_example(f"{HERE}/index.yaml", ("name: Söderby", f"name: '{STRANGE_NAME}'"), lead)
    files |= {f"{HERE}/leaflets/familj.yaml": "rights:\n  paragraphs: []\n  points: []\nsections: []\n"}
    return load(copy_example(tmp_path_factory.mktemp("strange") / "data", files), TODAY)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("grona-kortet", []),
        ("familjepaket", []),
        ("familj", ["Du har rätt att"]),  # its section is empty
        ("rutin", ["ŋ đ š ž č ŧ", "ትግርኛ", "Зустріч", "Ελληνικά"]),  # in a Swedish sheet, too
    ],
)
def test_name_of_markup_empty_section_and_letters_of_many_languages_are_printed(name, words, strange, press):
    """On a sheet with margins, on what is folded, and on a packet's cover."""
    text = " ".join(press(strange, "soderby", name).plain().split())

    assert [] == [expected for expected in (STRANGE_NAME, *words) if expected not in text]


@pytest.mark.parametrize("name", ["trasig.png", "trasig.svg"])
def test_picture_that_is_no_picture_is_reported(name, tmp_path):
    for style in ("components.css", "print.css"):
        (tmp_path / style).write_text("", "utf-8")
    (tmp_path / name).write_bytes(b"det h\xe4r \xe4r ingen bild")
    html = f'<!doctype html><html lang="sv"><title>x</title><body><h1>x</h1><img src="{name}" alt="bild">'

    with pytest.raises(PaperError, match=name):
        render(html, base=tmp_path, name="kalix/apt-paket")


def much_of_everything() -> dict[str, str]:
    """Write a form, a survey, a flow and contacts, each longer than a page has room for."""
    kinds = ("line", "box", "date", "time", "phone", "tick", "signature")
    fields = "".join(
        f"      - id: f{n}\n        label: Fält {n}\n        kind: {kinds[n % 7]}\n        width: {1 + n % 6}\n"
        for n in range(40)
    )
    kinds = ("scale", "yes-no", "ten", "number", "line", "box")
    questions = "".join(
        f"  - id: q{n}\n    text: Fråga {n} här?\n    kind: {kinds[n % 6]}\n" for n in range(20)
    )
    lanes, levels = ("skola", "socialtjanst", "vard"), ("alla", "tidigt", "sarskilt")
    nodes = "".join(
        f"  - id: n{n}\n    lane: {lanes[n % 3]}\n    level: {levels[n // 3 % 3]}\n    text: Insats {n} här\n"
        for n in range(113)  # seven are there already, and 120 is the most
    )
    services = ("elevhalsa", "socialtjanst", "bvc", "bup")
    contacts = "".join(
        f"- id: k{n}\n  service: {services[n % 4]}\n  role: Mottagningen\n"
        f"  location: dörr {n}\n  phone: 0980-31 92 {n:02}\n"
        for n in range(24)
    )
    return {
        f"{HERE}/forms/samtycke.yaml": f"sections:\n  - id: vilka\n    fields:\n{fields}",
        f"{HERE}/surveys/enkat-barn.yaml": f"questions:\n{questions}",
        f"{HERE}/flow.yaml": f"nodes:\n{nodes}",
        **edit_example(f"{HERE}/contacts.yaml", ("- id: elevhalsa", f"{contacts}- id: elevhalsa")),
    }


@pytest.fixture(scope="module")
def much(tmp_path_factory) -> Shelf:
    """The example, where Söderby has much of everything."""
    return load(copy_example(tmp_path_factory.mktemp("much") / "data", much_of_everything()), TODAY)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("samtycke", [f"Fält {n}" for n in range(40)]),
        ("enkat-barn", [f"Fråga {n} här" for n in range(20)]),
        ("flode", [f"Insats {n} här" for n in range(113)]),
        ("kontakter", [f"0980-31 92 {n:02}" for n in range(24)]),
    ],
)
def test_much_of_everything_is_laid_out(name, words, much, press):
    printed = press(much, "soderby", name)
    inside = ((at, height - 18) for at, (_width, height) in enumerate(printed.sizes))
    text = " ".join(printed.text(at, top=18, bottom=bottom) for at, bottom in inside)

    assert len(printed.sizes) > 1
    assert [] == [word for word in words if word not in text]
    assert [] == printed.inked_edges()


def test_page_for_the_wall_has_some_contacts_of_each_service_and_says_how_many(much, press):
    wall = press(much, "soderby", "kontakter-kort")

    assert 1 == len(wall.sizes)
    assert f"Här får 16 av {len(much.binders['soderby'].directory)} kontakter plats" in wall.text(0)
    assert [] == [
        service
        for service in ("Elevhälsan", "Socialtjänsten", "Barnavårdscentralen", "Barn- och")
        if service not in wall.text(0)
    ]


def test_municipality_without_contacts_is_reported(example_copy):
    folder = example_copy()
    for file in folder.rglob("contacts.yaml"):
        file.unlink()
    _, problems = check(folder)

    assert any("contacts" in problem.message and "saknas" in problem.message for problem in problems)
    assert all(problem.file.startswith("data/municipalities/") for problem in problems)
