"""Texts that many accounts published, as the page shows them: counts, template, testimony, networks, three posts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import polars as pl
from markupsafe import Markup

from unisono.cases import Case, Run
from unisono.detectors import copied_text, testimony
from unisono.detectors.evidence import posts_named, posts_of_run, posts_of_texts
from unisono.dossiers.text_variants import Variants, read_variants
from unisono.exports.report.amounts import Clock, duration
from unisono.exports.report.content_views import testimony_in_words
from unisono.exports.report.disclosure import WITHHELD, Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.pair_views import PostView
from unisono.exports.report.reading import Post
from unisono.exports.report.side_by_side import plain
from unisono.exports.report.template_lines import fitting_words, shown_template
from unisono.exports.report.untrusted import isolate, reveal_plainly, shorten
from unisono.model.counting import counted

BOTH = (copied_text.NAME, testimony.NAME)
"""Detectors whose findings are about texts; where both have one about the same text, it is shown once."""

Row = dict[str, Any]
"""One row of a table, by column. Any: cells are of every kind."""


@dataclass(frozen=True)
class ChosenText:
    """One text with its findings and the posts that have it: post, account, at, text, link (its first or null).

    findings: the row of each detector that has one about it. variants is null where its posts are gone.
    """

    findings: Mapping[str, Row]
    posts: pl.DataFrame
    variants: Variants | None

    @property
    def finding(self) -> Row:
        """Return the finding that says it was copied, or else the one about what it tells."""
        return next(self.findings[name] for name in BOTH if name in self.findings)

    @property
    def examples(self) -> list[Row]:
        """Return three posts, each the first of its account: the earliest, the one in the middle, the latest."""
        firsts = self.posts.unique("account", keep="first", maintain_order=True).to_dicts()
        places = sorted({0, len(firsts) // 2, len(firsts) - 1} & set(range(len(firsts))))
        return [firsts[place] for place in places]


@dataclass(frozen=True)
class TextView:
    """Everything that the page says about one text; `long` ones are folded."""

    number: int
    accounts: int
    posts: int
    line: Markup | None
    long: bool
    missing: str
    wordings: int | None
    hidden: int
    fitting: str
    testimony: Markup | None
    kinds: str
    expected: float | None
    first_at: datetime | None
    last_at: datetime | None
    within: str
    links: str
    networks: str
    examples: Sequence[PostView]
    finding: str | None


def texts_found(findings: pl.DataFrame) -> int:
    """Return how many texts the findings are about."""
    return findings.filter(pl.col("subject_kind") == "text")["subject"].n_unique()


def choose_texts(case: Case, run: Run, findings: pl.DataFrame, limits: Limits) -> list[ChosenText]:
    """Return the texts that most accounts published, with their posts in time order."""
    texts = findings.filter((pl.col("subject_kind") == "text") & pl.col("detector").is_in(BOTH))
    chosen = _most_copied(texts, limits)
    if not chosen:
        return []
    posts = _read_posts(case, run, chosen, texts)
    earliest = posts.filter(pl.int_range(pl.len()).over("object") < limits.posts_of_text)
    known = read_variants(earliest.select("object", "post", "account", "at", "text", "lang"))
    return [
        ChosenText(
            {row["detector"]: row for row in texts.filter(pl.col("subject") == name).iter_rows(named=True)},
            posts.filter(pl.col("object") == name),
            known.get((name,)),
        )
        for name in chosen
    ]


def _most_copied(texts: pl.DataFrame, limits: Limits) -> list[str]:
    """Return the texts to show, those of most accounts first; some places are kept for testimony, which has fewer."""
    ranked = (
        texts.group_by("subject")
        .agg(pl.col("value").max(), pl.col("posts_count").max(), (pl.col("detector") == testimony.NAME).any())
        .sort(["value", "posts_count", "subject"], descending=[True, True, False], nulls_last=True)
    )
    telling = ranked.filter("detector")["subject"].head(limits.testimonies).to_list()
    others = [name for name in ranked["subject"] if name not in telling][: limits.texts - len(telling)]
    kept = {*telling, *others}
    return [name for name in ranked["subject"] if name in kept]


def _posts_of(run: Run, objects: list[str], texts: pl.DataFrame) -> pl.DataFrame:
    """Return `object` and `post` of these texts; of a form of testimony that is no copied text, all posts of the form.

    texts: the findings about them.
    """
    copied = texts.filter(pl.col("detector") == copied_text.NAME)["subject"]
    told = texts.filter(pl.col("subject").is_in(objects) & ~pl.col("subject").is_in(copied.implode()))
    told = told.filter(pl.col("evidence").str.contains('"posts"', literal=True))
    forms = [
        {"object": name, "post": post}
        for name, query in told.select("subject", "evidence").iter_rows()
        for post in orjson.loads(query)["posts"]
    ]
    schema = {"object": pl.String, "post": pl.String}
    return pl.concat([posts_of_texts(run, objects), pl.DataFrame(forms, schema=schema)]).unique()


def _read_posts(case: Case, run: Run, objects: list[str], texts: pl.DataFrame) -> pl.DataFrame:
    """Return object, post, account, handle, at, kind, text, lang and link of the posts with these texts, by time."""
    wanted = _posts_of(run, objects, texts)
    posts = posts_named(posts_of_run(case, run), wanted["post"]).select(
        pl.col("post_id").alias("post"),
        pl.col("account_id").alias("account"),
        "handle",
        pl.col("created_at").alias("at"),
        "kind",
        "text",
        "lang",
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
    posts, row, known = one.posts, one.finding, one.variants
    line = shown_template(known, disclosure, limits.text_characters) if known else None
    first, last = (posts["at"][0], posts["at"][-1]) if posts.height else (None, None)
    copied = one.findings.get(copied_text.NAME)
    told = known.testimony if known and testimony.NAME in one.findings else None
    return TextView(
        number=number,
        accounts=round(row["value"] or 0) if copied or not posts.height else posts["account"].n_unique(),
        posts=row["posts_count"] or 0,
        line=line,
        long=known is not None and len(known.template.line) > limits.folded_text,
        missing=f"The text is {WITHHELD}." if disclosure.hides_posts else "Its posts are no longer in the case.",
        wordings=known.wordings if known else None,
        hidden=known.posts_with_hidden if known else 0,
        fitting=fitting_words(known, disclosure),
        testimony=testimony_in_words(told, disclosure) if told else None,
        kinds=_kinds_words(one),
        expected=row["expected"],
        first_at=first,
        last_at=last,
        within=_span_words(first, last),
        links=_links_words(posts),
        networks=networks_in_words(posts["account"].unique().to_list(), networks),
        examples=[_example(post, disclosure, clock, limits) for post in one.examples],
        finding=None if disclosure.hides_accounts else row["finding"],
    )


def _kinds_words(one: ChosenText) -> str:
    """Return what was found about the text, where it is more or less than that it was copied."""
    if testimony.NAME not in one.findings:
        return ""
    return "copied, and testimony in the same words" if len(one.findings) > 1 else "testimony in the same words"


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


def networks_in_words(accounts: Sequence[str], networks: Mapping[str, int]) -> str:
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
