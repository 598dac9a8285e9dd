"""The JSON Schemas are as the records are, take every file that the check takes, and refuse what it refuses."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from macros.exchange import schema
from macros.files import write_file
from macros.records.fields import fields_of
from macros.records.kinds import Kinds
from tests.conftest import ROOT, run_parmen

FILES = sorted(
    path.relative_to(ROOT).as_posix() for folder in schema.DATA for path in (ROOT / folder).rglob("*.yaml")
)
SCHEMAS = {name: json.loads(text) for name, text in schema.make_schemas().items()}
RESOURCES = [(name, Resource(contents=text, specification=DRAFT7)) for name, text in SCHEMAS.items()]
REGISTRY: Registry[Any] = Registry().with_resources(RESOURCES)


class GuessingLoader(yaml.CSafeLoader):
    """Reads YAML 1.2 as VS Code's extension does: ``112`` is a number there, ``ja`` and a date are words."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    GuessingLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


GuessingLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def schemas_for(file: str) -> list[str]:
    """Name the schemas that VS Code gives a file."""
    return [
        Path(name).name
        for name, globs in schema.list_globs().items()
        if any(re.fullmatch(re.escape(glob).replace(r"\*", "[^/]*"), file) for glob in globs)
    ]


def faults(name: str, text: str) -> Iterator[str]:
    """Hold a file's text against a schema, as the editor's tool does."""
    validator = Draft7Validator(SCHEMAS[name], registry=REGISTRY)
    for error in validator.iter_errors(yaml.load(text, GuessingLoader)):
        yield f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def test_the_committed_schemas_are_current() -> None:
    """``parmen schema --write`` makes them so."""
    assert [] == schema.list_stale(ROOT / "data" / schema.FOLDER)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound(name: str) -> None:
    """It keeps the rules of draft 7."""
    Draft7Validator.check_schema(SCHEMAS[name])


def test_vs_code_gives_each_file_its_schema() -> None:
    """The settings name every schema, with the files it is for."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))

    assert schema.list_globs() == settings["yaml.schemas"]
    assert all((ROOT / name).is_file() for name in settings["yaml.schemas"])


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_the_check_takes_has_a_schema_that_takes_it(file: str) -> None:
    """One schema each, and no false complaint."""
    (name,) = schemas_for(file)

    assert [] == list(faults(name, (ROOT / file).read_text(encoding="utf-8")))


CONTACT = "- id: bup\n  service: bup\n  role: Mottagningen\n"


@pytest.mark.parametrize(
    ("name", "text"),
    {
        "an unknown field": ("contacts.json", CONTACT + "  telefon: 0980-31 92 10\n"),
        "a word that may not be chosen": ("contacts.json", CONTACT + "  state: utkast\n"),
        "a date that is none": ("contacts.json", CONTACT + "  checked: igår\n"),
        "no phone number": ("contacts.json", CONTACT + "  phone: växeln\n"),
        "no id": ("contacts.json", "- service: bup\n"),
        "an empty value": ("contacts.json", CONTACT + "  phone:\n"),
        "a value where a list is due": ("contacts.json", "id: bup\n"),
        "remove with other fields": ("contacts.json", "- remove: bup\n  phone: 0980-31 92 10\n"),
        "an unknown language": ("contacts.json", CONTACT + "  note:\n    sv: Hej\n    xx: Hej\n"),
        "no Swedish": ("contacts.json", CONTACT + "  note:\n    fi: Hei\n"),
        "an unknown kind": ("municipality.json", "kontakter: []\n"),
        "no state": ("area.json", "name: A\nagreement: b\nlead: C\nplaces: D\n"),
        "neither ja nor nej": ("routine.json", "steps:\n  - id: a\n    child: kanske\n"),
        "a number too high": ("form.json", "sections:\n  - id: a\n    rows: '61'\n"),
        "a field in a kind in a level": (
            "municipality.json",
            "state: draft\nname: A\narea: b\ncounty: C\nmembership:\n  status: member\n"
            "routine:\n  meeting:\n    inom: 14 dagar\n",
        ),
    }.values(),
    ids=str,
)
def test_a_faulty_file_is_refused(name: str, text: str) -> None:
    """What the check would say, the tool underlines as it is written."""
    assert 1 <= len(list(faults(name, text)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("contacts.json", "- id: bup\n  phone: 112\n"),
        ("contacts.json", "- remove: bup\n"),
        ("contacts.json", "- id: bup\n  after: bum\n  remove: [phone, email]\n"),
        ("routine.json", "meeting:\n  within: 21 dagar\n"),
        ("checklists.json", "samverkan:\n  questions:\n    - remove: tolk\n"),
        ("checklist.json", "title:\n  sv: Checklista\n  fi: Lista\n"),
        ("follow_up.json", "goals:\n  - id: a\n    value: 150\n    year: 2026\n"),
        ("revisions.json", "- id: a\n  date: 2026\n  title: true\n"),
    ],
    ids=str,
)
def test_a_level_writes_only_what_differs(name: str, text: str) -> None:
    """Nothing is asked for that a level above gives, and a number is a word to us."""
    assert [] == list(faults(name, text))


def test_every_field_has_its_swedish_name_and_description() -> None:
    """The tool shows them beside the field."""
    contact = SCHEMAS["contacts.json"]["definitions"]["ContactInList"]["properties"]

    municipality = SCHEMAS["municipality.json"]["properties"]

    assert ("öppet", "När någon svarar.") == (contact["hours"]["title"], contact["hours"]["description"])
    assert {field.title for field in fields_of(Kinds)} <= {field["title"] for field in municipality.values()}


def test_the_command_says_what_is_not_current_and_writes_it(tmp_path: Path) -> None:
    """Exit code 1 until ``--write`` has made it right; what is left over goes."""
    folder = tmp_path / schema.FOLDER
    command = ["schema", "--data", str(tmp_path)]

    assert [0, 0] == [run_parmen(*command, "--write").exit_code, run_parmen(*command).exit_code]

    for name in ("contacts.json", "gammal.json"):
        (folder / name).write_bytes(b"{\xff}")
    done = run_parmen(*command)

    assert (1, 2) == (done.exit_code, len(done.output.splitlines()))

    run_parmen(*command, "--write")

    assert [] == schema.list_stale(folder)


@pytest.mark.parametrize(
    ("in_the_way", "options", "message"),
    [
        ("schema", ["--write"], "det finns redan en fil som heter så"),
        ("schema/contacts.json/x", ["--write"], "det är en mapp och ingen fil"),
        ("schema/contacts.json/x", [], "det är en mapp och ingen fil"),
    ],
)
def test_the_command_says_what_is_in_the_way(
    tmp_path: Path, in_the_way: str, options: list[str], message: str
) -> None:
    """In one line, with the name of the file that it would have read or written."""
    write_file(tmp_path / in_the_way, "")
    done = run_parmen("schema", "--data", str(tmp_path), *options)

    place = os.path.relpath(tmp_path / in_the_way.removesuffix("/x"))
    assert (1, f"Fel: {message}: {place}\n") == (done.exit_code, done.output)
