"""What accounts post about, day by day: hashtags, publishers of links, words and languages, as arrays."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.accounts.read_posts import PostsRead
from unisono.accounts.timelines import DAY, Timelines
from unisono.content.trackers import PLATFORM_HOSTS, SHORTENERS
from unisono.engine import mixes
from unisono.engine.growing_names import GrowingNames
from unisono.engine.numbering import number_texts_as_seen
from unisono.engine.text_forms import NO_FORMS, lay_out

Bool = NDArray[np.bool_]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

KINDS = ("words", "hashtags", "domains", "languages")
"""What is looked at of a post, in the order of `Mixes.kind_of`; kinds weigh alike, however many items each has."""

READ_FROM = ("platform", "text", "hashtags", "urls", "lang")
"""Columns of POSTS that mixes are made of, beside those of timelines."""

SLOTS = 1 << 16
"""Items of a kind are hashed into so many slots: of 300 different words of an account, one pair at most shares one."""

MOST_ITEMS = 60
"""Items of a post that are looked at: its listed tags and links come first, then its words."""

POSTS_AT_ONCE = 1_000_000

FEWEST_POSTS = 20
FEWEST_DAYS = 10
"""Posts, and days with posts, below which nobody can say whether an account changed its subject."""

SPELL_DAYS, MOST_SPELLS = 7, 60
NEWS_SHARE, NEWS_TIMES = 0.2, 3.0
FEWEST_USERS, FEWEST_ACCOUNTS = 10, 50
"""Days with an item, and accounts in a spell, below which nobody can say what everybody speaks of."""

SMALLEST_COHORT = 30
"""Accounts of a platform and language that are compared with each other; smaller groups are one cohort."""


@dataclass(frozen=True)
class Mixes:
    """The different items of each active day of the accounts that post enough, account by account, in order of time.

    numbers: int32 (accounts), their places in Timelines.accounts. days_of: int64 (accounts + 1), where each account's
    active days begin. post_start: int64 (days + 1): the posts of a day, as places in `rows`. rows: int64, rows of the
    posts table. times: int64, their times. day_start: int64 (days + 1): the items of a day. items: int32. kind_of:
    int32 by item, places in KINDS; the last items stand for what an account uses on less than three days, one a kind.
    cohorts: int32 (accounts), accounts of one platform and language.
    """

    numbers: Int32
    days_of: Int64
    post_start: Int64
    rows: Int64
    times: Int64
    day_start: Int64
    items: Int32
    kind_of: Int32
    cohorts: Int32

    def __len__(self) -> int:
        """Count the accounts."""
        return len(self.numbers)


@dataclass(frozen=True)
class _BusyDays:
    """The active days of the accounts that post enough: as in Mixes; day_of: int32 (posts), the day of each."""

    numbers: Int32
    days_of: Int64
    post_start: Int64
    rows: Int64
    times: Int64
    day_of: Int32

    @property
    def first_rows(self) -> Int64:
        """Return a row of each account: an account is on one platform."""
        return self.rows[self.post_start[self.days_of[:-1]]]


def read_mixes(timelines: Timelines, posts: PostsRead) -> Mixes:
    """Return the mixes of all accounts with at least 20 posts on at least ten days; the others are left out.

    Reposts count: what an account spreads is its subject, whoever wrote it. An item counts once a day, so that one busy
    day is no more than a day. Of posts that come part by part, numbers of their items are kept.
    """
    days = _busy_days(timelines)
    rows = np.sort(days.rows)
    said = _ItemsAsRead()
    before = 0
    for part in _some_at_a_time(posts):
        low, high = np.searchsorted(rows, [before, before + part.height])
        said.add(part, rows[low:high] - before)
        before += part.height
    place_of = np.searchsorted(rows, days.rows)
    platforms = posts.at(days.first_rows, ["platform"])["platform"]
    names, spoken = _languages(said.languages().gather(place_of))
    rules, kind_of, languages = _rules(platforms, names, spoken)
    start, items = said.items()
    day_start, items = mixes.merge_days(rules, start, items, place_of=place_of, day_of=days.day_of, languages=languages)
    return _mixes_of(days, platforms, languages, kind_of, day_start, items)


def _some_at_a_time(posts: PostsRead) -> Iterator[pl.DataFrame]:
    """Yield what posts say, some at a time: all texts laid out at once would take as much memory again as the case."""
    for part in posts.read(READ_FROM[1:]):
        yield from part.iter_slices(POSTS_AT_ONCE) if part.height > POSTS_AT_ONCE else (part,)


class _ItemsAsRead:
    """The different items of each post, and its language, in the order in which posts come."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rules = mixes.ItemRules(SLOTS, MOST_ITEMS, 3 * SLOTS, np.zeros(0, np.int32))
        self._names = GrowingNames()
        self._spoken: list[Int32] = [np.zeros(0, np.int32)]
        self._starts: list[Int64] = [np.zeros(1, np.int64)]
        self._items: list[Int32] = [np.zeros(0, np.int32)]

    def add(self, part: pl.DataFrame, rows: Int64) -> None:
        """Take in some posts of a part: text, hashtags, urls and lang."""
        if not len(rows):
            return
        chosen = part if len(rows) == part.height else part[rows]
        own = np.arange(len(rows))
        none = np.full(len(rows), -1, np.int32)
        tags, links = _listed(chosen["hashtags"]), _listed(chosen["urls"])
        texts = lay_out(chosen["text"])
        start, found = mixes.read_days(
            self._rules, own.astype(np.int32), texts, rows=own, tags=tags, links=links, languages=none
        )
        self._starts.append(start[1:] + self._starts[-1][-1])
        self._items.append(found)
        self._spoken.append(self._names.number(chosen["lang"].fill_null("")))

    def items(self) -> tuple[Int64, Int32]:
        """Return (start, items) of all posts; they are handed over."""
        start, items = np.concatenate(self._starts), np.concatenate(self._items)
        self._items.clear()
        return start, items

    def languages(self) -> pl.Series:
        """Return the language of each post as it was given, empty for none."""
        return self._names.names().gather(np.concatenate(self._spoken))


