"""The publishing gate: what is left to do before the binder may be shown as the real one.

Nothing here stops an ordinary build: a draft is built and says that it is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.checks import statement
from macros.problems import Place, Problem
from macros.records.base import STATE_WORDS, Entry, Record
from macros.records.binder import Binder, Shelf
from macros.records.contact import Contact
from macros.records.due import CITATIONS, falling_due
from macros.records.due_words import Kind
from macros.records.kinds import Kinds
from macros.records.levels import KIND_NAMES
from macros.records.path import expand, ids
from macros.records.shape import title_of
from macros.records.values import Phone
from macros.records.written import Mapping, Node, Scalar

_INVENTED = re.compile(r"\.example\b|\bexempelgatan\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+46[ -]?|0)\d(?:[ –-]?\d){6,10}(?!\d)")
_STOPS: tuple[Kind, ...] = ("contact", "languages", "revision", "statement")
"""What may not be overdue. Agreements and paragraphs have rules of their own; a rule says when it applied."""
_OWN = {"agreement": "överenskommelsen", "area": "området", "municipality": "kommunen"}


def unready(shelf: Shelf) -> list[Problem]:
    """Give all that is left to do, by file and line; nothing for a binder that may be published."""
    found = {*_site(shelf), *_laws(shelf), *_overdue(shelf), *statement.unready(shelf)}
    states = _States()
    states.look_through_shared(shelf)
    seen: set[int] = set()
    for binder in shelf.binders.values():
        states.look_through(binder)
        found.update(_examples(binder))
        found.update(_ended(shelf, binder))
        found.update(_citations(shelf, binder))
        for node in binder.nodes:
            found.update(_invented(node, seen))
    found.update(states.found())
    return sorted(found)


def _site(shelf: Shelf) -> Iterator[Problem]:
    """The site says that it is published, and names a publisher and addresses of its own."""
    site = shelf.site
    if not site.published:
        at = shelf.line_of("site", "published")
        said = "webbplatsen är inte publicerad (published: nej)"
        yield Problem.at(at, "not-published", said, "Skriv  published: ja  när allt annat är klart.")
    if re.match("exempel", site.publisher, re.IGNORECASE):
        at = shelf.line_of("site", "publisher")
        advice = "Skriv vem som ger ut webbplatsen och svarar för den."
        yield Problem.at(at, "example-publisher", f"utgivaren ”{site.publisher}” är påhittad", advice)
    security = site.security.contact if site.security else ""
    for key, value in (("address", site.address), ("email", site.email), ("contact", security)):
        if _INVENTED.search(value):
            yield _made_up(shelf.line_of("site", key), value)
    if site.state != "adopted":
        said = f"webbplatsens egna texter är {STATE_WORDS[site.state or 'draft']}"
        advice = "Byt till  state: adopted  i filen när de är antagna."
        yield Problem.at(shelf.line_of("site", "state"), "not-adopted", said, advice)


def _laws(shelf: Shelf) -> Iterator[Problem]:
    """Every paragraph's number has been read in the law."""
    for law in shelf.laws.values():
        if law.sure != "high":
            at = shelf.line_of("laws", "sure", law.place.line if law.place else 0)
            advice = "Läs paragrafen i lagen. Stämmer den? Skriv  sure: high"
            yield Problem.at(at, "unsure", f"{law.name} är inte kontrollerad (sure: medium)", advice)
    duty = shelf.site.duty
    if duty.place:
        yield from _not_in_force(shelf, duty.law, shelf.line_of("site", "law", duty.place.line))


def _overdue(shelf: Shelf) -> Iterator[Problem]:
    """No number is unchecked, and no text should have been gone through by now."""
    for due in falling_due(shelf, 0):
        if due.overdue and due.kind in _STOPS:
            yield Problem.at(due.place, "overdue", due.said, due.advice)


def _examples(binder: Binder) -> Iterator[Problem]:
    """No contact is an example."""
    services = {service.id: service.name for service in binder.services}
    for contact in binder.contacts:
        if contact.state == "example":
            at = contact.changed or contact.place or binder.place_of(f"contacts.{contact.id}")
            said = f"kontakten ”{contact.id}” ({services[contact.service]}) är ett exempel"
            advice = "Skriv de riktiga uppgifterna, ring och kontrollera, och skriv dagen i checked."
            yield Problem.at(at, "example-contact", said, advice)
            continue
        if contact.state == "proposed":
            at = contact.changed or contact.place or binder.place_of(f"contacts.{contact.id}")
            said = f"kontakten ”{contact.id}” ({services[contact.service]}) är ett förslag"
            advice = "Ring och kontrollera. Skriv sedan dagen i checked, och  state: adopted"
            yield Problem.at(at, "not-adopted", said, advice)
        if contact.phone and contact.phone.fictional:
            yield _no_ones(binder.place_of(f"contacts.{contact.id}.phone"), contact.phone)
    languages = binder.municipality.minority_languages
    if languages and languages.sure != "high":
        at = binder.place_of("municipality.minority_languages.sure")
        said = "uppgiften om minoritetsspråk är inte säker (sure: medium)"
        yield Problem.at(at, "unsure", said, "Läs i källan. Stämmer den? Skriv  sure: high")


def _no_ones(at: Place, phone: Phone) -> Problem:
    said = f"numret {phone} är påhittat: det hör till en serie som ingen har"
    return Problem.at(at, "example-phone", said, "Skriv det riktiga numret, och ring det först.")


