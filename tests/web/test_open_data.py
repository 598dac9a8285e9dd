"""What others may build upon is valid by its standards, marks what is invented, and names no person."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft7Validator, FormatChecker

from macros.checks.unshown import list_unlicensed
from macros.records.approval import Approval, select_published
from macros.records.binder import Binder
from macros.records.fields import fields_of
from macros.records.site import OpenData
from macros.records.whole_shelf import Shelf
from macros.web.offline.saved_files import list_pages
from macros.web.open_data.data_catalogue import write_catalogue
from macros.web.open_data.data_files import write_open_data, write_site_data
from macros.web.open_data.document_schema import make_schema
from macros.web.open_data.hsds_services import EXAMPLE, make_services
from macros.web.open_data.hsds_tables import PACKAGE, TABLES, write_cell
from macros.web.sitemap import write_robots, write_sitemap

STANDARDS = Path(__file__).with_name("standards")
HOME = "https://exempelparmen.example"
Row = dict[str, Any]
CHOSEN = ("norrby", "soderby", "kalix", "hudiksvall/sip-vuxna-hudiksvall")
"""Binders of both kinds of agreement, invented and real."""


def choose(*shelves: Shelf) -> Iterator[tuple[Shelf, Binder]]:
    return ((shelf, shelf.binders[slug]) for shelf in shelves for slug in CHOSEN if slug in shelf.binders)


@pytest.fixture(scope="module")
def example_files(example: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with the example's open data, and nothing else."""
    site = tmp_path_factory.mktemp("site")
    for binder in example.binders.values():
        put_files(site, example, binder)
    write_site_data(site, example)
    return site


def put_files(site: Path, shelf: Shelf, binder: Binder) -> None:
    for name, content in write_open_data(shelf, binder):
        file = site / binder.address / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def validator(schema: Row) -> Draft7Validator:
    return Draft7Validator(schema, format_checker=FormatChecker())


def read_standard(name: str) -> Row:
    schema: Row = json.loads((STANDARDS / name).read_text(encoding="utf-8"))
    return schema


def close(schema: Any) -> Any:
    """Refuse what the standard does not name, as its own tests of its examples do."""
    if isinstance(schema, dict):
        closed = {key: close(value) for key, value in schema.items()}
        return closed | ({"additionalProperties": False} if "properties" in schema else {})
    return [close(one) for one in schema] if isinstance(schema, list) else schema


def read_tables(folder: Path) -> dict[str, list[Row]]:
    """Read a data package as its description says."""
    package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    tables = {}
    for resource in package["resources"]:
        types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        text = (folder / resource["path"]).read_text(encoding=resource["encoding"])
        tables[resource["name"]] = [
            {name: float(cell) if types[name] == "number" else cell for name, cell in row.items() if cell}
            for row in csv.DictReader(io.StringIO(text))
        ]
    return tables


def test_services_follow_hsds(example: Shelf, real: Shelf) -> None:
    """Open Referral's own schema takes every service of every binder, and knows each field."""
    check = validator(close(read_standard("hsds-3.0-service.json")))
    faults = [
        (binder.address, error.message)
        for shelf, binder in choose(example, real)
        for service in make_services(shelf, binder)
        for error in check.iter_errors(service)
    ]

    assert [] == faults


def test_the_tables_follow_hsds(example_files: Path) -> None:
    """Each row is as the standard's tables are, every key leads to a row, and no id stands twice."""
    schemas = read_standard("hsds-3.0-tables.json")["properties"]
    for folder in (example_files / "norrby/oppna-data/hsds", example_files / "oppna-data/hsds"):
        tables = read_tables(folder)
        ids = {name: [row["id"] for row in rows] for name, rows in tables.items()}
        for table in TABLES:
            item = schemas[table.name]["items"]
            own = {**item, "required": [*item["required"], *item.get("tabular_required", [])]}
            for row in tables[table.name]:
                assert [] == [error.message for error in validator(close(own)).iter_errors(row)]
                assert all(row[key] in ids[other] for other, key in table.keys.items())
            assert len({*ids[table.name]}) == len(ids[table.name])
        assert all(row["link_id"] in ids[row["link_entity"]] for row in tables["attribute"])
        assert (
            {"norrby", "soderby"} >= {row["website"].split("/")[-2] for row in tables["organization"]} > set()
        )


