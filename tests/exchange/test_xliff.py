"""Files for translators: valid XLIFF out, and nothing but sound translations in."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from macros.checks import load
from macros.exchange.inline_codes import describe_difference
from macros.exchange.translation_import import Plan, plan_changes, write_files
from macros.exchange.translation_marks import list_all_texts
from macros.exchange.translation_splice import NoPlaceError, TextChange, put_translations
from macros.exchange.xliff_reader import MAX_BYTES, read_xliff
from macros.exchange.xliff_writer import NAMESPACE, write_xliff
from macros.problems import Place
from macros.records.leaflet_texts import LeafletText
from macros.records.text import Text
from macros.records.whole_shelf import Shelf
from tests.edits import copy_example, edit_example, lay_over
from tests.sites import TODAY

SCHEMA = Path(__file__).parent / "xliff_schema"
LEAFLET = "agreements/exempelavtalet/leaflets/familj.yaml"


def name(element: str) -> str:
    return f"{{{NAMESPACE}}}{element}"


def fill_in(content: bytes, translate: Callable[[str], str] = "Xx {}".format) -> bytes:
    """Return a file with a translation in each empty target, as a translator's tool would write it."""
    root = etree.fromstring(content)
    for unit in root.iter(name("trans-unit")):
        source, target = unit.find(name("source")), unit.find(name("target"))
        if not len(target) and not target.text:
            target.text = translate(source.text or "")
            target.extend(map(deepcopy, source))
            target.set("state", "translated")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def plan(shelf: Shelf, content: bytes, skip: bool = False) -> tuple[Plan, list[str]]:
    """Return what a file changes, and the rules it breaks."""
    file = read_xliff(content, "x.xlf")
    plan = Plan("") if file.problems else plan_changes(shelf, file, skip)
    return plan, [problem.rule for problem in file.problems]


@pytest.fixture(scope="module")
def exported(example: Shelf) -> bytes:
    return write_xliff(example, list_all_texts(example), "so")


class Local(etree.Resolver):
    """Reads what the schema imports from the folder, never from the net."""

    def resolve(self, url, _public_id, context):
        return self.resolve_filename(str(SCHEMA / Path(url).name), context)


@pytest.mark.parametrize("language", ["so", "fi", "lattlast"])
def test_the_file_is_valid_by_the_standards_schema(language: str, example: Shelf) -> None:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    schema = etree.XMLSchema(etree.parse(SCHEMA / "xliff-core-1.2-strict.xsd", parser))
    content = write_xliff(example, list_all_texts(example), language)
    states = {unit.get("state") for unit in etree.fromstring(content).iter(name("target"))}

    schema.assertValid(etree.fromstring(content))
    assert {"final" if language == "fi" else "needs-translation"} == states
    assert content == write_xliff(example, list_all_texts(example), language)


def test_placeholders_are_codes_that_a_tool_protects(exported: bytes) -> None:
    units = {unit.get("id"): unit for unit in etree.fromstring(exported).iter(name("trans-unit"))}
    unit = units["leaflets.familj.no_plan.paragraphs.1"]
    (code,) = unit.find(name("source"))

    assert ("Prata med elevhälsan, telefon ", "{contacts.elevhalsa.phone}", ".") == (
        unit.find(name("source")).text, code.text, code.tail,
    )  # fmt: skip
    assert (
        "Foldern ”När flera hjälper dig” › har du ingen plan än › stycken › 1."
        == unit.find(name("note")).text
    )


def test_a_tool_may_leave_codes_empty_and_name_the_country(example: Shelf, exported: bytes) -> None:
    """The numbers say which code stands where."""
    root = etree.fromstring(fill_in(exported).replace(b'target-language="so"', b'target-language="so-SO"'))
    for code in root.iter(name("ph")):
        if code.getparent().tag == name("target"):
            code.text = None
    content = etree.tostring(root)

    assert plan(example, fill_in(exported)) == plan(example, content)


def test_what_comes_back_is_written_once_and_the_rest_stays(
    example: Shelf, exported: bytes, tmp_path: Path
) -> None:
    """All of it is marked as made from today's Swedish, and nothing else in the files has changed."""
    first, _ = plan(example, fill_in(exported))
    files = write_files(example, first)
    after = load(copy_example(tmp_path / "data", files), TODAY)
    second, faults = plan(after, fill_in(exported))
    old, new = ({item.path: item.text for item in list_all_texts(shelf)} for shelf in (example, after))
    kept = [line for line in files[LEAFLET].splitlines() if not line.lstrip().startswith("so: ")]

    assert ([], [], {}) == (faults, second.changes, write_files(after, second))
    assert {"current"} == {after.marks.status(text, "so") for text in new.values()}
    assert {path: text.source for path, text in old.items()} == {
        path: text.source for path, text in new.items()
    }
    assert (example.folder / LEAFLET).read_text("utf-8").splitlines() == kept


