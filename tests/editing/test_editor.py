"""A record is changed by its form: the YAML's difference is as small as by hand, and can be undone."""

import difflib
import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from macros.changes import reach
from macros.checks import check_pending
from macros.editing import Answer, Editor, Form, Refusal, Saved
from macros.editing.answers import Fold, Removal
from macros.editing.effects import describe_effects, write_job
from macros.editing.form_help import describe_choice, describe_field, list_models, speaks_of_files
from macros.editing.forms import BASE, LEVEL, make_form, read_draft
from macros.editing.record_fields import Elsewhere, Leaf, list_parts
from macros.editing.submission import DO
from macros.editing.targets import find_target
from macros.editing.written_levels import Files
from macros.exchange.data_writer import CommitError, replace_files
from macros.exchange.yaml_lines import Tree
from macros.records.base import Record
from macros.records.fields import fields_of
from macros.records.path import children_of
from macros.records.shelf import read
from macros.records.term import Term
from macros.records.whole_shelf import Shelf
from tests.edits import EXAMPLE, copy_example

TODAY = date(2026, 11, 21)
Typed = Mapping[str, str]
HERE, AREA, ALL = "municipalities/norrby", "areas/exempelbygden", "agreements/exempelavtalet"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, which each test leaves as it was."""
    return copy_example(tmp_path_factory.mktemp("editing") / "data")


@pytest.fixture
def editor(read_once: Editor, folder: Path) -> Iterator[Editor]:
    """The editor; afterwards its folder and its shelf are as they were."""
    shelf = read_once.shelf
    yield read_once
    for entry in reversed(read_once.journal.entries.values()):
        for path, content in entry.before.items():
            path.unlink(missing_ok=True)
            if content is not None:
                path.write_bytes(content)
    for name in ("checklists", "leaflets"):
        shutil.rmtree(folder / "areas/exempelbygden" / name, ignore_errors=True)
    read_once.journal.entries.clear()
    read_once.renew(shelf)


@pytest.mark.parametrize("path", ["routine.meeting", "contacts.+", "services.+", "routine.steps.borja"])
def test_nothing_is_chosen_that_nobody_has_chosen(read_once: Editor, path: str) -> None:
    """A browser sends the first word of a choice that has none of its own for what is empty."""
    form = read_once.draw_form("norrby", path)
    assert isinstance(form, Form)
    chosen = {item.name: item.value in dict(item.choices) for item in form.inputs if item.kind == "choice"}

    assert {} == {name: known for name, known in chosen.items() if not known}
    assert 1 < len(chosen)


@pytest.mark.parametrize("path", ["reading_paths.larare.stops.rutin", "self_check.questions.borja"])
def test_what_a_newcomer_reads_is_chosen_by_its_title(read_once: Editor, path: str) -> None:
    """Nobody has to know its path in the binder."""
    form = read_once.draw_form("norrby", path)
    assert isinstance(form, Form)
    (read,) = [item for item in form.inputs if item.name == "read"]

    assert ("choice", True) == (read.kind, read.value in dict(read.choices))
    assert ("routine.steps.kalla", "Rutin: Kalla till mötet") in read.choices


def changed_files(folder: Path) -> dict[str, list[str]]:
    """Return the lines that came and went, by file."""
    texts = [
        {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*.yaml")}
        for root in (EXAMPLE, folder)
    ]
    found = {}
    for name in sorted(texts[0].keys() | texts[1].keys()):
        old, new = (side.get(name, "").splitlines() for side in texts)
        lines = [
            line
            for line in difflib.unified_diff(old, new, n=0, lineterm="")
            if line[:2] not in {"--", "++", "@@"}
        ]
        if lines:
            found[name] = lines
    return found


def submit(form: Answer, typed: Typed, resets: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the pairs that a browser would send, with what was typed."""
    assert isinstance(form, Form)
    fields = {"base": form.base, "for": form.level} | {item.name: item.value for item in form.inputs}
    return [*{**fields, **typed}.items(), *((f"reset:{name}", "ja") for name in resets)]


