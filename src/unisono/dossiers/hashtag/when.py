"""When and where a flow of posts came: its times, its platforms, its place among all others hour by hour."""

import polars as pl

from unisono.dossiers.hashtag.belt import belt_of
from unisono.dossiers.hashtag.growth import largest_growths
from unisono.dossiers.hashtag.hourly_ranks import best_hours, hourly_ranks
from unisono.dossiers.hashtag.material import Material
from unisono.dossiers.hashtag.origin import origin_of
from unisono.dossiers.hashtag.timing import timing_of
from unisono.dossiers.subject_posts import Card

TIMES = (
    *("onset_at", "onset_low", "onset_high", "onset", "peak_at", "peak_posts", "bursts", "bursts_cannot_say", "hours"),
    *("hours_of_day", "acceleration", "novelty", "buried"),
)
PLACES = ("first_platform", "platforms", "communities", "earliest", "lags", "carriers")


def tell_when(material: Material, name: str, posts: pl.DataFrame) -> Card:
    """Return TIMES, PLACES, belt, hourly_rank and says_when of one flow; posts: its posts (POSTS columns)."""
    uses = material.of(name)
    everybody = material.case.posts().select("created_at").collect()["created_at"]
    tagged = material.uses.select(pl.col("object").alias("tag"), "account", "at")
    timing = timing_of(
        uses["at"],
        everybody,
        material.case.zone,
        accounts=uses["account"],
        others=_growths(tagged.filter(pl.col("tag") != name), everybody),
        precision=_coarsest(posts),
    )
    networks = {} if material.members is None else dict(material.members.select("account", "network").iter_rows())
    origin = origin_of(posts, networks)
    belt = belt_of(posts)
    said = [timing[part]["says"] for part in ("onset", "acceleration", "novelty", "buried")]
    return {
        **{part: timing[part] for part in TIMES},
        **{part: origin[part] for part in PLACES},
        "belt": belt,
        "hourly_rank": best_hours(hourly_ranks(tagged), name),
        "says_when": [*said, *_as_list(origin["says"]), belt["says"]],
    }


def _growths(others: pl.DataFrame, everybody: pl.Series) -> pl.DataFrame | None:
    """Return how fast each other tag grew in its fastest hour; None where no post of the case has a time."""
    times = everybody.drop_nulls().dt.epoch("us")
    if times.is_empty():
        return None
    return largest_growths(others, (int(times.min()), int(times.max())))  # type: ignore[arg-type]  # whole numbers


def _coarsest(posts: pl.DataFrame) -> str:
    """Return the coarsest precision of the posts' times: second, minute or day."""
    known = set(posts["created_at_precision"].drop_nulls())
    return next((precision for precision in ("day", "minute") if precision in known), "second")


def _as_list(says: object) -> list[str]:
    return [str(one) for one in says] if isinstance(says, list | tuple) else [str(says)]
