"""The table of documents is the folder of templates, and adding a kind is one line and one file."""

from pathlib import Path

from jinja2 import ChoiceLoader, DictLoader

from macros.paper import documents
from macros.paper.documents import Writer
from macros.paper.sheets import field_rows, record_of
from macros.records import binder as binder_module
from macros.records import chosen_papers, contents
from macros.records.form import FormField
from macros.records.registry import DOCUMENTS, PAGES, SHARED, Document
from macros.rendering.environment import environment

TEMPLATES = Path(__file__).resolve().parents[2] / "overrides" / "documents"


def test_every_line_has_a_template_and_every_template_a_line():
    files = {file.name for file in TEMPLATES.glob("*.html")} - {"_base.html", "_margin.html"}

    assert {document.file for document in (*DOCUMENTS, *SHARED)} == files


def test_names_are_one_each_and_pages_exist():
    names = [document.name for document in DOCUMENTS]

    assert len(names) == len(set(names))
    assert {document.page for document in DOCUMENTS} <= {tab.name for tab in PAGES}


def test_every_document_of_every_binder_has_what_it_shows(real):
    names = [
        (binder, name)
        for binder in real.binders.values()
        for name in [choice.id for choice in binder.documents]
        + [part.id for packet in binder.packets for part in packet.parts]
    ]

    assert [] == [
        (binder.slug, name)
        for binder, name in names
        if record_of(binder, documents.find_document(binder, name), name) is None
    ]


def test_a_new_kind_of_document_is_one_line_and_one_template(example, monkeypatch):
    line = Document("affisch", title="Affisch", page="familj", needs="leaflets.familj")
    template = '{% extends "documents/_base.html" %}{% block body %}<h1>{{ record.title }}</h1>{% endblock %}'
    for reader in (contents, chosen_papers, binder_module):
        monkeypatch.setattr(reader, "DOCUMENTS", (*DOCUMENTS, line))
    loader = ChoiceLoader([environment().loader, DictLoader({"documents/affisch.html": template})])
    monkeypatch.setattr(environment(), "loader", loader)

    sheet = Writer(example, example.binders["norrby"]).sheet("affisch")

    assert ("Affisch", True) == (sheet.title, "<h1>" in sheet.html)


def test_fields_fill_rows_of_six_sixths():
    fields = [
        FormField.model_validate({"id": f"f{n}", "label": "x", "width": str(w)})
        for n, w in enumerate("424661")
    ]

    assert [[f.id for f in row] for row in field_rows(fields)] == [
        ["f0", "f1"],
        ["f2"],
        ["f3"],
        ["f4"],
        ["f5"],
    ]
