"""Every page has a strict policy of its own, before anything that it governs."""

from html.parser import HTMLParser
from pathlib import Path

from tests.audit.findings import Finding

LAX = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:", "blob:")
AHEAD = ("preconnect", "dns-prefetch", "prefetch", "prerender")
NEEDED = ("default-src 'none'", "base-uri 'none'", "form-action 'none'")


class _Head(HTMLParser):
    """Reads the policy and what is asked for, and what no page may carry."""

    def __init__(self) -> None:
        super().__init__()
        self.policies: list[str] = []
        self.faults: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "meta" and own.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(own.get("content", ""))
        governed = tag in ("script", "style") or (tag == "link" and own.get("rel") != "canonical")
        self.faults += [
            *([("before the policy", tag)] if governed and not self.policies else []),
            *([("asks ahead", own.get("href", ""))] if own.get("rel") in AHEAD else []),
            *(("inline handler", f"{tag} {name}") for name in own if name.startswith("on")),
            *([("inline style", f"{tag} style={own['style'][:60]}")] if "style" in own else []),
        ]


def policy_findings(site: Path) -> list[Finding]:
    """Read every page of a site."""
    findings = []
    for file in sorted(site.rglob("*.html")):
        head = _Head()
        head.feed(file.read_text(encoding="utf-8"))
        page = "/" + file.relative_to(site).as_posix().removesuffix("index.html")
        faults = head.faults
        if len(head.policies) != 1:
            faults.append(("missing", f"{len(head.policies)} policies"))
        for policy in head.policies:
            parts = [part.strip() for part in policy.split(";")]
            faults += [("lax", part) for part in parts if set(part.split()[1:]) & set(LAX)]
            faults += [("lax", f"without {needed}") for needed in NEEDED if needed not in parts]
        findings += [Finding("policy", rule, page, "file", "", detail) for rule, detail in faults]
    return findings
