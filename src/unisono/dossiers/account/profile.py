"""Who an account says it is: its latest handle, name, bio and place, and its counters as last seen."""

from typing import Any

import polars as pl

from unisono.dossiers.account.material import Material
from unisono.dossiers.subject_posts import Card
from unisono.model.hidden_characters import hides_characters

_SAID = ("display_name", "bio", "location_text", "url", "created_at", "lang", "verified", "is_bot_declared", "status")
_COUNTED = ("followers", "following", "posts", "likes")


def describe_profile(material: Material) -> Card:
    """Return what the latest profiles say, each thing as it was last stated; null where no profile says it.

    `observed_at` is when the latest profile was seen, `counted_at` when its followers were; `profiles` counts the dated
    ones. Handle and name come from its posts where no profile has them, or posts are later.
    """
    profiles, own = material.profiles, material.own
    stated = {name: _last(profiles, name) for name in (*_SAID, *_COUNTED)}
    counted = profiles.filter(pl.col("followers").is_not_null())
    name = _latest(material, "display_name") or stated["display_name"]
    handle = _latest(material, "handle")
    return {
        "handle": handle,
        "display_name": name,
        "bio": stated["bio"],
        "location": stated["location_text"],
        "url": stated["url"],
        "made_at": stated["created_at"],
        "verified": stated["verified"],
        "says_automated": stated["is_bot_declared"],
        "status": stated["status"],
        "followers": stated["followers"],
        "following": stated["following"],
        "posts_stated": stated["posts"],
        "counted_at": counted["observed_at"][-1] if counted.height else None,
        "observed_at": profiles["observed_at"].max() if profiles.height else None,
        "profiles": profiles["observed_at"].drop_nulls().len(),
        "hides_characters": _hides(handle) or _hides(name),
        "handles": _all_said(own, profiles, "handle"),
    }


def _last(profiles: pl.DataFrame, column: str) -> Any:  # Any: a cell holds what its column says
    said = profiles[column].drop_nulls()
    return said[-1] if len(said) else None


def _latest(material: Material, column: str) -> str | None:
    """Return what the account was called last, in a post or a profile; an undated profile is older than any post."""
    said = [
        table.filter(pl.col(column).is_not_null()).select(column, at=time)
        for table, time in ((material.profiles, "observed_at"), (material.own, "created_at"))
    ]
    latest = pl.concat(said).sort("at", nulls_last=False, maintain_order=True)
    return str(latest[column][-1]) if latest.height else None


def _all_said(own: pl.DataFrame, profiles: pl.DataFrame, column: str) -> list[str]:
    """Return every handle it had, in the case, alphabetically."""
    return sorted({*own[column].drop_nulls(), *profiles[column].drop_nulls()})


def _hides(text: str | None) -> bool:
    return bool(
        pl.DataFrame({"text": [text]}, schema={"text": pl.String}).select(hides_characters(pl.col("text"))).item()
    )
