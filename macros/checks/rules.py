"""Rules across records.

Each is a small generator; its docstring is the rule it keeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from macros.checks.meeting_rules import list_rules
from macros.checks.references import Fault, suggest
from macros.files import relative_path
from macros.problems import Problem, quote
from macros.project import DOCS
from macros.records.binder import Binder
from macros.records.contents import (
    documents_in,
    has_record,
    keys_in,
    newsletter_sheet,
    sheet_name,
    translated_sheets,
)
from macros.records.languages import LANGUAGES
from macros.records.packet import Packet
from macros.records.registry import DOCUMENTS, PATH, SEVERAL
from macros.records.scalars import fold
from macros.records.validity import lies_ahead
from macros.records.whole_shelf import Shelf

SHARED_PAGES = (
    "ordlista",
    "lagar",
    "om",
    "redaktor",
    "assets",
    "pdf",
    "search",
    "sitemap",
    "oppna-data",
    "404",
)
MOST_YEARS = 10


_HIDDEN = {document.name for document in DOCUMENTS if not document.public}
_NEEDED = {path for document in DOCUMENTS for path in (document.needs, document.besides) if path}
_SEVERAL = {"checklists": "en checklista", "leaflets": "en folder"}
_CHECKED = "Ta bort checked. Är numret kontrollerat på riktigt? Byt  state: example  mot  state: draft"
_ADOPTED = "Fyll i adopted (fastställd) eller adopted_by (fastställd av), eller skriv  state: draft"
_PAST = "Skriv dagen då någon kontrollerade, inte när det ska göras."
_NEEDS = "Skriv det som saknas, eller ta bort raden."


def documents_exist(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """Documents and the parts of packets exist and have what they need.

    A document is in the registry, or is one of the binder's forms or surveys. A packet's part is a document
    that the binder has, in any of its languages, or one made only for packets.
    """
    names = set(documents_in(binder))
    chosen = _list_parts(binder)
    named_documents = [
        (f"documents.{choice.id}", "dokumentet", choice.id, names) for choice in binder.documents
    ]
    for packet in binder.packets:
        path = f"packets.{packet.id}.parts"
        named_documents += [
            (f"{path}.{part.id}", "delen", part.name, chosen) for part in packet.parts if not part.area
        ]
        yield from _check_parts_elsewhere(shelf, binder, packet)
        if not packet.parts:
            message = f"paketet ”{packet.id}” har inga delar"
            yield path, "empty-packet", message, "Lägg till ett dokument, eller ta bort paketet."
    lacks = _list_lacking(binder)
    for path, what, name, allowed in named_documents:
        if name not in allowed:
            yield path, "unknown-document", *_describe_unknown(what, name, allowed)
        if name in lacks:
            yield path, "document-needs", f"{what} ”{name}” behöver ”{lacks[name]}”, som saknas", _NEEDS


def _list_parts(binder: Binder) -> set[str]:
    """Return the names of what a packet may have of a binder."""
    own = {choice.id for choice in binder.documents} | {*map(newsletter_sheet, binder.newsletters)}
    return own | {*translated_sheets(binder)} | _HIDDEN


def _check_parts_elsewhere(shelf: Shelf, binder: Binder, packet: Packet) -> Iterator[Fault]:
    """Yield the parts of a packet that the municipality's other binders do not have."""
    areas = [other.levels.area_slug for other in shelf.binders_of(binder.slug)]
    for part in packet.parts:
        path = f"packets.{packet.id}.parts.{part.id}"
        other = shelf.binders.get(binder.address_in(part.area))
        if part.area and other is None:
            message = f"{binder.levels.town_name} är inte med i området {quote(part.area)}"
            yield f"{path}.area", "unknown-id", message, f"Det som finns: {', '.join(areas)}."
        elif part.area and other and not other.lacking:
            chosen = _list_parts(other)
            if part.name not in chosen:
                yield path, "unknown-document", *_describe_unknown("delen", part.name, chosen)


def _list_lacking(binder: Binder) -> dict[str, str]:
    """Return the path of what a document needs and the binder has not, by document."""
    missing_paths = {path for path in _NEEDED if not has_record(binder, path)}
    return {
        document.name: path
        for document in DOCUMENTS
        for path in (document.besides, document.needs)
        if path in missing_paths
    }


