"""What commands about networks say, after them, of findings that no table of networks shows."""

from pathlib import Path
from shlex import quote

import polars as pl

from unisono.cli.copied_texts import copied_texts_text
from unisono.model.counting import counted

TOLD_ELSEWHERE = ("network", "account", "pair", "text")
"""Kinds of subjects that networks and their pages show, or that copied_texts.py tells of."""


def texts_beside_networks(findings: pl.DataFrame, case: Path) -> list[str]:
    """Return what there is to say, beside networks, of copied texts and of other findings; empty for nothing."""
    return [text for say in (copied_texts_text, other_findings_text) if (text := say(findings, case))]


def other_findings_text(findings: pl.DataFrame, case: Path) -> str:
    """Return how many findings of other kinds there are, by detector, and how to see them; empty for none."""
    others = findings.filter(~pl.col("subject_kind").is_in(TOLD_ELSEWHERE))
    if others.is_empty():
        return ""
    counts = others.group_by("detector", "subject_kind").len("found").sort("detector", "subject_kind")
    told = ", ".join(f"{counted(found, kind)} ({detector})" for detector, kind, found in counts.iter_rows())
    return f"Also more than chance would give: {told}. See: unisono findings {quote(str(case))}"
