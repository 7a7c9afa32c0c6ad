"""One search: scans the last posts of a case as `unisono scan` would, keeps the networks, and says which are news."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import orjson
import polars as pl

from unisono.cases import open_case
from unisono.cases.live.networks import SearchResult, read_networks, write_networks
from unisono.detectors.case_tables import read_tables
from unisono.detectors.scanning import ScanResult, scan_tables
from unisono.model.settings import ScanSettings
from unisono.watch.claims import Claim
from unisono.watch.networks.recent_batches import Chosen, RecentBatches, RecentLimits
from unisono.watch.networks.recent_texts import RecentTexts
from unisono.watch.networks.told_networks import News, ToldNetwork, ToldNetworks

NAME = "networks"
MOST_POSTS = 50
SECONDS_A_DAY = 86_400.0
SHORTEST_S = 60.0
FEWEST_POSTS = 5_000
FIRST_POSTS = 50_000
NEAR = 0.05
"""A fit below which an innocent explanation is not named (detectors/verdicts.py)."""

Row = dict[str, Any]  # Any: a row of a table


@dataclass(frozen=True)
class SearchSettings:
    """How the search for networks looks: at what, as what kind of scan, and for how many seconds at most."""

    limits: RecentLimits = field(default_factory=RecentLimits)
    scan: ScanSettings = field(default_factory=ScanSettings)
    most_seconds: float = 20.0
    first_posts: int = FIRST_POSTS


@dataclass(frozen=True)
class Searched:
    """What one search gave: news as claims, and its numbers for the status."""

    claims: list[Claim]
    numbers: dict[str, float]


class Searching:
    """Searches a case again and again; each search looks at no more than the ones before it were quick enough for."""

    def __init__(self, case: str, settings: SearchSettings) -> None:
        """Begin with what the last watcher of the case had told."""
        self.case = open_case(case)
        self.settings = settings
        self.recent = RecentBatches(self.case.path, settings.limits)
        self.texts = RecentTexts()
        self.told = ToldNetworks(_told_before(read_networks(self.case.path)))
        self.most_posts = min(settings.first_posts, settings.limits.posts)

    def search(self, *, whole: bool = False) -> Searched | None:
        """Scan the last posts; None where nothing has come since the last search. whole: as far as limits allow."""
        came = self.recent.follow()
        if not came and not whole:
            return None
        limits = self.settings.limits if whole else replace(self.settings.limits, posts=self.most_posts)
        chosen = self.recent.choose(limits)
        if not chosen.posts:
            return None
        started = time.perf_counter()
        settings = replace(self.settings.scan, since=chosen.since)
        limited = replace(self.case, only=chosen.lines)
        result = scan_tables(read_tables(limited, settings, likeness_from=self.texts.likeness), settings)
        seconds = time.perf_counter() - started
        self._adapt(seconds, chosen.posts)
        rows = result.tables["networks"].to_dicts()
        news = self.told.news([(row["accounts"], row["q"]) for row in rows])
        self._keep(chosen, rows)
        claims = [_claim(row, one, result, chosen) for row, one in zip(rows, news, strict=True) if one]
        numbers = {
            "searched_posts": float(chosen.posts), "reach_s": round(chosen.reach_s, 1), "seconds": round(seconds, 2),
            "networks": float(len(rows)),
        }  # fmt: skip
        return Searched(claims, numbers)

    def _adapt(self, seconds: float, posts: int) -> None:
        """Look at fewer posts where a search took too long, at more where it was quick and posts were left out."""
        most = self.settings.most_seconds
        if seconds > most:
            self.most_posts = max(FEWEST_POSTS, int(posts * most / seconds * 0.9))
        elif seconds < most / 2 and posts >= self.most_posts:
            self.most_posts = min(self.settings.limits.posts, int(self.most_posts * 1.5))

    def _keep(self, chosen: Chosen, rows: Sequence[Row]) -> None:
        kept = [_kept_network(row, self.told.name_of(row["accounts"])) for row in rows]
        write_networks(self.case.path, SearchResult(datetime.now(UTC), chosen.since, chosen.until, chosen.posts, kept))


def _told_before(last: SearchResult | None) -> list[ToldNetwork]:
    networks: Sequence[Mapping[str, Any]] = last.networks if last else ()  # Any: JSON
    return [
        ToldNetwork(str(one["name"]), frozenset(one["accounts"]), float(one.get("q") or 0.0))
        for one in reversed(networks)
        if one.get("name") and one.get("accounts")
    ]


def _kept_network(row: Row, name: str) -> Row:
    return {
        "name": name,
        **{column: row[column] for column in ("accounts", "handles", "size", "q", "objects", "posts")},
        "layers": orjson.loads(row["layers"]),
        **{column: row[column] for column in ("first_at", "last_at", "verdict", "because")},
        "innocent": orjson.loads(row["innocent"]),
    }


def _claim(row: Row, news: News, result: ScanResult, chosen: Chosen) -> Claim:
    """Return what is told of a network that is new or has grown."""
    tables = result.tables
    is_own = (pl.col("detector") == "co_action") & (pl.col("subject_kind") == "network")
    finding = tables["findings"].filter(is_own & (pl.col("subject") == str(row["network"]))).row(0, named=True)
    acts = tables["acts"].filter(pl.col("network") == row["network"])
    looks_a_day = SECONDS_A_DAY / max(chosen.reach_s, SHORTEST_S)
    as_strong = int((tables["networks"]["q"] <= row["q"]).sum())
    return Claim(
        detector=NAME,
        subject_kind="network",
        subject=news.name,
        measure=finding["measure"],
        value=finding["value"],
        expected=finding["expected"],
        n=finding["n"],
        p=row["q"],
        # q is the share of networks as strong as this one that chance gives in one look.
        chance_per_day=row["q"] * as_strong * looks_a_day,
        window_s=round(chosen.reach_s, 1),
        because=_because(row, finding["because"], news),
        event_at=row["last_at"],
        accounts=row["size"],
        posts_count=row["posts"],
        who=news.accounts,
        posts=_strongest_posts(acts),
        innocent=_innocent(row),
    )


def _because(row: Row, told: str, news: News) -> str:
    grown = f"It had {news.before:,} accounts when it was last counted. " if news.before else ""
    shown = ", ".join(handle for handle in (row["handles"] or [])[:5] if handle)
    members = f" Among them: {shown}." if shown else ""
    return f"{grown}{told}{members} Verdict: {row['verdict']}. {row['verdict_because'] or ''}".strip()


def _strongest_posts(acts: pl.DataFrame) -> tuple[str, ...]:
    """Return posts of the objects that most members acted on, the newest of them first."""
    with_many = acts.with_columns(pl.col("account").n_unique().over("layer", "object").alias("many"))
    ordered = with_many.sort("many", "at", "post", descending=[True, True, False])
    return tuple(ordered["post"].unique(maintain_order=True).head(MOST_POSTS).to_list())


def _innocent(row: Row) -> tuple[str, ...]:
    return tuple(
        str(one.get("because") or one["explanation"])
        for one in orjson.loads(row["innocent"])
        if float(one.get("fit") or 0.0) >= NEAR
    )
