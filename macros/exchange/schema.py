"""JSON Schemas of the YAML files, for completion and help in the editor's own tool. Made from the records.

A level writes only what differs, so a kind's schema asks for nothing but the ids of records in lists; what
the whole binder needs is for ``parmen check`` to say. The tools guess types where we read text: where they
may find a number, a number is right. Draft 7 is the newest that VS Code's YAML extension promises.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.records.accessibility import Accessibility
from macros.records.agreement import Agreement
from macros.records.base import Record
from macros.records.fields import FieldOf, anchor, fields_of
from macros.records.kinds import Kinds
from macros.records.municipality import Area, Municipality
from macros.records.scalars import TEXT, Takes
from macros.records.site import Site
from macros.records.term import GlossaryTerm, Law
from macros.records.text import LANGUAGES

Schema = dict[str, Any]
FOLDER = "schema"
"""Where the schemas lie, in the data folder."""
DATA = ("data", "tests/exempel")
"""The folders whose files the schemas are for."""

_LEVELS: dict[str, type[Record]] = {"agreements": Agreement, "areas": Area, "municipalities": Municipality}
_SHARED: dict[str, tuple[type[Record], bool]] = {
    "site": (Site, False),
    "glossary": (GlossaryTerm, True),
    "laws": (Law, True),
    "accessibility": (Accessibility, False),
}
"""The files that all binders share: their record, and whether the file is a list of them."""

_KINDS = tuple(field for field in fields_of(Kinds) if field.name != "state")
_KEY: Schema = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_ID: Schema = {"type": ["string", "number"]}


def schemas() -> dict[str, str]:
    """Give every schema as JSON, by the name of its file."""
    made: dict[str, Schema] = {}
    for field in _KINDS:
        made[f"{field.name}.json"] = _kind(field)
        if field.many == "mapping" and field.model is not None:
            made[f"{anchor(field.model)}.json"] = _file(_Writer(strict=False), field.model, field.title)
    for model in _LEVELS.values():
        made[f"{anchor(model)}.json"] = _level(model)
    for name, (model, listed) in _SHARED.items():
        made[f"{name}.json"] = _shared(model, listed)
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}


def globs() -> dict[str, list[str]]:
    """Give the files that each schema is for, as VS Code's ``yaml.schemas`` wants it."""
    found: dict[str, list[str]] = {}
    for field in _KINDS:
        found[f"{field.name}.json"] = [f"*/*/{field.name}.yaml"]
        if field.many == "mapping" and field.model is not None:
            found[f"{anchor(field.model)}.json"] = [f"*/*/{field.name}/*.yaml"]
    for folder, model in _LEVELS.items():
        found[f"{anchor(model)}.json"] = [f"{folder}/*.yaml", f"{folder}/*/index.yaml"]
    for name in _SHARED:
        found[f"{name}.json"] = [f"{name}.yaml"]
    return {
        f"./data/{FOLDER}/{name}": [f"{data}/{pattern}" for data in DATA for pattern in patterns]
        for name, patterns in found.items()
    }


def stale(folder: Path) -> list[str]:
    """Name the schemas in a folder that are not as the records say: changed, missing or left over."""
    made = schemas()
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))


