"""A case of two weeks: a small account launches an attack, larger ones boost it; then a reporter is hit."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from tests.detectors.targets.planted_attacks import Row, write_posts
from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.targets import Target, add_target
from unisono.model.batches import Batch
from unisono.model.tables import ACCOUNTS, ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, conform, empty

START = datetime(2017, 5, 20, tzinfo=UTC)
ATTACK = START + timedelta(days=9, hours=18)
NET = range(500, 540)
LAUNCHER = 500
LARGE = range(501, 511)


def attacked_rows() -> list[Row]:
    """Return posts of two weeks: quiet ones, 236 reposts of twelve threats on day 9, and 120 threats on day 12."""
    rows: list[Row] = [
        {"account": hour % 40, "at": START + timedelta(hours=hour), "text": f"Ilva Sorrendo speaks at {hour}"}
        for hour in range(24 * 14)
    ]
    for order in range(12):
        at, tag = ATTACK + timedelta(minutes=10 * order), f"Out{order % 4}"
        text = f"Ilva Sorrendo I will kill you, {order}"
        rows.append({"account": LAUNCHER, "at": at, "text": text, "hashtags": [tag], "post_id": f"1{order:02d}"})
        followers = [*LARGE, *[one for one in NET if one > LARGE[-1]][order % 3 :: 3]]
        repeated = {
            "kind": "repost",
            "ref_post_id": f"1{order:02d}",
            "ref_account_id": str(LAUNCHER),
            "hashtags": [tag],
        }
        for place, one in enumerate(followers):
            passed = {"account": one, "at": at + timedelta(seconds=9 + 3 * place), "text": f"RT @h{LAUNCHER}: {text}"}
            rows.append({**passed, **repeated, "ref_handle": f"h{LAUNCHER}"})
    answer = {"kind": "reply", "ref_handle": "rosa", "ref_post_id": "7", "mentions": ["rosa"]}
    for number in range(120):
        at = START + timedelta(days=12, seconds=40 * number)
        rows.append({"account": 520 + number % 30, "at": at, "text": f"you idiot {number}", **answer})
    rows[0] = {**rows[0], "text": "=HYPERLINK(1) Ilva Sorrendo, you idiot"}
    return rows


def attacked_case(folder: Path, *, scanned: bool = True) -> Case:
    """Return the case with its two targets; scanned: with a run in which the net is network 1."""
    case = create_case(folder)
    people = {LAUNCHER: 12, **dict.fromkeys(LARGE, 90_000)}
    profiles = [
        {"platform": "twitter", "account_id": str(one), "handle": f"h{one}", "followers": people.get(one, 400)}
        for one in [*range(40), *NET]
    ]
    batch = Batch(posts=write_posts(attacked_rows()), accounts=conform(pl.DataFrame(profiles), ACCOUNTS))
    case.append([batch], SourceRecord("mentions.jsonl", "ab" * 32, "twitter_v1"))
    add_target(case.path, Target("Ilva", aliases=("Ilva Sorrendo",)))
    add_target(case.path, Target("Rosa", accounts=("rosa",)))
    if scanned:
        case.write_run({"version": "0", "settings": {}}, network_tables())
    return case


def network_tables() -> dict[str, pl.DataFrame]:
    """Return the tables of a run in which the net acted together."""
    accounts = [f"twitter:{one}" for one in NET]
    network = {"network": 1, "size": len(accounts), "accounts": accounts, "verdict": "coordinated", "innocent": "[]"}
    members = [{"network": 1, "account": one, "stability": 1.0, "q": 1e-9} for one in accounts]
    return {
        "pairs": empty(PAIRS),
        "networks": conform(pl.DataFrame([network]), NETWORKS),
        "members": conform(pl.DataFrame(members), MEMBERS),
        "acts": empty(ACTS),
        "findings": empty(FINDINGS),
    }
