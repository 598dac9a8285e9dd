"""The content of the pages *Alla fält*: the data's files, records and fields.

Each file has a page, and one more has what stands in several. ``redaktor/falt/`` lists them in groups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from macros.problems import capitalize
from macros.records.accessibility import Accessibility
from macros.records.addresses import Addresses
from macros.records.agreement import Agreement
from macros.records.base import Entry, Record
from macros.records.fields import FieldOf, anchor, fields_of
from macros.records.kept import KeptDay
from macros.records.kinds import Kinds
from macros.records.municipality import Area, Municipality
from macros.records.published_events import EventLedger
from macros.records.scalars import fold
from macros.records.site import Site
from macros.records.term import GlossaryTerm, Law


@dataclass(frozen=True, slots=True)
class FieldTable:
    """A record class and its own fields.

    ``held`` names the fields that lead to it from the file's own record: *routine › steps*.
    """

    title: str
    anchor: str
    held: str
    fields: tuple[FieldOf, ...]


FOLDER = "redaktor/falt"
"""The folder of these pages. Its own page lists them."""


@dataclass(frozen=True, slots=True)
class FileOfFields:
    """A file of the data: its title and path, and a table for each record class.

    The file's own record comes first in ``tables``. It has a page of its own.
    """

    title: str
    lead: str
    file: str
    tables: tuple[FieldTable, ...]

    @property
    def anchor(self) -> str:
        """The anchor of the file's own record."""
        return self.tables[0].anchor

    @property
    def page(self) -> str:
        """The page's address from the site's root: *redaktor/falt/kontakter*."""
        return f"{FOLDER}/{fold(self.title)}"

    @property
    def count(self) -> int:
        """How many fields it has."""
        return sum(len(table.fields) for table in self.tables)

    @property
    def elsewhere(self) -> Mapping[str, str]:
        """The pages of the records that its fields lead to on other pages, by anchor."""
        own = {table.anchor for table in self.tables}
        leads = {field.leads for table in self.tables for field in table.fields} - own - {""}
        return {anchor: f"/{find_page(anchor)}" for anchor in sorted(leads)}


@dataclass(frozen=True, slots=True)
class GroupOfFiles:
    """Files that an editor thinks of together."""

    title: str
    files: tuple[FileOfFields, ...]


_INHERITED = tuple(field.anchor for field in fields_of(Entry))
_LEVELS: tuple[tuple[str, type[Record], str, str], ...] = (
    ("Kommun", Municipality, "data/municipalities/kalix.yaml", "En fil för varje kommun."),
    ("Område", Area, "data/areas/ostra-norrbotten/index.yaml", "En mapp för varje område."),
    ("Överenskommelse", Agreement, "data/agreements/norrbus/index.yaml", "En mapp för var och en."),
)
_SHARED: tuple[tuple[str, type[Record], str, str], ...] = (
    ("Webbplatsen", Site, "data/site.yaml", "Det som är gemensamt för alla sidor."),
    ("Ordlistan", GlossaryTerm, "data/glossary.yaml", "En lista med ord som behöver förklaras."),
    ("Lagarna", Law, "data/laws.yaml", "En lista med paragrafer. Varje paragraf står en gång."),
    (
        "Tillgänglighetsredogörelsen",
        Accessibility,
        "data/accessibility.yaml",
        "Det som sidan Tillgänglighet säger. Lagen kräver den.",
    ),
    (
        "Adresserna",
        Addresses,
        "data/addresses.yaml",
        "Adresser som har publicerats och kan stå på papper. Filen skrivs av programmet.",
    ),
    (
        "Kalendrarnas händelser",
        EventLedger,
        "data/calendar.yaml",
        "Hur varje händelse i kalendrarna var när den publicerades. Filen skrivs av programmet.",
    ),
    (
        "Arkivet",
        KeptDay,
        "data/archive/kalix/2026-12-01.yaml",
        "Vad som gällde en dag. En mapp för varje kommun, en fil för varje dag. Skrivs av programmet.",
    ),
)
_ANYWHERE = (
    "Det här kan stå hos kommunen, hos området och hos överenskommelsen: som ett fält i filen, eller som "
    "en egen fil i mappen."
)
_SEVERAL = "Det som återkommer"
_SEVERAL_LEAD = "Fält som alla poster kan ha, och poster som kan stå i flera filer."


