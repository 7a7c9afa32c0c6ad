"""What commands about networks say of the texts that many accounts published, which are findings of their own."""

from pathlib import Path
from shlex import quote

import polars as pl

from unisono.cli.counting import counted


def copied_texts_text(findings: pl.DataFrame, case: Path) -> str:
    """Return how many findings are about texts and how to see them, in one sentence; empty where there are none."""
    texts = findings.filter(pl.col("subject_kind") == "text").height
    if not texts:
        return ""
    was = "was" if texts == 1 else "were"
    return (
        f"{counted(texts, 'text')} {was} published by more accounts than chance would give, so the words were copied; "
        f"who agreed to that it does not say. See: unisono findings {quote(str(case))} --subject-kind text"
    )
