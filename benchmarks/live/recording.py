"""Makes the stream that watching is measured on: events as Jetstream sends them, with pushes planted at known moments.

Everything in it is invented. The same plan gives the same bytes.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import zstandard
from numpy.typing import NDArray

START_US = 1_777_626_000_000_000
"""2026-05-01 09:00 UTC."""

ACCOUNTS, TAGS, LINKS, PHRASES = 400_000, 30_000, 100_000, 200_000
PIECES = 5
"""Phrases of a post: few enough words are in each that posts with one in common are not alike."""
OLDER = 80_000_000_000
"""From here on are the numbers of posts that are older than the stream."""
SECONDS_AT_ONCE = 5
KINDS = ("hashtag", "link", "text", "repost", "network")
SYLLABLES = ("ba", "lo", "mi", "ter", "sun", "ka", "ver", "ol", "na", "quin", "dar", "es", "po", "ri", "tam", "u")
Numbers = NDArray[Any]


@dataclass(frozen=True)
class Push:
    """A planted push: so many accounts act on one object, each `times` times, within `seconds`.

    A network's accounts repost `times` posts together, one after the other within `seconds`.
    """

    kind: str
    at_s: float
    accounts: int = 60
    times: int = 2
    seconds: float = 12.0

    @classmethod
    def of(cls, kind: str, at_s: float) -> "Push":
        """Return a push of a kind as it is planted by default.

        At 10,000 posts a second 250 ordinary posts a minute are reposted by 60 accounts within ten seconds, the most by
        some 170: a post that 60 repost is no push there, one that has five times as many as any other is.
        """
        if kind == "network":
            return cls(kind, at_s, accounts=30, times=12, seconds=30.0)
        return cls(kind, at_s, accounts=1000, times=1) if kind == "repost" else cls(kind, at_s)


@dataclass(frozen=True)
class Plan:
    """What a recording holds: so many posts a second for so long, a peak at its end, and the pushes in it."""

    posts_per_s: int = 10_000
    seconds: int = 600
    peak_per_s: int = 50_000
    peak_seconds: int = 20
    pushes: tuple[Push, ...] = ()
    seed: int = 11

    @property
    def posts(self) -> int:
        """Return about how many posts it holds, pushes left out."""
        return self.posts_per_s * self.seconds + self.peak_per_s * self.peak_seconds


@dataclass(frozen=True)
class Planted:
    """A push as it lies in the recording: the object, and the stream's times of its first and last post."""

    kind: str
    object: str
    first_us: int
    last_us: int
    posts: int
    accounts: tuple[str, ...] = field(repr=False)


def pushes_every(seconds: float, until: float, first: float = 20.0) -> tuple[Push, ...]:
    """Return pushes of the kinds in turn, one in so many seconds, none of which lasts beyond `until`."""
    moments = np.arange(first, until - 35.0, seconds)
    return tuple(Push.of(KINDS[number % len(KINDS)], float(moment)) for number, moment in enumerate(moments))


def write_recording(file: Path, plan: Plan) -> list[Planted]:
    """Write the recording (packed where the name ends in .zst), and beside it FILE.truth.json; return the pushes."""
    world = _World.of(plan)
    planted: list[Planted] = []
    with file.open("wb") as raw:
        packer = zstandard.ZstdCompressor(level=1).stream_writer(raw) if file.suffix == ".zst" else raw
        for lines in _chunks(plan, world, planted):
            packer.write(lines)
        if packer is not raw:
            packer.close()
    truth = {"plan": asdict(plan), "planted": [asdict(one) for one in planted]}
    file.with_name(f"{file.name}.truth.json").write_text(json.dumps(truth))
    return planted