def _busy_days(timelines: Timelines) -> _BusyDays:
    """Return the active days of all accounts with at least 20 posts on at least ten days."""
    numbers, places = _busy_accounts(timelines)
    owners, days = timelines.owners[places], timelines.times[places] // DAY
    begins = np.ones(len(places), np.bool_)
    begins[1:] = (owners[1:] != owners[:-1]) | (days[1:] != days[:-1])
    day_of = (np.cumsum(begins) - 1).astype(np.int32)
    post_start = np.append(np.flatnonzero(begins), len(places)).astype(np.int64)
    days_of = np.searchsorted(owners[post_start[:-1]], np.append(numbers, np.iinfo(np.int32).max)).astype(np.int64)
    return _BusyDays(numbers, days_of, post_start, timelines.rows[places], timelines.times[places], day_of)


def _rules(platforms: pl.Series, names: pl.Series, spoken: Int32) -> tuple[mixes.ItemRules, Int32, Int32]:
    """Return how items are read, the kind of each, and the item of each post's language, -1 for none.

    platforms: of the accounts. names: languages; spoken: the place of each post's among them.
    """
    sizes = (SLOTS, SLOTS, SLOTS, len(names), 1, 1, 1, 1)
    kind_of = np.repeat(np.array([0, 1, 2, 3, 0, 1, 2, 3], np.int32), sizes)
    languages = np.where(spoken >= 0, spoken + 3 * SLOTS, -1).astype(np.int32)
    left_out = _no_domains(platforms) if len(platforms) else np.zeros(0, np.int32)
    return mixes.ItemRules(SLOTS, MOST_ITEMS, len(kind_of), left_out), kind_of, languages


def _mixes_of(
    days: _BusyDays, platforms: pl.Series, languages: Int32, kind_of: Int32, day_start: Int64, items: Int32
) -> Mixes:
    """Return the mixes; day_start and items: the different items of each day, with news and rare ones among them."""
    rare = np.arange(len(kind_of) - len(KINDS), len(kind_of), dtype=np.int32)
    dates = days.times[days.post_start[:-1]] // DAY
    is_news = _news(days.days_of, day_start, items, dates, len(kind_of))
    day_start, items = mixes.pool_rare(days.days_of, day_start, items, kind_of, is_news=is_news, rare=rare)
    cohorts = _cohorts(platforms, languages, days.post_start, days.days_of)
    return Mixes(days.numbers, days.days_of, days.post_start, days.rows, days.times, day_start, items, kind_of, cohorts)


