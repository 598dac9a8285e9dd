"""The kinds of knowledge a level may hold. A binder has all of them, merged."""

from macros.records.agendas import Apt, MeetingAgenda
from macros.records.background import Background, Introduction
from macros.records.base import Record, optional, required
from macros.records.contact import Contact, Service
from macros.records.family_sheets import FamilySheets
from macros.records.figures import FigureYear
from macros.records.flow import Flow
from macros.records.follow_up import FollowUp, Survey
from macros.records.form import Form
from macros.records.guidance import Guidance
from macros.records.leaflet import Leaflet
from macros.records.municipality import LocalNote
from macros.records.newcomers import ReadingPath, SelfCheck
from macros.records.newsletter import Newsletter
from macros.records.packet import DocumentChoice, Packet
from macros.records.plans import ActionPlan, Communication, Competence, PastPlan, Steering
from macros.records.routine import Checklist, Routine
from macros.records.scalars import Slug
from macros.records.shared_records import Revision
from macros.records.term import Term


class Kinds(Record):
    """Every kind of content that a level may hold.

    Merged down to one municipality they make its binder. Only the routine, the contacts and their services
    are required: what a binder does not have has no page, sheet or link.
    """

    terms: dict[Slug, Term] = optional(
        "termer", "Vad ni kallar mötet och annat som har ett eget namn här.", dict
    )
    routine: Routine = required("rutin", "Stegen, reglerna och rollerna.")
    flow: Flow | None = optional("flödet av insatser", "Vem som kan göra vad.")
    checklists: dict[Slug, Checklist] = optional("checklistor", "Frågorna att gå igenom.", dict)
    introduction: Introduction | None = optional("introduktion", "För dig som är ny.")
    reading_paths: list[ReadingPath] = optional(
        "läsvägar", "Vad den som är ny läser, roll för roll, och vem hon går bredvid.", list
    )
    self_check: SelfCheck | None = optional("prova dig själv", "Frågor med svar, till den som är ny.")
    leaflets: dict[Slug, Leaflet] = optional(
        "foldrar", "Till dem som det handlar om, och till närstående.", dict
    )
    services: list[Service] = required("verksamheter", "Vad verksamheterna gör.")
    contacts: list[Contact] = required("kontakter", "Hur man når dem.")
    guidance: Guidance | None = optional("vem ringer jag", "Vem man vänder sig till, och varför.")
    meeting_agenda: MeetingAgenda | None = optional("mötets dagordning", "Rollerna och punkterna på mötet.")
    forms: dict[Slug, Form] = optional("blanketter", "Tomma blanketter.", dict)
    surveys: dict[Slug, Survey] = optional(
        "enkäter", "Frågor till dem som det handlar om, närstående och samordnare.", dict
    )
    family_sheets: FamilySheets | None = optional(
        "familjens blad", "Blad som familjen själv använder: inför mötet, min plan, samtalskarta och tolk."
    )
    follow_up: FollowUp | None = optional("uppföljning", "Hur vi får veta om det fungerar.")
    figures: dict[Slug, FigureYear] = optional(
        "siffror", "Svaren på enkäterna, räknade. En fil för varje år, till exempel figures/2027.yaml.", dict
    )
    steering: Steering | None = optional("styrning", "Gruppen som leder arbetet, och årets möten.")
    communication: Communication | None = optional("kommunikationsplan", "Vem som får veta vad.")
    past_plans: dict[Slug, PastPlan] = optional(
        "tidigare kommunikationsplaner", "Planen för varje år som har gått, under sitt år.", dict
    )
    action_plan: ActionPlan | None = optional(
        "handlingsplan", "Det som samarbetet har bestämt sig för att göra."
    )
    competence: Competence | None = optional("kompetens", "Det vi lär oss tillsammans.")
    background: Background | None = optional("bakgrund", "Historia, siffror och aktiviteter.")
    apt: Apt | None = optional("APT", "Arbetsplatsträffens dagordning och fall.")
    documents: list[DocumentChoice] = optional(
        "dokument",
        "Dokumenten som den här pärmen har. Utelämnat: alla som går att göra av det som finns.",
        list,
    )
    packets: list[Packet] = optional("paket", "Flera dokument i samma fil, till en målgrupp.", list)
    revisions: list[Revision] = optional("ändringar", "Vad varje version ändrade.", list)
    newsletters: dict[Slug, Newsletter] = optional(
        "informationsblad", "Varje nummer av informationsbladet, under sitt nummer.", dict
    )
    local: list[LocalNote] = optional("gäller i", "Det som bara gäller på den här platsen.", list)

    @property
    def figures_year(self) -> str:
        """The latest year that has figures; empty where none has."""
        return max((year for year, figures in self.figures.items() if figures.tables), default="")


KIND_NAMES = tuple(name for name in Kinds.model_fields if name != "state")
