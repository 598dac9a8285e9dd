"""The content of the page *Alla fält*: the data's files, records and fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class FileOfFields:
    """A file of the data: its title and path, and a table for each record class.

    The file's own record comes first in ``tables``.
    """

    title: str
    lead: str
    file: str
    tables: tuple[FieldTable, ...]

    @property
    def anchor(self) -> str:
        """The anchor of the file's own record."""
        return self.tables[0].anchor


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


def files_of_fields() -> list[FileOfFields]:
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
    return [*files, FileOfFields(_SEVERAL, "", "", (inherited, *shared_tables.values()))]


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