def _listed(column: pl.Series) -> mixes.Listed:
    """Return the parts of a column of lists, as they lie in memory."""
    if not column.list.len().max():
        return mixes.Listed(NO_FORMS, np.zeros(0, np.int64))
    start = np.zeros(len(column) + 1, np.int64)
    np.cumsum(column.list.len().fill_null(0).to_numpy(), out=start[1:])
    return mixes.Listed(lay_out(column.list.explode(keep_nulls=False, empty_as_null=False)), start)


def _news(days_of: Int64, day_start: Int64, items: Int32, dates: Int64, different: int) -> Bool:
    """Return by item whether everybody took it up or dropped it: the tags and words of an event.

    That is an item which a fifth of the accounts that post in a spell use, and in another less than a third of these.
    Whoever speaks of the news as everybody does has not changed its subject.
    """
    is_news = np.zeros(different, np.bool_)
    if len(dates) == 0:
        return is_news
    spell_days = max(SPELL_DAYS, -(-(int(dates.max()) - int(dates.min()) + 1) // MOST_SPELLS))
    spell_of = ((dates - dates.min()) // spell_days).astype(np.int32)
    often = np.flatnonzero(np.bincount(items, minlength=different) >= FEWEST_USERS)
    row_of = np.full(different, -1, np.int32)
    row_of[often] = np.arange(len(often), dtype=np.int32)
    users = mixes.count_users(days_of, day_start, items, spell_of, row_of, (len(often), int(spell_of.max()) + 1))
    compared = users[-1] >= FEWEST_ACCOUNTS
    if compared.sum() < 2:
        return is_news
    shares = users[:-1, compared] / users[-1, compared]
    highest, lowest = shares.max(axis=1), shares.min(axis=1)
    is_news[often[(highest >= NEWS_SHARE) & (highest >= NEWS_TIMES * lowest)]] = True
    return is_news


def _no_domains(platforms: pl.Series) -> Int32:
    """Return the items of hosts that say nothing of a subject: shorteners, and the platforms themselves."""
    own = (host for platform in platforms.unique().drop_nulls() for host in PLATFORM_HOSTS.get(platform, ()))
    addresses = pl.Series([f"https://{host}/" for host in (*SHORTENERS, *own)])
    return np.unique(mixes.read_items(lay_out(addresses), SLOTS, MOST_ITEMS)[1])


def _busy_accounts(timelines: Timelines) -> tuple[Int32, Int64]:
    """Return the accounts with enough posts on enough days, and the places of their posts."""
    often = np.repeat(timelines.counts >= FEWEST_POSTS, timelines.counts)
    places = np.flatnonzero(often)
    owners, days = timelines.owners[places], timelines.times[places] // DAY
    begins = np.ones(len(places), np.bool_)
    begins[1:] = (owners[1:] != owners[:-1]) | (days[1:] != days[:-1])
    active = np.bincount(owners[begins], minlength=len(timelines.counts))
    enough = active >= FEWEST_DAYS
    return np.flatnonzero(enough).astype(np.int32), places[enough[owners]]


def _languages(given: pl.Series) -> tuple[pl.Series, Int32]:
    """Return the languages that the platform names, and that of each post, -1 for none."""
    names, codes = number_texts_as_seen(given.fill_null("").replace(["und", "zxx", "qme", "qht"], ""))
    without = (names == "").to_numpy()
    place = np.where(without, -1, np.cumsum(~without) - 1)
    return names.filter(~pl.Series(without)), place[codes].astype(np.int32) if len(codes) else codes


def _cohorts(platforms: pl.Series, languages: Int32, post_start: Int64, days_of: Int64) -> Int32:
    """Return the cohort of each account: its platform and its commonest language, where at least 30 share these."""
    if len(days_of) == 1:
        return np.zeros(0, np.int32)
    first = post_start[days_of]
    accounts = np.repeat(np.arange(len(first) - 1), np.diff(first))
    spoken = pl.DataFrame({"account": accounts, "language": languages})
    counted = (
        spoken.group_by("account", "language").len().sort("account", "len", "language", descending=[False, True, False])
    )
    main = counted.unique("account", keep="first", maintain_order=True)["language"]
    own = pl.DataFrame({"platform": platforms, "language": main})
    sized = own.with_columns(pl.len().over("platform", "language").alias("size"))
    language = pl.when(pl.col("size") >= SMALLEST_COHORT).then("language").otherwise(None)
    named = sized.select(pl.struct("platform", language.alias("language")).rank("dense").alias("cohort"))
    return (named["cohort"].to_numpy() - 1).astype(np.int32)
