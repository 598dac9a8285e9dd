"""The words of the spreadsheets: what their records are called, what to do."""

from __future__ import annotations

from typing import NamedTuple

Lines = tuple[tuple[str, bool], ...]
"""Lines of instructions; true for a heading."""


class Words(NamedTuple):
    """What the records of a spreadsheet are called, and how to work with it.

    ``file`` is what the file is called in examples.
    """

    one: str
    the: str
    many: str
    the_many: str
    file: str
    how: Lines


IN_CONTACTS = {
    "id": "Säger vilken kontakt raden är. Låt det stå. En ny rad får sitt id när den läses in.",
    "services": "Verksamheten som kontakten svarar för. Välj i listan, eller skriv dess namn. Svarar den "
    "för flera skriver du dem med komma emellan.",
    "role": "Vem som svarar. Välj i listan, skriv aldrig ett namn.",
    "districts": "De delar av kommunen som kontakten är till för, med komma emellan. Tomt: hela kommunen.",
    "checked": "Dagen då någon ringde numret och kontrollerade det: år-månad-dag, till exempel 2026-11-21.",
    "state": "Hur säkert innehållet är: exempel (påhittat), förslag, utkast eller antagen. Tomt: samma som "
    "resten av det kommunen har skrivit.",
}
"""What to write in the cells of a contact, where the field's own description is about the file."""

IN_SERVICES = {
    "id": "Säger vilken verksamhet raden är. Låt det stå. En ny rad får sitt id när den läses in.",
    "group": "Hur tidigt man ringer dit: ring först hit, i vardagen eller när det behövs mer.",
    "families": "nej om bara personal ringer dit. Tomt: ja.",
    "state": "Hur säkert innehållet är: exempel (påhittat), förslag, utkast eller antagen. Tomt: samma som "
    "resten av det som står där.",
}
"""What to write in the cells of a service."""

OF_CONTACTS = Words(
    "kontakt",
    "kontakten",
    "kontakter",
    "kontakterna",
    "kontakter",
(
    ("Kontakterna i Gröna pärmen", True),
    ("Varje blad är en kommun eller ett område. Det som står på områdets blad gäller i alla dess kommuner, "
     "och ändras bara där. En rad på kommunens blad med bara några ifyllda rutor ändrar just det i områdets "
     "kontakt.", False),
    ("Ändra", True),
    ("Skriv i rutan. Alla rutor är text, så att nollan först i ett nummer står kvar. Töm en ruta för att ta "
     "bort uppgiften. Rör inte den grå kolumnen Id: den säger vilken kontakt raden är.", False),
    ("Kontrollerad är dagen då någon ringde numret och kontrollerade det. Skriv år-månad-dag.", False),
    ("Lägga till", True),
    ("Skriv på nästa tomma rad. Du behöver inte fylla i Id: den görs av verksamheten. Skriv funktioner, "
     "aldrig namn på personer.", False),
    ("Svarar kontakten för flera verksamheter, eller är den till för flera kommundelar? Skriv dem i samma "
     "ruta med komma emellan. Den första verksamheten bestämmer var kontakten står.", False),
    ("Avvikande tider, till exempel sommarstängt, skrivs i pärmens fil. De står inte här. Det gör inte "
     "heller kontakter som kommunen har under ett av sina områden (areas).", False),
    ("Ta bort", True),
    ("Ta bort raden. Kontakten tas bort ur pärmen bara om du också skriver --remove när du läser in.", False),
    ("Läsa in", True),
    ("parmen contacts import kontakter.xlsx --dry-run  visar vad som ändras.", False),
    ("parmen contacts import kontakter.xlsx  skriver det i pärmen, om allt är rätt. Annars skrivs "
     "ingenting.", False),
    ("Kolumnerna", True),
    ),
)  # fmt: skip

OF_SERVICES = Words(
    "verksamhet",
    "verksamheten",
    "verksamheter",
    "verksamheterna",
    "verksamheter",
    (
    ("Verksamheterna i Gröna pärmen", True),
    ("Varje blad är en överenskommelse, ett område eller en kommun. Det som står på områdets blad gäller i "
     "alla dess kommuner, och ändras bara där. En rad på kommunens blad med bara några ifyllda rutor ändrar "
     "just det i områdets verksamhet.", False),
    ("Svaren från inventeringen", True),
    ("Frågorna på blanketten Inventering är kolumnerna här, i samma ordning. Skriv ett svar i varje ruta "
     "och en rad för varje verksamhet. Skriv vad verksamheten gör, aldrig namn på personer.", False),
    ("Ändra", True),
    ("Skriv i rutan. Alla rutor är text. Töm en ruta för att ta bort uppgiften. Rör inte den grå kolumnen "
     "Id: den säger vilken verksamhet raden är.", False),
    ("Lägga till", True),
    ("Skriv på nästa tomma rad. Du behöver inte fylla i Id: den görs av namnet.", False),
    ("Överlämning till en annan verksamhet, och de vardagsord som sökningen känner till, skrivs i pärmens "
     "fil. De står inte här.", False),
    ("Ta bort", True),
    ("Ta bort raden. Verksamheten tas bort ur pärmen bara om du också skriver --remove när du "
     "läser in.", False),
    ("Läsa in", True),
    ("parmen services import verksamheter.xlsx --dry-run  visar vad som ändras.", False),
    ("parmen services import verksamheter.xlsx  skriver det i pärmen, om allt är rätt. Annars skrivs "
     "ingenting.", False),
    ("Kolumnerna", True),
    ),
)  # fmt: skip
