"""Follow-up: goals, ways of asking, the monthly sheet and the surveys."""

import re
from typing import Literal

from macros.records.base import Entry, Record, optional, required, searched
from macros.records.plans import PlanItem
from macros.records.scalars import Face, Plain, Rows, Slug, YesNo
from macros.records.shared_records import Section
from macros.records.sheet_notes import Activity, Deviation, GoodExample
from macros.records.text import TextField
from macros.records.time_scalars import CadenceField, WhenField


class ScaleStep(Entry):
    """One step of a survey's scale, in words and perhaps with a drawn face.

    ``face`` is 1 (sad) to 5 (glad).
    """

    label: TextField = required("ord", "Svaret i ord.")
    face: Face | None = optional("ansikte", "1 (ledsen) till 5 (glad).")


class EarlierAnswer(Record):
    """An answer that a survey no longer offers, but that exports from before may hold."""

    text: TextField = required("ord", "Svaret så som det stod i enkäten förut.")
    now: TextField | None = optional(
        "räknas som", "Svaret som det räknas som nu, ordagrant. Utelämnat: det räknas för sig."
    )


QuestionKind = Literal[
    "scale", "yes-no", "ten", "number", "month", "line", "box", "choice", "choices", "service", "services"
]


class SurveyQuestion(Entry):
    """One question of a survey.

    ``kind`` says how it is answered: ``scale`` on the survey's scale, ``ten`` from 1 to 10, ``choices`` with
    one or several of the answers, ``service`` and ``services`` with those that the binder has. In an export
    its column has the question as heading, or one of ``columns``.
    """

    text: TextField = required("fråga", "Frågan.")
    kind: QuestionKind = optional(
        "slag",
        "Hur man svarar: scale (på enkätens skala), yes-no (ja eller nej), ten (1 till 10), "
        "number (ett tal), month (månaden som svaret gäller), line (en rad), box (flera rader), "
        "choice (något av svaren), choices (ett eller flera av svaren), service (en verksamhet) "
        "eller services (en eller flera verksamheter).",
        "scale",
    )
    choices: list[TextField] = optional("svar", "Svaren, för choice och choices.", list)
    earlier: list[EarlierAnswer] = optional(
        "svar förut", "Svar som enkäten hade förut, om den ändrades när svar hade kommit in.", list
    )
    columns: list[Plain] = optional(
        "kolumner", "Kolumnens rubrik i webbenkätens fil, om den inte är frågan. Även äldre rubriker.", list
    )
    low: TextField | None = optional("lägsta", "Vad 1 betyder, för ten.")
    high: TextField | None = optional("högsta", "Vad 10 betyder, för ten.")
    rows: Rows = optional("rader", "Antal rader att skriva på, för box och services.", 3)
    hint: TextField | None = optional("hjälp", "En kort förklaring.")


class Survey(Record):
    """Questions to a coordinator, a child or a parent. Answers are never kept here."""

    title: TextField = required("rubrik", "Enkätens namn.")
    audience: Literal["coordinator", "child", "custodian", "family"] = required(
        "till",
        "Vem som svarar: coordinator (samordnaren), child (barnet), custodian (vårdnadshavaren) eller "
        "family (barnet eller vårdnadshavaren).",
    )
    lead: TextField = required("ingress", "Varför vi frågar, och att det är frivilligt.")
    about: list[TextField] = optional("överst", "Det som skrivs överst, till exempel Kvartal och år.", list)
    faces: YesNo = optional("ansikten", "ja om svaren har tecknade ansikten.", False)
    scale: list[ScaleStep] = optional("skala", "Svarsstegen, det lägsta först.", list)
    questions: list[SurveyQuestion] = required("frågor", "Frågorna i ordning.")
    handing_in: TextField = required("inlämning", "Hur och till vem svaret lämnas.")
    month_column: Plain | None = optional(
        "månadens kolumn",
        "Rubriken på kolumnen som säger när svaret kom, i webbenkätens fil. Bara om ingen fråga är månaden.",
    )
    ignored: list[Plain] = optional(
        "kolumner som inte räknas", "Rubriker i webbenkätens fil som ingen fråga har, ordagrant.", list
    )
    synonyms: list[Plain] = searched()