_GROUPS: tuple[tuple[str, str], ...] = (
    ("Vilka som är med", "municipality area agreement kinds"),
    ("Så arbetar ni", "routine flow checklist meetingagenda term"),
    ("Kontakter", "contact service guidance"),
    ("Till familjer och andra läsare", "leaflet familysheets survey form"),
    ("Till den som är ny", "introduction readingpath selfcheck"),
    (
        "Uppföljning och planer",
        "followup figureyear steering communication pastplan actionplan competence background",
    ),
    ("Papper och arbetsplatsträffar", "apt documentchoice packet"),
    ("Det som är nytt, och det som bara gäller på en plats", "revision newsletter localnote"),
    ("Gemensamt för hela webbplatsen", "site glossaryterm law accessibility addresses eventledger keptday"),
    ("Det som finns i flera filer", "record"),
)
"""The groups of the list of pages, and the anchors of the files in each."""


def group_files() -> list[GroupOfFiles]:
    """Return every file of the data, in groups as an editor thinks of them."""
    files = {file.anchor: file for file in files_of_fields()}
    return [GroupOfFiles(title, tuple(files[name] for name in names.split())) for title, names in _GROUPS]


def find_page(anchor: str) -> str:
    """Return the address of the page with a record's or a field's anchor.

    It is the list of all pages for an anchor that none has.
    """
    return _pages_by_anchor().get(anchor, FOLDER)


def find_description(anchor: str) -> str:
    """Return the address where a record or a field is described.

    *redaktor/falt/kontakter/#contact-phone*.
    """
    return f"{find_page(anchor)}/#{anchor}"


@cache
def _pages_by_anchor() -> dict[str, str]:
    return {
        anchor: file.page
        for file in files_of_fields()
        for table in file.tables
        for anchor in (table.anchor, *(field.anchor for field in table.fields))
    }


@cache
def files_of_fields() -> tuple[FileOfFields, ...]:
    """Return every file of the data with its tables.

    A record class used in several files has its table in the last item, after the fields that all records
    have.
    """
    roots = [*_LEVELS, *_list_kinds(), *_SHARED]
    uses = Counter(model for _, root, _, _ in roots for model, _ in _nested_models(root))
    shared_models = {model for model, files in uses.items() if files > 1}
    shared_tables: dict[type[Record], FieldTable] = {}
    files = []
    for title, root, file, lead in roots:
        tables = [FieldTable(title, anchor(root), "", _own_fields(root))]
        for model, path in _nested_models(root):
            field_names = " › ".join(field.name for field in path)
            table = FieldTable(capitalize(path[-1].title), anchor(model), field_names, _own_fields(model))
            if model in shared_models:
                shared_tables.setdefault(model, table)
            else:
                tables.append(table)
        files.append(FileOfFields(title, lead, file, tuple(tables)))
    inherited = FieldTable("Alla poster", "record", "", fields_of(Entry))
    return (*files, FileOfFields(_SEVERAL, _SEVERAL_LEAD, "", (inherited, *shared_tables.values())))


def _list_kinds() -> Iterator[tuple[str, type[Record], str, str]]:
    """Yield what any level may hold: the list of all kinds, then each kind."""
    kinds = [field for field in fields_of(Kinds) if field.anchor not in _INHERITED]
    yield "Det en nivå kan innehålla", Kinds, "", _ANYWHERE
    for field in kinds:
        assert field.model is not None
        file = f"{field.name}/NAMN.yaml" if field.many == "mapping" else f"{field.name}.yaml"
        yield capitalize(field.title), field.model, file, field.description


def _nested_models(root: type[Record]) -> list[tuple[type[Record], tuple[FieldOf, ...]]]:
    """Return the record classes inside another, with the fields that lead to each.

    A class that is reached in several ways has the path found first, depth first.
    """
    paths: dict[type[Record], tuple[FieldOf, ...]] = {}

    def walk(model: type[Record], path: tuple[FieldOf, ...]) -> None:
        for field in fields_of(model):
            if field.model is not None and field.model is not root and field.model not in paths:
                paths[field.model] = (*path, field)
                walk(field.model, (*path, field))

    if root is not Kinds:
        walk(root, ())
    return list(paths.items())


def _own_fields(model: type[Record]) -> tuple[FieldOf, ...]:
    """Return a class's fields without those that every record has."""
    return tuple(field for field in fields_of(model) if field.anchor not in _INHERITED)
