"""Make JSON Schemas of the YAML files from the record classes, for editors' tools.

A level writes only what differs, so a kind's schema asks for nothing but the ids of records in lists; what
the whole binder needs is checked by ``parmen check``. The tools guess types where we read text: where they
may find a number, a number is right. Draft 7 is the newest that VS Code's YAML extension promises.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from macros.files import write_file
from macros.records.accessibility import Accessibility
from macros.records.addresses import Addresses
from macros.records.agreement import Agreement
from macros.records.base import Entry, Record
from macros.records.fields import FieldOf, anchor, fields_of
from macros.records.kept import FOLDER as ARCHIVE
from macros.records.kept import KeptDay
from macros.records.kinds import Kinds
from macros.records.languages import LANGUAGES
from macros.records.municipality import Area, Municipality, Participation
from macros.records.published_events import EventLedger
from macros.records.scalars import TEXT, Takes
from macros.records.site import Site
from macros.records.term import GlossaryTerm, Law
from macros.records.translations import Translations

Schema = dict[str, Any]
FOLDER = "schema"
"""The folder of the schemas, in the data folder."""
DATA = ("data", "tests/exempel")
"""The folders whose files the schemas are for."""

_LEVELS: dict[str, type[Record]] = {"agreements": Agreement, "areas": Area, "municipalities": Municipality}
_SHARED: dict[str, tuple[type[Record], bool]] = {
    "site": (Site, False),
    "glossary": (GlossaryTerm, True),
    "laws": (Law, True),
    "accessibility": (Accessibility, False),
    "addresses": (Addresses, False),
    "calendar": (EventLedger, False),
    "translations": (Translations, False),
}
"""The files that all binders share: their record, and whether the file is a list of them."""

_KINDS = tuple(field for field in fields_of(Kinds) if field.name != "state")
_KEY: Schema = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_ID: Schema = {"type": ["string", "number"]}
_REMOVE: Schema = {
    "remove": {
        "title": "ta bort",
        "description": "Tar bort det som en nivå ovanför har: ett id, eller fält.",
        "anyOf": [_ID, {"type": "array", "items": _ID}],
    }
}
_MOVE: Schema = {
    "before": {"title": "före", "description": "Id för posten som den här ska stå före.", **_ID},
    "after": {"title": "efter", "description": "Id för posten som den här ska stå efter.", **_ID},
}
"""The fields that change records of a level above."""


def make_schemas() -> dict[str, str]:
    """Return every schema as JSON text, by file name."""
    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, _, schema in _describe_files()
    }


def list_globs() -> dict[str, list[str]]:
    """Return the file patterns of each schema, as VS Code's ``yaml.schemas``.

    No command needs them: a test holds ``.vscode/settings.json`` against them.
    """
    return {
        f"./data/{FOLDER}/{name}.json": [f"{data}/{pattern}" for data in DATA for pattern in patterns]
        for name, patterns, _ in _describe_files()
    }


def _describe_files() -> Iterator[tuple[str, list[str], Schema]]:
    """Yield each schema's name, the patterns of its files, and the schema."""
    for field in _KINDS:
        writer = _Writer(strict=False)
        schema = writer.finish(field.title, field.description, writer.describe_field(field))
        yield field.name, [f"*/*/{field.name}.yaml"], schema
        if field.many == "mapping" and field.model is not None:
            writer = _Writer(strict=False)
            schema = writer.finish(field.title, "", writer.refer_to(field.model))
            yield anchor(field.model), [f"*/*/{field.name}/*.yaml"], schema
    for folder, model in _LEVELS.items():
        yield anchor(model), [f"{folder}/*.yaml", f"{folder}/*/index.yaml"], _describe_level(model)
    for name, (model, listed) in _SHARED.items():
        writer = _Writer(strict=True)
        body = (
            {"type": "array", "items": writer.refer_to(model, listed=True)}
            if listed
            else writer.describe_record(model)
        )
        yield name, [f"{name}.yaml"], writer.finish(model.__name__, "", body)
    writer = _Writer(strict=True)
    body = writer.describe_record(KeptDay)
    yield ARCHIVE, [f"{ARCHIVE}/*/*.yaml"], writer.finish(KeptDay.__name__, "", body)


def list_stale(folder: Path) -> list[str]:
    """Return the names of schemas in a folder that are outdated, missing or left over."""
    schemas = make_schemas()
    files = {path.name: path.read_text("utf-8", errors="replace") for path in folder.glob("*.json")}
    return sorted(name for name in schemas.keys() | files.keys() if schemas.get(name) != files.get(name))