def write(folder: Path) -> list[str]:
    """Write the schemas that have changed, take away those left over, and name them."""
    made, changed = schemas(), stale(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        if name in made:
            (folder / name).write_text(made[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return changed


def _kind(field: FieldOf) -> Schema:
    writer = _Writer(strict=False)
    return _whole(writer, field.title, field.description, writer.field(field))


def _file(writer: _Writer, model: type[Record], title: str) -> Schema:
    return _whole(writer, title, "", writer.record(model))


def _level(model: type[Record]) -> Schema:
    """A level's index: its own fields, which nothing above gives, and any kind."""
    writer = _Writer(strict=True)
    own = writer.object(model)
    own["required"] = ["state", *own["required"]]
    for field in _KINDS:
        words = {"title": field.title, "description": field.description}
        own["properties"][field.name] = {**words, "allOf": [{"$ref": f"{field.name}.json"}]}
    return _whole(writer, model.__name__, "", own)


def _shared(model: type[Record], listed: bool) -> Schema:
    writer = _Writer(strict=True)
    body = {"type": "array", "items": writer.item(model)} if listed else writer.object(model)
    return _whole(writer, model.__name__, "", body)


def _whole(writer: _Writer, title: str, description: str, body: Schema) -> Schema:
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title, "description": description}
    return {**head, **body, "definitions": dict(sorted(writer.definitions.items()))}


class _Writer:
    """Writes the schema of one file. With ``strict`` nothing above fills in what is left out."""

    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.definitions: dict[str, Schema] = {}

    def record(self, model: type[Record]) -> Schema:
        """Refer to a record's definition."""
        return self._defined(model.__name__, model, listed=False)

    def item(self, model: type[Record]) -> Schema:
        """Refer to the definition of a record in a list: it has an id, or says which one to remove."""
        return self._defined(f"{model.__name__}InList", model, listed=True)

    def _defined(self, name: str, model: type[Record], listed: bool) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.object(model, listed)
        return {"$ref": f"#/definitions/{name}"}

    def object(self, model: type[Record], listed: bool = False) -> Schema:
        """Write a record's fields."""
        properties = {field.name: self.field(field) for field in fields_of(model)}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if self.strict:
            schema["required"] = [field.name for field in fields_of(model) if field.must]
        else:
            properties |= _orders(listed)
        if listed and not self.strict:
            schema["anyOf"] = [{"required": ["id"]}, {"required": ["remove"], "maxProperties": 1}]
        return schema

    def field(self, field: FieldOf) -> Schema:
        """Write a field: its Swedish name, what it is, and what it may hold."""
        one = self._one(field)
        if field.many == "list":
            one = {"type": "array", "items": one}
        elif field.many == "mapping":
            one = self._mapping(field, one)
        elif "$ref" in one:
            one = {"allOf": [one]}
        return {"title": field.title, "description": field.description, **one}

    def _one(self, field: FieldOf) -> Schema:
        if field.holds == "record" and field.model is not None:
            return self.item(field.model) if field.many == "list" else self.record(field.model)
        if field.holds == "choice":
            words = [choice.word for choice in field.choices]
            return {"enum": words, "enumDescriptions": [choice.meaning for choice in field.choices]}
        if field.holds == "text":
            self.definitions["Text"] = _text()
            return {"$ref": "#/definitions/Text"}
        return _value(field.takes or TEXT)

    def _mapping(self, field: FieldOf, one: Schema) -> Schema:
        schema: Schema = {"type": "object", "additionalProperties": one}
        if field.holds == "record":
            schema["propertyNames"] = _KEY
            if not self.strict:
                schema["properties"] = {"remove": _orders(listed=False)["remove"]}
        return schema


def _orders(listed: bool) -> Schema:
    """Write the fields that change what stands on a level above."""
    names: Schema = {"anyOf": [_ID, {"type": "array", "items": _ID}]}
    remove = {"title": "ta bort", "description": "Tar bort det som en nivå ovanför har: ett id, eller fält."}
    orders: Schema = {"remove": {**remove, **names}}
    if listed:
        orders["before"] = {"title": "före", "description": "Id för posten som den här ska stå före.", **_ID}
        orders["after"] = {"title": "efter", "description": "Id för posten som den här ska stå efter.", **_ID}
    return orders


def _value(takes: Takes) -> Schema:
    if takes.choices:
        return {"enum": list(takes.choices)}
    guessed = (["integer"] if takes.pattern else ["number", "boolean"]) if takes.number else []
    schema: Schema = {"type": ["string", *guessed], "minLength": 1}
    if takes.pattern:
        schema["pattern"] = takes.pattern
        schema["patternErrorMessage"] = f"Skriv {takes.words}."
    return schema


def _text() -> Schema:
    """Write a text: plain, or with a version in each language."""
    value = _value(TEXT)
    languages = {code: {**value, "title": name} for code, name in LANGUAGES.items()}
    versions = {"type": "object", "properties": languages, "required": ["sv"], "additionalProperties": False}
    return {"anyOf": [value, versions]}
