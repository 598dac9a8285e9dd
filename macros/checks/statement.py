"""Rules for the accessibility statement and for the address for security holes."""

from __future__ import annotations

from collections.abc import Iterator

from macros.problems import Problem
from macros.records.validity import has_passed, lies_ahead
from macros.records.whole_shelf import Shelf

_FILE = "accessibility"
_AUDIT = (
    "Låt någon granska hela webbplatsen och fyll i audit (granskning). Till dess: skriv "
    " conformance: not-audited"
)
_PAST = "Skriv dagen då det gjordes, inte när det ska göras."


def conformance_rests_on_an_audit(shelf: Shelf) -> Iterator[Problem]:
    """Only a person's audit lets the statement say how well the site conforms."""
    statement = shelf.accessibility
    if statement.conformance != "not-audited" and statement.audit is None:
        message = f"conformance (förenlighet) är {statement.conformance}, men ingen människa har granskat"
        yield Problem.at(shelf.line_of(_FILE, "conformance"), "no-audit", message, _AUDIT)


def full_conformance_has_no_failures(shelf: Shelf) -> Iterator[Problem]:
    """A site that conforms fully has nothing that fails, whoever found it."""
    statement = shelf.accessibility
    if statement.conformance != "full" or statement.audit is None:
        return
    failing = [short.id for short in statement.shortcomings if short.kind == "failing"]
    if failing or (statement.automated and statement.automated.violations):
        what = f"bristen ”{failing[0]}”" if failing else "fel i det automatiska provet"
        message = f"webbplatsen kan inte vara helt förenlig med lagen: det finns {what}"
        advice = "Skriv  conformance: partial  tills allt är rättat."
        yield Problem.at(shelf.line_of(_FILE, "conformance"), "not-full", message, advice)


def days_are_in_order(shelf: Shelf) -> Iterator[Problem]:
    """No check is dated ahead, and the last review is not before publication."""
    statement = shelf.accessibility
    days = [("reviewed", statement.reviewed), ("checked", statement.requirements.checked)]
    days += [("published", statement.published)] if statement.published else []
    claimed_days = [(shelf.line_of(_FILE, key), day) for key, day in days]
    for audit in (statement.audit, statement.automated):
        if audit and audit.place:
            claimed_days.append((shelf.line_of(_FILE, "date", audit.place.line), audit.date))
    for place, day in claimed_days:
        if lies_ahead(day, shelf.today):
            yield Problem.at(
                place, "future", "det här kan inte ha gjorts en dag som inte har varit än", _PAST
            )
    if statement.published and has_passed(statement.reviewed, statement.published):
        message = "redogörelsen är genomgången innan den publicerades"
        yield Problem.at(shelf.line_of(_FILE, "reviewed"), "window-order", message, "Byt plats på dagarna.")


def list_unready(shelf: Shelf) -> Iterator[Problem]:
    """Yield what is left before publishing: an audit, the law, a security address."""
    statement = shelf.accessibility
    if statement.conformance == "not-audited":
        message = "ingen människa har granskat webbplatsens tillgänglighet (conformance: not-audited)"
        advice = "Lagen kräver ett besked. Granska, fyll i audit och skriv full, partial eller none."
        yield Problem.at(shelf.line_of(_FILE, "conformance"), "not-audited", message, advice)
    if statement.published is None:
        message = "redogörelsen för tillgänglighet saknar published (publicerad)"
        advice = "Skriv dagen då den läggs ut."
        yield Problem.at(shelf.line_of(_FILE, "reviewed"), "not-published", message, advice)
    if statement.requirements.sure != "high":
        message = "lagen om tillgänglighet och tillsynen är inte kontrollerade (sure: medium)"
        advice = "Läs hos myndigheten. Stämmer det? Skriv  sure: high"
        yield Problem.at(shelf.line_of(_FILE, "sure"), "unsure", message, advice)
    yield from _check_security(shelf)


def _check_security(shelf: Shelf) -> Iterator[Problem]:
    """Check that there is an address for security holes, and that it is current."""
    security = shelf.site.security
    if security is None:
        message = "security (säkerhet) saknas: vem berättar man för om ett säkerhetshål?"
        advice = "Skriv  security:  och under den contact (en adress) och expires (högst ett år fram)."
        yield Problem.at(shelf.line_of("site", "email"), "no-security", message, advice)
    elif (is_expired := security.expired(shelf.today)) or security.too_far_ahead(shelf.today):
        message = (
            "expires (gäller till) har passerat"
            if is_expired
            else "expires (gäller till) är mer än ett år fram"
        )
        advice = "Stämmer adressen? Skriv en dag som kommer, högst ett år fram."
        yield Problem.at(shelf.line_of("site", "expires"), "security-expires", message, advice)