def _describe_unknown(what: str, name: str, known: Collection[str]) -> tuple[str, str]:
    return f"{what} ”{name}” finns inte", f"{suggest(name, known)}Det som finns: {', '.join(sorted(known))}."


def periods_are_in_order(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """No period ends before it begins."""
    for path, first, last, period in (
        ("agreement.control", "valid_from", "valid_to", binder.agreement.control),
        ("routine.control", "valid_from", "valid_to", binder.routine.control),
        *((path, "valid_from", "valid_to", rule) for path, rule in list_rules(binder)),
        ("membership", "since", "until", binder.membership),
    ):
        if period and period.backwards:
            message = "sista dagen kommer före första dagen"
            yield f"{path}.{last}", "window-order", message, f"Jämför {last} med {first}."


def laws_are_in_order(shelf: Shelf) -> Iterator[Problem]:
    """No paragraph ends before it begins, and a sure one says when it was read."""
    for law in shelf.laws.values():
        line = law.place.line if law.place else 0
        if law.backwards:
            message = f"sista dagen kommer före första dagen i {law.name}"
            at = shelf.line_of("laws", "valid_to", line)
            yield Problem.at(at, "window-order", message, "Jämför valid_to med valid_from.")
        if law.sure == "high" and not law.read:
            message = f"{law.name} sägs vara kontrollerad (sure: high), men ingen dag står i read"
            advice = "Läs den i lagen och skriv dagen du läste: read. Är den inte läst? Skriv  sure: medium"
            yield Problem.at(shelf.line_of("laws", "sure", line), "unread-law", message, advice)


def edges_lead_on(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """An arrow in the flow chart leads from one node to another."""
    for edge in binder.flow.edges if binder.flow else ():
        if edge.start == edge.end:
            path, message = f"flow.edges.{edge.id}.end", "pilen går från en ruta till sig själv"
            yield path, "edge-loop", message, "Välj en annan ruta."


def checks_have_been_made(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """No check is dated ahead, and no example contact has been checked."""
    for contact in binder.contacts:
        path = f"contacts.{contact.id}.checked"
        if contact.state == "example" and contact.checked:
            yield path, "checked-example", "en exempelkontakt kan inte vara kontrollerad", _CHECKED
        elif contact.checked and lies_ahead(contact.checked, shelf.today):
            yield path, "future", "numret kan inte ha kontrollerats en dag som inte har varit än", _PAST
    languages = binder.municipality.minority_languages
    if languages and lies_ahead(languages.checked, shelf.today):
        path = "municipality.minority_languages.checked"
        yield path, "future", "uppgiften kan inte ha kontrollerats en dag som inte har varit än", _PAST


def documents_have_own_names(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """No two documents have the same name: they would be one file.

    Nor do two pages: a further leaflet stands beside the translated ones.
    """
    taken = {document.name: "ett blad" for document in DOCUMENTS}
    taken |= {f"familj-{language}": "en översatt folder" for language in LANGUAGES}
    keys = (
        *(
            (kind, key, _SEVERAL[kind], sheet_name(document.name, key))
            for document in DOCUMENTS
            for kind in SEVERAL
            if document.needs == kind
            for key in keys_in(binder, kind)[1:]
        ),
        *(("forms", key, "en blankett", key) for key in binder.forms),
        *(("surveys", key, "en enkät", key) for key in binder.surveys),
        *(("newsletters", key, "ett informationsblad", newsletter_sheet(key)) for key in binder.newsletters),
        *(
            ("reading_paths", path.id, "en läsväg", sheet_name(PATH.name, path.id))
            for path in binder.reading_paths
        ),
        *(("packets", packet.id, "ett paket", packet.id) for packet in binder.packets),
    )
    for kind, key, what, name in keys:
        if name in taken:
            message = (
                f"{what} kan inte heta ”{key}”: {taken[name]} heter redan {'så' if key == name else name}"
            )
            yield f"{kind}.{key}", "same-name", message, f"Byt namn, till exempel till {key}-2."
        else:
            taken[name] = what


def forms_belong_to_one_term(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A form belongs to one term: two would fill the same placeholder."""
    if len(binder.phrases) == sum(len(term.forms) for term in binder.terms.values()):
        return
    owners: dict[str, str] = {}
    for key, term in binder.terms.items():
        for form in term.forms:
            if form in owners:
                message = f"formen ”{form}” hör redan till ordet ”{owners[form]}”"
                advice = "Ta bort den ena. En platshållare kan bara betyda ett ord."
                yield f"terms.{key}.forms.{form}", "form-twice", message, advice
            owners.setdefault(form, key)


def adopted_says_by_whom(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """What is adopted says when, or by whom."""
    for path, record in (("agreement", binder.agreement), ("routine", binder.routine)):
        control = record.control
        if control and record.state == "adopted" and not (control.adopted or control.adopted_by):
            message = "state är adopted (antagen) utan något beslut"
            yield f"{path}.state", "adopted-by-none", message, _ADOPTED


def names_are_not_reserved(shelf: Shelf) -> Iterator[Problem]:
    """A municipality is not named as a shared page or folder of the site."""
    for slug, town in shelf.municipalities.items():
        for name, advice in (
            (slug, f"Döp om filen, till exempel till {slug}-kommun.yaml"),
            (fold(town.name), "Skriv kommunens namn i name, till exempel Norrby."),
        ):
            if name in SHARED_PAGES and town.place:
                message = f"en kommun kan inte heta ”{name}”: det är namnet på en sida som alla delar"
                yield Problem.at(town.place, "reserved-name", message, advice)
                break


def pages_are_not_a_municipalitys(shelf: Shelf) -> Iterator[Problem]:
    """No page in docs lies where a municipality's own pages are made."""
    for docs in sorted({(shelf.folder.parent / "docs").resolve(), DOCS}):
        for slug in shelf.municipalities.keys() - {*SHARED_PAGES}:
            for path in (docs / slug, docs / f"{slug}.md"):
                if path.exists():
                    message = f"här ligger sidor med namnet {slug}, där kommunens egna sidor ska ligga"
                    advice = "Flytta dem till en annan mapp, till exempel docs/om."
                    yield Problem(relative_path(path).as_posix(), 1, 1, "reserved-name", message, advice)


def names_differ(shelf: Shelf) -> Iterator[Problem]:
    """No two municipalities have names that are equal without å, ä and ö."""
    slugs: dict[str, str] = {}
    for slug, town in shelf.municipalities.items():
        other = slugs.setdefault(fold(town.name), slug)
        if other != slug and town.place:
            message = f"kommunen ”{town.name}” heter likadant som {other}, om man skriver utan å, ä och ö"
            advice = "Byt namn på den ena, så att den som söker hittar rätt."
            yield Problem.at(town.place, "same-name", message, advice)


def duty_cites_a_law(shelf: Shelf) -> Iterator[Problem]:
    """The duty to report cites a paragraph of the registry."""
    duty = shelf.site.duty
    if duty.law not in shelf.laws and duty.place:
        yield Problem.at(duty.place, "unknown-id", *_describe_unknown("lagen", duty.law, set(shelf.laws)))


def the_forge_is_known(shelf: Shelf) -> Iterator[Problem]:
    """A repository's forge is known, by its host or by name.

    Their editors have unlike addresses.
    """
    repository = shelf.site.repository
    if repository and repository.place and not repository.forge:
        place = shelf.line_of("site", "address", repository.place.line)
        message = "det syns inte på adressen vilket slags webbtjänst arkivet ligger i"
        yield Problem.at(place, "unknown-forge", message, "Skriv  kind: github , gitlab eller forgejo")


def holidays_are_in_order(shelf: Shelf) -> Iterator[Problem]:
    """The years whose holidays the pages know are in order, and not too many.

    Every page with the routine carries them.
    """
    years = shelf.site.holidays
    if years is None or years.place is None:
        return
    place = shelf.line_of("site", "last", years.place.line)
    count = years.last - years.first + 1
    if years.last < years.first:
        yield Problem.at(place, "window-order", "sista året kommer före första året", "Byt plats på dem.")
    elif count > MOST_YEARS:
        message = f"helgdagarna gäller {count} år, och de blir för många för sidorna med rutinen"
        yield Problem.at(place, "too-many-years", message, f"Välj högst {MOST_YEARS} år.")
