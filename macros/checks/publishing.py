"""The publishing gate: what is left to do before the binder is the real one.

Nothing here stops an ordinary build: a draft is built and says that it is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from macros.checks import approval_rules, contact_rules, statement, translation_rules
from macros.problems import Place, Problem, join_words, quote
from macros.records.base import STATE_WORDS, Entry, Record
from macros.records.binder import Binder
from macros.records.citations import CITATIONS
from macros.records.contact import Contact
from macros.records.due import falling_due
from macros.records.due_words import Kind
from macros.records.kinds import KIND_NAMES, Kinds
from macros.records.path import expand, flatten_ids
from macros.records.shape import title_of
from macros.records.values import Phone
from macros.records.whole_shelf import Shelf
from macros.records.written import Mapping, Node, Scalar

_INVENTED = re.compile(r"\.example\b|\bexempelgatan\b", re.IGNORECASE)
_UNWRITTEN = re.compile(r"Skriv här (?:i (?:en|två) mening|när|vad|var|vem|vilka)|Exempelverksamheten$")
"""What the drafts of ``parmen new`` ask for. A form may say *Skriv här om det är något*."""
_PHONE = re.compile(r"(?<!\d)(?:\+46[ -]?|0)\d(?:[ –-]?\d){6,10}(?!\d)")
_STOPS: tuple[Kind, ...] = ("contact", "number", "languages", "revision", "statement")
"""What may not be overdue. Agreements and paragraphs have rules of their own; a rule says when it applied."""
_OWN = {"agreement": "överenskommelsen", "area": "området", "municipality": "kommunen"}


def list_unready(shelf: Shelf) -> list[Problem]:
    """Return all that is left to do before publishing, by file and line.

    Of the whole shelf, or of ``select_published``: then nothing that only drafts lack counts. The shelf must
    keep every rule of the check.
    """
    problems = {
        *_check_site(shelf),
        *_check_laws(shelf),
        *_find_overdue(shelf),
        *statement.list_unready(shelf),
        *contact_rules.list_without_duty_number(shelf),
        *translation_rules.list_unready(shelf),
        *approval_rules.list_unapproved(shelf),
        *approval_rules.list_parts_of_drafts(shelf),
    }
    problems.update(_find_unadopted(shelf))
    seen: set[int] = set()
    for binder in shelf.binders.values():
        problems.update(_check_contacts(binder), _find_ended(shelf, binder), _check_citations(shelf, binder))
        for node in binder.nodes:
            problems.update(_find_invented(node, seen))
    return sorted(problems)


def group_by_town(shelf: Shelf, problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return the problems of each municipality by its slug.

    Those of what all share are under ``""``. What is left in an agreement or an area is left for each of its
    municipalities.
    """
    groups: dict[str, list[Problem]] = {slug: [] for slug in ("", *shelf.first_binders)}
    paths = {
        slug: {path for binder in shelf.binders_of(slug) for path in binder.files} for slug in groups if slug
    }
    for problem in problems:
        parents = {problem.file, *(parent.as_posix() for parent in PurePosixPath(problem.file).parents)}
        towns = [slug for slug in paths if parents & paths[slug]]
        for slug in towns or [""]:
            groups[slug].append(problem)
    return groups


def _check_site(shelf: Shelf) -> Iterator[Problem]:
    """Check that the site is published, with a publisher and addresses of its own."""
    site = shelf.site
    if not site.published:
        message = "webbplatsen är inte publicerad (published: nej)"
        advice = "Skriv  published: ja  när allt annat är klart."
        yield Problem.at(shelf.line_of("site", "published"), "not-published", message, advice)
    if re.match("exempel", site.publisher, re.IGNORECASE):
        message = f"utgivaren ”{site.publisher}” är påhittad"
        advice = "Skriv vem som ger ut webbplatsen och svarar för den."
        yield Problem.at(shelf.line_of("site", "publisher"), "example-publisher", message, advice)
    security = site.security.contact if site.security else ""
    for key, value in (("address", site.address), ("email", site.email), ("contact", security)):
        if _INVENTED.search(value):
            yield _report_invented(shelf.line_of("site", key), value)
    if site.state != "adopted":
        message = f"webbplatsens egna texter är {STATE_WORDS[site.state or 'draft']}"
        advice = "Byt till  state: adopted  i filen när de är antagna."
        yield Problem.at(shelf.line_of("site", "state"), "not-adopted", message, advice)


