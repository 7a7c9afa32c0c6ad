"""When did massive numbers of posts against a target come at once, beside what its hours would expect?"""

from datetime import datetime
from typing import Any

import numpy as np
import orjson
import polars as pl

from unisono.detectors.declaration import Detector
from unisono.detectors.scene import Scene
from unisono.detectors.targets.attack_posts import Attacks, find_attacks
from unisono.detectors.targets.episodes import Episode, find_episodes
from unisono.detectors.targets.posts_about import COLUMNS
from unisono.detectors.targets.telling_posts import own_profiles, posts_that_tell
from unisono.model.counting import counted
from unisono.model.findings import finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty
from unisono.model.times import time_text
from unisono.significance.combination import false_discovery_rates

NAME = "attacks"

LEVEL = 0.01


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each massive episode against a target of the case; none where it has no targets.

    It says that posts against the target came at once, and how many; not that their accounts agreed to write them.
    """
    targets = scene.known.targets
    span = _span(scene) if targets.targets else None
    if span is None:
        return empty(FINDINGS)
    attacks = _attacks(scene)
    every = [episode for own in find_episodes(attacks, span).values() for episode in own if episode.p is not None]
    rates = false_discovery_rates(np.array([one.p for one in every], float), max(len(every), len(targets.targets)))
    rows = [
        _finding(attacks, episode, float(rate))
        for episode, rate in zip(every, rates, strict=True)
        if episode.is_massive and rate <= LEVEL
    ]
    return conform(pl.DataFrame(rows), FINDINGS) if rows else empty(FINDINGS)


def _span(scene: Scene) -> tuple[datetime, datetime] | None:
    """Return the times of the first and the last post; None where none has one."""
    ends: list[datetime] = []
    for part in scene.source.read(["created_at"]):
        times = part["created_at"]
        ends += [moment for moment in (times.min(), times.max()) if isinstance(moment, datetime)]
    return (min(ends), max(ends)) if ends else None


def _attacks(scene: Scene) -> Attacks:
    """Return the attacks on the targets; where posts are read by part, those that tell nothing of them are not held."""
    targets, profiles = scene.known.targets, scene.known.profiles
    if scene.known.by_part is None:
        return find_attacks(scene.posts, targets, profiles)
    read = scene.source.read
    own = own_profiles(read, [profiles.select("platform", "account_id", "handle")], targets)
    posts, _ = posts_that_tell(read, targets, own)
    return find_attacks(posts, targets, own)


def _finding(attacks: Attacks, episode: Episode, rate: float) -> dict[str, Any]:  # Any: a cell is what its column says
    target = attacks.found.targets[episode.target]
    posts = attacks.of(episode.target)[episode.attacks]
    return {
        "finding": finding_id(NAME, "target", f"{target.name} {time_text(episode.start_at)}", "posts against it"),
        "detector": NAME,
        "subject_kind": "target",
        "subject": target.name,
        "measure": "posts_against",
        "value": float(episode.posts),
        "expected": episode.expected,
        "n": posts["account"].n_unique(),
        "p": episode.p,
        "q": rate,
        "because": _because(episode, posts),
        "posts_count": episode.posts,
        "likelihood": likelihood_word(1.0 - rate),
        "evidence": orjson.dumps({"kind": "posts", "posts": posts["post"].to_list()}).decode(),
    }


def _because(episode: Episode, posts: pl.DataFrame) -> str:
    hostile = posts.filter(pl.col("severity") > 0).height
    worst = max(posts["severity"].to_list())
    tags = posts["tags"].explode().drop_nulls().n_unique()
    under = f", under {counted(tags, 'hashtag')} used against it" if tags else ""
    words = (
        f"{hostile:,} of them with hostile words (the worst of severity {worst} of 4)" if hostile else "none hostile"
    )
    return (
        f"{episode.posts:,} posts of {counted(posts['account'].n_unique(), 'account')} against it from "
        f"{time_text(episode.start_at)} to {time_text(episode.end_at)}, {words}{under}; its hours would expect "
        f"{episode.expected or 0.0:,.2g}. Whether the accounts agreed to write them, this does not say."
    )


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("target",),
    question="When did massive numbers of posts against a target come at once, beside what its hours would expect?",
    columns=("account_id", "created_at", *COLUMNS),
    innocent=(
        "news that makes many angry by themselves",
        "open call to protest or complain",
        "party, club or fan group that says so",
        "irony, quotes and answers that take its side",
        "a collection made by searching for the attack",
    ),
    find=find,
)