def write_schemas(folder: Path) -> list[str]:
    """Write the schemas that have changed; return their names.

    Schemas that no kind has any more are removed.
    """
    schemas, changed = make_schemas(), list_stale(folder)
    for name in changed:
        if name in schemas:
            write_file(folder / name, schemas[name])
        else:
            (folder / name).unlink()
    return changed


def _describe_level(model: type[Record]) -> Schema:
    """Return the schema of a level's index: its own fields, and any kind."""
    writer = _Writer(strict=True)
    own = writer.describe_record(model)
    own["required"] = ["state", *own["required"]]
    part = writer.definitions.get(Participation.__name__)
    holders = [own, part] if part else [own]
    for holder, field in product(holders, _KINDS):
        words = {"title": field.title, "description": field.description}
        holder["properties"][field.name] = {**words, "allOf": [{"$ref": f"{field.name}.json"}]}
    return writer.finish(model.__name__, "", own)


class _Writer:
    """Writes the schema of one file.

    ``strict`` is for files whose missing fields no level above fills in: they are required.
    """

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.definitions: dict[str, Schema] = {}

    def finish(self, title: str, description: str, body: Schema) -> Schema:
        """Return the whole schema: a head, the body, and its definitions."""
        head = {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": title,
            "description": description,
        }
        return {**head, **body, "definitions": dict(sorted(self.definitions.items()))}

    def refer_to(self, model: type[Record], listed: bool = False) -> Schema:
        """Return a reference to a record's definition, which is added if missing.

        A record in a list (``listed``) has an id, or the id of one to remove.
        """
        name = f"{model.__name__}InList" if listed else model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.describe_record(model, listed)
        return {"$ref": f"#/definitions/{name}"}

    def describe_record(self, model: type[Record], listed: bool = False) -> Schema:
        """Return the schema of a record with its fields."""
        properties: Schema = {}
        for field in fields_of(model):
            for singular in (name for name, plural in model.singular.items() if plural == field.name):
                words = f"En enda: samma som {field.name} med ett id."
                properties[singular] = {"description": words, **self._describe_content(field)}
            properties[field.name] = self.describe_field(field)
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if self.strict:
            schema["required"] = [field.name for field in fields_of(model) if field.must]
        elif listed:
            properties |= _REMOVE | _MOVE
            schema["anyOf"] = [{"required": ["id"]}, {"required": ["remove"], "maxProperties": 1}]
        else:
            properties |= _REMOVE
        return schema

    def describe_field(self, field: FieldOf) -> Schema:
        """Return the schema of a field: its Swedish name, its meaning and its content."""
        content = self._describe_content(field)
        if field.many == "list":
            content = {"type": "array", "items": content}
        elif field.many == "mapping":
            content = {"type": "object", "additionalProperties": content}
            if field.holds == "record":
                content["propertyNames"] = _KEY
                content |= {} if self.strict else {"properties": _REMOVE}
        elif "$ref" in content:
            content = {"allOf": [content]}
        return {"title": field.title, "description": field.description, **content}

    def _describe_content(self, field: FieldOf) -> Schema:
        if field.holds == "record" and field.model is not None:
            return self.refer_to(field.model, field.many == "list" and issubclass(field.model, Entry))
        if field.holds == "choice":
            words = [choice.word for choice in field.choices]
            return {"enum": words, "enumDescriptions": [choice.meaning for choice in field.choices]}
        if field.holds == "text":
            self.definitions["Text"] = _describe_text()
            return {"$ref": "#/definitions/Text"}
        return _describe_value(field.takes or TEXT)


def _describe_value(takes: Takes) -> Schema:
    """Return the schema of a single value.

    Where YAML tools may guess a number or a boolean, those types are allowed too.
    """
    if takes.choices:
        return {"enum": list(takes.choices)}
    guessed = (["integer"] if takes.pattern else ["number", "boolean"]) if takes.number else []
    schema: Schema = {"type": ["string", *guessed], "minLength": 1}
    if takes.pattern:
        schema["pattern"] = takes.pattern
        schema["patternErrorMessage"] = f"Skriv {takes.words}."
    return schema


def _describe_text() -> Schema:
    """Return the schema of a text: plain, or with a version in each language."""
    value = _describe_value(TEXT)
    languages = {code: {**value, "title": name} for code, name in LANGUAGES.items()}
    versions = {"type": "object", "properties": languages, "required": ["sv"], "additionalProperties": False}
    return {"anyOf": [value, versions]}
