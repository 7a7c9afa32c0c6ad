"""What a case knows of its accounts: their posts, their profiles as they were, and their timelines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial

import polars as pl

from unisono.accounts.changing_profiles import READ as CHANGING
from unisono.accounts.changing_profiles import changing_profiles
from unisono.accounts.mixes import read_mixes
from unisono.accounts.read_posts import HeldPosts, PostsRead
from unisono.accounts.returns import Returns, find_returns
from unisono.accounts.second_looks import LOOKS, second_looks
from unisono.accounts.silences import Silences, find_silences
from unisono.accounts.timelines import (
    NUMBERED_FROM,
    NumberedAccounts,
    Timelines,
    number_accounts,
    read_timelines,
    read_timelines_by_part,
)
from unisono.accounts.turning import Turns, find_turns, name_turns
from unisono.cases import Case
from unisono.cases.events import kept_events
from unisono.cases.targets import Targets, kept_targets
from unisono.content.pictures.profile_pictures import PROFILE_PICTURES
from unisono.model.tables import ACCOUNTS, EVENTS, empty


@dataclass(frozen=True)
class KnownAccounts:
    """The tables of a case about its accounts.

    posts: in columns of POSTS. profiles: the latest ACCOUNTS snapshot of each; snapshots: all of them. events: EVENTS
    that the user told the case about, as were the targets. profile_pictures: PROFILE_PICTURES. look_again: reads LOOKS
    of the case's files. by_part: reads the posts where they are not held; `posts` is empty then.
    """

    posts: pl.DataFrame
    profiles: pl.DataFrame = field(default_factory=lambda: empty(ACCOUNTS))
    snapshots: pl.DataFrame = field(default_factory=lambda: empty(ACCOUNTS))
    events: pl.DataFrame = field(default_factory=lambda: empty(EVENTS))
    profile_pictures: pl.DataFrame = field(default_factory=lambda: empty(PROFILE_PICTURES))
    targets: Targets = field(default_factory=Targets)
    look_again: Callable[[], pl.DataFrame] = field(default=lambda: empty(LOOKS), repr=False)
    by_part: PostsRead | None = field(default=None, repr=False)

    @property
    def source(self) -> PostsRead:
        """Return what reads the posts."""
        return HeldPosts(self.posts) if self.by_part is None else self.by_part

    @cached_property
    def looks(self) -> pl.DataFrame:
        """Return LOOKS: which posts later files of the case should have, and have not; read once."""
        return self.look_again()

    @cached_property
    def numbered(self) -> NumberedAccounts | None:
        """Return the account of each post by its number, where all are of one platform; numbered once."""
        return number_accounts(self.posts)

    @cached_property
    def timelines(self) -> Timelines:
        """Return every account's posts in order of time; read once."""
        read = self.by_part
        if read is None:
            return read_timelines(self.posts, self.numbered)
        return read_timelines_by_part(read.read(NUMBERED_FROM), lambda rows: read.at(rows, ["post_id"])["post_id"])

    @cached_property
    def silences(self) -> Silences:
        """Return the longest silence of every account; found once."""
        return find_silences(self.timelines)

    @cached_property
    def returns(self) -> Returns:
        """Return the accounts that came back after a long silence; found once."""
        return find_returns(self.silences)

    @cached_property
    def turns(self) -> Turns:
        """Return when accounts changed their subject, of all that post enough; looked for once."""
        mixes = read_mixes(self.timelines, self.source)
        return name_turns(find_turns(mixes, self.timelines.accounts), mixes, self.source)


def known_accounts(
    case: Case, posts: pl.DataFrame, profile_pictures: pl.DataFrame, by_part: PostsRead | None = None
) -> KnownAccounts:
    """Return what a case knows of the accounts of these posts (POSTS); profile_pictures: PROFILE_PICTURES.

    by_part: reads the posts where they are not held; of the snapshots, only those that say something of changes are
    then held as well.
    """
    snapshots = case.account_snapshots()
    return KnownAccounts(
        posts,
        case.accounts().collect(),
        snapshots.collect() if by_part is None else changing_profiles(partial(_in_turn, snapshots)),
        kept_events(case.path),
        profile_pictures,
        kept_targets(case.path),
        partial(second_looks, case),
        by_part,
    )


def _in_turn(snapshots: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    """Yield what changes of identity are read from, some snapshots at a time, in their order."""
    yield from snapshots.select(CHANGING).collect_batches(maintain_order=True)
