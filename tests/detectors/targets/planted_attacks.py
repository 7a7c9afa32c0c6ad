"""Posts about two candidates and a reporter: ordinary weeks, and attacks planted at known times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from unisono.cases.targets import Target, Targets
from unisono.model.tables import POSTS, conform

START = datetime(2017, 4, 5, tzinfo=UTC)
DAYS = 60
TARGETS = Targets(
    (
        Target("Ilva", aliases=("Ilva Sorrendo", "@ilvasorrendo")),
        Target("Bruno", aliases=("Bruno Tascher",)),
        Target("Reporter", accounts=("rosareporter",)),
    )
)
NAMES = ("Ilva Sorrendo", "Bruno Tascher", "@rosareporter")
THREATS = ("I will kill you", "you are an idiot", "I will kill you, idiot", "last warning, idiot")
CALM = ("the debate of {} is at eight", "I met {} at the market", "well said, {}", "{} answers questions today")

Row = dict[str, object]


@dataclass(frozen=True)
class Attack:
    """One planted attack: on which target, from when, for how many hours, with how many posts."""

    target: int
    start_at: datetime
    hours: float
    posts: int
    tag: str | None = None


def write_posts(rows: Sequence[Row]) -> pl.DataFrame:
    """Return POSTS of rows with at, account, text and any other column of POSTS."""
    filled = [
        {
            "platform": "twitter",
            "post_id": str(10_000 + number),
            "account_id": str(row["account"]),
            "handle": f"h{row['account']}",
            "created_at": row["at"],
            "kind": "post",
            "lang": "en",
            "source_sha256": "ab" * 32,
            "source_row": number + 1,
            **{name: value for name, value in row.items() if name in POSTS},
        }
        for number, row in enumerate(rows)
    ]
    schema = {name: kind for name, kind in POSTS.items() if any(name in row for row in filled)}
    return conform(pl.DataFrame(filled, schema=schema), POSTS)


def ordinary_weeks(rng: np.random.Generator, days: int = DAYS) -> list[Row]:
    """Return rows: about each of the three some twelve calm posts and one rude one a day, and much about nobody."""
    rows: list[Row] = []
    for name in NAMES:
        for text, number in ((CALM, 12 * days), (("you are an idiot, {}",), days)):
            for at in rng.uniform(0, days * 24, number):
                words = str(rng.choice(text)).format(name)
                rows.append(
                    {"account": int(rng.integers(1, 400)), "at": START + timedelta(hours=float(at)), "text": words}
                )
    rows += [
        {"account": int(rng.integers(1, 400)), "at": START + timedelta(hours=float(at)), "text": "rain again, and tea"}
        for at in rng.uniform(0, days * 24, 30 * days)
    ]
    return rows


def attack_rows(rng: np.random.Generator, attack: Attack, accounts: Sequence[int]) -> list[Row]:
    """Return rows of an attack; every fifth post names another target, too."""
    rows: list[Row] = []
    others = [name for number, name in enumerate(NAMES) if number != attack.target]
    moments = np.sort(rng.uniform(0, attack.hours * 3600, attack.posts))
    moments[0], moments[-1] = 0, attack.hours * 3600
    for number, second in enumerate(moments.tolist()):
        both = f" (and {others[number % 2]} said so)" if number % 5 == 4 else ""
        tags = [attack.tag] if attack.tag else None
        words = f"{NAMES[attack.target]} {THREATS[number % len(THREATS)]} {number}{both}"
        row = {
            "account": int(rng.choice(accounts)),
            "at": attack.start_at + timedelta(seconds=round(second)),
            "text": words,
        }
        rows.append({**row, "hashtags": tags})
    return rows


def news_peak(rng: np.random.Generator, at: datetime, posts: int, rude: float = 0.05) -> list[Row]:
    """Return rows of a day of news about the first target: reports, praise and jokes, and a few rude words."""
    return [
        {
            "account": 1_000 + int(rng.integers(0, 600)),
            "at": at + timedelta(hours=float(rng.exponential(3.0))),
            "text": ("you are an idiot, Ilva Sorrendo" if rng.random() < rude else f"Ilva Sorrendo won the debate {n}"),
        }
        for n in range(posts)
    ]


def ten_attacks() -> list[Attack]:
    """Return ten massive attacks, on days of their own: eight on the first target, one on each of the others."""
    hit = (0, 0, 1, 0, 0, 0, 2, 0, 0, 0)
    return [
        Attack(
            target,
            START + timedelta(days=8 + 5 * place, hours=(7 * place) % 24, minutes=11),
            2.0 + place % 5,
            120 + 7 * place,
        )
        for place, target in enumerate(hit)
    ]
