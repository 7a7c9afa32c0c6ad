"""A small case with a run in it: three accounts reposted two posts within seconds; a fourth did so by itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from unisono.cases import Case, SourceRecord, create_case
from unisono.model.batches import Batch
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform

START = datetime(2018, 6, 30, 23, 59, 50, tzinfo=UTC)
HANDLES = {"1": "ann", "2": "bob", "3": "čarlie", "4": "dora"}
RECORD = {
    "version": "0.1.0",
    "posts": 8,
    "accounts": 4,
    "pairs_tested": 12_345,
    "pairs": 3,
    "networks": 1,
    "findings": 2,
    "twin_pairs": 0,
    "twin_networks": 0,
    "seconds": 1.25,
    "seed": 0,
    "settings": {"windows": [60.0, None], "q": 0.01, "twin": True, "seed": 0, "layers": ["repost", "link"]},
    "warnings": [],
}


def some_posts() -> pl.DataFrame:
    """Return eight reposts: accounts 1 to 4, originals 100 and 200."""
    rows = [
        {
            "platform": "twitter",
            "post_id": f"{original}{account}",
            "account_id": account,
            "handle": handle,
            "created_at": START + timedelta(seconds=5 * place + (86_400 if original == "200" else 0)),
            "text": f"RT @party: vote {original}",
            "kind": "repost",
            "ref_post_id": original,
            "source_sha256": "ab" * 32,
            "source_row": place + 1,
        }
        for original in ("100", "200")
        for place, (account, handle) in enumerate(HANDLES.items())
    ]
    return conform(pl.DataFrame(rows), POSTS)


def some_pairs() -> pl.DataFrame:
    """Return the three pairs, the strongest last, so that an order has to be made."""
    rows = [
        {"a": f"twitter:{a}", "b": f"twitter:{b}", "layer": layer, "window_s": window, "objects": 2, "acts": 2}
        | {"expected": 0.01, "p": q / 10, "q": q, "first_at": START, "last_at": START + timedelta(days=1)}
        for a, b, layer, window, q in (
            ("2", "3", "repost", 60.0, 1e-3),
            ("1", "3", "link", None, 1e-4),
            ("1", "2", "repost", 600.0, 1e-9),
        )
    ]
    return conform(pl.DataFrame(rows), PAIRS)


def one_network() -> pl.DataFrame:
    """Return network 1 of accounts 1 to 3, one of them without a handle."""
    row = {
        "network": 1,
        "size": 3,
        "accounts": ["twitter:1", "twitter:2", "twitter:3"],
        "handles": ["ann", "bob", None],
        "layers": '{"repost": 2, "link": 1}',
        "q": 1e-9,
        "objects": 2,
        "posts": 6,
        "first_at": START,
        "last_at": START + timedelta(days=1),
        "stability": 1.0,
        "purpose": '{"commercial": 0.1, "political": 0.9}',
        "innocent": '[{"explanation": "newswire", "fit": 0.05, "because": "no shared source."}, '
        '{"explanation": "share_button", "fit": 0.2, "because": "2 of 6 posts."}]',
        "verdict": "coordinated",
        "because": "3 accounts reposted 2 posts within 10 seconds.",
        "woke_at": START,
    }
    return conform(pl.DataFrame([row]), NETWORKS)


def its_members() -> pl.DataFrame:
    """Return the three members."""
    rows = [
        {"network": 1, "account": f"twitter:{number}", "handle": handle, "role": role, "explained_share": 1.0}
        | {"partners": 2, "acts": 2, "stability": 1.0, "first_at": START}
        for number, handle, role in ((1, "ann", "launcher"), (2, "bob", "crowd"), (3, None, "crowd"))
    ]
    return conform(pl.DataFrame(rows), MEMBERS)


def their_acts() -> pl.DataFrame:
    """Return the six acts of the members."""
    rows = [
        {"network": 1, "layer": "repost", "object": f"twitter:{post['ref_post_id']}", "at": post["created_at"]}
        | {"account": f"twitter:{post['account_id']}", "post": f"twitter:{post['post_id']}"}
        for post in some_posts().iter_rows(named=True)
        if post["account_id"] != "4"
    ]
    return conform(pl.DataFrame(rows), ACTS)


def two_findings() -> pl.DataFrame:
    """Return a finding about the network and one about a pair."""
    rows = [
        {"finding": finding, "detector": "co_action", "subject_kind": kind, "subject": subject, "measure": "objects"}
        | {"value": 2.0, "expected": 0.01, "n": 3, "p": 1e-9, "q": 1e-8, "because": "3 accounts reposted 2 posts."}
        | {"posts_count": 6, "likelihood": "almost certainly", "evidence": '{"network": 1}'}
        for finding, kind, subject in (("f-aa11", "network", "1"), ("f-aa22", "pair", "twitter:1 twitter:2"))
    ]
    return conform(pl.DataFrame(rows), FINDINGS)


def scanned_tables() -> dict[str, pl.DataFrame]:
    """Return every table of the run."""
    return {
        "pairs": some_pairs(),
        "networks": one_network(),
        "members": its_members(),
        "acts": their_acts(),
        "findings": two_findings(),
    }


def case_with_posts(folder: Path) -> Case:
    """Return a case with the eight posts and no run."""
    case = create_case(folder)
    case.append([Batch(posts=some_posts())], SourceRecord("party.jsonl", "ab" * 32, "twitter_v1"))
    return case


def scanned_case(folder: Path) -> Case:
    """Return a case with the eight posts and the run."""
    case = case_with_posts(folder)
    case.write_run(RECORD, scanned_tables())
    return case


def case_without_networks(folder: Path) -> Case:
    """Return a case whose run found nothing."""
    case = case_with_posts(folder)
    record = {**RECORD, "pairs": 0, "networks": 0, "findings": 0}
    case.write_run(record, {name: table.clear() for name, table in scanned_tables().items()})
    return case


def case_with_copied_texts(folder: Path, texts: int = 2) -> Case:
    """Return a case whose run found no network, but texts that many accounts published."""
    case = case_with_posts(folder)
    rows = [
        {"finding": f"f-cc{number}", "detector": "copied_text", "subject_kind": "text", "subject": f"t-{number:016x}"}
        | {"measure": "accounts", "value": 8.0, "posts_count": 8, "because": "8 accounts published the words “a b c”."}
        for number in range(texts)
    ]
    tables = {name: table.clear() for name, table in scanned_tables().items()}
    record = {**RECORD, "pairs": 0, "networks": 0, "findings": texts}
    case.write_run(record, {**tables, "findings": conform(pl.DataFrame(rows), FINDINGS)})
    return case


def case_that_grew(folder: Path) -> Case:
    """Return a case with the eight posts, the run, and one post that was imported after it."""
    case = case_with_posts(folder)
    tables = scanned_tables()
    tables["findings"] = tables["findings"].with_columns(evidence=pl.lit('{"kind": "network", "network": 1}'))
    case.write_run({**RECORD, "sources": case.sources().to_dicts()}, tables)
    later = some_posts().head(1).with_columns(post_id=pl.lit("9001"), source_sha256=pl.lit("cd" * 32))
    case.append([Batch(posts=later)], SourceRecord("later.jsonl", "cd" * 32, "twitter_v1"))
    return case