class Goal(Entry):
    """A measurable goal."""

    value: Plain = required("värde", "Till exempel 150, 85 % eller alla.")
    text: TextField = required("mål", "Vad värdet gäller.")
    year: WhenField | None = optional("år", "Året som målet sattes för.")
    measured_by: TextField | None = optional("mäts med", "Hur man får veta.")
    child: YesNo = optional("egen röst", "ja om målet mäter hur delaktig den som det handlar om är.", False)

    @property
    def target(self) -> tuple[int, bool] | None:
        """The value as a number, and whether it is per cent.

        *alla* is 100 per cent. None in other words.
        """
        if self.value.casefold() == "alla":
            return 100, True
        match = re.fullmatch(r"([0-9]{1,6})( ?(?:%|procent))?", self.value)
        return (int(match[1]), match[2] is not None) if match else None


class AnswerRule(Entry):
    """Answers to one question that a measure counts as yes. Its id is the question's."""

    answers: list[TextField] = required("svar", "Svaren som räknas, ordagrant som i enkäten: Ja, hela tiden.")


class Measure(Entry):
    """A row of the monthly sheet.

    With ``survey`` alone its number is how many answered. ``counts`` says which answers count: one that meets
    any of the rules. ``spread`` names a question whose answers the row lists. A question that a measure
    counts is not shown for itself: two numbers of the same answers could be subtracted.
    """

    text: TextField = required("vad", "Det som räknas.")
    cadence: CadenceField | None = optional(
        "hur ofta", "Hur ofta det räknas, om det inte är varje månad: varje kvartal, varje termin."
    )
    write: TextField | None = optional("skriv", "Vad man skriver i rutan, till exempel antal planer.")
    goal: Slug | None = optional("mål", "Id för målet som raden följer.")
    survey: Slug | None = optional("enkät", "Enkäten som raden räknas från. Bara den: raden är antalet svar.")
    counts: list[AnswerRule] = optional(
        "räknar", "Svaren som räknas. Räcker det att en av flera frågor stämmer, skriv alla.", list
    )
    spread: Slug | None = optional("fördelning", "Frågan i enkäten vars svar raden visar, ett för ett.")
    child: YesNo = optional("egen röst", "ja om raden gäller hur delaktig den som det handlar om är.", False)


class FollowUp(Record):
    """How the collaboration finds out whether it works."""

    title: TextField = required("rubrik", "Sidans rubrik.")
    lead: TextField = required("ingress", "Varför och hur vi följer upp.")
    goals: list[Goal] = optional("mål", "Mätbara mål.", list)
    ways: list[Section] = optional("sätt", "Sätten att följa upp.", list)
    questions: list[Section] = optional("frågor", "Frågor som ställs regelbundet.", list)
    questions_lead: TextField | None = optional("om frågorna", "Vem som svarar och hur ofta.")
    measures: list[Measure] = optional("månadsblad", "Raderna i månadsbladet, januari–december.", list)
    measures_lead: TextField | None = optional("om månadsbladet", "Vem som fyller i och var det visas.")
    grain: Literal["quarter", "month"] = optional(
        "siffror för",
        "Hur tätt siffrorna visas: quarter (varje kvartal) eller month (varje månad). Blir svaren färre än "
        "fem räknas flera månader tillsammans.",
        "quarter",
    )
    activity_columns: list[TextField] = optional(
        "aktivitetsplan", "Kolumnerna i aktivitetsplanen under månadsbladet.", list
    )
    deviations: list[Deviation] = optional(
        "avvikelser", "Det i överenskommelsen som inte fungerade, och vad som görs åt det.", list
    )
    examples: list[GoodExample] = optional("goda exempel", "Det som fungerade bra.", list)
    activities: list[Activity] = optional(
        "aktiviteter", "Aktivitetsplanens rader: åtgärd, vem som ansvarar och hur långt den har kommit.", list
    )
    tasks: list[PlanItem] = optional("uppgifter", "Det som görs vid vissa tider varje år.", list)
    receiver: Slug | None = optional("mottagare", "Verksamheten som enkätsvaren skickas till.")
    also: list[Section] = optional("vid behov", "Annat underlag som grupperna tittar på.", list)
