"""Write the catalogue for the Swedish data portal: DCAT-AP-SE 3 as RDF/XML.

The portal harvests that format, and wants whole addresses and no blank nodes. What the catalogue says of its
publisher and of the licence stands in ``site.yaml``; without it there is no catalogue.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree

from macros.records.site import OpenData, Site
from macros.rendering.texts import plain
from macros.web.open_data.hsds_services import STANDARD

_EU = "http://publications.europa.eu/resource/authority"
_NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PUBLISHERS = {
    "local": "LocalAuthority",
    "regional": "RegionalAuthority",
    "national": "NationalAuthority",
    "nonprofit": "NonProfitOrganisation",
    "company": "Company",
}
"""The ADMS vocabulary's word for each kind of publisher."""
_THEMES = ("SOCI", "HEAL", "EDUC")
"""Population and society, health, education: whose agreements they are."""


class Distribution(NamedTuple):
    """A form of a dataset: file, media type, title, what it is, what it follows."""

    file: str
    media_type: str
    title: str
    told: str
    follows: str


class Dataset(NamedTuple):
    """Data on one matter: name in the catalogue, title, description, words, forms."""

    name: str
    title: str
    told: str
    keywords: tuple[str, ...]
    distributions: tuple[Distribution, ...]


def list_datasets(folder: str) -> tuple[Dataset, ...]:
    """Return the site's datasets; ``folder`` is the address of the open data."""
    return (
        Dataset(
            "kontakter",
            "Verksamheter och kontakter i samarbetet runt barn och vuxna",
            "Vad skola, socialtjänst, vård och andra verksamheter gör, för vem och när man ringer dem, med "
            "deras telefonnummer i varje kommun. Bara funktioner, inga personer. Påhittade uppgifter är "
            "märkta som exempel.",
            ("samverkan", "kontaktuppgifter", "socialtjänst", "elevhälsa", "vård"),
            (
                Distribution(
                    "hsds.json",
                    "application/json",
                    "HSDS som JSON",
                    "Alla verksamheter i en lista, enligt Open Referrals standard HSDS 3.",
                    STANDARD,
                ),
                Distribution(
                    "hsds/datapackage.json",
                    "text/csv",
                    "HSDS som tabeller",
                    "Samma uppgifter som tabeller i CSV. Filen är ett datapaket som beskriver dem.",
                    STANDARD,
                ),
            ),
        ),
        Dataset(
            "parmar",
            "Överenskommelser, rutiner och möten i samarbetet runt barn och vuxna",
            "Vad kommuner och regioner har kommit överens om, hur de som arbetar gör steg för steg, och "
            "vilka möten de håller, inom vilken tid. En fil för varje pärm.",
            ("samverkan", "överenskommelse", "rutin", "SIP"),
            (
                Distribution(
                    "parmar.json",
                    "application/json",
                    "Pärmarna som JSON-LD",
                    "Listan över pärmarna, med adressen till filen för varje pärm.",
                    f"{folder}/schema.json",
                ),
            ),
        ),
    )


def write_catalogue(site: Site) -> bytes | None:
    """Return the catalogue, or None where the data does not say how it may be used."""
    if site.open_data is None:
        return None
    return _Writer(site, site.open_data).write()


