"""Groups planted into posts that somebody collected: new accounts that follow commands on what the posts act on.

A command says: act on what this post of the case acts on. Members repost the same original, answer the same post, or
use the same links or tags in words of their own. Objects are drawn as the case's posts use them, so what many act on is
drawn more often; each object is commanded once. A command falls on an hour at which the case's accounts post, after the
object came up. Profiles, clients, languages and words are drawn from the case; names are invented.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.model.names import POST_NAME
from unisono.model.tables import ACCOUNTS, POSTS, TIME, conform
from unisono.worlds.own_words import write_own_words
from unisono.worlds.settings import ACTIVITY_SPREAD, CAMOUFLAGE, JITTER_SECONDS, PARTICIPATION

Times = NDArray[np.int64]  # microseconds since 1970

TEMPLATES: dict[str, pl.DataType] = {
    "layer": pl.String(),  # repost, reply, link, hashtag or text
    "object": pl.String(),
    "post": pl.String(),  # platform:id of a post of the case that acts on the object
    "at": TIME,
    "begins_at": TIME,  # when the object came up: its origin's time, or its first act in the case
}
"""What planted accounts can do, one row for each act of the case."""

SECOND = 1_000_000
HALF_HOUR = 1_800 * SECOND
LONGEST_WAIT = 3 * 86_400 * SECOND
LASTING_LAYERS = ("hashtag", "text")  # used again at any time; posts and links are taken up in their first days
PROFILE = ("created_at", "location_text", "followers", "following", "posts", "likes", "lang", "observed_at")
CARRIED = {
    "repost": ("text", "text_complete", "hashtags", "urls", "mentions", "media"),
    "text": ("text", "text_complete", "hashtags", "urls"),
    "reply": ("mentions",),
    "link": ("urls",),
    "hashtag": ("hashtags",),
}
"""What a planted post takes over from its template besides the language; the other lists are empty."""
ANSWERS = ("repost", "reply")


@dataclass(frozen=True)
class PlantedGroup:
    """What is planted: how many accounts follow how many commands, and how well hidden (easy, medium, hard)."""

    size: int = 20
    acts: int = 25
    level: str = "medium"


@dataclass(frozen=True)
class Planting:
    """A planted group: its posts (POSTS), its accounts (ACCOUNTS, and as platform:id) and its commands by layer."""

    posts: pl.DataFrame
    accounts: pl.DataFrame
    members: tuple[str, ...]
    commands: dict[str, int]


def plant_group(
    posts: pl.DataFrame, accounts: pl.DataFrame, templates: pl.DataFrame, group: PlantedGroup, seed: int
) -> Planting:
    """Return a group for these POSTS and ACCOUNTS that acts on the objects of the TEMPLATES; nothing given is changed.

    A group acts on one platform, drawn by the number of templates. Where it has fewer objects than `acts`, each is
    commanded once. The same input and seed give the same group.
    """
    rng = np.random.default_rng(seed)
    own = _of_one_platform(templates, rng)
    commands = own[rng.permutation(own.height)].unique(["layer", "object"], keep="first", maintain_order=True)
    commands = commands.head(group.acts)
    follows = rng.random((group.size, commands.height)) < PARTICIPATION[group.level]
    who, what = np.nonzero(follows)
    delays = np.abs(rng.normal(0.0, JITTER_SECONDS[group.level], len(who)))
    at = command_times(commands, posts, rng)[what] + ((1.0 + delays) * SECOND).astype(np.int64)
    share = CAMOUFLAGE[group.level]
    pastime = own[rng.integers(0, own.height, int(len(who) * share / (1.0 - share)))]
    acts = pl.concat([commands[what], pastime])
    members = np.concatenate([who, draw_members(group.size, pastime.height, rng)])
    at = np.concatenate([at, pastime_times(pastime, rng)])
    profiles = invent_accounts(posts, accounts, own["post"][0].split(":", 1)[0], group.size, rng)
    written = write_posts(posts, acts, profiles[members], at, rng)
    return Planting(
        posts=written,
        accounts=conform(profiles, ACCOUNTS),
        members=tuple((profiles["platform"] + ":" + profiles["account_id"]).to_list()),
        commands=dict(sorted(commands["layer"].value_counts().iter_rows())),
    )


def draw_members(size: int, acts: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return which member does each of these acts: some do much and some little, as people do (log-normal)."""
    activity = rng.lognormal(0.0, ACTIVITY_SPREAD, size)
    return rng.choice(size, acts, p=activity / activity.sum())


