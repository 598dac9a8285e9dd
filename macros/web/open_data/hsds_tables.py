"""Write services as the tables of HSDS 3: CSV files and their data package.

The data package is Frictionless Data's, as HSDS asks: ``datapackage.json`` names each table and its columns,
and which column leads to which table. Only the tables and columns that we fill are there.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.records.site import OpenData
from macros.records.whole_shelf import Shelf
from macros.web.open_data.hsds_services import TAXONOMIES, Json, name_thing

PACKAGE = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of HSDS: its name, its file, its columns in order.

    ``keys`` are the columns that lead to another table, by that table's name; ``needed`` those that may not
    be empty. ``types`` are the columns that hold no text.
    """

    name: str
    file: str
    columns: tuple[str, ...]
    needed: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)


TABLES = (
    Table(
        "organization",
        "organizations.csv",
        ("id", "name", "description", "website"),
        ("name", "description"),
    ),
    Table(
        "service",
        "services.csv",
        (
            "id",
            "organization_id",
            "name",
            "alternate_name",
            "description",
            "url",
            "status",
            "application_process",
            "eligibility_description",
            "minimum_age",
            "maximum_age",
            "assured_date",
        ),
        ("organization_id", "name", "status"),
        {"organization": "organization_id"},
        {"minimum_age": "number", "maximum_age": "number", "assured_date": "date"},
    ),
    Table("service_area", "service_areas.csv", ("id", "service_id", "name"), (), {"service": "service_id"}),
    Table(
        "contact",
        "contacts.csv",
        ("id", "service_id", "title", "department", "email"),
        (),
        {"service": "service_id"},
    ),
    Table(
        "phone",
        "phones.csv",
        ("id", "contact_id", "number", "type", "description"),
        ("number",),
        {"contact": "contact_id"},
    ),
    Table(
        "location",
        "locations.csv",
        ("id", "location_type", "name", "description"),
        ("location_type",),
    ),
    Table(
        "service_at_location",
        "service_at_location.csv",
        ("id", "service_id", "location_id"),
        ("service_id", "location_id"),
        {"service": "service_id", "location": "location_id"},
    ),
    Table(
        "schedule",
        "schedules.csv",
        ("id", "service_id", "valid_from", "valid_to", "opens_at", "closes_at", "description", "notes"),
        (),
        {"service": "service_id"},
        {"valid_from": "date", "valid_to": "date"},
    ),
    Table(
        "attribute",
        "attributes.csv",
        ("id", "link_id", "link_type", "link_entity", "taxonomy_term_id"),
        ("link_id", "link_entity", "taxonomy_term_id"),
        {"taxonomy_term": "taxonomy_term_id"},
    ),
    Table(
        "taxonomy_term",
        "taxonomy_terms.csv",
        ("id", "code", "name", "description", "taxonomy", "taxonomy_id", "language"),
        ("name", "description"),
        {"taxonomy": "taxonomy_id"},
    ),
    Table("taxonomy", "taxonomies.csv", ("id", "name", "description"), ("name", "description")),
)
_MANY = {
    "contacts": "contact",
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "attributes": "attribute",
}
"""The table that each list inside a record is."""
_ONE = {"organization": "organization", "location": "location", "taxonomy_term": "taxonomy_term"}
_FORMULA = re.compile(r"(?:^|(?<=[;|\t\r\n]))(?=[=@\t\r]|[+-](?![\d ()-]*$))")
"""Where a spreadsheet program would calculate. A telephone number may begin with +.

A Swedish one parts the lines at semicolons and not at commas: a cell may begin within a text.
"""


def write_package(
    shelf: Shelf, name: str, title: str, services: Iterable[Json]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a data package: the tables, and what describes them."""
    rows = collect_rows(shelf, services)
    used = [table for table in TABLES if rows[table.name]]
    for table in used:
        yield table.file, _write_table(table, rows[table.name].values())
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        **describe_licence(shelf.site.open_data),
        "resources": [_describe_table(table, {other.name for other in used}) for table in used],
    }
    text = json.dumps(package, ensure_ascii=False, separators=(",", ":"))
    yield PACKAGE, f"{text}\n".encode()


def describe_licence(settings: OpenData | None) -> Json:
    """Return how the data may be used, where somebody has decided that."""
    if settings is None:
        return {}
    return {"licenses": [{"path": settings.licence_address, "title": settings.licence_name}]}


def collect_rows(shelf: Shelf, services: Iterable[Json]) -> dict[str, dict[str, Json]]:
    """Return the rows of each table by their ids."""
    rows: dict[str, dict[str, Json]] = {table.name: {} for table in TABLES}
    for service in services:
        _add_row(rows, "service", service, {})
    for key in TAXONOMIES if rows["attribute"] else ():
        title, told = TAXONOMIES[key]
        made = name_thing(shelf, "oppna-data", key)
        rows["taxonomy"][made] = {"id": made, "name": title, "description": told}
    return rows


def _add_row(rows: dict[str, dict[str, Json]], table: str, record: Json, links: Json) -> None:
    """Add a record as a row, and what it holds as rows that lead to it."""
    row = {name: value for name, value in record.items() if not isinstance(value, dict | list)} | links
    for name, value in record.items():
        if isinstance(value, dict):
            row[f"{name}_id"] = value["id"]
            _add_row(rows, _ONE[name], value, {})
        for inner in value if isinstance(value, list) else ():
            own = {"link_id": record["id"], "link_entity": table}
            _add_row(rows, _MANY[name], inner, own if name == "attributes" else {f"{table}_id": record["id"]})
    rows[table][record["id"]] = row


def _write_table(table: Table, rows: Iterable[Json]) -> bytes:
    """Return a table as CSV with commas, as the package's own rules are."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in rows:
        writer.writerow([write_cell(row.get(column, "")) for column in table.columns])
    return file.getvalue().encode()


def write_cell(value: Any) -> Any:
    """Return a cell; an apostrophe stands before what would be calculated."""
    return _FORMULA.sub("'", value) if isinstance(value, str) else value


def _describe_table(table: Table, there: set[str]) -> Json:
    """Return a table's description; its keys lead only to tables that are ``there``."""
    fields = [
        {
            "name": column,
            "type": table.types.get(column, "string"),
            **({"format": "uuid"} if column == "id" or column.endswith("_id") else {}),
            **({"constraints": {"required": True}} if column in ("id", *table.needed) else {}),
        }
        for column in table.columns
    ]
    keys = [
        {"fields": column, "reference": {"resource": other, "fields": "id"}}
        for other, column in table.keys.items()
        if other in there
    ]
    schema = {"primaryKey": "id", "fields": fields, **({"foreignKeys": keys} if keys else {})}
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
