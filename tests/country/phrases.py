"""Sentences and small records that the invented levels are filled with."""

from __future__ import annotations

MEETINGS = {
    "samverkansmöte": "Region Vattland",
    "stödmöte": "Region Slättmark",
    "trygghetsmöte": "Region Åsmark",
    "familjemöte": "Region Skärland",
}
"""What the meeting is called in each agreement, and the region that is a party to it."""

SERVICES = (
    # id, name, group, role
    ("elevhalsa", "Elevhälsan", "first", "Skolsköterskan"),
    ("socialtjanst", "Socialtjänsten", "first", "Mottagningen för barn och familj"),
    ("bvc", "Barnavårdscentralen", "everyday", "Mottagningen"),
    ("forskola", "Förskolan", "everyday", "Rektorns expedition"),
    ("halsocentral", "Hälsocentralen", "everyday", "Tidsbokningen"),
    ("familjecentral", "Familjecentralen", "everyday", "Öppna förskolan"),
    ("ungdomsmottagning", "Ungdomsmottagningen", "everyday", "Barnmorskan"),
    ("vaxel", "Kommunens växel", "first", "Växeln"),
    ("specialpedagog", "Specialpedagogerna", "more", "Samordningen"),
    ("lss", "Stöd enligt LSS", "more", "Handläggarna"),
)
"""What every municipality has of its own."""

CLINICS = (
    ("bup", "Barn- och ungdomspsykiatrin", "more", "Mottagningen"),
    ("habilitering", "Barnhabiliteringen", "more", "Receptionen"),
    ("vuxenpsykiatri", "Vuxenpsykiatrin", "more", "Mottagningen"),
    ("logoped", "Logopeden", "more", "Tidsbokningen"),
)
"""What an area has in common."""

SENTENCES = (
    "Börja alltid med det som barnet självt säger.",
    "Fråga familjen vilka de vill ha med.",
    "Skriv ner vad ni kom överens om innan ni skiljs åt.",
    "Den som lovar något säger också när det ska vara klart.",
    "Vänta inte på en diagnos innan ni ger stöd.",
    "Ring hellre en gång för mycket än en gång för lite.",
    "Be om tolk i god tid.",
    "Välj en plats där barnet känner sig tryggt.",
    "Ta en paus om mötet blir långt.",
    "Berätta för familjen vem som läser planen.",
    "Säg till din chef när du inte har tid att vara samordnare.",
    "Ingen i familjen ska behöva berätta samma sak två gånger.",
    "Kom ihåg syskonen.",
    "Det som fungerar ska ni göra mer av.",
    "Den som inte kan komma skickar någon annan.",
    "Fråga barnet efteråt hur mötet kändes.",
    "Ha en kopia av planen med till nästa möte.",
    "Skriv så att barnet förstår.",
    "Tala om för alla när samordnaren byts ut.",
    "Bjud in skolan också när problemen syns mest hemma.",
)

QUESTIONS = (
    "Har barnet fått veta vad mötet handlar om?",
    "Behövs det en tolk?",
    "Vet vårdnadshavarna att de får säga nej?",
    "Finns det syskon som också behöver stöd?",
    "Har alla fått kallelsen?",
    "Är lokalen bokad?",
    "Vem skriver under mötet?",
    "Vem berättar för barnet vad vi bestämde?",
    "Står det ett datum vid varje insats?",
    "Har samordnaren sagt hur man når henne eller honom?",
    "Vad gör vi om det inte hjälper?",
    "Är dagen för uppföljningen bestämd?",
)

STEPS = (
    "Prata med din chef",
    "Boka en lokal",
    "Fråga om tolk",
    "Förbered barnet",
    "Hälsa alla välkomna",
    "Lyssna på barnet först",
    "Ring samordnaren",
    "Berätta för skolan",
    "Sammanfatta mötet",
    "Spara en kopia",
)

TOPICS = (
    "Så började det",
    "Om pengar",
    "Om lokaler",
    "När någon flyttar",
    "När barnet fyller arton",
    "Om syskon",
    "Om tolk",
    "Under sommaren",
)
