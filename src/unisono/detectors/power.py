"""Would a group like this have been found here? Groups planted into copies of a case, and what scans show of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from time import perf_counter

import numpy as np
import polars as pl

from unisono.detectors.alike import likeness_of_posts
from unisono.detectors.evidence import posts_between
from unisono.detectors.scanning import ScanResult, scan_posts
from unisono.model.errors import UsageError
from unisono.model.settings import ScanSettings
from unisono.significance.shares import exact_interval, grouped_interval
from unisono.traces import Likeness, read_traces
from unisono.worlds.planting import TEMPLATES, PlantedGroup, Planting, plant_group

ACTED_ON = ("repost", "reply", "link", "hashtag")
"""What planted accounts act on unless told otherwise; `text` has them copy the words of posts."""

CAN_BE_ACTED_ON = (*ACTED_ON, "text")
FEWEST_FOUND = 3  # members in one network from which a group counts as found: fewer are no network


@dataclass(frozen=True)
class CaseTables:
    """The tables of a case that a scan reads: POSTS, ACCOUNTS and REFERENCES columns, and what is alike in them."""

    posts: pl.DataFrame
    accounts: pl.DataFrame
    references: pl.DataFrame | None
    likeness: Likeness | None = None


@dataclass(frozen=True)
class PlantedOutcome:
    """What one scan showed of one planted group.

    found: members in some network. together: the most of them in one network. explained: that an innocent explanation
    fits that network. joined: accounts of the case that are in a network with members, and in none without the group.
    """

    found: int
    together: int
    explained: bool
    joined: int
    posts: int
    commands: dict[str, int]


def measure_power(
    tables: CaseTables,
    groups: Sequence[PlantedGroup],
    copies: int,
    settings: ScanSettings,
    acted_on: Sequence[str] = ACTED_ON,
    on_scan: Callable[[float], None] = lambda seconds: None,
) -> Iterator[dict[str, object]]:
    """Yield one line for each kind of group: how many of its members, and of its copies, scans would have found.

    Every copy is planted by itself into the posts of the settings' span and scanned with the settings; `on_scan` is
    called after each scan with the seconds it took; there are copies * groups + 1, and the first is of the posts alone.
    Raises UsageError where nothing can be acted on.
    """
    posts = posts_between(tables.posts.lazy(), settings.since, settings.until).collect()
    if posts.is_empty() and not tables.posts.is_empty():
        days = tables.posts.select(first=pl.col("created_at").min(), last=pl.col("created_at").max()).row(0)
        first, last = (f"{day:%Y-%m-%d}" for day in days)
        raise UsageError(
            f"No post of the case lies between --since and --until: its {tables.posts.height:,} posts are of {first} "
            f"to {last}. Type for example: --since {first}"
        )
    own = CaseTables(posts, tables.accounts, tables.references, likeness_of_posts(posts, settings.similarity))
    templates = list_templates(own, acted_on)
    if templates.select("layer", "object").unique().height < settings.min_objects:
        raise UsageError(
            f"Nothing can be planted: the {posts.height:,} posts hold fewer than {settings.min_objects} objects to act "
            f"on ({', '.join(acted_on)}). Import more posts, or name other acts: --by {','.join(CAN_BE_ACTED_ON)}"
        )
    began = perf_counter()
    alone = frozenset(_scan(own, settings).tables["members"]["account"].to_list())
    on_scan(perf_counter() - began)
    for group in groups:
        outcomes = []
        for copy in range(copies):
            seed = np.random.SeedSequence([settings.seed, group.size, group.acts, copy]).generate_state(1)[0]
            began = perf_counter()
            outcomes.append(_plant_and_scan(own, templates, group, settings, alone, int(seed)))
            on_scan(perf_counter() - began)
        yield {**asdict(group), **summarise(group, outcomes)}


def list_templates(tables: CaseTables, acted_on: Sequence[str]) -> pl.DataFrame:
    """Return what the posts act on, in TEMPLATES columns; an object begins with its origin or its first act."""
    begins = pl.min_horizontal(pl.coalesce("origin_at", "at"), "at").min().over("object")
    traces = read_traces(tables.posts, tables.references, acted_on, likeness=tables.likeness)
    kinds = [own.with_columns(pl.lit(layer).alias("layer"), begins.alias("begins_at")) for layer, own in traces.items()]
    every = pl.concat([pl.DataFrame(schema=TEMPLATES), *(kind.select(*TEMPLATES) for kind in kinds)])
    return every.filter(pl.col("post").is_not_null())


def _plant_and_scan(
    tables: CaseTables,
    templates: pl.DataFrame,
    group: PlantedGroup,
    settings: ScanSettings,
    alone: frozenset[str],
    seed: int,
) -> PlantedOutcome:
    planting = plant_group(tables.posts, tables.accounts, templates, group, seed)
    planted = replace(
        tables,
        posts=pl.concat([tables.posts, planting.posts]),
        accounts=pl.concat([tables.accounts, planting.accounts]),
    )
    return read_outcome(_scan(planted, settings), planting, alone)


def _scan(tables: CaseTables, settings: ScanSettings) -> ScanResult:
    # Who is in which network is all that is asked: no detector has to write findings about it.
    return scan_posts(
        tables.posts, tables.accounts, tables.references, replace(settings, only=()), likeness=tables.likeness
    )


def read_outcome(result: ScanResult, planting: Planting, alone: frozenset[str]) -> PlantedOutcome:
    """Return what a scan shows of the planted group; `alone` are the accounts that are in networks without it."""
    members = result.tables["members"].with_columns(pl.col("account").is_in(planting.members).alias("planted"))
    by_network = members.group_by("network").agg(pl.col("planted").sum()).filter(pl.col("planted") > 0)
    strongest = by_network.sort("planted", "network", descending=[True, False]).head(1)
    verdicts = dict(result.tables["networks"].select("network", "verdict").iter_rows())
    beside = members.join(by_network, on="network", how="semi").filter(~pl.col("planted"))
    return PlantedOutcome(
        found=int(members["planted"].sum()),
        together=int(strongest["planted"].sum()),
        explained=any(verdicts[network] == "coordinated_explained" for network in strongest["network"]),
        joined=beside.filter(~pl.col("account").is_in(list(alone))).height,
        posts=planting.posts.height,
        commands=planting.commands,
    )


def summarise(group: PlantedGroup, outcomes: Sequence[PlantedOutcome]) -> dict[str, object]:
    """Return the counts and shares over the copies of one kind of group, with 95 % intervals."""
    copies = len(outcomes)
    found = [outcome.found for outcome in outcomes]
    known = [outcome for outcome in outcomes if outcome.together >= FEWEST_FOUND]
    low, high = grouped_interval(found, group.size)
    groups_low, groups_high = exact_interval(len(known), copies)
    layers = sorted({layer for outcome in outcomes for layer in outcome.commands})
    return {
        "copies": copies,
        "planted": copies * group.size,
        "found": sum(found),
        "share": sum(found) / (copies * group.size),
        "share_low": low,
        "share_high": high,
        "groups_found": len(known),
        "groups_low": groups_low,
        "groups_high": groups_high,
        "groups_explained": sum(outcome.explained for outcome in known),
        "joined": sum(outcome.joined for outcome in outcomes),
        "planted_posts": sum(outcome.posts for outcome in outcomes),
        "commands": {layer: sum(outcome.commands.get(layer, 0) for outcome in outcomes) for layer in layers},
    }