def answer(
    editor: Editor, path: str, typed: Typed, address: str = "norrby", **more: tuple[str, ...]
) -> Answer:
    """Draw a record's form, type into it, and send it."""
    return editor.answer(address, path, submit(editor.draw_form(address, path), typed, **more))


@pytest.mark.parametrize(
    ("path", "typed", "file", "lines"),
    [
        ("contacts.elevhalsa", {"phone": "070-174 06 25"}, "municipalities/norrby.yaml", ["-    phone: 070-174 06 20", "+    phone: 070-174 06 25"]),
        ("routine.steps.borja", {"text": "Börja nu: genast.", "for": ALL}, "agreements/exempelavtalet/routine.yaml", ["-      Börja hjälpa i din egen verksamhet. Fråga samtidigt om andra behöver vara med.", "+      Börja nu: genast."]),
        ("routine.steps.borja", {"points": "Prata med din chef.\nRing.", "for": HERE}, "municipalities/norrby.yaml", ["+  steps:", "+    - id: borja", "+      points:", "+        - Prata med din chef.", "+        - Ring."]),
        ("routine.meeting", {"within": "12 dagar", "for": HERE}, "municipalities/norrby.yaml", ["-    within: 10 dagar", "+    within: 12 dagar"]),
        ("routine.control", {"adopted": "2025-02-01", "version": "3", "for": ALL}, "agreements/exempelavtalet/routine.yaml", ["-  adopted: 2025-01-15", '-  version: "2.1"', "+  adopted: 2025-02-01", '+  version: "3"']),
        ("contacts.+", {"services": "bvc", "role": "Mottagningen", "phone": "070-174 06 26", "for": HERE}, "municipalities/norrby.yaml", ["+  - id: bvc-2", "+    service: bvc", "+    role: Mottagningen", "+    phone: 070-174 06 26"]),
        ("checklists.samverkan.questions.+", {"phase": "fore", "text": "Vem: du?", "for": AREA}, "areas/exempelbygden/checklists/samverkan.yaml", ["+questions:", "+  - id: vem-du", "+    phase: fore", '+    text: "Vem: du?"']),
        ("routine.steps.+", {"phase": "fore", "title": "Ring", "text": "Ring.", "in": "after:borja", "for": ALL}, "agreements/exempelavtalet/routine.yaml", ["+  - id: ring", "+    phase: fore", "+    title: Ring", "+    text: Ring."]),
        ("routine.steps.+", {"phase": "fore", "title": "Ring", "text": "Ring.", "in": "first", "for": HERE}, "municipalities/norrby.yaml", ["+  steps:", "+    - id: ring", "+      phase: fore", "+      title: Ring", "+      text: Ring.", "+      before: borja"]),
        ("checklists.samverkan.questions.ring", {"do": "down", "for": HERE}, "municipalities/norrby.yaml", ["-        after: ser", "+        after: vem-pratar"]),
        ("routine.model.motas", {"do": "up", "for": ALL}, "agreements/exempelavtalet/routine.yaml", ["+  - id: motas", "+    title: Mötas", "+    text: Barnet, familjen och verksamheterna träffas.", "-  - id: motas", "-    title: Mötas", "-    text: Barnet, familjen och verksamheterna träffas."]),
        ("contacts.bvc", {"do": "remove", "for": HERE}, "municipalities/norrby.yaml", ["-  - id: bvc", "-    phone: 070-174 06 22", "+  - remove: bvc"]),
        ("contacts.bvc", {"hours": "Vardagar", "location": "", "for": HERE}, "municipalities/norrby.yaml", ["+    hours: Vardagar", "+    remove: [location]"]),
        ("leaflets.familj.sections.vem-ser", {"paragraphs.1:fi": "Sinä.", "for": ALL}, "agreements/exempelavtalet/leaflets/familj.yaml", ["-        fi: Sinä, huoltajasi ja ne, joille olet antanut luvan.", "+        fi: Sinä."]),
        ("membership", {"since": "2020"}, "municipalities/norrby.yaml", ["-  since: 2019", "+  since: 2020"]),
        ("laws.sol-sip", {"note": "Läs igen: snart."}, "laws.yaml", ["-  note: Paragrafens nummer ska läsas i Svensk författningssamling (SFS).", '+  note: "Läs igen: snart."']),
        ("glossary.+", {"term": "{ett ord}", "text": "Ett."}, "glossary.yaml", ["+- id: ett-ord", '+  term: "{ett ord}"', "+  text: Ett."]),
        ("site.urgent.bris", {"hours": "Alltid."}, "site.yaml", ["-      sv: Dygnet runt.", "+      sv: Alltid."]),
        ("site.complaints.parts.skolan", {"services": "elevhalsa\nbvc"}, "site.yaml", ["-      services: [elevhalsa]", "+      services: [elevhalsa, bvc]"]),
        ("accessibility", {"answer_within": "5 dagar"}, "accessibility.yaml", ["-answer_within: 7 dagar", "+answer_within: 5 dagar"]),
        ("apt.our_way.rows.+", {"question": "Vem?", "for": AREA}, "areas/exempelbygden/apt.yaml", ["+our_way:", "+  rows:", "+    - id: vem", "+      question: Vem?"]),
        ("leaflets.familj.words", {"for": AREA, "state": "draft"}, "areas/exempelbygden/leaflets/familj.yaml", ["+words:", "+  state: draft"]),
    ],
)  # fmt: skip
def test_a_form_writes_what_a_hand_would(
    editor: Editor, folder: Path, path: str, typed: Typed, file: str, lines: list[str]
) -> None:
    """A number, a text, a rule, a new contact, a move, an exception; afterwards it is undone."""
    saved = answer(editor, path, typed)

    assert isinstance(saved, Saved), saved
    assert {file: lines} == changed_files(folder)
    assert [(folder / file).as_posix()] == saved.files
    assert (["Norrby"] if file.endswith("norrby.yaml") else ["Norrby", "Söderby"]) == saved.towns
    assert saved.shelf is editor.shelf
    assert isinstance(editor.undo(saved.undo_key), Saved)
    assert {} == changed_files(folder)