class _Writer:
    """Writes the catalogue of a site."""

    def __init__(self, site: Site, settings: OpenData) -> None:
        self.site, self.settings = site, settings
        self.home = site.address.rstrip("/")
        self.folder = f"{self.home}/oppna-data"
        self.root = ElementTree.Element(_name("rdf:RDF"))

    def write(self) -> bytes:
        """Return the whole file."""
        for prefix, address in _NAMES.items():
            ElementTree.register_namespace(prefix, address)
        datasets = list_datasets(self.folder)
        self.describe_catalogue(datasets)
        for dataset in datasets:
            self.describe_dataset(dataset)
        self.describe_publisher()
        for address, kind in (
            (self.settings.licence_address, "dcterms:LicenseDocument"),
            *((address, "dcterms:Standard") for address in sorted(self.list_standards(datasets))),
        ):
            self.add_thing(kind, address)
        ElementTree.indent(self.root)
        return bytes(ElementTree.tostring(self.root, "utf-8", xml_declaration=True)) + b"\n"

    def describe_catalogue(self, datasets: tuple[Dataset, ...]) -> None:
        """Add the catalogue itself."""
        thing = self.add_thing("dcat:Catalog", f"{self.folder}/#katalog")
        _add_text(thing, "dcterms:title", f"Öppna data från {self.site.name}")
        _add_text(thing, "dcterms:description", plain(self.site.lead))
        self.add_publisher(thing)
        _add_link(thing, "dcterms:license", self.settings.licence_address)
        _add_link(thing, "dcterms:language", f"{_EU}/language/SWE")
        _add_link(thing, "dcterms:spatial", f"{_EU}/country/SWE")
        _add_link(thing, "foaf:homepage", f"{self.folder}/")
        _add_link(thing, "dcat:themeTaxonomy", f"{_EU}/data-theme")
        for dataset in datasets:
            _add_link(thing, "dcat:dataset", f"{self.folder}/#{dataset.name}")

    def describe_dataset(self, dataset: Dataset) -> None:
        """Add a dataset and the forms in which it is had."""
        address = f"{self.folder}/#{dataset.name}"
        thing = self.add_thing("dcat:Dataset", address)
        _add_text(thing, "dcterms:title", dataset.title)
        _add_text(thing, "dcterms:description", dataset.told)
        self.add_publisher(thing)
        _add_link(thing, "dcat:contactPoint", f"{self.folder}/#kontakt")
        for word in dataset.keywords:
            _add_text(thing, "dcat:keyword", word)
        for theme in _THEMES:
            _add_link(thing, "dcat:theme", f"{_EU}/data-theme/{theme}")
        _add_link(thing, "dcterms:accessRights", f"{_EU}/access-right/PUBLIC")
        _add_link(thing, "dcterms:accrualPeriodicity", f"{_EU}/frequency/IRREG")
        _add_link(thing, "dcterms:language", f"{_EU}/language/SWE")
        _add_link(thing, "dcterms:spatial", f"{_EU}/country/SWE")
        _add_link(thing, "dcat:landingPage", f"{self.folder}/")
        for form in dataset.distributions:
            _add_link(thing, "dcat:distribution", f"{address}-{_last(form)}")
        for form in dataset.distributions:
            self.describe_distribution(f"{address}-{_last(form)}", form)

    def describe_distribution(self, address: str, form: Distribution) -> None:
        """Add a form in which a dataset is had."""
        thing = self.add_thing("dcat:Distribution", address)
        _add_text(thing, "dcterms:title", form.title)
        _add_text(thing, "dcterms:description", form.told)
        _add_link(thing, "dcat:accessURL", f"{self.folder}/{form.file}")
        _add_link(thing, "dcat:downloadURL", f"{self.folder}/{form.file}")
        _add_link(thing, "dcterms:format", f"{_EU}/file-type/{form.media_type.rpartition('/')[2].upper()}")
        _add_link(thing, "dcat:mediaType", f"https://www.iana.org/assignments/media-types/{form.media_type}")
        _add_link(thing, "dcterms:license", self.settings.licence_address)
        _add_link(thing, "dcterms:conformsTo", form.follows)

    def describe_publisher(self) -> None:
        """Add the publisher, and whom to write to: a function, never a person."""
        thing = self.add_thing("foaf:Agent", f"{self.home}/om/#utgivare")
        ElementTree.SubElement(thing, _name("foaf:name")).text = self.site.publisher
        kind = _PUBLISHERS[self.settings.publisher_type]
        _add_link(thing, "dcterms:type", f"http://purl.org/adms/publishertype/{kind}")
        _add_link(thing, "foaf:homepage", f"{self.home}/")
        contact = self.add_thing("vcard:Organization", f"{self.folder}/#kontakt")
        ElementTree.SubElement(contact, _name("vcard:fn")).text = self.site.publisher
        _add_link(contact, "vcard:hasEmail", f"mailto:{self.site.email}")

    def list_standards(self, datasets: tuple[Dataset, ...]) -> set[str]:
        """Return the addresses of what the forms follow."""
        return {form.follows for dataset in datasets for form in dataset.distributions}

    def add_thing(self, kind: str, address: str) -> ElementTree.Element:
        """Return a new thing of a kind in the file."""
        return ElementTree.SubElement(self.root, _name(kind), {_name("rdf:about"): address})

    def add_publisher(self, thing: ElementTree.Element) -> None:
        """Say who answers for a thing."""
        _add_link(thing, "dcterms:publisher", f"{self.home}/om/#utgivare")


def _last(form: Distribution) -> str:
    """Return a form's own part of its address: *json*, *tabeller*."""
    return "tabeller" if form.media_type == "text/csv" else "json"


def _name(short: str) -> str:
    prefix, _, name = short.partition(":")
    return f"{{{_NAMES[prefix]}}}{name}"


def _add_link(thing: ElementTree.Element, name: str, address: str) -> None:
    ElementTree.SubElement(thing, _name(name), {_name("rdf:resource"): address})


def _add_text(thing: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(thing, _name(name), {_LANG: "sv"}).text = text
