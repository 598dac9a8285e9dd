"""Surveys: the coordinator's, the child's, the parent's, and the one on the leaflet's back."""

from typing import Literal

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Face, Rows, YesNo
from macros.records.text import TextField


class ScaleStep(Entry):
    """One step of a scale, worded. ``face`` is 1 (sad) to 5 (glad), where the survey has faces."""

    label: TextField = required("ord", "Svaret i ord.")
    face: Face | None = optional("ansikte", "1 (ledsen) till 5 (glad).")


class SurveyQuestion(Entry):
    """One question: ``scale`` is answered on the survey's scale, ``ten`` from 1 to 10, ``line`` on a line."""

    text: TextField = required("fråga", "Frågan.")
    kind: Literal["scale", "yes-no", "ten", "number", "line", "box", "choice"] = optional(
        "slag",
        "Hur man svarar: scale (på enkätens skala), yes-no (ja eller nej), ten (1 till 10), "
        "number (ett tal), line (en rad), box (flera rader) eller choice (något av svaren).",
        "scale",
    )
    choices: list[TextField] = optional("svar", "Svaren, för choice.", list)
    low: TextField | None = optional("lägsta", "Vad 1 betyder, för ten.")
    high: TextField | None = optional("högsta", "Vad 10 betyder, för ten.")
    rows: Rows = optional("rader", "Antal rader att skriva på, för box.", 3)
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