@dataclass(frozen=True)
class _World:
    """The people, words and things that posts are drawn from."""

    random: np.random.Generator
    activity: Numbers  # cumulative
    tags: pl.Series
    links: pl.Series
    phrases: pl.Series
    tag_shares: Numbers  # cumulative, as are the next
    link_shares: Numbers

    @classmethod
    def of(cls, plan: Plan) -> "_World":
        random = np.random.default_rng(plan.seed)
        words = _words(random, 8000)
        rarity = np.arange(1, len(words) + 1) ** -0.9
        drawn = random.choice(len(words), (PHRASES, 4), p=rarity / rarity.sum())
        lengths = random.integers(1, 5, PHRASES)
        phrases = [
            " ".join(words[word] for word in row[:length])
            for row, length in zip(drawn.tolist(), lengths.tolist(), strict=True)
        ]
        return cls(
            random,
            _cumulative(random.lognormal(0, 1.5, ACCOUNTS)),
            pl.Series([f"{words[n % len(words)]}{n // len(words) or ''}" for n in range(TAGS)]),
            pl.Series([f"https://news{n % 900}.example/{words[n % len(words)]}-{n}" for n in range(LINKS)]),
            pl.Series(phrases),
            _cumulative(np.arange(1, TAGS + 1) ** -1.0),
            _cumulative(np.arange(1, LINKS + 1) ** -0.9),
        )


def _words(random: np.random.Generator, count: int) -> list[str]:
    drawn = random.integers(0, len(SYLLABLES), (count * 2, 4))
    lengths = random.integers(1, 5, count * 2)
    made = ("".join(SYLLABLES[one] for one in row[:length]) for row, length in zip(drawn, lengths, strict=True))
    return list(dict.fromkeys(made))[:count]


def _cumulative(weights: Numbers) -> Numbers:
    sums = np.cumsum(weights)
    shares: Numbers = sums / sums[-1]
    return shares


def _drawn(shares: Numbers, count: int, random: np.random.Generator) -> Numbers:
    """Return so many places drawn by their shares."""
    places: Numbers = np.searchsorted(shares, random.random(count)).astype(np.int64)
    return places


def _chunks(plan: Plan, world: _World, planted: list[Planted]) -> Iterator[bytes]:
    """Yield the events of some seconds at a time, in order of time."""
    end = plan.seconds + plan.peak_seconds
    authors = np.zeros(plan.posts, np.int32)
    first = 0
    waiting: list[pl.DataFrame] = []
    starts = sorted(plan.pushes, key=lambda push: push.at_s)
    for begin in range(0, end, SECONDS_AT_ONCE):
        until = min(begin + SECONDS_AT_ONCE, end)
        rates = [plan.posts_per_s if second < plan.seconds else plan.peak_per_s for second in range(begin, until)]
        count = sum(rates)
        offsets = np.concatenate([second + np.arange(rate) / rate for second, rate in enumerate(rates, begin)])
        authors[first : first + count] = _drawn(world.activity, count, world.random)
        rows = [_ordinary(world, authors, first, START_US + (offsets * 1e6).astype(np.int64))]
        while starts and starts[0].at_s < until:
            made, push = _plant(world, starts.pop(0), len(planted), authors, first)
            planted.append(push)
            waiting.append(made)
        # A push may last longer than what is written now.
        now = START_US + until * 1_000_000
        ripe = [one.filter(pl.col("us") < now) for one in waiting]
        waiting = [later for one in waiting if (later := one.filter(pl.col("us") >= now)).height]
        if until == end:
            ripe += waiting
        yield _lines(pl.concat([*rows, *ripe]).sort("us", maintain_order=True))
        first += count


def _did(number: pl.Expr) -> pl.Expr:
    return pl.lit("did:plc:") + (number * 2_654_435_761 % 4_294_967_296).cast(pl.String).str.zfill(24)


def _key(number: pl.Expr) -> pl.Expr:
    return pl.lit("3m") + number.cast(pl.String).str.zfill(11)


