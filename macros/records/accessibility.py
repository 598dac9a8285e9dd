"""Records of the accessibility statement that the law asks of a public site.

What a machine has found is kept apart from what a person has judged. Only a person's audit lets the statement
say how well the site conforms.
"""

from datetime import date
from typing import Literal

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain, Web, WholeNumber
from macros.records.text import TextField
from macros.records.time_scalars import DayField, SpanField
from macros.records.validity import a_year_after, has_passed
from macros.records.values import Day

Conformance = Literal["not-audited", "full", "partial", "none"]
"""What the law lets a statement say (the last three), and what is true until a person has looked."""


class Audit(Record):
    """A person's audit of the whole site against the standard."""

    by: TextField = required(
        "granskad av", "Funktionen eller företaget som granskade. Aldrig ett namn på en person."
    )
    date: DayField = required("granskad", "Dagen då granskningen blev klar.")
    method: TextField = required("hur", "Till exempel: Vi granskade webbplatsen själva, med skärmläsare.")
    standard: Plain = required("standard", "Det som ni granskade mot, med version.")


class Shortcoming(Entry):
    """Something that not everyone can use, with the reason and the way around it."""

    kind: Literal["failing", "burden", "outside"] = required(
        "slag",
        "failing (brister mot lagen), burden (oskäligt betungande att rätta) eller outside (omfattas inte av "
        "lagen).",
    )
    title: TextField = required("brist", "Vad som inte är tillgängligt, i några ord.")
    text: TextField = required("text", "Var på webbplatsen det är, och för vem det blir svårt.")
    reason: TextField = required("skäl", "Varför det är så. För burden: varför det är oskäligt.")
    instead: TextField | None = optional("i stället", "Hur man kan göra i stället.")
    mended_by: DayField | None = optional("rättas senast", "Dagen då det ska vara rättat.")

    def overdue(self, today: date) -> bool:
        """Return whether it should have been mended by now."""
        return has_passed(self.mended_by, today)


class Automated(Record):
    """Results of the automated accessibility test, written by ``make audit``.

    They say nothing of what people meet.
    """

    date: DayField = required("prövad", "Dagen för det automatiska provet.")
    pages: WholeNumber = required("sidor", "Hur många sidor som prövades.")
    states: WholeNumber = required("lägen", "Hur många lägen: färger, bredder, öppen meny.")
    violations: WholeNumber = required("fel", "Fel mot reglerna för tillgänglighet.")
    third_party_requests: WholeNumber = required("anrop till andra", "Anrop till någon annans server.")
    policy_violations: WholeNumber = required("stoppat", "Sådant som sidornas säkerhetsregler stoppade.")
    tool: Plain = required("verktyg", "Programmet som prövade, med version.")


class Requirements(Record):
    """The laws that apply, who supervises them, and the day someone last read them."""

    laws: list[Plain] = required("lagar", "Lagen, förordningen och föreskrifterna, med nummer.")
    standard: Plain = required("standard", "Standarden som kraven bygger på, med version.")
    supervisor: Plain = required("tillsyn", "Myndigheten som ser till att lagen följs.")
    complaint: Web = required("anmälan", "Adressen där man anmäler till myndigheten.")
    checked: DayField = required("kontrollerat", "Dagen då någon läste vad som gäller.")
    sure: Literal["high", "medium"] = required(
        "säkerhet", "high (läst hos myndigheten själv) eller medium (ska läsas innan sidan publiceras)."
    )

    @property
    def check_by(self) -> Day:
        """The last day to read again what applies: a year after ``checked``."""
        return a_year_after(self.checked)


class Accessibility(Record):
    """The statement on the page *Tillgänglighet*."""

    published: DayField | None = optional(
        "publicerad", "Dagen då redogörelsen först lades ut. Utelämnad tills webbplatsen är publicerad."
    )
    reviewed: DayField = required(
        "senast genomgången", "Dagen då någon senast gick igenom hela redogörelsen."
    )
    conformance: Conformance = required(
        "förenlighet",
        "not-audited (inte fullständigt granskad), full (helt förenlig med lagen), partial (delvis förenlig "
        "med lagen) eller none (inte förenlig med lagen).",
    )
    audit: Audit | None = optional("granskning", "En människas granskning. Utan den: not-audited.")
    shortcomings: list[Shortcoming] = optional("brister", "Det som ni vet att inte alla kan använda.", list)
    untested: list[TextField] = optional("inte prövat", "Det som ingen människa har prövat än.", list)
    tested: list[TextField] = required("prövat", "Hur webbplatsen prövas, en sak per rad.")
    alternative: TextField = required("på ett annat sätt", "Hur man får innehållet på ett annat sätt.")
    answer_within: SpanField | None = optional("svar inom", "Hur snart man får svar.")
    requirements: Requirements = required("krav", "Lagen, standarden och tillsynen.")
    automated: Automated | None = optional("automatiskt prov", "Skrivs av make audit. Ändra inte för hand.")

    @property
    def review_by(self) -> Day:
        """The last day to go through the statement again: a year after ``reviewed``."""
        return a_year_after(self.reviewed)
