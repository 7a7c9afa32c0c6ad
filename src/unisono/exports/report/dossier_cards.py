"""One hashtag, post, target or watchlist as a copy of the report shows it: what it may tell, in its words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from shlex import quote
from typing import Any

from markupsafe import Markup

from unisono.dossiers.post.summary import NOTHING_SHOWN
from unisono.dossiers.watchlist.describing import WatchlistPage
from unisono.exports.report import wording
from unisono.exports.report.amounts import Clock, number, share
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.dossier_figures import Figure, hours_of, ranks_of
from unisono.exports.report.limits import Limits
from unisono.exports.report.telling import Teller
from unisono.exports.report.untrusted import defang, isolate, reveal, reveal_plainly, shorten

Row = Mapping[str, Any]  # Any: a card of a page

CANNOT_SAY = "Cannot say"

LISTED_INNOCENTLY = ("a topic, a language or a day's news that people share", "a member listed by mistake")


@dataclass(frozen=True)
class Table:
    """A small table: its headings, of which the first `of_words` are of words, and its cells, ready to be shown."""

    title: str
    headings: Sequence[str]
    of_words: int
    rows: Sequence[Sequence[Markup]]


@dataclass(frozen=True)
class DossierView:
    """One subject: what it is, the verdict, sentences, a figure, a table, what could explain it, its page's command."""

    kind: str
    title: Markup
    verdict: str
    says: Sequence[Markup]
    table: Table | None
    withheld: str
    innocent: Sequence[tuple[str, str]]
    command: str
    figure: Figure | None = None


@dataclass(frozen=True)
class Writer:
    """Writes cards for one copy of the report: what the copy withholds is left out, and said."""

    disclosure: Disclosure
    clock: Clock
    limits: Limits

    def hashtag(self, card: Row) -> DossierView:
        """Return a hashtag with its arguments, which quote posts, and the hours of its posts."""
        hidden = self.disclosure.hides_posts
        teller = self._teller(card)
        rows = [
            [_cell(teller, one["text"]), number(one["posts"]), number(one["accounts"]), share(one["networked_share"])]
            for one in card["arguments"][: self.limits.arguments]
        ]
        headings = ("What it says", "Posts", "Accounts", "By members of networks")
        title = f"#{card['hashtag']}"
        return DossierView(
            kind="Pushed hashtag",
            title=_title(teller, title),
            verdict=wording.verdict(card["verdict"]),
            says=_sentences(teller, card["says"]),
            table=None if hidden else _table("What it says", headings, 1, rows),
            withheld="What it says is withheld in this copy, as it quotes posts." if hidden and rows else "",
            innocent=list(_explanations(teller, card["innocent"])),
            command=_command(teller, "hashtag", card["hashtag"]),
            figure=hours_of(card, teller.told(title), self.clock),
        )

    def post(self, card: Row) -> DossierView:
        """Return a post with the traits in which its reposters differ from others; no account is named there."""
        teller = self._teller(card)
        rows = [
            [Markup.escape(one["label"]), share(one["value"]), share(one["compared_value"]), number(one["n"])]
            for one in card["persona"]
            if one["unusual"] and "compared_value" in one
        ]
        headings = ("Of the accounts that reposted it", "Share", "Of others", "Known of")
        hidden = self.disclosure.hides_accounts
        limited = card["verdict_limited"] and card["verdict"] is not None
        return DossierView(
            kind="Amplified post",
            title=_title(teller, card["post_id"]),
            verdict=NOTHING_SHOWN if limited else wording.verdict(card["verdict"]),
            says=_sentences(teller, card["says"]),
            table=_table("In what its reposters differ from those of comparable posts", headings, 1, rows),
            withheld="",
            innocent=[(str(name), "") for name in card["innocent_untested"]],
            command="post POST" if hidden else f"post {quote(card['post_id'])}",
        )

    def target(self, card: Row) -> DossierView:
        """Return a target with its episodes, those of most posts first; no word that was written stands here."""
        teller = self._teller(card)
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
            title=_title(teller, card["target"]),
            verdict=wording.verdict(card["verdict"]) if card["verdict"] else CANNOT_SAY,
            says=_sentences(teller, list(dict.fromkeys([*card["says"], *card["cannot_say"]]))),
            table=_table("Episodes with most posts against it", headings, 3, rows),
            withheld="",
            innocent=[(teller.told(str(name)), "") for name in card["innocent"]],
            command="target NAME" if self.disclosure.hides_accounts else _command(teller, "target", card["target"]),
        )

    def watchlist(self, page: WatchlistPage) -> DossierView:
        """Return a watchlist: whom the case has of it, what stayed on top of its ranking, and what is unusual."""
        card = page.card
        teller = self._teller(card)
        rows = [
            [
                _cell(teller, one["label"]),
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
            *(f"{one['says']}." for one in card["stays"][: self.limits.stays]),
        ]
        headings = ("What members used", "Kind", "Day", "Rank", "Posts", "Accounts", "Of all uses")
        return DossierView(
            kind="Watchlist",
            title=_title(teller, card["watchlist"]),
            verdict="",
            says=_sentences(teller, says),
            table=_table("Used by more members than chance gives", headings, 3, rows),
            withheld="",
            innocent=[(name, "") for name in LISTED_INNOCENTLY],
            command=_command(teller, "watchlist", card["watchlist"]),
            figure=ranks_of(page, teller, self.limits, self.clock),
        )

    def _teller(self, card: Row) -> Teller:
        return Teller.of_card(self.disclosure, card)


def _title(teller: Teller, text: str) -> Markup:
    return isolate(shorten(teller.told(text), 80))


def _cell(teller: Teller, text: str | None) -> Markup:
    return isolate(shorten(defang(teller.told(text or "")), 120))


def _command(teller: Teller, page: str, subject: str) -> str:
    return f"{page} {quote(teller.told(subject))}"


def _sentences(teller: Teller, sentences: Sequence[str]) -> list[Markup]:
    return [reveal(defang(teller.told(sentence))) for sentence in sentences if sentence]


def _explanations(teller: Teller, innocent: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Return each explanation with what it rests on; those that were not tested say so by an empty text."""
    for one in innocent:
        yield wording.explanation(one["explanation"]), str(reveal_plainly(teller.told(one["because"] or "")))


def _table(title: str, headings: Sequence[str], of_words: int, rows: Sequence[Sequence[object]]) -> Table | None:
    """Return a table, or null where it has no rows."""
    cells = [[Markup("{}").format(cell) for cell in row] for row in rows]
    return Table(title, headings, of_words, cells) if cells else None
