"""Write the files of open data: a folder in each binder, and one of them all.

The site's own are made of the binders' files as they lie in the finished site, so that both tell the same,
and a binder that is not published is in neither.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.files import write_file
from macros.records.binder import Binder
from macros.records.whole_shelf import Shelf
from macros.web.open_data.binder_document import make_context, make_document
from macros.web.open_data.data_catalogue import write_catalogue
from macros.web.open_data.document_schema import make_schema
from macros.web.open_data.hsds_services import Json, make_services
from macros.web.open_data.hsds_tables import collect_rows, write_package

FOLDER = "oppna-data"
"""The folder of the files, in each binder's and at the site's root. There it is the page's too."""
SERVICES = "hsds.json"
TABLES = "hsds"
DOCUMENT = "parmen.json"
ALL_DOCUMENTS = "parmar.json"
SCHEMA = "schema.json"
CATALOGUE = "katalog.rdf"


def write_open_data(shelf: Shelf, binder: Binder) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a binder's open data, by their names in its folder."""
    services = make_services(shelf, binder)
    yield f"{FOLDER}/{SERVICES}", _write_json(services)
    name = f"parmen-{binder.address.replace('/', '-')}"
    for file, content in write_package(shelf, name, f"Kontakter i {binder.place_name}", services):
        yield f"{FOLDER}/{TABLES}/{file}", content
    yield f"{FOLDER}/{DOCUMENT}", _write_json(make_document(shelf, binder))


def write_site_data(site: Path, shelf: Shelf) -> None:
    """Write what gathers the binders' open data into a finished site.

    What an older build left and this one does not write is removed.
    """
    folder = site / FOLDER
    address = f"{shelf.site.address.rstrip('/')}/{FOLDER}"
    services = list(_read_services(site, shelf))
    files: dict[str, bytes | None] = {
        SERVICES: _write_json(services),
        ALL_DOCUMENTS: _write_json(_list_documents(shelf)),
        SCHEMA: _write_json(make_schema(f"{address}/{SCHEMA}")),
        CATALOGUE: write_catalogue(shelf.site),
    }
    shutil.rmtree(folder / TABLES, ignore_errors=True)
    for file, content in write_package(shelf, "parmen", f"Kontakter i {shelf.site.name}", services):
        files[f"{TABLES}/{file}"] = content
    for name, made in files.items():
        if made is None:
            (folder / name).unlink(missing_ok=True)
        else:
            write_file(folder / name, made)


def _read_services(site: Path, shelf: Shelf) -> Iterator[Json]:
    """Yield the services of every binder that the site holds.

    Those of a file that is not as we write it, in a folder kept from an older build, are made again.
    """
    for binder in shelf.binders.values():
        file = site / binder.address / FOLDER / SERVICES
        if file.is_file():
            yield from _parse_services(file.read_bytes(), shelf) or make_services(shelf, binder)


def _parse_services(content: bytes, shelf: Shelf) -> list[Json]:
    """Return the services of a file; none for one that is not as we write it."""
    try:
        services: list[Json] = json.loads(content)
        collect_rows(shelf, services)
        return services if _write_json(services) == content else []
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []


def _list_documents(shelf: Shelf) -> Json:
    """Return each binder, and where its document is."""
    home = shelf.site.address.rstrip("/")
    binders = [
        {
            "@id": f"{home}/{binder.address}/",
            "municipality": binder.municipality.name,
            "area": binder.area.name,
            "agreement": binder.agreement.short,
            "document": f"{home}/{binder.address}/{FOLDER}/{DOCUMENT}",
        }
        for binder in shelf.binders.values()
    ]
    return {"@context": make_context(home) | {"document": {"@type": "@id"}}, "@graph": binders}


def _write_json(value: Any) -> bytes:
    """Return JSON without blanks: no person reads it."""
    return f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n".encode()
