"""What records are called: a Swedish noun for each class, a name for each record."""

from __future__ import annotations

from macros.changes.compare import Step
from macros.records.base import Record
from macros.records.written import Mapping, Node, Scalar, Sequence

NOUNS = {
    "Accessibility": "tillgänglighetsredogörelsen",
    "ActionPlan": "handlingsplanen",
    "Actor": "verksamheten",
    "AgendaItem": "punkten",
    "Activity": "aktiviteten",
    "Addresses": "de publicerade adresserna",
    "Agreement": "överenskommelsen",
    "Allowed": "det tillåtna värdet",
    "AnswerRule": "regeln",
    "Approval": "godkännandet",
    "Apt": "arbetsplatsträffen",
    "Area": "området",
    "Audit": "granskningen",
    "Automated": "det automatiska provet",
    "Background": "bakgrunden",
    "BeforeMeeting": "bladet inför mötet",
    "Board": "samtalskartan",
    "BoardCard": "bilden",
    "Body": "gruppen",
    "Case": "fallet",
    "CheckQuestion": "frågan",
    "Checklist": "checklistan",
    "CollaborationLevel": "nivån",
    "Communication": "kommunikationsplanen",
    "CommunicationRow": "raden",
    "Competence": "kompetensplanen",
    "ComplaintPart": "delen om klagomål",
    "ComplaintStep": "steget i ett klagomål",
    "Complaints": "avsnittet om klagomål",
    "Concern": "frågan",
    "Contact": "kontakten",
    "Control": "rutan Det här gäller",
    "Deadline": "tidsgränsen",
    "Deviation": "avvikelsen",
    "District": "kommundelen",
    "DocumentChoice": "dokumentet",
    "Duty": "orosanmälan",
    "EarlierAnswer": "det tidigare svaret",
    "Edge": "pilen",
    "Event": "händelsen",
    "EventLedger": "kalendrarnas händelser",
    "EventState": "händelsens läge",
    "FamilySheets": "familjens blad",
    "Figure": "siffran",
    "FigureCount": "frågans svar",
    "FigureTable": "tabellen",
    "FigureValue": "svaret",
    "FigureYear": "årets siffror",
    "Flow": "flödet av insatser",
    "FollowUp": "uppföljningen",
    "Form": "blanketten",
    "FormColumn": "kolumnen",
    "FormField": "fältet",
    "FormSection": "avsnittet",
    "GlossaryTerm": "ordet",
    "Goal": "målet",
    "GoodExample": "det goda exemplet",
    "Guidance": "avsnittet Vem ringer jag?",
    "Holidays": "helgdagarna",
    "InterpreterSheet": "bladet till den som behöver tolk",
    "Introduction": "introduktionen",
    "Joining": "anslutningen",
    "KeptApproval": "godkännandet i arkivet",
    "KeptDay": "dagen i arkivet",
    "KeptDocument": "dokumentet i arkivet",
    "Ladder": "upptrappningen",
    "Lane": "spåret",
    "Law": "lagen",
    "Leaflet": "foldern",
    "LeafletPage": "sidan",
    "LeafletStep": "steget",
    "LeafletStrip": "serien",
    "LeafletWords": "folderns små ord",
    "LocalNote": "det som gäller här,",
    "MarkedFile": "märkena i en fil",
    "Meaning": "det som ändringen betyder",
    "Measure": "måttet",
    "Meeting": "mötets regler",
    "MeetingAgenda": "mötets dagordning",
    "MeetingItem": "punkten",
    "MeetingRole": "rollen",
    "Membership": "medlemskapet",
    "MinorityLanguages": "minoritetsspråken",
    "Municipality": "kommunen",
    "MyPlan": "Min plan",
    "NeedLevel": "nivån",
    "Newsletter": "informationsbladet",
    "NextDate": "dagen",
    "Node": "insatsen",
    "OpenData": "villkoren för öppna data",
    "OurWay": "avsnittet Så gör vi hos oss",
    "OurWayRow": "raden",
    "Overview": "steget",
    "Packet": "paketet",
    "PacketPart": "delen",
    "PastPlan": "den tidigare kommunikationsplanen",
    "ParentAgreement": "de gemensamma utgångspunkterna",
    "Participation": "det som är kommunens eget i området",
    "Party": "parten",
    "Phase": "skedet",
    "Phrase": "frasen",
    "PlanItem": "punkten",
    "PlanPart": "delen",
    "Principle": "principen",
    "Publication": "publiceringen",
    "PublishedEvent": "händelsen i kalendern",
    "Question": "frågan",
    "Reader": "läsaren",
    "ReadingLevel": "läsnivån",
    "ReadingPath": "läsvägen",
    "Referral": "hänvisningen",
    "Repository": "arkivet på webben",
    "Requirements": "lagens krav",
    "Responsibility": "ansvaret",
    "Revision": "raden",
    "Role": "rollen",
    "Routine": "rutinen",
    "ScaleStep": "steget",
    "Schedule": "de avvikande tiderna",
    "Seat": "platsen",
    "Section": "avsnittet",
    "Security": "adressen för säkerhetshål",
    "SelfCheck": "självtestet",
    "Service": "verksamheten",
    "Shadow": "raden om att gå bredvid",
    "Shortcoming": "bristen",
    "Site": "webbplatsens uppgifter",
    "Steering": "styrningen",
    "SteeringGroup": "styrgruppen",
    "SteeringMeeting": "mötet",
    "Stage": "steget",
    "Step": "steget",
    "Stop": "stoppet",
    "StripFrame": "rutan",
    "Survey": "enkäten",
    "SurveyQuestion": "frågan",
    "Term": "uttrycket",
    "TimeLimit": "tidsgränsen",
    "Together": "rutan om att arbeta tillsammans",
    "Translations": "översättningarnas märken",
    "UrgentNumber": "numret",
    "HandOver": "överlämningen",
    "Window": "mötestiden",
}
"""A Swedish noun for every record class, in the definite form. A test keeps the table complete."""

