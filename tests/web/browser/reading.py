"""What a reader with other senses meets on a page: axe looks, and what it finds is told in one line each."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

GRAVE = ("serious", "critical")


@cache
def axe_script() -> str:
    """Return the text of axe, which its package brings along."""
    (file,) = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    return file.read_text(encoding="utf-8")


def grave_violations(page: Page, *rules: str) -> list[str]:
    """Return what axe calls serious or critical on an open page; with rules, of these alone."""
    # The policy of the page forbids scripts of others; what a test evaluates does not come through the page.
    page.evaluate(axe_script())
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    options = {"resultTypes": ["violations"], **only}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)  # Any: JSON
    return [
        f"{page.url}: {violation['impact']} {violation['id']}: {violation['help']}: "
        + " | ".join(
            node["html"][:160] + " " + str(node.get("failureSummary", ""))[:200] for node in violation["nodes"][:3]
        )
        for violation in found["violations"]
        if violation["impact"] in GRAVE
    ]
