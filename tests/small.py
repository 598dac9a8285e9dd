"""A binder with only what must exist, and each kind that may be added to it."""

import shutil
from pathlib import Path

from macros.checks import load
from macros.records.whole_shelf import Shelf
from tests.edits import EXAMPLE, Files, lay_over
from tests.sites import TODAY

SLUG = "litenby"
AGREEMENT = "agreements/litet"
SHARED = ("site", "glossary", "laws", "accessibility")

LEVELS: Files = {
    f"{AGREEMENT}/index.yaml": """\
state: draft
name: Överenskommelse om skolnärvaro
short: Skolnärvaro
region: Region Litenland
lead: Skolan och socialtjänsten hjälps åt när en elev är borta.
for_whom: Elever i grundskolan.
control: {responsible: Samordnaren}
""",
    f"{AGREEMENT}/routine.yaml": """\
title: Rutin för skolnärvaro
lead: Så gör du när en elev är borta.
phases: [{id: upptacka, title: Upptäcka}]
steps:
  - {id: fraga, phase: upptacka, title: Fråga eleven, text: Ta reda på varför eleven är borta.}
  - {id: ring, phase: upptacka, title: Ring hem, text: Ring hem samma dag.}
""",
    "areas/litet/index.yaml": """\
state: draft
name: Litenbygden
agreement: litet
lead: En kommun.
places: Litenby
""",
    f"municipalities/{SLUG}.yaml": """\
state: draft
name: Litenby
area: litet
county: Litenlands län
membership: {status: member}
services:
  - id: elevhalsa
    name: Elevhälsan
    group: everyday
    does: Stödjer elever.
    for_whom: Elever.
    call_when: En elev är borta.
contacts:
  - {id: elevhalsa, state: example, service: elevhalsa, role: Skolsköterskan, phone: 070-174 06 20}
""",
}

CHECKLIST = """\
title: {title}
lead: Gå igenom frågorna.
phases: [{{id: fore, title: Före}}]
questions:
  - {{id: {id}-1, phase: fore, text: Första frågan?}}
  - {{id: {id}-2, phase: fore, text: Andra frågan?}}
"""

LEAFLET = """\
title: {title}
audience: {audience}
lead: Därför får du den här.
steps: [{{id: vi-pratar, title: Vi pratar, when: Först, text: Vi frågar dig., scene: pratar}}]
coordinator: {{id: samordnare, title: Din samordnare, paragraphs: [Du kan ringa.]}}
rights: {{id: ratt, title: Du har rätt att, paragraphs: [Du får säga nej.]}}
no_plan: {{id: plan, title: Ingen plan än, paragraphs: [Prata med skolan.]}}
opinion: {{id: tyck, title: Säg vad du tycker, paragraphs: [Skriv till oss.]}}
senders: Skolan
"""
SURVEY = """\
title: Enkät till {audience}
audience: {audience}
lead: Det är frivilligt.
questions: [{{id: bra, text: Var det bra?, kind: yes-no}}]
handing_in: Lämna till skolan.
"""
FORM = """\
title: {title}
lead: Blanketten är tom.
used: När ni möts.
sections: [{{id: ett, title: Om mötet, fields: [{{id: dag, label: Dag, kind: date}}]}}]
handling: Spara i elevakten.
"""