NAMELESS = {
    "Accessibility", "ActionPlan", "Approval", "Apt", "Audit", "Automated", "Background", "BeforeMeeting",
    "Board", "Communication", "Competence", "Complaints", "Control", "Duty", "FamilySheets", "Flow",
    "FollowUp", "Guidance", "Holidays", "InterpreterSheet", "Introduction", "LeafletStrip", "LeafletWords",
    "Meaning", "MeetingAgenda", "Membership", "MinorityLanguages", "MyPlan", "OpenData", "OurWay",
    "ParentAgreement", "Requirements", "Routine", "Security", "SelfCheck", "Site", "Steering",
    "SteeringGroup", "TimeLimit", "Together", "Window",
}  # fmt: skip
"""Record classes that a level has at most one of: they need no name of their own."""

_NAMING = ("title", "short", "name", "term", "paragraph", "label", "role", "audience", "who", "when", "text")
LONGEST_NAME = 50


def noun(model: type[Record]) -> str:
    """Return the Swedish noun of a record class, in the definite form."""
    return NOUNS.get(model.__name__, "posten")


def name_of(step: Step) -> Node | None:
    """Return the field that names a record: its title, name, text …, or None."""
    record = step.record
    if not isinstance(record, Mapping) or step.model is None or step.model.__name__ in NAMELESS:
        return None
    return next((record[key] for key in _NAMING if key in record), None)


def words_of(node: Node | None, language: str = "sv") -> str:
    """Return the words of a node as they are written, in one language."""
    if isinstance(node, Scalar):
        return " ".join(node.split())
    if isinstance(node, Mapping):
        inner = node.get(language)
        return words_of(inner) if inner is not None else ""
    if isinstance(node, Sequence):
        return "; ".join(filter(None, map(words_of, node)))
    return ""


def shorten(words: str, limit: int = LONGEST_NAME) -> str:
    """Cut a name that is too long at the end of a word, and add an ellipsis."""
    if len(words) <= limit:
        return words
    return words[:limit].rpartition(" ")[0].rstrip(" ,.:;") + " …"