def test_an_own_value_is_taken_away_and_the_inherited_comes_back(editor: Editor, folder: Path) -> None:
    """And all that only held it goes with it."""
    saved = answer(editor, "routine.meeting", {"for": HERE}, resets=("within",))

    assert isinstance(saved, Saved)
    assert {
        "municipalities/norrby.yaml": ["-", "-routine:", "-  meeting:", "-    within: 10 dagar"]
    } == changed_files(folder)
    assert "14 dagar" == saved.shelf.binders["norrby"].node("routine.meeting.within")


def test_a_record_that_is_a_whole_file_goes_with_it(editor: Editor, folder: Path) -> None:
    """Where a level above has it, the answer says what to write."""
    saved = answer(editor, "surveys.enkat-barn", {"do": "remove", "for": ALL})

    assert isinstance(saved, Saved)
    assert not (folder / "agreements/exempelavtalet/surveys/enkat-barn.yaml").exists()
    form = answer(editor, "forms.sip", {"do": "remove", "for": AREA})
    assert isinstance(form, Form)
    assert "forms/remove.yaml" in form.faults[0]


def test_what_goes_is_told_before_it_does(editor: Editor, folder: Path) -> None:
    """With what stands in it, and for whom; nothing is written. What has changed meanwhile is asked of again."""
    removal = answer(editor, "contacts.bvc", {"do": "ask", "for": HERE})
    late = answer(editor, "contacts.bvc", {"do": "remove", "for": HERE, "base": ""})

    assert isinstance(removal, Removal), removal
    assert "Bara Norrby" == removal.where
    assert ("Telefon", "070-174 06 22") in removal.parts
    assert isinstance(late, Removal)
    assert {} == changed_files(folder)


