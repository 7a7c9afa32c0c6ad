"""Apps that post in their users' names: through a client with the linked site's name, or at each one's own hour."""

import math

import polars as pl

from unisono.networks.innocent.networks_view import NetworksView

SHORTEST_NAME = 4
PLATFORMS = ("twitter", "tweetdeck", "bluesky", "mastodon", "telegram", "facebook", "instagram", "reddit", "threads")
"""Names of clients that are the platform's own: who quotes a post links to it, and no app posted that."""

DAY_S = 86_400.0
KEPT_WITHIN_S = 900.0
FEWEST_DAYS = 10
"""An hour of one's own: half of the posts within a quarter of an hour of it, on at least ten days."""


def posted_by_apps(view: NetworksView, pressed: pl.DataFrame) -> pl.DataFrame:
    """Return (network, by_app): how many of these acts were posted through a client that bears the linked site's name.

    pressed: rows of ACTS.
    """
    if "client" not in view.posts.columns:
        return pl.DataFrame(schema={"network": pressed.schema["network"], "by_app": pl.UInt32})
    linked = view.posts.select("post", "client", site=site_name(pl.col("urls").list.first()))
    named = _letters(pl.col("client"))
    # Either may be the longer one: Prayer.app posts links to prayer-app.example.
    own = linked.with_columns(named.str.split(" ").alias("word")).explode("word")
    own = own.filter(pl.col("word").str.len_chars() >= SHORTEST_NAME, pl.col("site").str.len_chars() >= SHORTEST_NAME)
    own = own.filter(~pl.col("word").is_in(PLATFORMS), pl.col("site").str.contains(pl.col("word"), literal=True))
    by_app = pressed.join(own.select("post").unique(), on="post", how="semi")
    return by_app.group_by("network").len("by_app")


def posted_by_the_clock(pressed: pl.DataFrame) -> pl.DataFrame:
    """Return (network, by_clock): how many of these acts are of members who keep an hour of their own.

    pressed: rows of ACTS. What an app posts at the hour that each user chose joins those who chose the same.
    """
    angle = pl.col("at").dt.epoch("ms") / 1000.0 % DAY_S
    kept = pressed.select("network", "account", "post", "at").unique(["network", "post"], keep="any")
    kept = kept.with_columns(angle.alias("s")).with_columns(
        (pl.col("s") * (2.0 * math.pi / DAY_S)).sin().alias("x"),
        (pl.col("s") * (2.0 * math.pi / DAY_S)).cos().alias("y"),
    )
    member = ["network", "account"]
    middle = pl.arctan2(pl.col("x").median().over(member), pl.col("y").median().over(member))
    usual = middle / (2.0 * math.pi) * DAY_S % DAY_S
    apart = (pl.col("s") - usual).abs()
    kept = kept.with_columns(pl.min_horizontal(apart, DAY_S - apart).alias("apart"))
    hours = kept.group_by(member).agg(pl.col("apart").median(), pl.col("at").dt.date().n_unique().alias("days"))
    punctual = hours.filter(pl.col("apart") <= KEPT_WITHIN_S, pl.col("days") >= FEWEST_DAYS)
    return pressed.join(punctual, on=member, how="semi").group_by("network").len("by_clock")


def site_name(link: pl.Expr) -> pl.Expr:
    """Return the letters and digits of the name of a link's site, without what stands before and after it."""
    host = link.str.extract(r"(?i)^https?://(?:www\.|m\.)?([^/:?#]+)", 1)
    return host.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")


def _letters(written: pl.Expr) -> pl.Expr:
    return written.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