def _check_laws(shelf: Shelf) -> Iterator[Problem]:
    """Check that every paragraph's number has been read in the law."""
    for law in shelf.laws.values():
        if law.sure != "high":
            at = shelf.line_of("laws", "sure", law.place.line if law.place else 0)
            advice = "Läs paragrafen i lagen. Stämmer den? Skriv  sure: high  och dagen i read"
            yield Problem.at(at, "unsure", f"{law.name} är inte kontrollerad (sure: medium)", advice)
    duty = shelf.site.duty
    if duty.place:
        yield from _check_in_force(shelf, duty.law, shelf.line_of("site", "law", duty.place.line))


def _find_overdue(shelf: Shelf) -> Iterator[Problem]:
    """Check that no number is unchecked and no text is past its day of revision."""
    for due in falling_due(shelf, 0):
        if due.overdue and due.kind in _STOPS:
            yield Problem.at(due.place, "overdue", due.sentence, due.advice)


def _check_contacts(binder: Binder) -> Iterator[Problem]:
    """Check that no contact is an example or a proposal, and that languages are sure."""
    services = {service.id: service.name for service in binder.services}
    for contact in binder.contacts:
        place = contact.changed or contact.place or binder.place_of(f"contacts.{contact.id}")
        name = f"kontakten ”{contact.id}” ({join_words(services[key] for key in contact.services)})"
        if contact.state == "example":
            advice = "Skriv de riktiga uppgifterna, ring och kontrollera, och skriv dagen i checked."
            yield Problem.at(place, "example-contact", f"{name} är ett exempel", advice)
        elif contact.state == "proposed":
            advice = "Ring och kontrollera. Skriv sedan dagen i checked, och  state: adopted"
            yield Problem.at(place, "not-adopted", f"{name} är ett förslag", advice)
        if contact.state != "example" and contact.phone and contact.phone.fictional:
            yield _report_fictional(binder.place_of(f"contacts.{contact.id}.phone"), contact.phone)
    languages = binder.municipality.minority_languages
    if languages and languages.sure != "high":
        place = binder.place_of("municipality.minority_languages.sure")
        message = "uppgiften om minoritetsspråk är inte säker (sure: medium)"
        yield Problem.at(place, "unsure", message, "Jämför med lagen. Stämmer uppgiften? Skriv  sure: high")


def _report_fictional(at: Place, phone: Phone) -> Problem:
    message = f"numret {phone} är påhittat: det hör till en serie som inte används"
    return Problem.at(at, "example-phone", message, "Skriv det riktiga numret, och ring det först.")


def _find_ended(shelf: Shelf, binder: Binder) -> Iterator[Problem]:
    """Check that no agreement and no routine has ended."""
    for path, what, control in (
        ("agreement", f"överenskommelsen {binder.agreement.short}", binder.agreement.control),
        ("routine", "rutinen", binder.routine.control),
    ):
        if control and control.ended(shelf.today):
            at = binder.place_of(f"{path}.control.valid_to")
            advice = "Är den förlängd? Skriv den nya dagen. Annars behövs en ny text innan den publiceras."
            message = f"{what} {_lower_first(control.validity(shelf.today))}"
            yield Problem.at(at, "agreement-ended", message, advice)


def _check_citations(shelf: Shelf, binder: Binder) -> Iterator[Problem]:
    """Check that a text names only paragraphs that are in force."""
    for pattern in CITATIONS:
        for path, key in flatten_ids(expand(binder, pattern)):
            if not shelf.laws[key].current(shelf.today):
                yield from _check_in_force(shelf, key, binder.place_of(path))