def test_a_form_speaks_of_no_file() -> None:
    """Neither of ids nor of what a field is called there, in any help and any choice of any record."""
    said = [
        words
        for model in list_models()
        for field in fields_of(model)
        for words in (
            describe_field(field, model),
            *(describe_choice(choice, field, model) for choice in field.choices),
        )
    ]

    assert [] == [words for words in said if speaks_of_files(words)]
    assert 300 < len(said)


def test_what_is_seldom_changed_is_folded_and_never_lost(editor: Editor) -> None:
    """A number stands first; what says nothing and is no must is in the fold, which is open where it is wrong."""
    form = editor.draw_form("norrby", "contacts.elevhalsa")
    faulty = answer(editor, "contacts.elevhalsa", {"state": "klar"})
    assert isinstance(form, Form)
    assert isinstance(faulty, Form)
    (fold,) = (part for part in form.parts if isinstance(part, Fold))
    (wrong,) = (part for part in faulty.parts if isinstance(part, Fold))

    assert "phone" == form.inputs[0].name
    assert "Fler uppgifter: Åldrar, Kommundelar, Webb, Adress och Läge" == fold.title
    assert (False, True) == (fold.is_open, wrong.is_open)


def test_a_record_with_nothing_left_but_its_id_stays(editor: Editor) -> None:
    """Only what changes a record above goes with its last field."""
    saved = answer(editor, "documents.enkat-samordnare", {"title": "X", "for": ALL})
    assert isinstance(saved, Saved)
    saved = answer(editor, "documents.enkat-samordnare", {"title": "", "for": ALL})

    assert isinstance(saved, Saved)
    assert "enkat-samordnare" in [choice.id for choice in saved.shelf.binders["norrby"].documents]


@pytest.mark.parametrize(
    "value",
    [
        "# ingen: kommentar", "[a, \tb", "ja", "\u2028- streck",
        "<script>alert(1)</script>\r\n{{ config }} {% raw %}\r\n\r\n*&!| ”Hej” 'och' \"då\"\r\n" + "lång " * 90,
    ],
)  # fmt: skip
def test_whatever_is_typed_is_what_stands_there(editor: Editor, value: str) -> None:
    """Nothing typed becomes code, a template or another field; the form shows it again, escaped."""
    saved = answer(editor, "contacts.elevhalsa", {"note": value})
    form = editor.draw_form("norrby", "contacts.elevhalsa")

    assert isinstance(saved, Saved)
    assert isinstance(form, Form)
    (note,) = (item.value for item in form.inputs if item.name == "note")
    assert value.replace("\r\n", "\n").strip() == note
    area = html.fromstring(str(form.draw("/"))).xpath("//textarea[@name='note']")[0]
    assert [note] == [area.text.removeprefix("\n")]


