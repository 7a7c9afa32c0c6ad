"""What changed about an account: its subject, who it says it is, and which posts it deleted."""

import polars as pl

from unisono.accounts.deletions import FEWEST_DELETED, deletion_lives
from unisono.accounts.identities import identity_changes
from unisono.accounts.mixes import FEWEST_DAYS, FEWEST_POSTS
from unisono.accounts.subjects import posts_around, subjects_around
from unisono.accounts.turning import LEVEL, rate_turns
from unisono.dossiers.account.material import Material
from unisono.dossiers.subject_posts import Card

NOT_SHUFFLED = "its days differ too little to be worth comparing with shuffled ones"

_TURN = ("turned_at", "earliest", "latest", "divergence", "drift", "by_chance", "p", "q", "turned")


def describe_turn(material: Material) -> Card:
    """Return when the account's subjects before and after differ most, by how much, and what went and came.

    The bars are those of the detector `turn`, over all posts of the case. `subjects` hold item, kind, and the shares
    of its posts before and after, what changed most first; they are empty where it did not turn. `by_chance`, `p` and
    `q` are null where its days were not shuffled, and `no_p_because` says why.
    """
    nothing: Card = {**dict.fromkeys(_TURN), "turned": False, "posts_before": None, "posts_after": None, "subjects": []}
    too_few = f"fewer than {FEWEST_POSTS} posts on {FEWEST_DAYS} days"
    turns = material.known.turns
    rated = rate_turns(turns)
    row = rated.filter(pl.col("account") == material.account)
    if not row.height:
        return {
            **nothing,
            "n": material.own["created_at"].drop_nulls().len(),
            "no_p_because": too_few,
            "cannot_say": too_few,
        }
    found = row.row(0, named=True)
    turned = bool(found["beyond_others"]) and found["q"] <= LEVEL
    if not turned:
        shuffled = found["by_chance"] is not None
        known = ("divergence", "drift", "by_chance", "p", "q") if shuffled else ("divergence", "drift")
        tested = {name: found[name] for name in known}
        why = None if shuffled else NOT_SHUFFLED
        return {**nothing, **tested, "n": found["posts"], "no_p_because": why, "cannot_say": None}
    around = posts_around(material.known.source, turns.mixes, row)
    subjects = subjects_around(around).drop("account", "z")
    return {
        **{name: found[name] for name in _TURN if name != "turned"},
        "turned": True,
        "posts_before": int((~around["after"]).sum()),
        "posts_after": int(around["after"].sum()),
        "subjects": subjects.to_dicts(),
        "n": found["posts"],
        "no_p_because": None,
        "cannot_say": None,
    }


def describe_identity_changes(material: Material) -> list[Card]:
    """Return every change of handle, name, bio and picture between dated profiles, in order of time.

    Each has field, before, after, seen_at (when the old one was last seen) and at (when the new one was first seen).
    """
    return identity_changes(material.profiles).drop("account").to_dicts()


def describe_deletions(own: pl.DataFrame, looks: pl.DataFrame) -> Card:
    """Return how many posts were noted as deleted, of how many of which this is known, and how long half of them stood.

    own: posts of the account in POSTS columns. looks: its LOOKS; `looked_for` is how many posts of an earlier file a
    later one should have, `missing` how many of them it has not. `median_life_s` is at most: when a post was deleted is
    not known, only when that was noted.
    """
    noted = own["is_deleted"].drop_nulls()
    lives = deletion_lives(own)
    row = lives.row(0, named=True) if lives.height else {"deleted": 0, "median_life_s": None}
    deleted = int(noted.sum())
    unsaid = None
    if not len(noted):
        unsaid = "the files do not say which posts were deleted"
    elif deleted and row["median_life_s"] is None:
        unsaid = f"fewer than {FEWEST_DELETED} deleted posts with a time"
    again = {"looked_for": looks.height, "missing": int(looks["gone"].sum())}
    return {"deleted": deleted, "n": len(noted), "median_life_s": row["median_life_s"], **again, "cannot_say": unsaid}
