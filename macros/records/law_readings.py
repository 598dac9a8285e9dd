"""Say when the laws were last read: the one place that computes it."""

from __future__ import annotations

from collections.abc import Iterable

from macros.records.term import Law


def describe_readings(laws: Iterable[Law]) -> str:
    """Say when laws were last read, how old the text was, and what is unread.

    Of several days the earliest and the latest are named. Empty where there are no laws.
    """
    laws = list(laws)
    days = sorted({law.read for law in laws if law.read})
    wordings = sorted({law.wording for law in laws if law.read and law.wording}, key=lambda when: when.last)
    unread = sum(not law.read for law in laws)
    if not days:
        return "Ingen har läst paragraferna i lagen än." if laws else ""
    when = str(days[0]) if len(days) == 1 else f"mellan {days[0]} och {days[-1]}"
    sentences = [f"Paragraferna lästes senast {when}."]
    if wordings:
        first, last = wordings[0], wordings[-1]
        span = f"Lydelsen är från {first}" if first == last else f"Lydelserna är från {first} till {last}"
        sentences.append(f"{span}, så senare ändringar kan saknas.")
    if unread:
        read = "läst" if unread == 1 else "lästa"
        sentences.append(f"{unread} av {len(laws)} paragrafer är inte {read} i lagen än.")
    return " ".join(sentences)
