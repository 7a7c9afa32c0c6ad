"""What --track keeps of a stream: posts that say one of the terms, and what belongs to these posts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import polars as pl

from unisono.cases import Case
from unisono.cases.collapsing import ACCOUNT_KEY, POST_KEY
from unisono.cases.known_posts import Hashes, KnownPosts, first_seen, hash_posts, known_within
from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.watch.keeping.pieces import Piece, keep_rows, rows_of

KNOWN_BYTES = 16 << 20
"""Of hashes of posts, and of accounts, that were kept: arrays of more than an eighth of it lie in files."""

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}", re.UNICODE)
_SPECIAL = set(r"\.+*?()|[]{}^$#&-~")


@dataclass(frozen=True)
class Terms:
    """What is looked for: hashtags, accounts (handles or ids), domains, and words or phrases, all in lower case."""

    hashtags: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def match(self, posts: pl.DataFrame) -> pl.Series:
        """Say of each post whether it says one of the terms, in any case of letters."""
        found = [pl.lit(value=False)]
        if self.hashtags:
            found.append(_any_of("hashtags", self.hashtags))
        if self.accounts:
            names = pl.col("account_id", "handle", "ref_account_id", "ref_handle").str.to_lowercase()
            found += [names.is_in(list(self.accounts)), _any_of("mentions", self.accounts)]
        if self.domains:
            found.append(pl.col("urls").list.eval(pl.element().str.contains(_domains(self.domains))).list.any())
        if self.words or self.hashtags:
            shown = [*self.words, *(f"#{tag}" for tag in self.hashtags)]
            found.append(pl.col("text").str.contains("|".join(map(_word, shown))))
        said = pl.any_horizontal([one.fill_null(value=False) for one in found])
        return posts.select(said.alias("is_tracked"))["is_tracked"]


def read_terms(terms: Sequence[str]) -> Terms:
    """Return terms as the user types them: #hashtag, @handle or did:…, a domain or address, words.

    >>> read_terms(["#Vote", "@ann.example.org", "news.example.org", "stolen election"])
    Terms(hashtags=('vote',), accounts=('ann.example.org',), domains=('news.example.org',), words=('stolen election',))
    """
    sorts: dict[str, list[str]] = {"hashtags": [], "accounts": [], "domains": [], "words": []}
    for given in terms:
        term = " ".join(given.split()).lower()
        if not term.strip("#@") or term.endswith("://"):
            raise UsageError(f"--track {given!r} names nothing. Type for example: --track '#vote' --track example.org")
        if term.startswith("#"):
            sorts["hashtags"].append(term.lstrip("#"))
        elif term.startswith(("@", "did:")):
            sorts["accounts"].append(term.lstrip("@"))
        elif "://" in term and urlsplit(term).hostname:
            sorts["domains"].append(urlsplit(term).hostname or "")
        elif _DOMAIN.fullmatch(term):
            sorts["domains"].append(term)
        else:
            sorts["words"].append(term)
    return Terms(**{sort: tuple(dict.fromkeys(found)) for sort, found in sorts.items()})


@dataclass
class Tracking:
    """Keeps of each piece the posts that match, reposts of posts that the case has, and what belongs to either.

    A repost has no words of its own on some platforms: it passes on the words of a post that was kept. Notices of
    deletions are kept of posts that the case has, profiles of accounts that published one of them.
    """

    terms: Terms
    posts: KnownPosts = field(default_factory=KnownPosts)
    accounts: KnownPosts = field(default_factory=KnownPosts)

    def learn(self, case: Case) -> None:
        """Learn which posts and accounts a case has; from now on much of it lies in files of the case."""
        self.posts, self.accounts = (known_within(case.path / "derived", KNOWN_BYTES) for _ in range(2))
        self._remember(case.posts().select(*POST_KEY, "account_id").collect())

    def keep(self, piece: Piece) -> Piece:
        """Return what is kept of a piece; lines of which nothing is kept are counted as left out."""
        batch = piece.batch
        kept = batch.posts.filter(self.terms.match(batch.posts))
        self._remember(kept)
        # What was kept just now may be passed on, or deleted, in the same second.
        passed = _hashes(batch.posts, ["platform", "ref_post_id"])
        is_passed = pl.Series(self.posts.contains(passed)) & (batch.posts["kind"] == "repost")
        known = pl.Series(self.posts.contains(hash_posts(batch.posts)))
        posts = batch.posts.filter((is_passed | known).fill_null(value=False))
        self._remember(posts)
        rows = posts["source_row"].implode()
        batch = Batch(
            posts=posts,
            accounts=batch.accounts.filter(
                pl.Series(self.accounts.contains(_hashes(batch.accounts, ACCOUNT_KEY)), dtype=pl.Boolean)
            ),
            references=batch.references.filter(pl.col("source_row").is_in(rows)),
            media=batch.media.filter(pl.col("source_row").is_in(rows)),
            deletions=batch.deletions.filter(
                pl.Series(self.posts.contains(hash_posts(batch.deletions)), dtype=pl.Boolean)
            ),
            versions=batch.versions.filter(pl.col("source_row").is_in(rows)),
            rejected=batch.rejected,
            read=batch.read,
        )
        narrowed = Piece(
            piece.lines, batch, piece.cursor, piece.first_arrived_at, piece.arrived_at, piece.header, piece.redelivered
        )
        return keep_rows(narrowed, rows_of(batch))

    def _remember(self, posts: pl.DataFrame) -> None:
        for known, keys in (
            (self.posts, hash_posts(posts.drop_nulls(POST_KEY))),
            (self.accounts, _hashes(posts.filter(pl.col("account_id").is_not_null()), ACCOUNT_KEY)),
        ):
            known.add(keys[first_seen(keys, known).to_numpy()])


def _hashes(rows: pl.DataFrame, key: Sequence[str]) -> Hashes:
    """Return a hash for each row's key, as hash_posts makes it."""
    return hash_posts(rows.select(pl.col(key[0]).alias("platform"), pl.col(key[1]).alias("post_id")))


def _any_of(column: str, wanted: Sequence[str]) -> pl.Expr:
    return pl.col(column).list.eval(pl.element().str.to_lowercase().is_in(list(wanted))).list.any()


def _domains(domains: Sequence[str]) -> str:
    named = "|".join(map(_escaped, domains))
    return rf"(?i)^[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?(?:[^/?#]*\.)?(?:{named})(?:[:/?#]|$)"


def _word(term: str) -> str:
    r"""Return a pattern for a word or phrase; an end whose script has capitals, or a digit, has to be a word's end.

    >>> _word("vote"), _word("投票")
    ('(?i:\\bvote\\b)', '(?i:投票)')
    """
    before = r"\b" if _ends_words(term[0]) else ""
    after = r"\b" if _ends_words(term[-1]) else ""
    return f"(?i:{before}{_escaped(term).replace(' ', chr(92) + 's+')}{after})"


def _ends_words(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in _SPECIAL else character for character in text)
