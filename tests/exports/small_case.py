"""A small case with a run whose results are written by hand, names hostile to every file format included."""

import datetime as dt
import io
from pathlib import Path

import polars as pl

from unisono.cases import Case, SourceRecord, create_case
from unisono.exports.exporter import ExportedFile
from unisono.model.batches import Batch
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform

NOON = dt.datetime(2018, 7, 1, 12, 0, tzinfo=dt.UTC)
HOSTILE = '=cmd|"/C calc"!A0'
NAMES = {
    "twitter:1": "@ann",
    "twitter:2": HOSTILE,
    "twitter:3": "<b>&\x00\x1b\u202e\"'\ud7ff",
    "twitter:4": "東京\n二",
    "twitter:5": None,
}


def content_of(file: ExportedFile) -> bytes:
    """Return what a file of an export writes."""
    stream = io.BytesIO()
    file.write(stream)
    return stream.getvalue()


def case_with_posts(folder: Path) -> Case:
    """Return a case in which three accounts repost the same five posts seconds apart."""
    rows = [
        {
            "platform": "twitter",
            "post_id": f"{original}{account}",
            "account_id": str(account),
            "created_at": NOON + dt.timedelta(minutes=10 * original, seconds=account),
            "kind": "repost",
            "ref_post_id": f"9{original}",
            "text": 'RT @x: words, "quoted"\nand more',
            "source_sha256": "0" * 64,
            "source_row": original * 3 + account,
        }
        for original in range(5)
        for account in (1, 2, 3)
    ]
    case = create_case(folder)
    source = SourceRecord(file="posts.csv", sha256="0" * 64, format="csv")
    case.append([Batch(posts=conform(pl.DataFrame(rows), POSTS), read=len(rows))], source)
    return case


def case_with_run(folder: Path) -> Case:
    """Return that case with a run of two networks: 1, 2, 3 and 4, 5, 6; one pair is not significant."""
    case = case_with_posts(folder)
    case.write_run({"version": "0.1.0", "started_at": "2018-07-02T00:00:00Z", "settings": {"q": 0.01}}, run_tables())
    return case


def run_tables() -> dict[str, pl.DataFrame]:
    """Return the tables of the run."""
    members = [
        {"network": 1 + (number > 3), "account": f"twitter:{number}", "handle": NAMES.get(f"twitter:{number}", "six"),
         "role": "crowd", "partners": 2, "explained_share": 0.5 if number != 5 else None, "layers": ["link", "repost"],
         "first_at": NOON, "last_at": None}
        for number in (3, 1, 2, 6, 5, 4)
    ]  # fmt: skip
    pairs = [
        _pair(1, 2, "repost", 1e-12), _pair(1, 2, "link", 1e-12), _pair(2, 3, "repost", 1e-60),
        _pair(1, 3, "repost", 0.0),
        _pair(4, 5, "repost", 1e-3), _pair(5, 6, "repost", 1e-4), _pair(4, 6, "repost", 0.2),
        _pair(1, 99, "repost", 1e-9),
    ]  # fmt: skip
    networks = [
        {"network": number, "size": 3, "accounts": [f"twitter:{first + n}" for n in range(3)],
         "handles": ["@ann", HOSTILE, None], "layers": '{"repost": 3}', "q": 0.001, "first_at": NOON,
         "because": "-3 accounts acted together", "verdict": "coordinated"}
        for number, first in ((2, 4), (1, 1))
    ]  # fmt: skip
    acts = [
        {
            "network": 1,
            "layer": "repost",
            "object": "twitter:90",
            "account": "twitter:1",
            "post": "twitter:01",
            "at": NOON,
        }
    ]
    findings = [{"finding": "f1", "detector": "co_action", "subject": "+network 1", "value": -1.5, "because": "@ann"}]
    written = {
        "members": (members, MEMBERS),
        "pairs": (pairs, PAIRS),
        "networks": (networks, NETWORKS),
        "acts": (acts, ACTS),
    }
    return {name: conform(pl.DataFrame(rows), schema) for name, (rows, schema) in written.items()} | {
        "findings": conform(pl.DataFrame(findings), FINDINGS)
    }


def _pair(a: int, b: int, layer: str, q: float) -> dict[str, object]:
    return {
        "a": f"twitter:{a}",
        "b": f"twitter:{b}",
        "layer": layer,
        "objects": 5,
        "acts": 6,
        "q": q,
        "p": q,
        "first_at": NOON,
        "last_at": NOON,
    }