KINDS: dict[str, Files] = {
    "terms": {"terms.yaml": "mote: {forms: {möte: träff, mötet: träffen}}\n"},
    "meeting": {
        "routine.yaml": LEVELS[f"{AGREEMENT}/routine.yaml"]
        + "meeting: {within: 14 dagar, attendance: Alla, leader: Rektorn, inviter: Skolan}\n"
    },
    "flow": {
        "flow.yaml": """\
title: Vem gör vad
lead: Så hänger det ihop.
lanes: [{id: skola, name: Skolan}]
levels: [{id: alla, name: För alla}]
nodes: [{id: lararen, lane: skola, level: alla, text: Läraren frågar}]
edges: []
together: {title: Tillsammans, text: När flera behövs.}
"""
    },
    "checklists": {"checklists/forsta.yaml": CHECKLIST.format(title="Första listan", id="forsta")},
    "introduction": {
        "introduction.yaml": """\
title: Ny på skolan
lead: Läs det här först.
sections: [{id: vad, title: Vad är det?, paragraphs: [Ett samarbete.]}]
"""
    },
    "leaflets": {"leaflets/hem.yaml": LEAFLET.format(title="Folder hem", audience="Till dig och din familj")},
    "guidance": {
        "guidance.yaml": """\
title: Vem ringer jag?
lead: Svara på tre frågor.
readers: [{id: larare, name: Lärare, voice: staff, start: Börja med elevhälsan., services: [elevhalsa]}]
concerns:
  - id: borta
    title: Eleven är borta
    next_step: Ring samma dag.
    referrals: [{id: skola, service: elevhalsa, why: De hjälper till.}]
"""
    },
    "meeting_agenda": {
        "meeting_agenda.yaml": """\
title: Mötets dagordning
lead: Så går mötet till.
roles_title: Bestäm vem som gör vad.
roles: [{id: leder, name: Leder, text: Ser till att alla hörs.}]
items: [{id: start, title: Vi börjar, text: Alla säger vem de är.}]
"""
    },
    "forms": {"forms/anteckning.yaml": FORM.format(title="Anteckning")},
    "surveys": {"surveys/enkat-barn.yaml": SURVEY.format(audience="child")},
    "family_sheets": {
        "family_sheets.yaml": """\
board:
  title: Peka
  lead: Peka på en bild.
  cards: [{id: ja, word: ja, picture: ja}]
"""
    },
    "follow_up": {"follow_up.yaml": "title: Så följer vi upp\nlead: En gång om året.\n"},
    "steering": {"steering.yaml": "title: Styrgrupp\nlead: Gruppen leder arbetet.\n"},
    "communication": {
        "communication.yaml": """\
title: Vem får veta vad
lead: Alla får samma text.
rows: [{id: alla, what: Rutinen, when: Varje termin, responsible: Rektorn}]
"""
    },
    "action_plan": {
        "action_plan.yaml": "title: Handlingsplan\nlead: Det vi gör.\nitems: [{id: ett, title: Träffas, text: Vi träffas.}]\n"
    },
    "competence": {
        "competence.yaml": "title: Kompetens\nlead: Det vi lär oss.\nitems: [{id: ett, title: Träffas, text: Vi träffas.}]\n"
    },
    "background": {"background.yaml": "title: Bakgrund\nlead: Det började med skolan.\n"},
    "apt": {
        "apt.yaml": """\
title: Till nästa APT
lead: Femton minuter.
agenda: [{id: start, title: Vi läser, minutes: 15, text: Läs rutinen tillsammans.}]
"""
    },
    "documents": {"documents.yaml": "- id: rutin\n- id: kontakter\n"},
    "packets": {
        "packets.yaml": """\
- id: skolpaket
  title: Skolpaketet
  lead: Till skolan.
  parts: [{id: rutin}, {id: kontakter}]
"""
    },
    "past_plans": {
        "past_plans/2025.yaml": """\
year: 2025
title: Planen för 2025
lead: Så var det tänkt.
rows: [{id: alla, what: Rutinen, when: På våren, done: 2025-05-05}]
"""
    },
    "newsletters": {"newsletters/1.yaml": "date: 2026-10-15\ntitle: Hösten\nlead: Det här händer i höst.\n"},
    "revisions": {
        "revisions.yaml": """\
- id: start
  date: 2026-10-01
  title: Pärmen finns
  changes: [Allt är nytt.]
  pages: [rutin, flode]
"""
    },
    "local": {"local.yaml": "- {id: eget, page: rutin, title: Här, text: Ring växeln.}\n"},
}
"""What each optional kind may be when it is all that is added, by file below the agreement."""


THREE_LISTS: Files = {
    f"{AGREEMENT}/checklists/{key}.yaml": CHECKLIST.format(title=title, id=key) + main
    for key, title, main in (
        ("akut", "När det är bråttom", ""),
        ("forsta", "Första listan", "main: ja\n"),
        ("sista", "Innan du avslutar", ""),
    )
}
"""Three checklists; the second is the main one."""


def write_small(folder: Path, *kinds: str, files: Files | None = None) -> Path:
    """Write a data folder whose only binder has what it must, and some kinds more. Return the folder."""
    folder.mkdir(parents=True)
    for name in SHARED:
        shutil.copy(EXAMPLE / f"{name}.yaml", folder)
    added = {f"{AGREEMENT}/{name}": text for kind in kinds for name, text in KINDS[kind].items()}
    return lay_over(folder, {**LEVELS, **added, **(files or {})})


def load_small(folder: Path, *kinds: str, files: Files | None = None) -> Shelf:
    """Load a small data folder, which has no fault."""
    return load(write_small(folder, *kinds, files=files), TODAY)
