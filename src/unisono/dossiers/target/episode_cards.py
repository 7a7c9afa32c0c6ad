"""One episode as a card: when, how many, against what is usual, by whom, under which hashtags, how severe."""

from collections import Counter

import polars as pl

from unisono.cases import Case
from unisono.detectors.targets.episodes import Episode
from unisono.dossiers.followers import Reposts
from unisono.dossiers.networked_share import estimate_share
from unisono.dossiers.subject_posts import Card
from unisono.dossiers.target.launching import describe_launch
from unisono.dossiers.target.material import TargetMaterial

SHARES_ESTIMATED = 60
"""Episodes whose networked share is estimated, those of most posts first: each looks at all reposts of its accounts."""


def describe_episodes(material: TargetMaterial, reposts: Reposts | None = None) -> list[Card]:
    """Return a card for each episode of the target, in order of time; reposts: REPOSTS of the case, if at hand."""
    found = material.episodes.get(material.number, [])
    most = sorted(range(len(found)), key=lambda place: -found[place].posts)[:SHARES_ESTIMATED]
    return [
        _card(material, place + 1, episode, reposts=reposts, estimates=place in most)
        for place, episode in enumerate(found)
    ]


def _card(material: TargetMaterial, number: int, episode: Episode, *, reposts: Reposts | None, estimates: bool) -> Card:
    attacks = material.own[episode.attacks]
    expected = episode.expected
    card = {
        "episode": number,
        "start_at": episode.start_at,
        "end_at": episode.end_at,
        "hours": round((episode.end_at - episode.start_at).total_seconds() / 3600.0, 2),
        "posts": attacks.height,
        "accounts": attacks["account"].n_unique(),
        "hostile_posts": attacks.filter(pl.col("severity") > 0).height,
        "campaign_posts": attacks.filter(pl.col("tags").list.len() > 0).height,
        "other_posts": episode.others,
        "massive": episode.is_massive,
        "expected": expected,
        "expected_by_hours": episode.usual,
        "expected_by_other_posts": episode.from_others,
        "times_expected": attacks.height / expected if expected else None,
        "p": episode.p,
        "severity": count_severities(attacks),
        "kinds": count_each(attacks["kinds"]),
        "hashtags": [{"hashtag": tag, "posts": count} for tag, count in count_each(attacks["tags"]).items()],
        "waves": [{"start_at": wave.start_at, "end_at": wave.end_at, "posts": wave.posts} for wave in episode.waves],
        **describe_launch(material, attacks),
        **_share(material.case, material, attacks if estimates else attacks.clear(), reposts),
        "post_ids": attacks["post"].to_list(),
    }
    return {**card, "says": _says(card)}


def count_severities(attacks: pl.DataFrame) -> dict[str, int]:
    """Return how many hostile posts there are of each severity, "1" (rude) to "4" (a threat, or private details)."""
    counts = Counter(attacks["severity"].to_list())
    return {str(severity): counts.get(severity, 0) for severity in (1, 2, 3, 4)}


def count_each(lists: pl.Series) -> dict[str, int]:
    """Return how many posts have each word of a column of lists, most first."""
    counts = lists.list.unique().explode().drop_nulls().value_counts(name="posts")
    ordered = counts.sort("posts", lists.name, descending=[True, False])
    return dict(ordered.iter_rows())


def _share(case: Case, material: TargetMaterial, attacks: pl.DataFrame, reposts: Reposts | None) -> Card:
    estimate = estimate_share(attacks.select("account", "post"), case, material.run, reposts=reposts)
    return {
        "networked_share": estimate.share,
        "share_low": estimate.low,
        "share_high": estimate.high,
        "networks": estimate.networks,
        "share_says": estimate.says,
    }


def _says(card: Card) -> str:
    """Return the episode in one sentence with its counts."""
    posts, accounts = f"{card['posts']:,} posts", f"{card['accounts']:,} accounts"
    if card["expected"] is None:
        usual = "what is usual cannot be said: the case has too few hours outside of bursts"
    else:
        usual = f"its hours would expect {card['expected']:,.2g}"
    kind = "A massive episode" if card["massive"] else "An episode"
    return (
        f"{kind}: {posts} against it by {accounts} within {card['hours']:,.1f} hours ({card['hostile_posts']:,} with "
        f"hostile words, {card['campaign_posts']:,} under hashtags against it); {usual}."
    )
