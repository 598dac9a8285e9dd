"""Someone who has the workbook of contacts open in a spreadsheet."""

import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

BOOK = Path("kontakter.xlsx")


class WorkbookEditor:
    """Edits one sheet of a workbook. Rows are named by their id, columns by their heading."""

    def __init__(self, sheet: str, content: bytes | None = None) -> None:
        self.book = load_workbook(io.BytesIO(content or BOOK.read_bytes()))
        self.sheet = self.book[sheet]

    @property
    def heads(self) -> list[str]:
        return [str(cell.value) for cell in self.sheet[1]]

    def cell(self, key: str, head: str) -> Any:
        return self.sheet.cell(self.row(key), self.heads.index(head) + 1)

    def row(self, key: str) -> int:
        return next(row[0].row for row in self.sheet.iter_rows(min_row=2) if row[0].value == key)

    def write(self, key: str, **fields: object) -> None:
        for head, value in fields.items():
            self.cell(key, head).value = value

    def add(self, **fields: object) -> int:
        """Fill in the next empty row; ``Id=…, Telefon=…``. Return its number."""
        row = next(n for n in range(2, 1000) if all(cell.value is None for cell in self.sheet[n]))
        for head, value in fields.items():
            self.sheet.cell(row, self.heads.index(head) + 1).value = value  # type: ignore[assignment]
        return row

    def content(self) -> bytes:
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()
