"""What networks pushed, amplified and attacked, and what watchlists rank: the answers of these pages, in the report."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from markupsafe import Markup

from unisono.cases import Case, Run
from unisono.cases.watchlists import kept_watchlists
from unisono.detectors import amplified_post, pushed_hashtag
from unisono.dossiers.hashtag import describing as hashtag
from unisono.dossiers.hashtag.material import read_tags
from unisono.dossiers.post.describing import describe_post
from unisono.dossiers.target import describing as target
from unisono.dossiers.target.material import read_materials
from unisono.dossiers.watchlist.describing import describe_watchlist
from unisono.exports.report import wording
from unisono.exports.report.amounts import Clock, number, share
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.untrusted import defang, isolate, reveal, reveal_plainly, shorten

Row = Mapping[str, Any]  # Any: a card of a page

LISTED_INNOCENTLY = ("a topic, a language or a day's news that people share", "a member listed by mistake")

_POST_ID = re.compile(r"\b[a-z]+:\d{4,}\b")


@dataclass(frozen=True)
class Table:
    """A small table: its headings, of which the first `of_words` are of words, and its cells, ready to be shown."""

    title: str
    headings: Sequence[str]
    of_words: int
    rows: Sequence[Sequence[Markup]]


@dataclass(frozen=True)
class DossierView:
    """One subject: what it is, the verdict, what is known in sentences, a table, what could explain it, its page."""

    kind: str
    title: Markup
    verdict: str
    says: Sequence[Markup]
    table: Table | None
    withheld: str
    innocent: Sequence[tuple[str, str]]
    command: str


def view_dossiers(
    case: Case, run: Run, findings: pl.DataFrame, disclosure: Disclosure, clock: Clock, limits: Limits
) -> list[DossierView]:
    """Return hashtags that most members push, amplified posts with most reposts, and the case's targets and lists."""
    writer = Writer(disclosure, clock, limits)
    most = limits.dossiers
    tags = _strongest(findings, pushed_hashtag.NAME, most, by="value")
    # A post's page tells of single accounts throughout: copies that hide accounts do without.
    posts = [] if disclosure.hides_accounts else _strongest(findings, amplified_post.NAME, most, by="n")
    uses = read_tags(case, run) if tags else None
    lists = list(dict.fromkeys(watchlist.name for watchlist in kept_watchlists(case.path)))[:most]
    return [
        *(writer.hashtag(hashtag.card_of(uses, tag)) for tag in tags if uses is not None),
        *(writer.post(describe_post(case, run, post)) for post in posts),
        *(writer.target(target.card_of(material)) for material in read_materials(case, run)[:most]),
        *(writer.watchlist(describe_watchlist(case, name).card) for name in lists),
    ]


def _strongest(findings: pl.DataFrame, detector: str, most: int, *, by: str) -> list[str]:
    found = findings.filter(pl.col("detector") == detector)
    return found.sort(by, "subject", descending=[True, False]).head(most)["subject"].to_list()


