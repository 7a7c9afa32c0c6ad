"""What commands about networks say of findings of other kinds, which no table of networks shows."""

from pathlib import Path
from shlex import quote

import polars as pl

from unisono.model.counting import counted

TOLD_ELSEWHERE = ("network", "account", "pair", "text")
"""Kinds of subjects that networks and their pages show, or that copied_texts.py tells of."""


def other_findings_text(findings: pl.DataFrame, case: Path) -> str:
    """Return how many findings of other kinds there are, by detector, and how to see them; empty for none."""
    others = findings.filter(~pl.col("subject_kind").is_in(TOLD_ELSEWHERE))
    if others.is_empty():
        return ""
    counts = others.group_by("detector", "subject_kind").len("found").sort("detector", "subject_kind")
    told = ", ".join(f"{counted(found, kind)} ({detector})" for detector, kind, found in counts.iter_rows())
    return f"Also more than chance would give: {told}. See: unisono findings {quote(str(case))}"
