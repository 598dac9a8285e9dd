"""Rules across records. Each is a small generator; its docstring is the rule it keeps."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Found
from macros.problems import Problem, nearest
from macros.records.binder import Binder, Shelf
from macros.records.path import NoSuchPathError, lookup
from macros.records.registry import DOCUMENTS
from macros.records.scalars import fold
from macros.records.text import LANGUAGES
from macros.records.validity import lies_ahead

SHARED_PAGES = (
    "ordlista",
    "lagar",
    "om",
    "redaktor",
    "assets",
    "pdf",
    "search",
    "sitemap",
    "404",
)
URGENT_NUMBERS = ("112", "1177", "116 111", "113 13", "114 14")
"""Real national numbers: SOS Alarm, health advice, Bris, information in crises, the police."""
MOST_YEARS = 10


NAMED = (("checklists", "samverkan"), ("leaflets", "familj"))
"""The records that pages show by name."""
_REGISTERED = {document.name for document in DOCUMENTS}
_HIDDEN = {document.name for document in DOCUMENTS if not document.public}
_NEEDED = {document.needs for document in DOCUMENTS if document.needs}
_CHECKED = "Ta bort checked. Är numret kontrollerat på riktigt? Byt  state: example  mot  state: draft"
_PAST = "Skriv dagen då någon kontrollerade, inte när det ska göras."
_NEEDS = "Skriv det som saknas, eller ta bort raden."


def document_names(binder: Binder) -> set[str]:
    """Give every name that a document of this binder may have: the registry's, its forms and surveys."""
    return {*_REGISTERED, *binder.forms, *binder.surveys}


