"""Builds an invented case with a finished run: networks of any size, many scripts, names that try to do harm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.cases import Case, Run, SourceRecord, create_case
from unisono.model.batches import Batch
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, REFERENCES, conform, empty

START = datetime(2018, 6, 1, 20, 15, 7, tzinfo=UTC)
HOSTILE_NAMES = (
    ("<script>alert(1)</script>", "<img src=x onerror=alert(2)>"),
    ("safe\u202egnp.exe", "Right\u202eto\u200bleft"),
    ("раypal_news", "Сonfirmed \u200dnews"),
    ("صوت_المدينة", "صوت المدينة الحر"),
    ("東京の声", "東京の声 {{ 7*7 }}"),
    ("קול_העיר", "קול העיר"),
)
TEXTS = (
    "They have to go, and go now. Read this: https://news-of-the-day.example/story?id=17&ref=abc http://t.example/x",
    "المدينة كلها تقول كفى، شاركوا الخبر قبل أن يحذف https://خبر.example/٣",
    "東京の皆さん、今すぐ拡散してください。真実はここにあります！",
    "</p><script>document.title='stolen'</script> & \"quoted\" it's",
    "העיר כולה אומרת די @someone_else תעבירו הלאה",
    "Word for word the same argument, told at length. " * 12,
)


@dataclass(frozen=True)
class Shape:
    """One network to build: accounts, objects they act on, days over which they act, seconds between them."""

    accounts: int = 12
    objects: int = 20
    days: float = 30
    seconds: float = 40
    layers: Sequence[str] = ("repost", "hashtag", "text", "link")
    pairs: int = 4000
    share: float = 0.8


def build_case(
    folder: Path, shapes: Sequence[Shape] = (Shape(18), Shape(7, 9, 3, 8, ("reply", "tags"))), **about: Any
) -> tuple[Case, Run]:
    """Make a case with one run of these networks; `about` overrides the run's record, `zone` the case's zone."""
    case = create_case(folder, about.pop("zone", "UTC"))
    draw = np.random.default_rng(7)
    parts = [build_network(number, shape, draw) for number, shape in enumerate(shapes, start=1)]
    posts = stack([part["posts"] for part in parts], POSTS)
    case.append(
        [Batch(posts=posts, references=stack([part["references"] for part in parts], REFERENCES))],
        SourceRecord(file="/home/ann/secret folder/export.jsonl.gz", sha256="ab" * 32, format="v1"),
    )
    tables = {
        name: stack([part[name] for part in parts], schema)
        for name, schema in (
            ("networks", NETWORKS),
            ("members", MEMBERS),
            ("pairs", PAIRS),
            ("acts", ACTS),
            ("findings", FINDINGS),
        )
    }
    case.write_run({**record_of(posts, tables), **about}, tables)
    run = case.latest_run()
    assert run is not None
    return case, run


def stack(frames: list[pl.DataFrame], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """Return the tables under each other in the columns of the schema."""
    return pl.concat([conform(frame, schema) for frame in frames]) if frames else empty(schema)


def record_of(posts: pl.DataFrame, tables: dict[str, pl.DataFrame]) -> dict[str, Any]:
    """Return a scan's record as a scan would write it."""
    first, last = (posts["created_at"].min(), posts["created_at"].max()) if posts.height else (START, START)
    assert isinstance(first, datetime)
    assert isinstance(last, datetime)
    return {
        "version": "0.1.0",
        "started_at": "2026-11-22T03:00:00Z",
        "seconds": 12.4,
        "seed": 1,
        "posts": 48_213,
        "accounts": 9_377,
        "settings": {"q": 0.01, "windows_s": [10, 60, 600, 3600, 86400], "layers": ["repost", "hashtag"], "twin": True},
        "sources": [{"file": "/home/ann/secret folder/export.jsonl.gz", "sha256": "ab" * 32, "rows": 48_213}],
        "first_at": first.isoformat(),
        "last_at": last.isoformat(),
        "layers": {
            "repost": {
                "traces": 31_004,
                "accounts": 8_112,
                "objects": 2_750,
                "emitted_pairs": 1_204_551,
                "exact_up_to_window_s": 3600,
                "crowd_objects": 2,
            },
            "hashtag": {
                "traces": 12_004,
                "accounts": 5_112,
                "objects": 950,
                "emitted_pairs": 804_551,
                "exact_up_to_window_s": 3600,
                "crowd_objects": 0,
            },
        },
        "pairs_tested": 43_959_126,
        "pairs": tables["pairs"].height,
        "networks": tables["networks"].height,
        "findings": tables["findings"].height,
        "twin_pairs": 0,
        "twin_networks": 0,
        "warnings": [],
    }


