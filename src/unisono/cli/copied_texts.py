"""What commands about networks say of the texts that many accounts published, which are findings of their own."""

from pathlib import Path
from shlex import quote

import polars as pl

from unisono.model.counting import counted


def copied_texts_text(findings: pl.DataFrame, case: Path) -> str:
    """Return how many texts findings are about, what that does not say, and how to see them; empty for none."""
    about = findings.filter(pl.col("subject_kind") == "text")
    texts = about["subject"].n_unique()
    if not texts:
        return ""
    telling = about.filter(pl.col("detector") == "testimony")["subject"].n_unique()
    was = "was" if texts == 1 else "were"
    return (
        f"{counted(texts, 'text')} {was} published by more accounts than chance would give, so the words were copied; "
        f"who agreed to that it does not say. {_telling_text(telling, texts)}"
        f"See: unisono findings {quote(str(case))} --subject-kind text"
    )


def _telling_text(telling: int, texts: int) -> str:
    if not telling:
        return ""
    which = "In it" if telling == texts == 1 else f"In {telling:,} of them"
    return f"{which}, accounts tell of themselves in the same words. "