@pytest.mark.parametrize(
    ("path", "typed", "field", "words"),
    [
        ("contacts.elevhalsa", {"phone": "12"}, "phone", "kortnummer"),
        ("contacts.elevhalsa", {"role": ""}, "role", "måste vara ifyllt"),
        ("contacts.elevhalsa", {"note": "a\x00b"}, "note", "U+0000"),
        ("contacts.elevhalsa", {"note": "a\ud800"}, "note", "U+D800"),
        ("contacts.elevhalsa", {"note": "{mötet"}, "note", "Platshållaren"),
        ("contacts.elevhalsa", {"checked": "igår"}, "checked", "inget datum"),
        ("contacts.elevhalsa", {"schedule": "x", "ages": "x"}, "ages", "åldrar"),
        ("routine.meeting", {"within": "12 dagar", "for": ALL}, "within", "Norrby har ett eget värde"),
        ("checklists.+", {"id": "../../x", "title": "x", "lead": "x", "for": HERE}, "id", "a–z"),
        (
            "checklists.+",
            {"id": "remove", "title": "x", "lead": "x", "for": HERE},
            "id",
            "betyder något särskilt",
        ),
        ("contacts.+", {"id": "bvc", "services": "bvc", "role": "x", "for": HERE}, "id", "finns redan"),
        ("terms.mote", {"forms": "a: b\na: c", "for": ALL}, "forms", "två rader"),
        ("routine.steps.kalla", {"deadline.counted_from": "x", "for": AREA}, "deadline.within", "ifyllt"),
    ],
)
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(
    editor: Editor, folder: Path, path: str, typed: Typed, field: str, words: str
) -> None:
    """Nothing is written, and the field says that it is wrong also to those who hear it."""
    form = answer(editor, path, typed)

    assert isinstance(form, Form)
    assert 422 == form.status
    faulty = {item.name: item for item in form.inputs if item.faults}
    assert {field} == faulty.keys()
    assert words in faulty[field].faults[0]
    assert typed[field] == faulty[field].value if field in typed else not faulty[field].value
    assert {} == changed_files(folder)
    drawn = html.fromstring(str(form.draw("/")).encode("utf-8", "replace").decode())
    (control,) = drawn.xpath(f"//*[@name='{field}']")
    assert "true" == control.get("aria-invalid")
    assert {*control.get("aria-describedby").split()} <= {*drawn.xpath("//@id")}


@pytest.mark.parametrize(
    ("path", "typed", "status"),
    [
        ("agreement", {"do": "remove"}, 422),
        ("municipality", {"do": "up"}, 422),
        ("contacts.+", {"do": "remove", "for": HERE}, 422),
        ("contacts.elevhalsa", {"do": "up"}, 422),
        ("checklists.samverkan", {"do": "down", "for": HERE}, 422),
        ("contacts.elevhalsa", {"do": "remove", "phone": "070-174 06 25"}, 422),
        ("contacts.elevhalsa", {"do": "<b>"}, 200),
        ("contacts.elevhalsa", {"base": "", "phone": "070-174 06 25"}, 409),
        ("contacts.elevhalsa", {"base": "phone=1 x", "phone": "070-174 06 25"}, 409),
        ("routine.steps.kalla", {"for": HERE, "reset:who": "ja", "reset:../x": "ja"}, 200),
    ],
)
def test_what_no_form_sends_changes_nothing(
    editor: Editor, folder: Path, path: str, typed: Typed, status: int
) -> None:
    """A button that is not there, a form without the marks of what stood in it, fields that are not its own."""
    form = answer(editor, path, typed)

    assert isinstance(form, Form)
    assert status == form.status
    assert form.faults
    assert {} == changed_files(folder)


@pytest.mark.parametrize(
    ("level", "words"),
    [("", "Välj var"), ("agreements/annat", "härifrån"), ("../../etc", "härifrån")],
)
def test_a_level_is_asked_for_and_must_be_one_of_the_binders(editor: Editor, level: str, words: str) -> None:
    """What is inherited is never changed for all by mistake."""
    form = answer(editor, "routine.steps.kalla", {"who": "Rektorn", "for": level})

    assert isinstance(form, Form)
    assert words in form.level_faults[0]
    assert [HERE, AREA, ALL] == [choice.key for choice in form.levels]
    assert "Rektorn" in [item.value for item in form.inputs]


def test_two_savers_never_overwrite_each_other(editor: Editor) -> None:
    """Different fields both stay; of the same one the second sees both texts, and may save again."""
    first, second, third = (editor.draw_form("norrby", "contacts.elevhalsa") for _ in range(3))
    assert isinstance(
        editor.answer("norrby", "contacts.elevhalsa", submit(first, {"phone": "070-174 06 25"})), Saved
    )
    assert isinstance(
        editor.answer("norrby", "contacts.elevhalsa", submit(second, {"hours": "Vardagar"})), Saved
    )
    form = editor.answer("norrby", "contacts.elevhalsa", submit(third, {"phone": "070-174 06 26"}))

    assert isinstance(form, Form)
    assert 409 == form.status
    assert [("phone", "070-174 06 26", "070-174 06 25")] == [
        (item.name, item.value, item.current) for item in form.inputs if item.current is not None
    ]
    assert "Vardagar" in [item.value for item in form.inputs]
    assert isinstance(editor.answer("norrby", "contacts.elevhalsa", submit(form, {})), Saved)