def test_json_and_tables_tell_the_same(example: Shelf, example_files: Path) -> None:
    """The whole site's files hold what the binders' hold."""
    services = json.loads((example_files / "oppna-data/hsds.json").read_bytes())
    tables = read_tables(example_files / "oppna-data/hsds")
    own = [service for binder in example.binders.values() for service in make_services(example, binder)]

    assert own == services
    assert [one["id"] for one in own] == [row["id"] for row in tables["service"]]
    assert [
        phone["number"] for one in own for contact in one.get("contacts", []) for phone in contact["phones"]
    ] == [row["number"] for row in tables["phone"]]


def test_examples_say_so(example: Shelf) -> None:
    """A contact that is invented is marked, and so is its number; one that is not is not."""
    contacts = [
        (contact, {attribute["taxonomy_term"]["code"] for attribute in contact["attributes"]})
        for service in make_services(example, example.binders["norrby"])
        for contact in service["contacts"]
    ]

    assert contacts
    assert all({"example"} == codes for _, codes in contacts)
    assert all(EXAMPLE in phone["description"] for contact, _ in contacts for phone in contact["phones"])

    binder = example.binders["norrby"]
    sure = [one.model_copy(update={"state": "draft"}) for one in binder.contacts]
    real_one = Binder.make(dict(binder) | {"contacts": sure}, {}, binder.levels, binder.today)
    (first, *_) = make_services(example, real_one)
    assert EXAMPLE not in json.dumps(first, ensure_ascii=False)


def test_no_person_has_a_field(example: Shelf, real: Shelf) -> None:
    """HSDS has fields for a person's name; none of them is written."""
    named = [
        contact
        for shelf, binder in choose(example, real)
        for service in make_services(shelf, binder)
        for contact in service.get("contacts", [])
        if {"name", "metadata"} & contact.keys()
    ]

    assert [] == named


def test_ids_are_uuids_that_stay(example: Shelf) -> None:
    """The same record has the same id each time, and at another address another one."""
    moved = replace(example, site=example.site.model_copy(update={"address": "https://annan.example/"}))
    here, again, there = (
        make_services(shelf, shelf.binders["norrby"])[0]["id"] for shelf in (example, example, moved)
    )

    assert here == again != there
    assert 5 == UUID(here).version


def test_a_cell_is_never_calculated() -> None:
    """A text that a spreadsheet program would take for a formula stays a text; +46 … is a number."""
    assert ["'=1+1", "'@x", "'-1+cmd", "+46 70 1", "-", "A;'=1+1, \n'@x", "A; +46 (B) = C"] == [
        write_cell(text)
        for text in ("=1+1", "@x", "-1+cmd", "+46 70 1", "-", "A;=1+1, \n@x", "A; +46 (B) = C")
    ]


@pytest.mark.parametrize(
    "kept",
    [b"[", b"[3]", b'{"id": 1}', b'[{"id": "x", "a": {}}]', b'[{"id":"\\ud800"}]\n', b"[" * 90_000, b"\xff"],
    ids=range(7),
)
def test_a_broken_file_of_an_older_build_is_made_again(example: Shelf, tmp_path: Path, kept: bytes) -> None:
    """It lay in a folder that was kept: nothing in it is trusted to be as it was written."""
    file = tmp_path / "norrby/oppna-data/hsds.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(kept)
    write_site_data(tmp_path, example)

    assert make_services(example, example.binders["norrby"]) == json.loads(
        (tmp_path / "oppna-data/hsds.json").read_bytes()
    )