@dataclass(frozen=True)
class Writer:
    """Writes cards for one copy of the report: what the copy withholds is left out, and said."""

    disclosure: Disclosure
    clock: Clock
    limits: Limits

    def hashtag(self, card: Row) -> DossierView:
        """Return a hashtag with its arguments, which quote posts."""
        hidden = self.disclosure.hides_posts
        rows = [
            [self._cell(one["text"]), number(one["posts"]), number(one["accounts"]), share(one["networked_share"])]
            for one in card["arguments"][: self.limits.arguments]
        ]
        headings = ("What it says", "Posts", "Accounts", "By networks")
        return DossierView(
            kind="Pushed hashtag",
            title=self._title(f"#{card['hashtag']}"),
            verdict=wording.verdict(card["verdict"]),
            says=self._sentences(card["says"]),
            table=None if hidden else _table("What it says", headings, 1, rows),
            withheld="What it says is withheld in this copy, as it quotes posts." if hidden and rows else "",
            innocent=list(self._explanations(card["innocent"])),
            command=f"hashtag {card['hashtag']}",
        )

    def post(self, card: Row) -> DossierView:
        """Return a post with the traits in which its reposters differ from others."""
        rows = [
            [self._cell(one["label"]), share(one["value"]), share(one["compared_value"]), number(one["n"])]
            for one in card["persona"]
            if one["unusual"] and "compared_value" in one
        ]
        headings = ("Of the accounts that reposted it", "Share", "Of others", "Known of")
        return DossierView(
            kind="Amplified post",
            title=self._title(card["post_id"]),
            verdict=wording.verdict(card["verdict"]),
            says=self._sentences(card["says"]),
            table=_table("In what its reposters differ from those of comparable posts", headings, 1, rows),
            withheld="",
            innocent=[(str(name), "") for name in card["innocent_untested"]],
            command=f"post {card['post_id']}",
        )

    def target(self, card: Row) -> DossierView:
        """Return a target with its episodes, those of most posts first; no word that was written stands here."""
        most = sorted(card["episodes"], key=lambda one: (-one["posts"], one["episode"]))[: self.limits.arguments]
        rows = [
            [
                self.clock.moment(one["start_at"]),
                self.clock.moment(one["end_at"]),
                "massive" if one["massive"] else "",
                number(one["posts"]),
                number(one["accounts"]),
                share(one["networked_share"]),
            ]
            for one in sorted(most, key=lambda one: one["episode"])
        ]
        headings = ("From", "To", "How large", "Posts", "Accounts", "By networks")
        return DossierView(
            kind="Posts against",
            title=self._title(card["target"]),
            verdict=wording.verdict(card["verdict"]),
            says=self._sentences([*card["says"], *card["cannot_say"]]),
            table=_table("Episodes with most posts against it", headings, 3, rows),
            withheld="",
            innocent=[(str(name), "") for name in card["innocent"]],
            command=f"target {card['target']}",
        )

    def watchlist(self, card: Row) -> DossierView:
        """Return a watchlist: whom the case has of it, what stayed on top of its ranking, and what is unusual."""
        rows = [
            [
                self._cell(one["label"]),
                one["kind"],
                str(one["day"]),
                number(one["rank"]),
                number(one["posts"]),
                number(one["accounts"]),
                share(one["share_of_case"]),
            ]
            for one in card["unusual"][: self.limits.arguments]
        ]
        says = [
            f"{card['found']:,} of {card['members']:,} members are in this case, with {card['posts']:,} posts. "
            "Being on the list is its source's claim.",
            *(one["says"] for one in card["stays"][: self.limits.stays]),
        ]
        headings = ("What members used", "Kind", "Day", "Rank", "Posts", "Accounts", "Of all uses")
        return DossierView(
            kind="Watchlist",
            title=self._title(card["watchlist"]),
            verdict="",
            says=self._sentences(says),
            table=_table("Used by more members than chance gives", headings, 3, rows),
            withheld="",
            innocent=[(name, "") for name in LISTED_INNOCENTLY],
            command=f"watchlist {card['watchlist']}",
        )

    def _title(self, text: str) -> Markup:
        return isolate(shorten(self._told(text), 80))

    def _cell(self, text: str | None) -> Markup:
        return isolate(shorten(self._told(text or ""), 120))

    def _sentences(self, sentences: Sequence[str]) -> list[Markup]:
        return [reveal(defang(self._told(sentence))) for sentence in sentences if sentence]

    def _explanations(self, innocent: Sequence[Row]) -> Iterator[tuple[str, str]]:
        """Return each explanation with what it rests on; those that were not tested say so by an empty text."""
        for one in innocent:
            yield wording.explanation(one["explanation"]), str(reveal_plainly(self._told(one["because"] or "")))

    def _told(self, text: str) -> str:
        """Return a text as this copy may show it: no names of accounts, nor numbers of posts, where it hides them."""
        if not self.disclosure.hides_accounts:
            return text
        return _POST_ID.sub(lambda found: self.disclosure.post(found.group()), self.disclosure.free_text(text))


def _table(title: str, headings: Sequence[str], of_words: int, rows: Sequence[Sequence[object]]) -> Table | None:
    """Return a table, or null where it has no rows."""
    cells = [[Markup("{}").format(cell) for cell in row] for row in rows]
    return Table(title, headings, of_words, cells) if cells else None
