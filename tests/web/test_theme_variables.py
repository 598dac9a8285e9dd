"""The frame's templates read only variables that exist: an unknown one would print nothing, in silence."""

import ast

from jinja2 import Environment, meta, nodes

from macros.project import ROOT

TEMPLATES = [*ROOT.glob("overrides/*.html"), *ROOT.glob("overrides/partials/*.html")]
GIVEN_BY = [ROOT / "macros/web" / name for name in ("virtual_pages.py", "feedback.py")]
MKDOCS = {"base_url", "config", "nav", "page"}
"""What MkDocs gives every template."""


def test_templates_read_only_variables_that_exist() -> None:
    """MkDocs gives them, macros/web does, or a template sets them for those that it includes."""
    parsed = {path.name: Environment().parse(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    stored = {
        name.name for tree in parsed.values() for name in tree.find_all(nodes.Name) if name.ctx == "store"
    }
    macros = {macro.name for tree in parsed.values() for macro in tree.find_all(nodes.Macro)}
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in GIVEN_BY]
    keys = {
        key for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys
    }
    given = {key.value for key in keys if isinstance(key, ast.Constant)}

    unknown = {
        (name, variable)
        for name, tree in parsed.items()
        for variable in meta.find_undeclared_variables(tree) - MKDOCS - given - stored - macros
    }

    assert set() == unknown