def _of_one_platform(templates: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Return one template for each post of one platform, so that a post with five tags is drawn no more often."""
    platform = templates["post"].str.split_exact(":", 1).struct.field("field_0")
    own = templates.filter(platform == platform[int(rng.integers(0, templates.height))]).sort(templates.columns)
    return own[rng.permutation(own.height)].unique("post", keep="first", maintain_order=True)


def command_times(commands: pl.DataFrame, posts: pl.DataFrame, rng: np.random.Generator) -> Times:
    """Return when each command is given: near the time of some post of the case, after the object came up."""
    busy = posts["created_at"].drop_nulls().sort().dt.timestamp("us").to_numpy()
    begins = commands["begins_at"].dt.timestamp("us").to_numpy() + 60 * SECOND
    lasting = commands["layer"].is_in(LASTING_LAYERS).to_numpy()
    ends = np.where(lasting, busy[-1], np.minimum(begins + LONGEST_WAIT, busy[-1]))
    first, after = np.searchsorted(busy, begins, side="left"), np.searchsorted(busy, ends, side="right")
    places = first + (rng.random(len(begins)) * np.maximum(after - first, 1)).astype(np.int64)
    # Half an hour to either side: a command is no shadow of the one post whose hour it takes.
    around = busy[np.minimum(places, len(busy) - 1)] + rng.integers(-HALF_HOUR, HALF_HOUR, len(begins))
    return np.asarray(np.maximum(around, begins), np.int64)


def pastime_times(pastime: pl.DataFrame, rng: np.random.Generator) -> Times:
    """Return when members do what others do: within half an hour of an act of the case on the same object."""
    at = pastime["at"].dt.timestamp("us").to_numpy() + rng.integers(-HALF_HOUR, HALF_HOUR, pastime.height)
    return np.asarray(np.maximum(at, pastime["begins_at"].dt.timestamp("us").to_numpy() + SECOND), np.int64)


def invent_accounts(
    posts: pl.DataFrame, accounts: pl.DataFrame, platform: str, size: int, rng: np.random.Generator
) -> pl.DataFrame:
    """Return new accounts in ACCOUNTS columns and `client`: profiles of the platform under invented names."""
    letters = rng.integers(ord("a"), ord("z") + 1, (size, 12), dtype=np.uint8)
    names = [bytes(row.tolist()).decode() for row in letters]
    own = accounts.filter(pl.col("platform") == platform)
    drawn = own[rng.integers(0, own.height, size)].select(PROFILE) if own.height else pl.DataFrame({"lang": [None]})
    clients = posts.filter(pl.col("platform") == platform)["client"]
    return conform(drawn if own.height else pl.concat([drawn] * size), ACCOUNTS).with_columns(
        platform=pl.lit(platform),
        account_id=pl.Series([f"planted-{name}" for name in names]),
        handle=pl.Series(names),
        display_name=pl.Series(names),
        client=clients[rng.integers(0, len(clients), size)],
    )


def write_posts(
    posts: pl.DataFrame, acts: pl.DataFrame, authors: pl.DataFrame, at: Times, rng: np.random.Generator
) -> pl.DataFrame:
    """Return one post in POSTS columns for each act (a row of TEMPLATES) by the author of the same row at its time."""
    keyed = posts.with_columns(POST_NAME)
    wanted = keyed.join(acts.select("post").unique(), on="post", how="semi")
    models = acts.select("layer", "object", "post").join(wanted, on="post", how="left", maintain_order="left")
    words = write_own_words(posts, models["lang"], rng)
    answers, layer = pl.col("layer").is_in(ANSWERS), pl.col("layer")
    nothing = pl.lit([], pl.List(pl.String))
    carried = {
        name: pl.when(layer.is_in([kind for kind, names in CARRIED.items() if name in names])).then(pl.col(name))
        for name in ("text", "text_complete", "hashtags", "urls", "mentions", "media")
    }
    shown = models.with_columns(
        carried["text"].otherwise(words).alias("text"),
        carried["text_complete"].otherwise(pl.lit(value=True)).alias("text_complete"),
        *(carried[name].otherwise(nothing).alias(name) for name in ("hashtags", "urls", "mentions", "media")),
        pl.when(answers).then("kind").otherwise(pl.lit("post")).alias("kind"),
        *(
            pl.when(answers).then(name).alias(name)
            for name in ("ref_post_id", "ref_account_id", "ref_handle", "ref_created_at", "thread_id")
        ),
        *(authors[name].alias(name) for name in ("account_id", "handle", "display_name", "client")),
        pl.Series("post_id", [f"planted-{number}" for number in range(models.height)], pl.String),
        pl.Series("moment", at).cast(TIME),
    ).with_columns(
        # Where a post does not list its tags or links, they stand in its text: the object itself is listed instead.
        _listed("hashtags", "hashtag"),
        _listed("urls", "link"),
        pl.when(pl.col("created_at_precision") == "day")
        .then(pl.col("moment").dt.truncate("1d"))
        .when(pl.col("created_at_precision") == "minute")
        .then(pl.col("moment").dt.truncate("1m"))
        .otherwise(pl.col("moment").dt.truncate("1s"))
        .alias("created_at"),
    )
    gone = ("collected_at", "is_deleted", "source_sha256", "source_row")
    counts = [name for name in POSTS if name.endswith("_count")]
    return conform(shown.drop(*gone, *counts), POSTS)


def _listed(name: str, layer: str) -> pl.Expr:
    return (
        pl.when((pl.col("layer") == layer) & pl.col(name).is_null())
        .then(pl.concat_list("object"))
        .otherwise(pl.col(name))
        .alias(name)
    )
