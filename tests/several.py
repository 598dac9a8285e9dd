"""The example with a municipality in three areas: for tests of several binders."""

from tests.edits import EXAMPLE, Files, replace_in

OTHER = "a-bygden"
"""An area with an agreement of its own. It sorts before the first area."""
PART = "delbygden"
"""A part of the example's area."""


def several() -> Files:
    """Return the files that make Norrby take part in three areas, to be laid over the example."""
    agreement = EXAMPLE / "agreements" / "exempelavtalet"
    files = {
        f"agreements/a-avtalet/{file.relative_to(agreement).as_posix()}": file.read_text(encoding="utf-8")
        for file in agreement.rglob("*.yaml")
    }
    index, contacts = "agreements/a-avtalet/index.yaml", "agreements/a-avtalet/contacts.yaml"
    files[index] = replace_in(files[index], ("short: Exempelavtalet", "short: Andra avtalet"))
    files[contacts] = replace_in(files[contacts], ("id: bup", "id: bup-andra"))
    return {**files, **_areas(), "municipalities/norrby.yaml": _norrby()}


def _areas() -> Files:
    return {
        f"areas/{OTHER}.yaml": (
            "state: example\nname: Andra bygden\nagreement: a-avtalet\n"
            "lead: Ett annat samarbete.\nplaces: Norrby\n"
        ),
        f"areas/{PART}.yaml": (
            "state: example\nname: Delbygden\npart_of: exempelbygden\nlead: En del av bygden.\n"
            "places: Norrby\nroutine: {title: Delbygdens rutin}\n"
        ),
    }


def _norrby() -> str:
    """Return Norrby with what it has for each area under ``areas``."""
    text = (EXAMPLE / "municipalities" / "norrby.yaml").read_text(encoding="utf-8")
    own, after = text.split("\nroutine:\n")
    routine, rest = after.split("\ncontacts:\n")
    contacts, rest = rest.split("\nlocal:\n")
    local, mark = rest.split("\nmark:")
    contacts, patch = contacts.split("  - id: bvc\n")
    head, membership = own.split("membership:\n")
    membership, more = membership.split("minority_languages:\n")
    local = "\nlocal:\n" + local
    first = _indent(
        f"membership:\n{membership}contacts:\n  - id: bvc\n{patch}\nroutine:\n{routine}\n{local}\n"
    )
    areas = (
        f"first: exempelbygden\nareas:\n"
        f"  {OTHER}:\n    membership: {{status: joining}}\n    routine: {{meeting: {{within: 5 dagar}}}}\n"
        f"  exempelbygden:\n{first}"
        f"  {PART}:\n    membership: {{status: member}}\n"
    )
    head = head.replace("area: exempelbygden\n", areas)
    return f"{head}minority_languages:\n{more}\ncontacts:\n{contacts}\nmark:{mark}"


def _indent(text: str) -> str:
    return "".join(f"    {line}\n" if line.strip() else "\n" for line in text.splitlines())
