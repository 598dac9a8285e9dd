"""The agenda of the meeting around a child: who does what there, and what is taken up in which order."""

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import WholeNumber, YesNo
from macros.records.text import TextField


class MeetingRole(Entry):
    """A role at the meeting. On paper it has an empty line for the function that takes it."""

    name: TextField = required("roll", "Till exempel: Leder.")
    text: TextField = required("gör", "Vad den som har rollen gör, i en mening.")
    child: YesNo = optional("barnets röst", "ja om rollen är till för att barnet ska få säga sitt.", False)


class MeetingItem(Entry):
    """One item of the meeting."""

    title: TextField = required("punkt", "Punkten, i några få ord.")
    text: TextField = required("gör så här", "Vad ni gör.")
    who: TextField | None = optional("vem", "Den som har ordet, eller som skriver.")
    minutes: WholeNumber | None = optional("minuter", "Hur lång tid punkten får ta.")
    child: YesNo = optional("barnet säger sitt", "ja om barnet har ordet här.", False)


class MeetingAgenda(Record):
    """One page to have on the table: the roles to share out, then the items in order."""

    title: TextField = required("rubrik", "Till exempel: Dagordning för {mötet}.")
    lead: TextField = required("ingress", "När dagordningen används och av vem.")
    roles_title: TextField = required("rollernas rubrik", "Till exempel: Bestäm vem som gör vad.")
    roles: list[MeetingRole] = required("roller", "Rollerna på mötet.")
    items: list[MeetingItem] = required("punkter", "Punkterna i ordning. Barnets egna ord kommer tidigt.")
    after: list[TextField] = optional("efteråt", "Det som ska göras när mötet är slut.", list)