def _ordinary(world: _World, authors: Numbers, first: int, times: Numbers) -> pl.DataFrame:
    """Return what people post by themselves: 50 of 100 own posts, 30 reposts, 20 replies."""
    random, count = world.random, len(times)
    sort = random.choice(3, count, p=(0.5, 0.3, 0.2))
    about = _subjects(random, first, count)
    frame = pl.DataFrame(
        {
            "number": np.arange(first, first + count),
            "author": authors[first : first + count].astype(np.int64),
            "us": times,
            "sort": sort,
            "about": np.where(about < 0, OLDER - about, about),
            "about_author": np.where(about < 0, -about * 7919 % ACCOUNTS, authors[np.maximum(about, 0)]),
            "tagged": random.choice(4, count, p=(0.75, 0.15, 0.07, 0.03)),
            "linked": random.random(count) < 0.2,
        }
    )
    tags = [world.tags.gather(_drawn(world.tag_shares, count, random)).alias(f"tag_{place}") for place in range(3)]
    pieces = [
        world.phrases.gather(random.integers(0, PHRASES, count)).alias(f"phrase_{place}") for place in range(PIECES)
    ]
    links = world.links.gather(_drawn(world.link_shares, count, random)).alias("link")
    return _events(
        frame.with_columns(*tags, *pieces, links).with_columns(
            pl.concat_str([f"phrase_{place}" for place in range(PIECES)], separator=" ").alias("text"),
            pl.when("linked").then("link").alias("link"),
            *(pl.when(pl.col("tagged") > place).then(f"tag_{place}").alias(f"tag_{place}") for place in range(3)),
        )
    )


def _subjects(random: np.random.Generator, first: int, count: int) -> Numbers:
    """Return which earlier post each answers or reposts (below 0: from before), half of them one that many take up."""
    newest = np.arange(first, first + count)
    lag = random.lognormal(np.log(200_000), 1.2, count).astype(np.int64) + 1
    at = newest - lag
    # One of 3,000 posts is taken up by many: those who repost meet there.
    crowded = random.random(count) < 0.5
    subjects: Numbers = np.where(crowded, at - at % 3000, at)
    return subjects


def _events(frame: pl.DataFrame) -> pl.DataFrame:
    """Return us and line: the events as text. Columns number, author, sort, about, text, link, tag_0 to tag_2."""
    at = pl.from_epoch("us", time_unit="us").dt.strftime("%Y-%m-%dT%H:%M:%S%.3fZ")
    subject = (
        pl.lit('{"cid":"bafyreib')
        + pl.col("about").cast(pl.String)
        + pl.lit('","uri":"at://')
        + _did(pl.col("about_author"))
        + pl.lit("/app.bsky.feed.post/")
        + _key(pl.col("about"))
        + pl.lit('"}')
    )
    reply = pl.lit('"reply":{"parent":') + subject + pl.lit(',"root":') + subject + pl.lit("},")
    features = [
        pl.lit('{"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"')
        + pl.col(f"tag_{place}")
        + pl.lit('"}],"index":{"byteEnd":9,"byteStart":1}}')
        for place in range(3)
    ]
    facets = pl.lit('"facets":[') + pl.concat_str(features, separator=",", ignore_nulls=True) + pl.lit("],")
    embed = (
        pl.lit('"embed":{"$type":"app.bsky.embed.external","external":{"description":"","title":"News","uri":"')
        + pl.col("link")
        + pl.lit('"}},')
    )
    is_repost = pl.col("sort") == 1
    own = pl.concat_str(
        pl.lit('{"$type":"app.bsky.feed.post","createdAt":"'), at, pl.lit('",'),
        pl.when(pl.col("sort") == 2).then(reply).otherwise(pl.lit("")),
        pl.when(pl.col("tag_0").is_not_null()).then(facets).otherwise(pl.lit("")),
        pl.when(pl.col("link").is_not_null()).then(embed).otherwise(pl.lit("")),
        pl.lit('"langs":["en"],"text":"'), pl.col("text"), pl.lit('"}'),
    )  # fmt: skip
    repost = pl.concat_str(
        pl.lit('{"$type":"app.bsky.feed.repost","createdAt":"'), at, pl.lit('","subject":'), subject, pl.lit("}")
    )
    collection = pl.when(is_repost).then(pl.lit("repost")).otherwise(pl.lit("post"))
    line = pl.concat_str(
        pl.lit('{"did":"'), _did(pl.col("author")), pl.lit('","time_us":'), pl.col("us").cast(pl.String),
        pl.lit(',"kind":"commit","commit":{"rev":"3m'), pl.col("number").cast(pl.String),
        pl.lit('","operation":"create","collection":"app.bsky.feed.'), collection,
        pl.lit('","rkey":"'), _key(pl.col("number")), pl.lit('","record":'),
        pl.when(is_repost).then(repost).otherwise(own),
        pl.lit(',"cid":"bafyreia'), pl.col("number").cast(pl.String), pl.lit('"}}'),
    )  # fmt: skip
    return frame.select("us", line.alias("line"))