def _ended(shelf: Shelf, binder: Binder) -> Iterator[Problem]:
    """No agreement is past its end, nor a routine."""
    for path, what, control in (
        ("agreement", f"överenskommelsen {binder.agreement.short}", binder.agreement.control),
        ("routine", "rutinen", binder.routine.control),
    ):
        if control and control.ended(shelf.today):
            at = binder.place_of(f"{path}.control.valid_to")
            advice = "Är den förlängd? Skriv den nya dagen. Annars behövs en ny text innan den publiceras."
            said = f"{what} {_lower(control.validity(shelf.today))}"
            yield Problem.at(at, "agreement-ended", said, advice)


def _citations(shelf: Shelf, binder: Binder) -> Iterator[Problem]:
    """A text names only paragraphs that are in force."""
    for pattern in CITATIONS:
        for path, key in ids(expand(binder, pattern)):
            if not shelf.laws[key].current(shelf.today):
                yield from _not_in_force(shelf, key, binder.place_of(path))


def _not_in_force(shelf: Shelf, key: str, at: Place) -> Iterator[Problem]:
    law = shelf.laws[key]
    said = f"texten nämner {law.name}, som {_lower(law.validity(shelf.today))}"
    if law.repealed(shelf.today):
        now = f" Nu gäller {law.replaced_by.fill(str)}." if law.replaced_by else ""
        yield Problem.at(at, "repealed-law", said, f"Byt ”{key}” mot paragrafen som gäller nu.{now}")
    elif law.coming(shelf.today):
        now = f" Till dess gäller {law.replaces.fill(str)}." if law.replaces else ""
        advice = f"Vänta med texten, eller nämn paragrafen som gäller nu.{now}"
        yield Problem.at(at, "repealed-law", said, advice)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _invented(node: Node, seen: set[int]) -> Iterator[Problem]:
    """No address or number in a text is one that we invented. Example contacts are told of already."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, Scalar):
        if _INVENTED.search(node):
            yield _made_up(node.place, node)
        for number in _PHONE.findall(node):
            if (phone := Phone(number)).fictional:
                yield _no_ones(node.place, phone)
    elif not isinstance(node, Mapping):
        for inner in node:
            yield from _invented(inner, seen)
    elif not ("service" in node and node.state == "example"):
        for key, inner in node.items():
            if not (key == "phone" and "service" in node):  # told of with its contact
                yield from _invented(inner, seen)


def _made_up(at: Place, value: str) -> Problem:
    line = " ".join(value.split())
    said = f"”{line[:59]}…” är påhittat" if len(line) > 60 else f"”{line}” är påhittat"
    return Problem.at(at, "example-address", said, "Skriv den riktiga adressen, eller ta bort raden.")


@dataclass(slots=True)
class _Group:
    """The records of one kind in one file that are in the same state. The first tells where."""

    place: Place
    named: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _States:
    """What is not adopted: the highest records only, one line for each file and kind.

    Contacts are nothing that one adopts: theirs is to be checked.
    """

    groups: dict[tuple[str, str, str], _Group] = field(default_factory=dict)
    seen: dict[int, object] = field(default_factory=dict)

    def look_through_shared(self, shelf: Shelf) -> None:
        """Look at what all binders share. The site itself has a rule of its own.

        Words and paragraphs are lists without a state of their own: only one that says so is unadopted.
        """
        laws = [law for law in shelf.laws.values() if law.state != "draft"]
        words = [word for word in shelf.glossary.values() if word.state != "draft"]
        folder = shelf.folder.as_posix()
        self._look("lagarna", laws, Place(f"{folder}/laws.yaml", 1))
        self._look("ordlistan", words, Place(f"{folder}/glossary.yaml", 1))
        at = Place(f"{folder}/accessibility.yaml", 1)
        self._look("tillgänglighetsredogörelsen", shelf.accessibility, at)
        for inner in shelf.site.__dict__.values() if shelf.site.state == "adopted" else ():
            self._look("webbplatsens texter", inner, Place(f"{folder}/site.yaml", 1))

    def look_through(self, binder: Binder) -> None:
        """Look at a binder's own levels and at every kind it has."""
        for name in (*_OWN, *KIND_NAMES):
            title = _OWN.get(name) or title_of(Kinds, name)
            self._look(title, getattr(binder, name), binder.place_of(name))

    def _look(self, title: str, value: object, place: Place) -> None:
        if id(value) in self.seen or not isinstance(value, (Record, dict, list)):
            return
        self.seen[id(value)] = value
        if isinstance(value, Record):
            self._record(title, value, value.changed or value.place or place)
            return
        for item in value.values() if isinstance(value, dict) else value:
            self._look(title, item, place)

    def _record(self, title: str, record: Record, place: Place) -> None:
        if record.state in (None, "adopted"):
            for inner in record.__dict__.values():
                self._look(title, inner, place)
        elif not isinstance(record, Contact):
            group = self.groups.setdefault((place.file, title, record.state), _Group(place))
            group.place = min(group.place, place)
            group.named[record.id if isinstance(record, Entry) else str(place.line)] = None

    def found(self) -> Iterator[Problem]:
        """Give a line for each file, kind and state."""
        by_file: dict[tuple[str, str], dict[str, _Group]] = defaultdict(dict)
        for (file, title, state), group in self.groups.items():
            by_file[file, state][title] = group
        for (_file, state), titles in by_file.items():
            at = min(group.place for group in titles.values())
            said = ", ".join(_counted(title, group) for title, group in titles.items())
            yield Problem.at(at, "not-adopted", f"{said}: {STATE_WORDS[state]}, inte antaget", _ADOPT[state])


_ADOPT = {
    "example": "Byt det påhittade mot det riktiga. När det är antaget: skriv  state: adopted",
    "proposed": "Låt den som bestämmer ta ställning. När det är antaget: skriv  state: adopted",
    "draft": "När det är antaget: skriv  state: adopted  överst i filen, eller i nivåns index.yaml.",
}


def _counted(title: str, group: _Group) -> str:
    return title if len(group.named) == 1 else f"{title} ({len(group.named)})"