def test_a_translation_that_somebody_has_read_again_is_current(tmp_path: Path) -> None:
    """Untouched it stays outdated: a file sent back unread says nothing."""
    edited = edit_example(LEAFLET, ("sv: Vi träffas\n", "sv: Vi ses allihop\n"))
    shelf = load(copy_example(tmp_path / "data", edited), TODAY)
    content = write_xliff(shelf, list_all_texts(shelf), "fi")
    read = content.replace(b"needs-review-translation", b"final")

    assert [] == plan(shelf, content)[0].marked
    assert ["Vi ses allihop"] == [item.text.source for item in plan(shelf, read)[0].marked]


def test_swedish_that_has_changed_since_stops_the_file_or_is_left_out(
    exported: bytes, tmp_path: Path
) -> None:
    """A text whose id is new is found by its Swedish."""
    edited = edit_example(
        LEAFLET, ("sv: Vi träffas\n", "sv: Vi ses allihop\n"), ("  - id: ses-igen\n", "  - id: efter\n")
    )
    shelf = load(copy_example(tmp_path / "data", edited), TODAY)
    content = fill_in(exported)
    skipped, faults = plan(shelf, content, skip=True)

    assert ["xliff-changed"] == plan(shelf, content)[1]
    assert ([], ["leaflets.familj.steps.traffas.title"]) == (faults, [unit.id for unit in skipped.skipped])
    assert 57 == len(skipped.changes) + len(skipped.skipped)


DECLARATION = b"<?xml version='1.0' encoding='UTF-8'?>\n"
ATTACKS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "not XML": (lambda _: b"Hej", "xliff-unreadable"),
    "nothing": (lambda _: b"", "xliff-unreadable"),
    "cut off": (lambda text: text[:-40], "xliff-unreadable"),
    "another encoding": (lambda text: text.decode().encode("latin-1", "replace"), "xliff-unreadable"),
    "an unknown entity": (lambda text: text.replace(b"Skriv enkelt", b"&x;"), "xliff-unreadable"),
    "a file of the machine": (
        lambda text: text.replace(
            DECLARATION, DECLARATION + b'<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        ).replace(b"Skriv enkelt", b"&x;"),
        "xliff-doctype",
    ),
    "a document type elsewhere": (
        lambda text: text.replace(
            DECLARATION, DECLARATION + b'<!DOCTYPE xliff SYSTEM "https://example.com/x.dtd">'
        ),
        "xliff-doctype",
    ),
    "a billion laughs": (
        lambda text: text.replace(
            DECLARATION,
            DECLARATION
            + b'<!DOCTYPE xliff [<!ENTITY a "haha">'
            + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (b, *[b - 1] * 4) for b in range(ord("b"), ord("t")))
            + b"]>",
        ).replace(b"Skriv enkelt", b"&s;"),
        "xliff-doctype",
    ),
    "a document type in UTF-32": (
        lambda text: (
            text.replace(DECLARATION, b'<?xml version="1.0" encoding="UTF-32"?><!DOCTYPE x [<!ENTITY a "b">]>')
            .replace(b"Skriv enkelt", b"&a;")
            .decode()
            .encode("utf-32")
        ),
        "xliff-unreadable",
    ),
    "a document type in UTF-7": (
        lambda text: text.replace(
            DECLARATION, b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x [+ADwAIQ-ENTITY a "b">]>'
        ).replace(b"Skriv enkelt", b"&a;"),
        "xliff-unreadable",
    ),
    "too large": (lambda text: text + b" " * MAX_BYTES, "xliff-too-large"),
    "too deep": (lambda _: b"<a>" * 30_000 + b"</a>" * 30_000, "xliff-unreadable"),
    "XLIFF 2": (lambda text: text.replace(b'version="1.2"', b'version="2.1"'), "xliff-version"),
    "a page": (lambda _: b"<html><body>Hej</body></html>", "xliff-version"),
    "another project": (lambda text: text.replace(b'original="', b'original="/etc/'), "xliff-other-project"),
    "no language": (lambda text: text.replace(b'"so"', b'"tlh"'), "xliff-language"),
    "not from Swedish": (
        lambda text: text.replace(b'source-language="sv"', b'source-language="en"'),
        "xliff-language",
    ),
    "no texts": (lambda text: text.replace(b"trans-unit", b"bin-unit"), "xliff-empty"),
    "elements of others": (lambda text: text.replace(b"ph id", b"g id").replace(b"/ph>", b"/g>"), "xliff-unit"),
    "the same text twice": (
        lambda text: text.replace(b".words.print", b".words.contacts"),
        "xliff-unit",
    ),
    "an altered placeholder": (
        lambda text: fill_in(text).replace(b"{municipality.name}</ph></target>", b"{kommun}</ph></target>"),
        "xliff-code",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("attack", "rule"), ATTACKS.values(), ids=ATTACKS)