def names_of(number: int, count: int) -> list[tuple[str, str, str]]:
    """Return (account, handle, display name) for each member; the first of network 1 are hostile."""
    hostile = HOSTILE_NAMES if number == 1 else ()
    names = [(f"twitter:{number}00{i:06d}77", *hostile[i]) for i in range(min(len(hostile), count))]
    return names + [
        (f"twitter:{number}00{i:06d}77", f"voice_{number}_{i:04d}", f"Voice {number} of {i}")
        for i in range(len(names), count)
    ]


def build_network(number: int, shape: Shape, draw: np.random.Generator) -> dict[str, pl.DataFrame]:
    """Return the tables of one network, and the posts and originals behind it."""
    names = names_of(number, shape.accounts)
    starts = np.sort(draw.beta(2.2, 1.2, shape.objects)) * shape.days * 86400
    acts, posts, references = [], [], []
    for thing in range(shape.objects):
        layer = shape.layers[thing % len(shape.layers)]
        name = object_name(number, layer, thing)
        at = START + timedelta(seconds=float(starts[thing]))
        if layer in ("repost", "reply"):
            references.append(
                {
                    "platform": "twitter",
                    "post_id": name.split(":")[1],
                    "account_id": "555000111",
                    "handle": "party_office",
                    "created_at": at - timedelta(minutes=3),
                    "text": TEXTS[thing % 6],
                }
            )
        for i, (account, handle, shown) in enumerate(names):
            if draw.random() > shape.share:
                continue
            moment = at + timedelta(seconds=round(float(draw.exponential(shape.seconds))))
            post = f"twitter:9{number}{thing:04d}{i:06d}"
            acts.append(
                {"network": number, "layer": layer, "object": name, "account": account, "post": post, "at": moment}
            )
            text = TEXTS[thing % 6] + (f" {i}" if layer == "text" else "")
            posts.append(
                {
                    "platform": "twitter",
                    "post_id": post.split(":")[1],
                    "account_id": account.split(":")[1],
                    "handle": handle,
                    "display_name": shown,
                    "created_at": moment,
                    "created_at_precision": "second",
                    "text": text,
                    "kind": "repost" if layer == "repost" else "post",
                }
            )
    act_frame = pl.DataFrame(acts, schema=ACTS)
    members, pairs = member_rows(number, names, act_frame), pair_rows(names, shape, draw)
    return {
        "posts": pl.DataFrame(posts, schema_overrides={"created_at": POSTS["created_at"]}) if posts else empty(POSTS),
        "references": pl.DataFrame(references, schema_overrides={"created_at": POSTS["created_at"]})
        if references
        else empty(REFERENCES),
        "acts": act_frame,
        "members": members,
        "pairs": pairs,
        "networks": pl.DataFrame([network_row(number, names, act_frame, pairs)]),
        "findings": finding_rows(number, shape),
    }


def object_name(number: int, layer: str, thing: int) -> str:
    """Return an object as the traces of its layer name it."""
    return {
        "repost": f"twitter:70{number}{thing:05d}",
        "reply": f"twitter:71{number}{thing:05d}",
        "hashtag": f"EnoughIsEnough{thing}",
        "link": f"https://pictures.example/voice_{number}_0003/status/{thing}",
        "text": f"text-{number}-{thing}",
        "tags": "كفى enough 東京",
    }.get(layer, f"{layer}-{thing}")