def papers(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """A binder's documents, and the parts of its packets, are there and have what they need."""
    lacks = _lacks(binder)
    yield from _documents(binder, lacks)
    yield from _packets(binder, lacks)


def _documents(binder: Binder, lacks: dict[str, str]) -> Iterator[Found]:
    """A document is in the registry, or is one of the binder's forms or surveys."""
    known = document_names(binder)
    for choice in binder.documents:
        path = f"documents.{choice.id}"
        if choice.id not in known:
            yield path, "unknown-document", *_unknown("dokumentet", choice.id, known)
        if lacking := lacks.get(choice.id):
            yield path, "document-needs", f"dokumentet ”{choice.id}” behöver ”{lacking}”, som saknas", _NEEDS


def _packets(binder: Binder, lacks: dict[str, str]) -> Iterator[Found]:
    """A packet's part is a document that the binder has, or one made only for packets."""
    had = {choice.id for choice in binder.documents} | _HIDDEN
    for packet in binder.packets:
        if not packet.parts:
            message = f"paketet ”{packet.id}” har inga delar"
            advice = "Lägg till ett dokument, eller ta bort paketet."
            yield f"packets.{packet.id}.parts", "empty-packet", message, advice
        for part in packet.parts:
            path = f"packets.{packet.id}.parts.{part.id}"
            if part.id not in had:
                yield path, "unknown-document", *_unknown("delen", part.id, had)
            if lacking := lacks.get(part.id):
                yield path, "document-needs", f"delen ”{part.id}” behöver ”{lacking}”, som saknas", _NEEDS


def checklist(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """The checklist of the pages and sheets is called *samverkan*, the leaflet *familj*."""
    for kind, name in NAMED:
        if name not in getattr(binder, kind):
            yield kind, "missing-record", f"”{name}” saknas i {kind}", f"Döp filen till {kind}/{name}.yaml"


def window(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """The meeting's window ends after it starts."""
    found = binder.routine.meeting.window
    if found and found.end <= found.start:
        path = "routine.meeting.window.end"
        yield path, "window-order", "sluttiden kommer före starttiden", "Byt plats på dem."


def periods(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """What applies for a time does so from a day that comes before its last."""
    meeting, membership = binder.routine.meeting, binder.municipality.membership
    for path, first, last, period in (
        ("agreement.control", "valid_from", "valid_to", binder.agreement.control),
        ("routine.control", "valid_from", "valid_to", binder.routine.control),
        ("routine.meeting", "valid_from", "valid_to", meeting),
        ("routine.meeting.window", "valid_from", "valid_to", meeting.window),
        ("municipality.membership", "since", "until", membership),
    ):
        if period and period.backwards:
            message = "sista dagen kommer före första dagen"
            yield f"{path}.{last}", "window-order", message, f"Jämför {last} med {first}."


def laws(shelf: Shelf) -> Iterator[Problem]:
    """A paragraph comes into force before it ends."""
    for law in shelf.laws.values():
        if law.backwards:
            at = shelf.line_of("laws", "valid_to", law.place.line if law.place else 0)
            said = f"sista dagen kommer före första dagen i {law.name}"
            yield Problem.at(at, "window-order", said, "Jämför valid_to med valid_from.")


def edges(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """A way in the flow leads from one node to another."""
    for edge in binder.flow.edges:
        if edge.start == edge.end:
            yield (
                f"flow.edges.{edge.id}.end",
                "edge-loop",
                "pilen går från en ruta till sig själv",
                "Välj en annan ruta.",
            )


def checked(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """An example contact has not been checked by anyone, and no contact will have been."""
    for contact in binder.contacts:
        if contact.state == "example" and contact.checked:
            path = f"contacts.{contact.id}.checked"
            yield path, "checked-example", "en exempelkontakt kan inte vara kontrollerad", _CHECKED
        elif contact.checked and lies_ahead(contact.checked, shelf.today):
            path = f"contacts.{contact.id}.checked"
            yield path, "future", "numret kan inte vara kontrollerat efter dagens datum", _PAST


def languages_checked(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """Nothing is checked before it has been."""
    found = binder.municipality.minority_languages
    if found and lies_ahead(found.checked, shelf.today):
        path = "municipality.minority_languages.checked"
        yield path, "future", "uppgiften kan inte vara kontrollerad efter dagens datum", _PAST


def names(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """A form, a survey or a packet has a name of its own: two of one name would be one file."""
    taken = {document.name: "ett blad" for document in DOCUMENTS}
    taken |= {f"familj-{language}": "en översatt folder" for language in LANGUAGES}
    keys = (
        *(("forms", key, "en blankett") for key in binder.forms),
        *(("surveys", key, "en enkät") for key in binder.surveys),
        *(("packets", packet.id, "ett paket") for packet in binder.packets),
    )
    for kind, key, what in keys:
        if key in taken:
            message = f"{what} kan inte heta ”{key}”: {taken[key]} heter redan så"
            yield f"{kind}.{key}", "same-name", message, f"Byt namn, till exempel till {key}-2."
        else:
            taken[key] = what


def forms_of_terms(shelf: Shelf, binder: Binder) -> Iterator[Found]:
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


def adopted_by_someone(shelf: Shelf, binder: Binder) -> Iterator[Found]:
    """What is adopted says when, or by whom."""
    for path, record in (("agreement", binder.agreement), ("routine", binder.routine)):
        control = record.control
        if control and record.state == "adopted" and not (control.adopted or control.adopted_by):
            yield (
                f"{path}.state",
                "adopted-by-none",
                "state är adopted (antagen) utan något beslut",
                "Fyll i adopted (fastställd) eller adopted_by (fastställd av), eller skriv  state: draft",
            )


def _lacks(binder: Binder) -> dict[str, str]:
    """Give the documents that need something which the binder has not, with the path of what they need.

    What every binder must have has its own rule.
    """
    gone = {path for path in _NEEDED if tuple(path.split(".")) not in NAMED and not _holds(binder, path)}
    return {document.name: document.needs for document in DOCUMENTS if document.needs in gone}


def _holds(binder: Binder, path: str) -> bool:
    try:
        return bool(lookup(binder, path))
    except NoSuchPathError:
        return False


def _unknown(what: str, name: str, known: set[str]) -> tuple[str, str]:
    guess = nearest(name, known)
    hint = f"Menade du ”{guess}”? " if guess else ""
    return f"{what} ”{name}” finns inte", f"{hint}Det som finns: {', '.join(sorted(known))}."


def reserved_names(shelf: Shelf) -> Iterator[Problem]:
    """A municipality is not called like a shared page or folder of the site."""
    for slug, town in shelf.municipalities.items():
        taken = next((name for name in (slug, fold(town.name)) if name in SHARED_PAGES), "")
        if taken and town.place:
            yield Problem.at(
                town.place,
                "reserved-name",
                f"en kommun kan inte heta ”{taken}”: det är namnet på en sida som alla delar",
                f"Döp om filen, till exempel till {slug}-kommun.yaml"
                if taken == slug
                else "Skriv kommunens namn i name, till exempel Norrby.",
            )


def twins(shelf: Shelf) -> Iterator[Problem]:
    """Two municipalities do not have one name, nor names that differ by å, ä and ö alone."""
    taken: dict[str, str] = {}
    for slug, town in shelf.municipalities.items():
        other = taken.setdefault(fold(town.name), slug)
        if other != slug and town.place:
            yield Problem.at(
                town.place,
                "same-name",
                f"kommunen ”{town.name}” heter likadant som {other}, om man skriver utan å, ä och ö",
                "Byt namn på den ena, så att den som söker hittar rätt.",
            )


def urgent_is_real(shelf: Shelf) -> Iterator[Problem]:
    """An urgent number is a real national number, never an example."""
    for number in shelf.site.urgent:
        if number.phone not in URGENT_NUMBERS and number.place:
            yield Problem.at(
                number.place,
                "urgent-number",
                f"”{number.phone}” är inget nationellt nummer",
                f"Här får bara stå: {', '.join(URGENT_NUMBERS)}.",
            )


def duty_law(shelf: Shelf) -> Iterator[Problem]:
    """The duty to report cites a paragraph of the registry."""
    duty = shelf.site.duty
    if duty.law not in shelf.laws and duty.place:
        yield Problem.at(duty.place, "unknown-id", *_unknown("lagen", duty.law, set(shelf.laws)))


def holidays(shelf: Shelf) -> Iterator[Problem]:
    """The years whose holidays the pages know begin before they end. A page carries only so many."""
    years = shelf.site.holidays
    if years is None or years.place is None:
        return
    at = shelf.line_of("site", "last", years.place.line)
    if years.last < years.first:
        yield Problem.at(at, "window-order", "sista året kommer före första året", "Byt plats på dem.")
    elif (many := years.last - years.first + 1) > MOST_YEARS:
        said = f"helgdagarna gäller {many} år, och varje sida med rutinen får bära dem"
        yield Problem.at(at, "too-many-years", said, f"Välj högst {MOST_YEARS} år.")
