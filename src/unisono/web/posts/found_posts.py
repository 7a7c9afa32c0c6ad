"""Posts that only their words, or a longer look at the case, can tell: found once, their positions kept in a file."""

import hashlib
from pathlib import Path

import orjson
import polars as pl

from unisono.cases import Case, Run
from unisono.dossiers.finding_texts import find_text
from unisono.model.errors import UsageError
from unisono.web.posts.choosing import positions_of
from unisono.web.posts.folding import folded, holding_all, sought
from unisono.web.posts.keeping import write_table
from unisono.web.posts.kept_posts import KeptPosts

AT_ONCE = 200_000
"""Texts that are folded together, so that memory stays small."""


def find_positions(case: Case, run: Run | None, kept: KeptPosts, what: str, value: str) -> pl.Series:
    """Return the positions of the posts with these words, this text, picture, finding or target; raises UsageError."""
    if what == "words":
        return _with_words(kept, value)
    return positions_of(kept, pl.Series(_named(case, run, what, value), dtype=pl.String)).sort()


def kept_positions(kept: KeptPosts, run: Run | None, what: str, value: str) -> Path:
    """Return the file in which found positions are kept."""
    told = orjson.dumps([what, value, run.id if run is not None else ""])
    return kept.folder / f"found-{hashlib.sha256(told).hexdigest()[:24]}.arrow"


def find_and_keep(case: Case, run: Run | None, kept: KeptPosts, what: str, value: str) -> int:
    """Find positions, write their file, and return how many there are."""
    positions = find_positions(case, run, kept, what, value)
    write_table(kept_positions(kept, run, what, value), pl.DataFrame({"position": positions.cast(pl.UInt32)}))
    return positions.len()


def _with_words(kept: KeptPosts, words: str) -> pl.Series:
    pieces = sought(words)
    if not pieces:
        raise UsageError("There is nothing to look for in these words. Type letters or figures.")
    texts = kept.texts()
    parts = [pl.Series("position", [], dtype=pl.UInt32)]
    for start in range(0, texts.len(), AT_ONCE):
        part = pl.DataFrame({"text": texts.slice(start, AT_ONCE)}).with_row_index("position", offset=start)
        parts.append(part.filter(holding_all(folded(pl.col("text")), pieces))["position"].cast(pl.UInt32))
    return pl.concat(parts)


def _named(case: Case, run: Run | None, what: str, value: str) -> list[str]:
    """Return the posts (platform:id) of a text, picture, finding or target."""
    # Loaded for the one that is asked for: each brings much of its own.
    if what == "text":
        from unisono.dossiers.shared_texts import read_texts

        traces = read_texts(case)
        found = find_text(case, traces, value)
        return traces.filter(pl.col("object") == found)["post"].to_list()
    if what == "image":
        from unisono.dossiers.image_dossier import describe_image

        return list(describe_image(case, run, value)["post_ids"])
    if what == "target":
        from unisono.dossiers.target.material import read_material

        return read_material(case, run, value).own["post"].to_list()
    from unisono.detectors.evidence import fetch_evidence

    if run is None:
        raise UsageError("The case has not been scanned, so it has no findings. Start a scan first.")
    return fetch_evidence(case, run, value)["post_id"].drop_nulls().to_list()