def _check_in_force(shelf: Shelf, key: str, at: Place) -> Iterator[Problem]:
    """Yield a problem where a paragraph that a text names is not in force."""
    law = shelf.laws[key]
    message = f"texten nämner {law.name}, som {_lower_first(law.validity(shelf.today))}"
    if law.repealed(shelf.today):
        now = f" Nu gäller {law.replaced_by.fill(str)}." if law.replaced_by else ""
        yield Problem.at(at, "repealed-law", message, f"Byt ”{key}” mot paragrafen som gäller nu.{now}")
    elif law.coming(shelf.today):
        now = f" Till dess gäller {law.replaces.fill(str)}." if law.replaces else ""
        advice = f"Vänta med texten, eller nämn paragrafen som gäller nu.{now}"
        yield Problem.at(at, "repealed-law", message, advice)


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def _find_invented(node: Node, seen: set[int]) -> Iterator[Problem]:
    """Yield what we invented in a text, and what is still to be written there.

    Example contacts have problems of their own. ``seen`` holds the ids of nodes that have been searched.
    """
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, Scalar):
        if _INVENTED.search(node):
            yield _report_invented(node.place, node)
        if _UNWRITTEN.match(node):
            message = f"{quote(node)} är inte utbytt"
            yield Problem.at(node.place, "unwritten", message, "Skriv det som gäller hos er i stället.")
        for number in _PHONE.findall(node):
            if (phone := Phone(number)).fictional:
                yield _report_fictional(node.place, phone)
    elif not isinstance(node, Mapping):
        for inner in node:
            yield from _find_invented(inner, seen)
    elif not ("services" in node and node.state == "example"):
        for key, inner in node.items():
            if not (key == "phone" and "services" in node):  # told of with its contact
                yield from _find_invented(inner, seen)


def _report_invented(at: Place, value: str) -> Problem:
    line = " ".join(value.split())
    message = f"”{line[:59]}…” är påhittat" if len(line) > 60 else f"”{line}” är påhittat"
    return Problem.at(at, "example-address", message, "Skriv den riktiga adressen, eller ta bort raden.")


_ADOPT = {
    "example": "Byt det påhittade mot det riktiga. När det är antaget: skriv  state: adopted",
    "proposed": "Låt den som bestämmer ta ställning. När det är antaget: skriv  state: adopted",
    "draft": "När det är antaget: skriv  state: adopted  överst i filen, eller i nivåns index.yaml.",
}


def _find_unadopted(shelf: Shelf) -> Iterator[Problem]:
    """Yield a problem for each file and state of what is not adopted.

    It lists the highest records only. Contacts are not adopted: they are checked instead.
    """
    groups: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[tuple[str, str], Place] = {}
    seen: dict[int, object] = {}
    for title, value, place in _list_adoptable(shelf):
        for kind, record, at in _walk_unadopted(title, value, place, seen):
            key = (at.file, record.state or "")
            name = record.id if isinstance(record, Entry) else str(at.line)
            groups[key][kind].add(name)
            first[key] = min(at, first.get(key, at))
    for (file, state), titles in groups.items():
        counted = (f"{title} ({len(names)})" if len(names) > 1 else title for title, names in titles.items())
        message = f"{', '.join(counted)}: {STATE_WORDS[state]}, inte antaget"
        yield Problem.at(first[file, state], "not-adopted", message, _ADOPT[state])


def _list_adoptable(shelf: Shelf) -> Iterator[tuple[str, object, Place]]:
    """Yield what somebody adopts, with its title and place.

    First what all share, then each binder's kinds. The site itself has a rule of its own. Words and
    paragraphs are lists without a state of their own: only one that says so is unadopted.
    """
    folder = shelf.folder.as_posix()
    laws = [law for law in shelf.laws.values() if law.state != "draft"]
    words = [word for word in shelf.glossary.values() if word.state != "draft"]
    yield "lagarna", laws, Place(f"{folder}/laws.yaml", 1)
    yield "ordlistan", words, Place(f"{folder}/glossary.yaml", 1)
    yield "tillgänglighetsredogörelsen", shelf.accessibility, Place(f"{folder}/accessibility.yaml", 1)
    for value in shelf.site.__dict__.values() if shelf.site.state == "adopted" else ():
        yield "webbplatsens texter", value, Place(f"{folder}/site.yaml", 1)
    for binder in shelf.binders.values():
        for name in (*_OWN, *KIND_NAMES):
            yield _OWN.get(name) or title_of(Kinds, name), getattr(binder, name), binder.place_of(name)


def _walk_unadopted(
    title: str, value: object, place: Place, seen: dict[int, object]
) -> Iterator[tuple[str, Record, Place]]:
    """Yield the highest records that are not adopted, each once, with title and place."""
    if id(value) in seen or not isinstance(value, (Record, dict, list)):
        return
    seen[id(value)] = value
    children: Iterable[object] = value.values() if isinstance(value, dict) else value
    if isinstance(value, Record):
        place = value.changed or value.place or place
        children = value.__dict__.values() if value.state in (None, "adopted") else ()
        if value.state not in (None, "adopted") and not isinstance(value, Contact):
            yield title, value, place
    for child in children:
        yield from _walk_unadopted(title, child, place, seen)
