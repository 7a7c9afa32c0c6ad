"""What the page for the person attacked shows, in the words it shows it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from unisono.content.hostility.scale import KINDS, SEVERITIES
from unisono.dossiers.target.massive_share import episodes_text, interval_text
from unisono.exports.report.untrusted import defang, shorten
from unisono.model.counting import counted

Card = Mapping[str, Any]  # Any: a card of plain values

POSTS_SHOWN = 300
LETTERS_SHOWN = 1_000
DAYS_DRAWN = 120
NAMED = 3


@dataclass(frozen=True)
class PostView:
    """One post against the target: `words` are what it says, which the page hides."""

    at: str
    account: str
    post_id: str
    severity: int
    kinds: str
    tags: str
    words: str
    hash: str
    source: str


@dataclass(frozen=True)
class DayBar:
    """One day's (or stretch of days') bar: its height is a percentage of the highest."""

    day: str
    posts: int
    height: float


@dataclass(frozen=True)
class EpisodeView:
    """One episode in sentences."""

    number: int
    massive: bool
    when: str
    counts: str
    usual: str
    severity: str
    launchers: str
    pattern: str
    networks: str
    hashtags: str


def view_posts(log: pl.DataFrame, zone: str) -> list[PostView]:
    """Return the posts that the page shows of a LOG: the most severe first, then the earliest."""
    chosen = log.sort("severity", "created_at", "post_id", descending=[True, False, False]).head(POSTS_SHOWN)
    return [
        PostView(
            at=moment_text(row["created_at"], zone),
            account=f"@{row['handle'].lstrip('@')}" if row["handle"] else row["account_id"],
            post_id=row["post_id"],
            severity=row["severity"],
            kinds=", ".join(KINDS.get(kind, kind) for kind in row["kinds"] or []),
            tags=" ".join(f"#{tag}" for tag in row["hashtags_against"] or []),
            words=defang(shorten(row["text"] or "", LETTERS_SHOWN)),
            hash=row["text_sha256"] or "",
            source=_source_text(row),
        )
        for row in chosen.iter_rows(named=True)
    ]


def view_days(timeline: Sequence[Card], span: tuple[date, date]) -> list[DayBar]:
    """Return a bar for every day of the case (span: its first and last), empty ones, too; of long times for more days.

    timeline: the days with posts against the target.
    """
    if not timeline:
        return []
    first, last = span
    days = (last - first).days + 1
    width = -(-days // DAYS_DRAWN)
    counts = [0] * -(-days // width)
    for one in timeline:
        counts[(one["day"] - first).days // width] += one["posts"]
    most = max(counts)
    return [
        DayBar(_span_text(first + timedelta(days=width * place), width), posts, round(100.0 * posts / most, 1))
        for place, posts in enumerate(counts)
    ]


def view_episode(card: Card, zone: str) -> EpisodeView:
    """Return one episode of a card in sentences."""
    return EpisodeView(
        number=card["episode"],
        massive=card["massive"],
        when=f"{moment_text(card['start_at'], zone)} to {moment_text(card['end_at'], zone)}",
        counts=(
            f"{counted(card['posts'], 'post')} by {counted(card['accounts'], 'account')} in {card['hours']:,.1f} hours "
            f"and {counted(len(card['waves']), 'wave')}: {card['hostile_posts']:,} with hostile words, "
            f"{card['campaign_posts']:,} under hashtags used against you."
        ),
        usual=_usual_text(card),
        severity=_severity_text(card),
        launchers=_launchers_text(card, zone),
        pattern=card["launch_pattern"]["says"],
        networks=_networks_text(card),
        hashtags=", ".join(f"#{one['hashtag']} ({one['posts']:,})" for one in card["hashtags"][:30]),
    )


def severity_rows(card: Card) -> list[tuple[int, int, str]]:
    """Return each severity, the worst first, with how many posts have it and what it means."""
    return [(level, card["severity"][str(level)], SEVERITIES[level]) for level in (4, 3, 2, 1)]


def moment_text(at: datetime | None, zone: str) -> str:
    """Return a time by the clock of the case's zone, with the zone's name."""
    return "not known" if at is None else f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S} {zone}"


def file_name(path: str) -> str:
    """Return a file's name without its folders, which may name the investigator.

    >>> file_name("/home/ann/posts.csv"), file_name("C:\\\\cases\\\\posts.csv")
    ('posts.csv', 'posts.csv')
    """
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _span_text(day: date, width: int) -> str:
    return f"{day}" if width == 1 else f"{day} to {day + timedelta(days=width - 1)}"


def sentences(card: Card) -> list[str]:
    """Return what happened, told to the person attacked."""
    told = [
        f"{_against_text(card)} In all, {counted(card['posts'], 'post')} of this "
        f"case {'is' if card['posts'] == 1 else 'are'} about you."
    ]
    if card["counted_elsewhere"]:
        posts = sum(one["posts"] for one in card["counted_elsewhere"])
        told.append(
            f"{counted(posts, 'more post')} against you {'is' if posts == 1 else 'are'} against others as well, and "
            f"{'is' if posts == 1 else 'are'} counted on their pages, not here."
        )
    episodes = len(card["episodes"])
    if episodes:
        told.append(episodes_text(episodes, card["massive_episodes"]))
    own, whole = card["massive_episodes"], card["massive_episodes_of_case"]
    if whole and len(card["massive_episodes_by_target"]) > 1:
        told.append(
            f"Of {counted(whole, 'massive episode')} against the {len(card['massive_episodes_by_target']):,} people or "
            f"groups that this case looks at, {own:,} hit you"
            f"{interval_text(own, whole)}."
        )
    return told


def _against_text(card: Card) -> str:
    posts = f"{counted(card['attack_posts'], 'post')} of {counted(card['attack_accounts'], 'account')}"
    verb = "is" if card["attack_posts"] == 1 else "are"
    alone = card["given_tag_alone_posts"]
    if alone and alone == card["attack_posts"]:
        return (
            f"{posts} {verb} under a hashtag that was given as used against you, without hostile words: that they are "
            "against you rests on that hashtag alone."
        )
    return (
        f"{posts} {verb} against you: {card['hostile_posts']:,} with hostile words, "
        f"{card['campaign_posts']:,} under hashtags used against you."
    )


def _severity_text(card: Card) -> str:
    counts = [(level, card["severity"][str(level)]) for level in (4, 3, 2, 1)]
    return ", ".join(f"{count:,} of severity {level}" for level, count in counts if count) or "no hostile words known"


def _networks_text(card: Card) -> str:
    """Return which share of an episode accounts that act together have."""
    if card["networked_share"] is None:
        return " ".join(card["share_says"])
    return (
        f"Accounts that acted together in networks made {card['networked_share']:.0%} of these posts "
        f"(95 %: {card['share_low']:.0%} to {card['share_high']:.0%})."
    )


def _usual_text(card: Card) -> str:
    if card["expected"] is None:
        return "How many are usual in such hours cannot be said: the case has too few ordinary hours."
    return f"In such hours {card['expected']:,.2g} would be usual, going by the other days of the case."


def _launchers_text(card: Card, zone: str) -> str:
    named = [
        f"{'@' + one['handle'].lstrip('@') if one['handle'] else one['account_id']} "
        f"({moment_text(one['at'], zone)}, "
        f"{'followers unknown' if one['followers'] is None else counted(one['followers'], 'follower')})"
        for one in card["launchers"][:NAMED]
    ]
    if any(one["tested"] for one in card["launchers"]):
        return f"First more often than chance makes somebody first: {'; '.join(named)}."
    return f"The first posts came from {'; '.join(named)}. Being first once says little."


def _source_text(row: Card) -> str:
    if row["source_row"] is None:
        return "its file is not known"
    known = file_name(row["source_file"]) if row["source_file"] else f"file {str(row['source_sha256'])[:12]}"
    return f"{known}, row {row['source_row']:,}"