def member_rows(number: int, names: list[tuple[str, str, str]], acts: pl.DataFrame) -> pl.DataFrame:
    """Return MEMBERS; one in nine is a launcher or a booster."""
    rows = []
    spans = {
        row[0]: row[1:]
        for row in acts.group_by("account")
        .agg(pl.len(), pl.col("at").min(), pl.col("at").max().alias("end"))
        .iter_rows()
    }
    for i, (account, handle, shown) in enumerate(names):
        acted, first, last = spans.get(account, (0, None, None))
        role = "launcher" if i % 19 == 3 else "booster" if i % 9 == 1 else "crowd"
        rows.append(
            {
                "network": number,
                "account": account,
                "handle": handle,
                "display_name": shown,
                "role": role,
                "partners": max(3, len(names) - 1 - i % 11),
                "acts": acted + 3 * i % 17,
                "explained_share": 0.35 + 0.6 * ((i * 37) % 100) / 100,
                "layers": ["repost"],
                "stability": 1 - (i % 5) / 20,
                "q": 10.0 ** -(3 + i % 40),
                "first_at": first,
                "last_at": last,
            }
        )
    return conform(
        pl.DataFrame(rows, schema_overrides={"first_at": MEMBERS["first_at"], "last_at": MEMBERS["last_at"]}), MEMBERS
    )


def pair_rows(names: list[tuple[str, str, str]], shape: Shape, draw: np.random.Generator) -> pl.DataFrame:
    """Return PAIRS, denser within two halves than between them."""
    count = len(names)
    first, second = np.triu_indices(count, 1) if count <= 400 else draw.integers(0, count, (2, 3 * shape.pairs))
    same_half = (first < count // 2) == (second < count // 2)
    kept = (first != second) & (draw.random(len(first)) < np.where(same_half, 0.8, 0.12))
    rows = []
    for one, other in list(zip(first[kept], second[kept], strict=True))[: shape.pairs]:
        a, b = sorted((names[one][0], names[other][0]))
        layer = shape.layers[int(draw.integers(len(shape.layers)))]
        strength = float(draw.exponential(6)) + 4
        rows.append(
            {
                "a": a,
                "b": b,
                "layer": layer,
                "window_s": 60.0,
                "objects": int(strength),
                "acts": int(strength) + 1,
                "expected": 0.004 * strength,
                "p": 10.0 ** -(strength + 4),
                "q": 10.0**-strength,
                "first_at": START,
                "last_at": START + timedelta(days=2),
            }
        )
    return conform(pl.DataFrame(rows).unique(["a", "b", "layer"], keep="first", maintain_order=True), PAIRS)


def network_row(
    number: int, names: list[tuple[str, str, str]], acts: pl.DataFrame, pairs: pl.DataFrame
) -> dict[str, Any]:
    """Return one row of NETWORKS."""
    layers = {str(layer): int(n) for layer, n in pairs["layer"].value_counts().iter_rows()}
    innocent = [
        {
            "explanation": "fan_club",
            "fit": 0.12,
            "because": "The reposted posts come from 96 authors; fans stay with one.",
        },
        {
            "explanation": "share_button",
            "fit": 0.34,
            "because": "2 of 20 links end in the same share parameter (https://button.example/share).",
        },
        {"explanation": "newswire", "fit": 0.05, "because": "No account names a newsroom."},
    ]
    return {
        "network": number,
        "size": len(names),
        "accounts": [name[0] for name in names],
        "handles": [name[1] for name in names],
        "layers": orjson.dumps(layers).decode(),
        "weight": 812.5,
        "q": 1e-4,
        "objects": acts["object"].n_unique(),
        "posts": acts["post"].n_unique(),
        "first_at": acts["at"].min(),
        "last_at": acts["at"].max(),
        "stability": 0.97,
        "purpose": orjson.dumps({"political": 0.71, "commercial": 0.2, "unknown": 0.09}).decode(),
        "innocent": orjson.dumps(innocent).decode(),
        "verdict": "coordinated",
        "because": f"{len(names)} accounts acted together on {acts['object'].n_unique()} objects. "
        "voice_1_0009 came first 14 times.",
        "woke_at": START + timedelta(days=8),
        "turned_at": START + timedelta(days=15),
        "born_at": None,
    }


def finding_rows(number: int, shape: Shape) -> pl.DataFrame:
    """Return one finding about the network."""
    row = {
        "finding": f"co_action-{number}",
        "detector": "co_action",
        "subject_kind": "network",
        "subject": str(number),
        "measure": "pairs",
        "value": 40.0,
        "because": f"{shape.accounts} accounts made 40 pairs.",
        "posts_count": 12,
    }
    return conform(pl.DataFrame([row]), FINDINGS)
