"""Read the headings of a sheet: which column is which field."""

from __future__ import annotations

from collections.abc import Mapping as Map
from functools import cache

from macros.exchange.columns import ID, SERVICE, SERVICES, SOURCE, Column, Table
from macros.exchange.workbook_rows import SPOILT, Book, Sheet
from macros.problems import nearest, quote
from macros.records.languages import LANGUAGES


@cache
def _columns_of(table: Table) -> list[Column]:
    """Return every column that a sheet may have: texts may be in several languages."""
    fields = table.model.model_fields
    texts = [name for name in table.fields if "Text" in str(fields[name].annotation)]
    others = (Column(name, code) for name in texts for code in LANGUAGES if code != SOURCE)
    return [*map(Column, table.fields), *others]


def suggest_word(word: str, meanings: Map[str, str]) -> str:
    """Return the question *Menade du …?* about the nearest known word.

    ``meanings`` are what to write for each word. Empty where no word is near.
    """
    meaning = meanings.get(nearest(word, meanings))
    return f"Menade du {meaning}? " if meaning else ""


def read_headings(sheet: Sheet, book: Book, table: Table) -> dict[str, Column] | None:
    """Return the column of each heading; None when one is faulty or missing."""
    if SPOILT in sheet.heads:  # reported when it was read
        return None
    columns = {column.title: column for column in _columns_of(table)}
    columns |= {"Verksamhet": Column("name") if table is SERVICES else SERVICE}
    before = len(book.faults)
    for title in sorted({title for title in sheet.heads if title}):
        if title not in columns:
            hint = suggest_word(title, {name.casefold(): f"”{name}”" for name in columns})
            advice = f"{hint}Kolumnerna är: {', '.join(Column(name).title for name in table.fields)}."
            book.add_fault(sheet.title, 1, "", f"kolumnen {quote(title)} finns inte", advice)
        elif sheet.heads.count(title) > 1:
            book.add_fault(sheet.title, 1, title, "kolumnen finns två gånger", "Ta bort den ena.")
    if ID.title not in sheet.heads:
        advice = f"Den säger vilken {table.words.one} varje rad är. Hämta ett nytt kalkylark."
        book.add_fault(sheet.title, 1, "", f"kolumnen {ID.title} saknas", advice)
    return {title: columns[title] for title in sheet.heads if title} if len(book.faults) == before else None
