"""The accessibility statement, and whom to tell of a security hole: what may be said, and by when."""

from __future__ import annotations

from collections.abc import Iterator

from macros.problems import Problem
from macros.records.binder import Shelf
from macros.records.validity import has_passed, lies_ahead

_FILE = "accessibility"
_AUDIT = (
    "Låt någon granska hela webbplatsen och fyll i audit (granskning). Till dess: skriv "
    " conformance: not-audited"
)
_PAST = "Skriv dagen då det gjordes, inte när det ska göras."


def audited(shelf: Shelf) -> Iterator[Problem]:
    """Only a person's audit lets the statement say how well the site conforms, never a machine's findings."""
    found = shelf.accessibility
    if found.conformance != "not-audited" and found.audit is None:
        said = f"conformance (förenlighet) är {found.conformance}, men ingen människa har granskat"
        yield Problem.at(shelf.line_of(_FILE, "conformance"), "no-audit", said, _AUDIT)


def nothing_fails(shelf: Shelf) -> Iterator[Problem]:
    """A site that conforms fully has nothing that fails, whoever found it."""
    found = shelf.accessibility
    if found.conformance != "full" or found.audit is None:
        return
    failing = [one.id for one in found.shortcomings if one.kind == "failing"]
    if failing or (found.automated and found.automated.violations):
        what = f"bristen ”{failing[0]}”" if failing else "fel i det automatiska provet"
        advice = "Skriv  conformance: partial  tills allt är rättat."
        said = f"webbplatsen kan inte vara helt förenlig med lagen: det finns {what}"
        yield Problem.at(shelf.line_of(_FILE, "conformance"), "not-full", said, advice)


def days(shelf: Shelf) -> Iterator[Problem]:
    """Nothing is gone through before it has been, nor before it was published."""
    found = shelf.accessibility
    done = {"reviewed": found.reviewed, "checked": found.requirements.checked}
    done |= {"published": found.published} if found.published else {}
    audits = [(one.place, one.date) for one in (found.audit, found.automated) if one and one.place]
    places = [(shelf.line_of(_FILE, key), day) for key, day in done.items()]
    places += [(shelf.line_of(_FILE, "date", place.line), day) for place, day in audits]
    for place, day in places:
        if lies_ahead(day, shelf.today):
            yield Problem.at(place, "future", "det här kan inte vara gjort efter dagens datum", _PAST)
    if found.published and has_passed(found.reviewed, found.published):
        said = "redogörelsen är genomgången innan den publicerades"
        yield Problem.at(shelf.line_of(_FILE, "reviewed"), "window-order", said, "Byt plats på dagarna.")


def unready(shelf: Shelf) -> Iterator[Problem]:
    """Give what is left before publishing: an audit, the law read, and a way to tell of a security hole."""
    found = shelf.accessibility
    if found.conformance == "not-audited":
        at = shelf.line_of(_FILE, "conformance")
        said = "ingen människa har granskat webbplatsens tillgänglighet (conformance: not-audited)"
        advice = "Lagen kräver ett besked. Granska, fyll i audit och skriv full, partial eller none."
        yield Problem.at(at, "not-audited", said, advice)
    if found.published is None:
        said = "redogörelsen för tillgänglighet saknar published (publicerad)"
        advice = "Skriv dagen då den läggs ut."
        yield Problem.at(shelf.line_of(_FILE, "reviewed"), "not-published", said, advice)
    if found.requirements.sure != "high":
        said = "lagen om tillgänglighet och tillsynen är inte kontrollerade (sure: medium)"
        advice = "Läs hos myndigheten. Stämmer det? Skriv  sure: high"
        yield Problem.at(shelf.line_of(_FILE, "sure"), "unsure", said, advice)
    yield from _security(shelf)


def _security(shelf: Shelf) -> Iterator[Problem]:
    """Whoever finds a hole is told where to write, and until when that is true."""
    security = shelf.site.security
    if security is None:
        said = "security (säkerhet) saknas: vem berättar man för om ett säkerhetshål?"
        advice = "Skriv  security:  och under den contact (en adress) och expires (högst ett år fram)."
        yield Problem.at(shelf.line_of("site", "email"), "no-security", said, advice)
    elif (late := security.expired(shelf.today)) or security.too_far_ahead(shelf.today):
        said = "expires (gäller till) har passerat" if late else "expires (gäller till) är mer än ett år fram"
        advice = "Stämmer adressen? Skriv en dag som kommer, högst ett år fram."
        yield Problem.at(shelf.line_of("site", "expires"), "security-expires", said, advice)
