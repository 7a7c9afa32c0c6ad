"""Writes every export of a case of so many posts with long texts, and prints what each held at most, in megabytes."""

import json
import resource
import sys
import tempfile
from pathlib import Path

import polars as pl

from tests.exports.small_case import NOON
from tests.exports.told_case import told_case
from unisono.cases import Case, SourceRecord, reading_once
from unisono.exports import EXPORTS, export_case
from unisono.model.batches import Batch
from unisono.model.tables import POSTS, conform

LETTERS = 3_000
AT_ONCE = 2_000
NAMES = tuple(exporter.name for exporter in EXPORTS)


def add_posts(case: Case, posts: int) -> None:
    """Add posts of others, each with a text of its own and a hashtag that has no finding."""
    source = SourceRecord(file="secret-folder/posts.csv", sha256="0" * 64, format="csv")
    for first in range(0, posts, AT_ONCE):
        number = pl.int_range(first, first + AT_ONCE, eager=True)
        post = pl.DataFrame({"post_id": number + 10**9, "account_id": number % 5_000 + 10**6}).cast(pl.String)
        filler = post.with_columns(
            pl.lit("twitter").alias("platform"),
            pl.lit(NOON).alias("created_at") + pl.duration(seconds=number % 90_000),
            pl.concat_str("post_id", pl.lit(" words" * (LETTERS // 6)), "account_id").alias("text"),
            pl.lit("repost").alias("kind"),
            (pl.col("account_id") + "9").alias("ref_post_id"),
        )
        case.append([Batch(posts=conform(filler, POSTS), read=AT_ONCE)], source)


def forget_peak() -> None:
    """Let the system count the peak from now on, where it can; elsewhere peaks are those since the start."""
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5")


def peak_megabytes() -> float:
    """Return the most memory that was held."""
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def main(posts: int) -> None:
    """Print a JSON object: the peak of each export."""
    # As small beside the case as what is read at once is beside a large one.
    reading_once.FEWEST_POSTS, reading_once.POSTS_AT_ONCE, reading_once.ROWS_OF_A_GROUP = 1, AT_ONCE, AT_ONCE // 10
    with tempfile.TemporaryDirectory() as made:
        case, run = told_case(Path(made) / "case")
        add_posts(case, posts)
        peaks = {}
        for name in NAMES:
            forget_peak()
            export_case(case, run, name, Path(made) / name)
            peaks[name] = peak_megabytes()
    sys.stdout.write(json.dumps(peaks))


if __name__ == "__main__":
    main(int(sys.argv[1]))