def test_a_file_changed_on_disk_is_read_again_and_kept(editor: Editor, folder: Path) -> None:
    """Another's edit stays; one that makes the data faulty is told of, with what was typed; undo is refused."""
    file = folder / "municipalities/norrby.yaml"
    before = file.read_bytes()
    form = editor.draw_form("norrby", "contacts.elevhalsa")
    file.write_bytes(before + b"# hej\n")
    saved = editor.answer("norrby", "contacts.elevhalsa", submit(form, {"phone": "070-174 06 25"}))
    assert isinstance(saved, Saved)
    assert file.read_bytes().endswith(b"# hej\n")
    after = file.read_bytes()
    file.write_bytes(after + b"x: [")
    refused = editor.answer("norrby", "contacts.elevhalsa", submit(form, {"phone": "070-174 06 28"}))
    assert isinstance(refused, Refusal)
    assert "070-174 06 28" in refused.typed
    assert "070-174 06 28" in refused.draw("/")
    assert isinstance(editor.undo(saved.undo_key), Refusal)
    file.write_bytes(after)
    assert isinstance(editor.undo(saved.undo_key), Saved)
    assert before + b"# hej\n" == file.read_bytes()
    file.write_bytes(before)


@pytest.mark.parametrize(("code", "words"), [(errno.ENOSPC, "disken är full"), (errno.EACCES, "får inte")])
def test_a_disk_that_refuses_is_told_of_and_nothing_is_lost(
    editor: Editor, folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    """The form comes back with what was typed."""

    def refuse(*_: object) -> None:
        raise OSError(code, "no", "x")

    monkeypatch.setattr("macros.exchange.data_writer.stage_file", refuse)
    form = answer(editor, "contacts.elevhalsa", {"phone": "070-174 06 25"})

    assert isinstance(form, Form)
    assert 503 == form.status
    assert words in form.faults[0]
    assert "070-174 06 25" in [item.value for item in form.inputs]
    assert {} == changed_files(folder)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("norrby", "contacts.finns-inte"), ("norrby", "contacts"), ("norrby", "contacts.bvc.phone"), ("norrby", "+"),
        ("norrby", "../../etc/passwd"), ("norrby", "contacts.bvc.+"), ("norrby", "__class__.x"), ("../x", "contacts.bvc"),
        ("norrby", "contacts." + "x." * 400), ("norrby", "municipality.areas.exempelbygden.+"), ("norrby", ""),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_in_words(editor: Editor, address: str, path: str) -> None:
    """No path leads outside the records, and what was typed is given back."""
    assert isinstance(editor.draw_form(address, path), Refusal)
    refused = editor.answer(address, path, [("phone", "123")])

    assert isinstance(refused, Refusal)
    assert (404, ["123"]) == (refused.status, refused.typed)


def test_the_whole_check_has_the_last_word(folder: Path) -> None:
    """A number of a person's is refused at its field; an unknown undo key is refused."""
    editor = Editor(lambda files: check_pending(folder, files, TODAY), read(folder, TODAY)[0])
    form = answer(editor, "contacts.elevhalsa", {"note": "Ring om 19121212-1212"})

    assert isinstance(form, Form)
    assert ["Här står något som ser ut som ett personnummer"] == [
        item.faults[0].partition(".")[0] for item in form.inputs if item.faults
    ]
    assert isinstance(editor.undo("x"), Refusal)


@pytest.mark.parametrize(
    ("typed", "faulty"),
    [
        ({"name": "???", "area": "exempelbygden", "county": "Granlands län"}, {"name"}),
        ({"name": "Norrby", "area": "exempelbygden", "county": "Granlands län"}, {"name"}),
        ({"name": "Västby", "area": "x", "county": "Granlands län"}, {"area"}),
        ({"name": "Västby", "area": "exempelbygden", "county": "x", "status": "member: x"}, {"status"}),
        ({"name": "Västby", "area": "exempelbygden", "county": ""}, {"county"}),
        ({"name": "Västby", "area": "exempelbygden", "county": "Granlands län", "since": "snart"}, {"since"}),
        ({"name": "Västby", "area": "exempelbygden", "county": "Gran: # {{ x }}"}, set()),
    ],
)
def test_a_municipality_is_added_by_a_form(
    editor: Editor, folder: Path, typed: Typed, faulty: set[str]
) -> None:
    """With its first contacts, in a file that undo takes away; or each fault stands at its field."""
    result = answer(editor, "municipalities.+", typed, address="")

    if isinstance(result, Form):
        assert faulty == {item.name for item in result.inputs if item.faults}
        assert {} == changed_files(folder)
    else:
        assert isinstance(result, Saved)
        assert (set(), ["Västby"]) == (faulty, result.towns)
        assert [(folder / "municipalities/vastby.yaml").as_posix()] == result.files
        assert "Gran: # {{ x }}" == result.shelf.municipalities["vastby"].county


def test_what_a_change_reaches_is_told_in_the_words_of_affected(
    editor: Editor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data before the change is read with the old file laid over the new; the pages are others' to find."""
    monkeypatch.setattr(
        reach,
        "find_reach",
        lambda _, new, changes: reach.Reach(new.shelf.binders, [reach.Effect(list(changes))]),
    )
    saved = answer(editor, "contacts.elevhalsa", {"phone": "070-174 06 25"})
    assert isinstance(saved, Saved)
    job = json.loads(write_job(folder, TODAY, editor.journal.entries[saved.undo_key].before))
    words = describe_effects(folder, TODAY, {name: text.encode() for name, text in job["before"].items()})

    assert words.startswith("Telefon till elevhälsan i Norrby: syns inte på någon sida")
    assert "förut: 070-174 06 20" in words
    assert "nu:    070-174 06 25" in words


def find_records(value: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the path of every record below a value."""
    if isinstance(value, Record) and path:
        yield ".".join(path)
    for key, child in children_of(value).items():
        if isinstance(child, Record | list | dict) and key != "areas":
            yield from find_records(child, (*path, key))


def test_every_record_has_a_form_and_unchanged_it_says_nothing_new(example: Shelf) -> None:
    """Each value reads back as it was, each input has a label, and no form runs or styles anything."""
    files = Files()
    shared = (path for head, value in example.shared.items() for path in find_records(value, (head,)))
    for path in (*find_records(example.binders["norrby"]), *shared):
        draft = read_draft(example, find_target(example, files, "norrby", path))
        assert [] == [
            (path, part.name)
            for part in draft.parts
            if isinstance(part, Leaf) and part.value and part.read(part.texts()) != part.value
        ]
        assert [] == [(path, part.name) for part in draft.parts if isinstance(part, Elsewhere)]
        assert {LEVEL, BASE, DO, "token", "binder", "record", "undo"}.isdisjoint(draft.texts())
        if path.count(".") == 1:
            drawn = html.fromstring(str(make_form(draft).draw("/")))
            named = drawn.xpath("//textarea | //select | //input[not(@type='hidden')]")
            labelled = {*drawn.xpath("//label/@for")}
            assert [] == [
                item.get("name")
                for item in named
                if not (item.get("id") in labelled or item.xpath("ancestor::label"))
            ]
            assert [] == drawn.xpath("//script | //style | //@style | //@*[starts-with(name(), 'on')]")


def test_what_was_typed_where_no_input_is_any_more_is_given_back(editor: Editor, folder: Path) -> None:
    """Another has taken away the language meanwhile: the translation is shown, and nothing else is saved."""
    file = folder / "agreements/exempelavtalet/leaflets/familj.yaml"
    before = file.read_text(encoding="utf-8")
    path = "leaflets.familj"
    form = editor.draw_form("norrby", path)
    try:
        changed = before.replace("  fi: Kun moni auttaa sinua\n", "", 1)
        file.write_text(changed, encoding="utf-8")
        typed = submit(form, {"title:fi": "Toinen", "for": ALL})
        late = editor.answer("norrby", path, typed)
        assert isinstance(late, Form)
        assert (409, True) == (late.status, "Toinen" in late.faults[-1])
        assert changed == file.read_text(encoding="utf-8")
    finally:
        file.write_text(before, encoding="utf-8")


def test_what_stands_on_several_lines_stays_there(editor: Editor, folder: Path) -> None:
    """Also in a field that is one line by hand: a browser would glue the lines together."""
    file = folder / "municipalities/norrby.yaml"
    before = file.read_text(encoding="utf-8")
    changed = before.replace("location: Norrbyskolan\n", "location: |-\n      A\n      B\n", 1)
    file.write_text(changed, encoding="utf-8")
    form = editor.draw_form("norrby", "contacts.elevhalsa")
    file.write_text(before, encoding="utf-8")

    assert isinstance(form, Form)
    assert [("location", "text")] == [(item.name, item.kind) for item in form.inputs if item.value == "A\nB"]
    assert {"line", "day"}.isdisjoint(item.kind for item in form.inputs if "\n" in item.value)
    hard: list[dict[str, Tree]] = [{"a:b": "c"}, {"a": "b\nc"}]
    for words in hard:  # where a colon or a line end is part of a word
        assert not [
            part for part in list_parts(Term, {"forms": words}) if isinstance(part, Leaf) and part.value
        ]


def test_an_id_is_what_was_typed(editor: Editor) -> None:
    """However long it may be."""
    fields = {"id": "a" * 60, "services": "bvc", "role": "x", "phone": "070-174 06 29", "for": HERE}
    saved = answer(editor, "contacts.+", fields)

    assert isinstance(saved, Saved)
    assert f"contacts.{'a' * 60}" == saved.path


@pytest.mark.parametrize(
    ("put", "words"),
    [(os.mkfifo, "ingen vanlig fil"), (os.mkdir, "en mapp"), (lambda path: path.symlink_to("/dev/zero"), "en länk")],
)  # fmt: skip
def test_what_is_no_file_is_neither_waited_for_nor_written_over(
    editor: Editor, folder: Path, put: Callable[[Path], object], words: str
) -> None:
    """Where a file was when the form was opened."""
    file = folder / "municipalities/norrby.yaml"
    before = file.read_bytes()
    form = editor.draw_form("norrby", "contacts.elevhalsa")
    file.unlink()
    put(file)
    try:
        late = editor.answer("norrby", "contacts.elevhalsa", submit(form, {"note": "x"}))
        with pytest.raises(CommitError, match=words):
            replace_files({file: before}, {file: b"x"})
    finally:
        file.rmdir() if file.is_dir() else file.unlink()
        file.write_bytes(before)

    assert isinstance(late, Refusal)
    assert (409, True) == (late.status, "x" in late.typed)


def test_what_may_be_a_person_is_asked_about(editor: Editor) -> None:
    """It is saved, since it may be a place's name, and the receipt says so. What stood there is not told again."""
    named = answer(editor, "contacts.elevhalsa", {"location": "Anna Svensson"})
    again = answer(editor, "contacts.elevhalsa", {"phone": "070-174 06 25"})

    assert isinstance(named, Saved), named
    assert isinstance(again, Saved), again
    assert (["Här står något som kan vara en persons namn."], []) == (named.hints, again.hints)
    assert "Titta en gång till" in named.draw("/")
