"""The lives of accounts: silences, changes of subject and of identity, and posts that were deleted."""

import numpy as np
import polars as pl

from unisono.accounts.deletions import FEWEST_DELETED, deletion_lives
from unisono.accounts.identities import identities_of, identity_changes
from unisono.accounts.mixes import FEWEST_DAYS as FEWEST_DAYS_TO_TURN
from unisono.accounts.mixes import FEWEST_POSTS as FEWEST_TO_TURN
from unisono.accounts.mixes import READ_FROM as READ_BY_MIXES
from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.declaration import Float64, Int64, Measured, Signal, said
from unisono.accounts.signals.per_account import means_of
from unisono.accounts.silences import FEWEST_POSTS
from unisono.accounts.timelines import DAY
from unisono.accounts.turning import LEVEL, rate_turns

_VISIBLE = "What is silent here may have posted: posts can have been deleted or not been collected."

SIGNALS = (
    Signal(
        "longest_silence",
        "life",
        "days",
        FEWEST_POSTS,
        "The longest time without a post of its own, days without posts of anybody left out.",
        _VISIBLE,
        "posts",
        "Its longest silence lasted {value} days.",
        "none of its posts has a time",
        undecided="it has fewer than two posts before its longest silence, or none at all",
    ),
    Signal(
        "woke_at",
        "life",
        "time",
        FEWEST_POSTS,
        "When its last silence ended that was 90 days or more (in short cases less) and thrice its others.",
        _VISIBLE,
        "posts",
        "Its last long silence ended on {value}.",
        "none of its posts has a time",
        undecided="none of its silences counts as a long one",
        is_ranked=False,
        undecided_is_no=True,
    ),
    Signal(
        "turned_at",
        "life",
        "time",
        FEWEST_TO_TURN,
        "When it changed its subject, beyond what others did and what its own days vary.",
        "People change their subject for many reasons: a new job, an election, a new editor.",
        "posts that could be compared",
        "It changed its subject on {value}.",
        f"fewer than {FEWEST_TO_TURN} posts on {FEWEST_DAYS_TO_TURN} days",
        undecided="no change of its subject stands out from what others did and its own days vary",
        is_ranked=False,
        undecided_is_no=True,
    ),
    Signal(
        "identity_changes",
        "life",
        "count",
        2,
        "How often its handle, name, bio or picture changed between dated profiles.",
        "People rename themselves for jokes, anniversaries and protests.",
        "dated profiles",
        "Its handle, name, bio or picture changed {value} times.",
        "the files hold no dated profile of it",
    ),
    Signal(
        "deleted_share",
        "life",
        "share",
        10,
        "The share of its posts that were noted as deleted.",
        "Some people let a service delete all that is older than a month.",
        "posts",
        "{value} of its posts were noted as deleted.",
        "the files do not say which posts were deleted",
    ),
    Signal(
        "deleted_life",
        "life",
        "seconds",
        FEWEST_DELETED,
        "Half of its deleted posts stood for at most so long: until the deletion was noted.",
        "Slips of the keys are deleted within minutes.",
        "deleted posts with a time",
        "Half of its deleted posts stood for at most {value}.",
        "none of its posts was noted as deleted",
    ),
)


def measure_life(acts: Acts) -> Measured:
    """Return the values of SIGNALS."""
    silences, counts = acts.known.silences, acts.timelines.counts
    longest = np.where(silences.said, silences.longest / DAY, np.nan)
    found = {
        "longest_silence": (longest, counts),
        "woke_at": (_woken(acts), counts),
        "turned_at": _turned(acts),
        "identity_changes": _identity_changes(acts),
        **_deleted(acts),
    }
    least = {signal.name: signal.least for signal in SIGNALS}
    return {name: said(*values, least[name]) for name, values in found.items()}


def _woken(acts: Acts) -> Float64:
    returns = acts.known.returns
    woken = np.full(acts.accounts, np.nan)
    # Returns stand in order of time within an account: the last one is kept.
    woken[returns.accounts] = returns.woken_at / 1e6
    return woken


def _turned(acts: Acts) -> tuple[Float64, Int64]:
    """Return when accounts changed their subject, and their posts: none of accounts that were not examined."""
    turned, compared = np.full(acts.accounts, np.nan), np.zeros(acts.accounts, np.int64)
    if acts.accounts == 0 or any(name not in acts.known.posts.columns for name in READ_BY_MIXES):
        return turned, compared
    turns = acts.known.turns
    compared[turns.mixes.numbers] = acts.timelines.counts[turns.mixes.numbers]
    found = rate_turns(turns).filter(pl.col("beyond_others") & (pl.col("q") <= LEVEL))
    places = turns.mixes.numbers[found["place"].to_numpy()]
    turned[places] = found["turned_at"].dt.epoch("us").to_numpy() / 1e6
    return turned, compared


def _identity_changes(acts: Acts) -> tuple[Float64, Int64]:
    changes = identity_changes(acts.known.snapshots)
    counted = changes.group_by("account").len("changes")
    profiles = identities_of(acts.known.snapshots, changes).select("account", "profiles")
    table = _of_accounts(acts, profiles.join(counted, on="account", how="left"))
    n = table["profiles"].fill_null(0).to_numpy()
    return table["changes"].fill_null(0).cast(pl.Float64).to_numpy(), n


def _deleted(acts: Acts) -> Measured:
    if not acts.has("is_deleted"):
        none = np.full(acts.accounts, np.nan), np.zeros(acts.accounts, np.int64)
        return {"deleted_share": none, "deleted_life": none}
    lives = deletion_lives(acts.known.posts) if acts.has("collected_at") else deletion_lives(acts.known.posts.clear())
    table = _of_accounts(acts, lives)
    return {
        "deleted_share": means_of(acts.owners, acts.flags(pl.col("is_deleted")), acts.accounts),
        "deleted_life": (
            table["median_life_s"].fill_null(float("nan")).to_numpy(),
            table["deleted"].fill_null(0).to_numpy(),
        ),
    }


def _of_accounts(acts: Acts, table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table by `account` in the order of the timelines; accounts without one have nulls."""
    own = pl.DataFrame({"account": acts.timelines.accounts})
    return own.join(table, on="account", how="left", maintain_order="left")
