"""Texts that many accounts published, as the page shows them: their counts, their networks, three of their posts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from markupsafe import Markup

from unisono.cases import Case, Run
from unisono.content.wording import wordings
from unisono.detectors.copied_text import DETECTOR
from unisono.detectors.evidence import posts_named, posts_of_run, posts_of_texts
from unisono.exports.report.amounts import Clock, counted, duration
from unisono.exports.report.disclosure import WITHHELD, Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.pair_views import PostView
from unisono.exports.report.reading import Post
from unisono.exports.report.side_by_side import plain
from unisono.exports.report.untrusted import isolate, reveal_plainly, shorten

EXPLANATIONS = {
    "share button": "a site’s button or widget writes the words for its readers; the links then lead to one site",
    "petition": "a campaign gives its supporters words to post",
    "chain message or joke": "people copy what they like from one another, mostly over hours or days",
    "newswire": "newsrooms and feeds publish the same headline of an agency",
    "agreed activism": "people agree openly to post the same words at one time",
    "phrase in common use": "a line of a song, a proverb or a quotation that everybody knows",
}
"""What each innocent explanation of the detector would mean, so that a reader can hold it against the posts."""

Row = dict[str, Any]
"""One row of a table, by column. Any: cells are of every kind."""


@dataclass(frozen=True)
class ChosenText:
    """One wording with its finding and the posts that have it: post, account, at, text, link (its first or null)."""

    finding: Row
    posts: pl.DataFrame

    @property
    def examples(self) -> list[Row]:
        """Return three posts, each the first of its account: the earliest, the one in the middle, the latest."""
        firsts = self.posts.unique("account", keep="first", maintain_order=True).to_dicts()
        places = sorted({0, len(firsts) // 2, len(firsts) - 1} & set(range(len(firsts))))
        return [firsts[place] for place in places]


@dataclass(frozen=True)
class TextView:
    """Everything that the page says about one wording; `long` ones are folded."""

    number: int
    accounts: int
    posts: int
    wording: Markup | None
    long: bool
    missing: str
    expected: float | None
    first_at: datetime | None
    last_at: datetime | None
    within: str
    links: str
    networks: str
    examples: Sequence[PostView]
    finding: str | None


def choose_texts(case: Case, run: Run, findings: pl.DataFrame, count: int) -> list[ChosenText]:
    """Return the texts that most accounts published, with their posts in time order."""
    texts = findings.filter(pl.col("subject_kind") == "text")
    ranked = texts.sort(["value", "posts_count", "subject"], descending=[True, True, False], nulls_last=True)
    chosen = ranked.head(count).to_dicts()
    if not chosen:
        return []
    posts = _read_posts(case, run, [row["subject"] for row in chosen])
    return [ChosenText(row, posts.filter(pl.col("object") == row["subject"])) for row in chosen]


def _read_posts(case: Case, run: Run, objects: list[str]) -> pl.DataFrame:
    """Return the posts with these wordings: object, post, account, handle, at, kind, text and link, in time order."""
    wanted = posts_of_texts(run, objects)
    posts = posts_named(posts_of_run(case, run), wanted["post"]).select(
        pl.col("post_id").alias("post"),
        pl.col("account_id").alias("account"),
        "handle",
        pl.col("created_at").alias("at"),
        "kind",
        "text",
        pl.col("urls").list.first().alias("link"),
    )
    return posts.join(wanted, on="post").sort("at", "post")


def quoted_posts(chosen: Iterable[ChosenText]) -> dict[str, Post]:
    """Return the example posts by their names, as the report quotes posts."""
    return {
        row["post"]: Post(row["post"], row["account"], row["handle"], row["at"], row["text"], row["kind"])
        for one in chosen
        for row in one.examples
    }


def view_texts(
    chosen: Sequence[ChosenText], members: pl.DataFrame, disclosure: Disclosure, clock: Clock, limits: Limits
) -> list[TextView]:
    """Return the texts ready for the page; `members` has the `account` and the `network` of each."""
    networks: dict[str, int] = dict(members.select("account", "network").iter_rows())
    return [
        _view(number, one, networks, disclosure=disclosure, clock=clock, limits=limits)
        for number, one in enumerate(chosen, start=1)
    ]


def _view(
    number: int, one: ChosenText, networks: Mapping[str, int], *, disclosure: Disclosure, clock: Clock, limits: Limits
) -> TextView:
    posts, row = one.posts, one.finding
    words = disclosure.post_text(wordings(posts["text"].head(1))[0]) if posts.height else None
    first, last = (posts["at"][0], posts["at"][-1]) if posts.height else (None, None)
    return TextView(
        number=number,
        accounts=round(row["value"] or 0),
        posts=row["posts_count"] or 0,
        wording=plain(shorten(words, limits.text_characters)) if words else None,
        long=len(words or "") > limits.folded_text,
        missing=f"The text is {WITHHELD}." if disclosure.hides_posts else "Its posts are no longer in the case.",
        expected=row["expected"],
        first_at=first,
        last_at=last,
        within=_span_words(first, last),
        links=_links_words(posts),
        networks=_networks_words(posts["account"].unique().to_list(), networks),
        examples=[_example(post, disclosure, clock, limits) for post in one.examples],
        finding=None if disclosure.hides_accounts else row["finding"],
    )


def _span_words(first: datetime | None, last: datetime | None) -> str:
    if first is None or last is None:
        return duration(None)
    seconds = (last - first).total_seconds()
    return duration(seconds) if seconds else "the same second"


def _links_words(posts: pl.DataFrame) -> str:
    """Return how many posts hold a link, and to how many addresses."""
    links = posts["link"].drop_nulls()
    if links.is_empty():
        return "none"
    addresses = links.n_unique()
    every = "in each post" if len(links) == posts.height else f"in {counted(len(links), 'post')}"
    return f"{every}, {'all the same' if addresses == 1 else f'{addresses:,} different'}"


def _networks_words(accounts: Sequence[str], networks: Mapping[str, int]) -> str:
    """Return how many of these accounts are members of which network, the network with most of them first."""
    homes = [networks[account] for account in accounts if account in networks]
    counts = sorted(((homes.count(network), network) for network in set(homes)), key=lambda one: (-one[0], one[1]))
    if not counts:
        return "none of the accounts"
    parts = [f"{count:,} in network {network}" for count, network in counts]
    outside = len(accounts) - len(homes)
    return ", ".join([*parts, *([f"{outside:,} in none"] if outside else [])])


def _example(row: Row, disclosure: Disclosure, clock: Clock, limits: Limits) -> PostView:
    text = disclosure.post_text(row["text"])
    return PostView(
        account=isolate(shorten(disclosure.handle(row["account"]), 60)),
        at=clock.moment(row["at"]),
        post=reveal_plainly(disclosure.post(row["post"])),
        text=plain(shorten(text, limits.text_characters)) if text else None,
        missing=f"The text is {WITHHELD}.",
        long=len(text or "") > limits.folded_text,
    )


def explanations() -> list[tuple[str, str]]:
    """Return the innocent explanations that the detector names, each with what it would mean."""
    return [(name[:1].upper() + name[1:], EXPLANATIONS.get(name, "")) for name in DETECTOR.innocent]