def test_documents_follow_our_schema(example: Shelf, real: Shelf) -> None:
    """The schema that we publish takes every binder's document, and refuses a field that is not there."""
    schema = make_schema(f"{HOME}/oppna-data/schema.json")
    Draft7Validator.check_schema(schema)
    documents = [
        json.loads(dict(write_open_data(shelf, binder))["oppna-data/parmen.json"])
        for shelf, binder in choose(example, real)
    ]

    assert [] == [error.message for one in documents for error in validator(schema).iter_errors(one)]
    assert not validator(schema).is_valid(documents[0] | {"owner": "x"})


def test_a_document_tells_what_the_pages_do(example_files: Path) -> None:
    """Placeholders are filled, times can be counted with, and the state is told where it changes."""
    document = json.loads((example_files / "norrby/oppna-data/parmen.json").read_bytes())
    meeting = document["routine"]["meetings"][0]

    assert f"{HOME}/norrby/" == document["@id"]
    assert {"text": "tio dagar", "duration": "P10D"} == meeting["within"]
    assert "{" not in json.dumps(document["routine"]["steps"]).replace('{"', "")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_documents_are_rdf(example_files: Path) -> None:
    """Read as JSON-LD without net, the title of the routine is a title in Swedish."""
    from rdflib import Graph, Literal, URIRef

    graph = Graph().parse(example_files / "norrby/oppna-data/parmen.json", format="json-ld")
    routine = graph.value(URIRef(f"{HOME}/norrby/"), URIRef(f"{HOME}/oppna-data/#routine"))
    listed = Graph().parse(example_files / "oppna-data/parmar.json", format="json-ld")

    assert Literal("Rutinen", lang="sv") == graph.value(routine, URIRef("http://purl.org/dc/terms/title"))
    assert {URIRef(f"{HOME}/{name}/oppna-data/parmen.json") for name in ("norrby", "soderby")} == {
        *listed.objects(None, URIRef(f"{HOME}/oppna-data/#document"))
    }


MUST = {
    "dcat:Catalog": ("dcterms:title", "dcterms:description", "dcterms:publisher", "dcterms:license", "dcat:dataset"),
    "dcat:Dataset": ("dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:contactPoint"),
    "dcat:Distribution": ("dcat:accessURL", "dcterms:format", "dcterms:license"),
    "foaf:Agent": ("foaf:name", "dcterms:type"),
    "vcard:Organization": ("vcard:fn", "vcard:hasEmail"),
}  # fmt: skip
"""What DCAT-AP-SE 3.0.1 asks for, by class; contact point and licence of a file are recommended there."""


def test_the_catalogue_follows_dcat_ap_se(example: Shelf, example_files: Path) -> None:
    """The official shapes take it, it has all that Sweden asks for, and each file that it names is there."""
    from pyshacl import validate
    from rdflib import BNode, Graph, URIRef
    from rdflib.namespace import DCAT, RDF

    graph = Graph().parse(example_files / "oppna-data/katalog.rdf", format="xml")
    shapes = Graph().parse(STANDARDS / "dcat-ap-3.0.1-shapes.ttl")
    conforms, _, report = validate(graph, shacl_graph=shapes)
    expand = graph.namespace_manager.expand_curie
    lacking = [
        (thing, name)
        for kind, names in MUST.items()
        for thing in graph.subjects(RDF.type, expand(kind))
        for name in names
        if graph.value(thing, expand(name)) is None
    ]
    files = [str(one).removeprefix(f"{HOME}/") for one in graph.objects(None, DCAT.accessURL)]

    assert conforms, report
    assert [] == lacking
    assert {5} == {len([kind for kind in MUST if (None, RDF.type, expand(kind)) in graph])}
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]
    assert all(
        str(node).startswith(("http", "mailto:")) for t in graph for node in t if isinstance(node, URIRef)
    )
    assert len(files) == 3
    assert all((example_files / file).is_file() for file in files)