def test_a_file_that_is_not_ours_is_answered(
    attack: Callable[[bytes], bytes], rule: str, exported: bytes, example: Shelf
) -> None:
    """In Swedish, at its line, and nothing of it counts."""
    file = read_xliff(attack(exported), "x.xlf")
    if not file.problems:
        plan_changes(example, file)

    assert {rule} == {problem.rule for problem in file.problems}
    assert all(problem.advice and problem.file == "x.xlf" for problem in file.problems)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("I {municipality.name} **nu**", "**Nyt** {municipality.name}", ""),
        ("I {municipality.name}", "Kunnassa", "”{municipality.name}” saknas i översättningen"),
        ("Hej", "Hei {{ config }}", "”{{ config }}” finns inte i den svenska texten"),
        ("[1177](https://www.1177.se/)", "[1177](https://fel.example/)", "](https://www.1177.se/)"),
        ("**a**", "**a", "”**” saknas"),
    ],
)
def test_what_is_lost_or_added_is_named(source: str, target: str, words: str) -> None:
    difference = describe_difference(source, target)

    assert words in difference
    assert bool(words) == bool(difference)


def put(yaml: str, text: str = "Hei: # vain") -> str:
    """Return a small file with a translation of the text at ``X``."""
    before = yaml.partition("X")[0]
    line = before.count("\n") + 1
    place = Place("x.yaml", line, len(before.rpartition("\n")[2]) + 1)
    item = LeafletText("x", "x", Text({"sv": "Hej"}, place), place)
    return put_translations(yaml.replace("X", ""), [TextChange(item, "fi", text)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: XHej\nb: c\n", 'a:\n  sv: Hej\n  fi: "Hei: # vain"\nb: c\n'),
        ("a: XHej  # så\n", 'a:  # så\n  sv: Hej\n  fi: "Hei: # vain"\n'),
        ("a: X'Hej'\r\nb: c\r\n", "a:\r\n  sv: 'Hej'\r\n  fi: \"Hei: # vain\"\r\nb: c\r\n"),
        ("- XHej\n- då\n", '- sv: Hej\n  fi: "Hei: # vain"\n- då\n'),
        ("a: X>-\n  Hej\n  du\nb: c\n", 'a:\n  sv: >-\n    Hej du\n  fi: "Hei: # vain"\nb: c\n'),
        ("a: {b: XHej, c: d}\n", 'a: {b: {sv: Hej, fi: "Hei: # vain"}, c: d}\n'),
        ("a: X{sv: Hej, ar: x}\n", 'a: {sv: Hej, fi: "Hei: # vain", ar: x}\n'),
        ("a:\n  Xsv: Hej # så\n  en: Hi\n", 'a:\n  sv: Hej # så\n  fi: "Hei: # vain"\n  en: Hi\n'),
        ("a:\n  Xsv: Hej\n  fi: Moi # ok\n", 'a:\n  sv: Hej\n  fi: "Hei: # vain" # ok\n'),
    ],
)
def test_a_translation_stands_beside_its_swedish(before: str, after: str) -> None:
    """Comments, line ends and the Swedish wording stay."""
    assert after == put(before)


def test_a_text_that_has_moved_is_not_written_elsewhere() -> None:
    with pytest.raises(NoPlaceError):
        put("a: b\n\n  X")


def test_small_words_that_only_the_program_has_get_lines_of_their_own(tmp_path: Path) -> None:
    text = (Path("tests/exempel") / LEAFLET).read_text("utf-8").partition("words:\n")[0]
    shelf = load(copy_example(tmp_path / "data", {LEAFLET: text}), TODAY)
    filled = fill_in(write_xliff(shelf, list_all_texts(shelf), "so"))
    written = write_files(shelf, plan(shelf, filled)[0])[LEAFLET]

    load(lay_over(tmp_path / "data", {LEAFLET: written}), TODAY)
    assert "\nwords:\n" in written
    assert "\n  yes:\n    sv: Ja\n    so: Xx Ja\n" in written.replace('"', "")