def _plant(world: _World, push: Push, number: int, authors: Numbers, first: int) -> tuple[pl.DataFrame, Planted]:
    """Return the events of a push, and what it was."""
    random, count = world.random, push.accounts * push.times
    people, times, about = _acts_of(push, number, random, first)
    words = [world.phrases.gather(random.integers(0, PHRASES, count)) for _ in range(PIECES)]
    told = pl.concat_str(words, separator=" ")
    same = " ".join(world.phrases.gather(random.integers(0, PHRASES, 8)).to_list())
    tag, link = f"pushed{number}", f"https://pushed{number}.example/now"
    frame = pl.DataFrame(
        {
            "number": 90_000_000_000 + number * 100_000 + np.arange(count),
            "author": people,
            "us": times,
            "sort": np.full(count, 1 if push.kind in ("repost", "network") else 0),
            "about": about,
            "about_author": authors[about].astype(np.int64),
        }
    ).with_columns(
        pl.lit(tag if push.kind == "hashtag" else None, pl.String).alias("tag_0"),
        pl.lit(None, pl.String).alias("tag_1"),
        pl.lit(None, pl.String).alias("tag_2"),
        pl.lit(link if push.kind == "link" else None, pl.String).alias("link"),
        pl.lit(same).alias("text") if push.kind == "text" else pl.select(told.alias("text")).to_series(),
    )
    names = pl.DataFrame({"number": about[:1], "author": authors[about[:1]].astype(np.int64)}).select(
        pl.lit("at://") + _did(pl.col("author")) + pl.lit("/app.bsky.feed.post/") + _key(pl.col("number"))
    )
    thing = {"hashtag": tag, "link": link, "text": same}.get(push.kind, str(names.item()))
    dids = pl.DataFrame({"author": np.unique(people)}).select(_did(pl.col("author"))).to_series().to_list()
    return _events(frame), Planted(push.kind, thing, int(times[0]), int(times[-1]), count, tuple(dids))


def _acts_of(push: Push, number: int, random: np.random.Generator, first: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return who acts when, and on which earlier posts, in order of time."""
    start = START_US + int(push.at_s * 1e6)
    everyone = ACCOUNTS + number * 1000 + np.arange(push.accounts)
    people = np.tile(everyone, push.times)
    if push.kind != "network":
        times = start + (random.random(len(people)) * push.seconds * 1e6).astype(np.int64)
        random.shuffle(people)
        return people, np.sort(times), np.full(len(people), max(first - 1, 0))
    # Everybody takes up one post, then the next.
    turns = np.repeat(np.arange(push.times), push.accounts)
    within = push.seconds / push.times
    times = start + ((turns + random.random(len(people)) * 0.9) * within * 1e6).astype(np.int64)
    order = np.argsort(times, kind="stable")
    about = np.maximum(first - 1 - turns * 37, 0)
    return people[order], times[order], about[order]


def _lines(events: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    events.select("line").write_csv(out, include_header=False, quote_style="never")
    return out.getvalue()