def test_without_terms_there_is_no_catalogue(example: Shelf, example_files: Path, tmp_path: Path) -> None:
    """Nothing is invented: an old catalogue goes, neither sitemap nor robots.txt names one, data has no licence."""
    unsaid = replace(example, site=example.site.model_copy(update={"open_data": None}))
    catalogue = tmp_path / "oppna-data/katalog.rdf"
    catalogue.parent.mkdir()
    catalogue.write_bytes(write_catalogue(example.site) or b"")
    write_sitemap(tmp_path, HOME)
    write_robots(tmp_path, HOME, listed=True)

    assert f"{HOME}/oppna-data/katalog.rdf" in (tmp_path / "sitemap.xml").read_text()
    assert f"{HOME}/oppna-data/katalog.rdf" in (tmp_path / "robots.txt").read_text()

    write_site_data(tmp_path, unsaid)
    write_sitemap(tmp_path, HOME)
    write_robots(tmp_path, HOME, listed=True)

    assert not catalogue.exists()
    assert not any("katalog" in (tmp_path / name).read_text() for name in ("sitemap.xml", "robots.txt"))
    assert not [one for one in _packages(unsaid) if "licenses" in one]
    assert [["CC0 1.0"]] * 2 == [
        [one["title"] for one in package["licenses"]] for package in _packages(example)
    ]


def test_only_a_published_site_is_warned(example: Shelf) -> None:
    """That nobody has said how the data may be used stops nothing, and a draft may leave it open."""
    site = example.site.model_copy(update={"open_data": None})
    published = site.model_copy(update={"published": True})
    warned = [list_unlicensed(replace(example, site=one)) for one in (site, published)]

    assert [[], ["no-licence"]] == [[problem.rule for problem in one] for one in warned]
    assert [] == list_unlicensed(replace(example, site=example.site.model_copy(update={"published": True})))


def _packages(shelf: Shelf) -> Iterator[Row]:
    for binder in shelf.binders.values():
        yield json.loads(dict(write_open_data(shelf, binder))[f"oppna-data/hsds/{PACKAGE}"])


def test_a_draft_is_in_no_list(example: Shelf, tmp_path: Path) -> None:
    """Published data holds the approved binders alone; search engines are kept out of a preview."""
    town = example.municipalities["norrby"]
    approval = Approval.model_construct(by="Socialchefen", date=example.today)
    approved = town.model_copy(update={"approved": approval})
    binder = Binder.make(
        dict(example.binders["norrby"]) | {"municipality": approved},
        {},
        example.binders["norrby"].levels,
        example.today,
    )
    published = select_published(replace(example, binders={**example.binders, "norrby": binder}))
    for binder in example.binders.values():  # as an older build may have left them
        put_files(tmp_path, example, binder)
    write_site_data(tmp_path, published)
    text = (tmp_path / "oppna-data/hsds.json").read_text() + (tmp_path / "oppna-data/parmar.json").read_text()
    write_robots(tmp_path, HOME, listed=example.selected)

    assert {"norrby"} == {*published.binders} == {slug for slug in example.binders if f"/{slug}/" in text}
    assert "User-agent: *\nDisallow: /\n" == (tmp_path / "robots.txt").read_text()


def test_who_saves_the_pages_gets_no_data(example_files: Path) -> None:
    """Files for machines take no room in a telephone."""
    assert [] == list_pages(example_files / "norrby")


def test_every_kind_of_publisher_and_licence_has_its_word(example: Shelf) -> None:
    """What may be chosen in the data can be written in the catalogue."""
    licences, publishers = (
        [choice.word for choice in field.choices]
        for field in fields_of(OpenData)
        if field.name in ("licence", "publisher_type")
    )
    for licence in licences:
        for kind in publishers:
            assert example.site.open_data
            settings = example.site.open_data.model_copy(update={"licence": licence, "publisher_type": kind})
            assert write_catalogue(example.site.model_copy(update={"open_data": settings}))
