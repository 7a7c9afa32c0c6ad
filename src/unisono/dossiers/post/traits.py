"""What is looked at of each account that reposted: traits that are there or not, and its language, script and place."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from unisono.accounts.births import births_of, find_batches
from unisono.accounts.known import KnownAccounts
from unisono.accounts.places.stated import load_gazetteer, plain_names, stated_countries
from unisono.accounts.signals.measuring import READ_FROM, SignalTable, measure_signals
from unisono.cases import Case
from unisono.content.language_names import language_name
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.profile_pictures import profile_pictures
from unisono.content.scripts import scripts_of
from unisono.engine.growing_names import GrowingNames
from unisono.model.few_rows import collect_few
from unisono.model.names import ACCOUNT_NAME
from unisono.model.tables import ACCOUNTS, TIME, conform

YOUNG_DAYS = 90
FAST_SECONDS = 10
EARLIEST = np.iinfo(np.int64).min
SHORTEST_NAME = 5
"""Characters from which on a name is too long to be the same by chance often."""


@dataclass(frozen=True)
class Trait:
    """Something that an account has or has not. `label` completes "of the accounts …"; `caveat`: innocent reasons."""

    name: str
    group: str
    label: str
    caveat: str


TRAITS: tuple[Trait, ...] = (
    Trait("digits_handle", "names", "handle is letters and eight digits", "Platforms proposed such handles to all."),
    Trait("scrambled_handle", "names", "handle spelled as one in twenty", "Acronyms and names without vowels are too."),
    Trait("mixed_scripts", "names", "name mixes alphabets in a word", "Fans of typefaces decorate their names so."),
    Trait("foreign_script", "names", "name not in letters of its language", "People keep their family's spelling."),
    Trait("shared_name", "names", "another account has the same name", "Common names are shared by strangers."),
    Trait("default_picture", "pictures", "picture that nobody chose", "New and rarely used accounts show it."),
    Trait("shared_picture", "pictures", "picture that others show too", "Fans and members of a club share pictures."),
    Trait("shared_bio", "pictures", "bio that others have too", "Staff and members of a party have set words."),
    Trait("young", "ages", "made in the 90 days before", "News and elections bring newcomers."),
    Trait("batch", "ages", "made in a batch of accounts", "A campaign or an easier sign-up brings many at once."),
    Trait("mostly_reposts", "behaviour", "nine posts in ten are reposts", "Many people only pass things on."),
    Trait("alike_timeline", "behaviour", "timeline nearly that of another", "Fans of one account repost the same."),
    Trait("fast", "behaviour", "reposted within 10 seconds", "Programs that say so, and notified readers, do."),
    Trait("automation_tools", "behaviour", "mostly posts through a scheduler", "Newsrooms and shops use schedulers."),
    Trait("many_languages", "behaviour", "posts in two languages or more", "Many people speak several."),
)
"""All traits, in the order in which they are shown."""

DISTRIBUTIONS = ("language", "script", "place")


PROFILES_READ = (
    "platform",
    "account_id",
    "handle",
    "display_name",
    "bio",
    "created_at",
    "location_text",
    "avatar_url",
)
"""Columns of ACCOUNTS that are read of all accounts of the case."""


def read_known(case: Case, accounts: pl.Series) -> KnownAccounts:
    """Return what the case knows of these accounts: their posts; profiles and pictures of all accounts of the case."""
    posts = collect_few(case.posts().select(READ_FROM).filter(ACCOUNT_NAME.is_in(accounts.implode())))
    pictures = profile_pictures(case, case_pictures(case))
    snapshots = collect_few(case.account_snapshots().filter(ACCOUNT_NAME.is_in(accounts.implode())))
    profiles = conform(case.accounts().select(PROFILES_READ).collect(), ACCOUNTS)
    return KnownAccounts(posts, profiles, snapshots, profile_pictures=pictures)


def read_traits(names: pl.DataFrame, known: KnownAccounts, at: datetime) -> pl.DataFrame:
    """Return account and TRAITS (null where nobody can say) but for alike_timeline and fast, and DISTRIBUTIONS.

    names: of `read_names`. at: when the post was published; ages count back from there.
    """
    table = measure_signals(known)
    rows = pl.DataFrame({"account": table.accounts, "language": table.strata["language"]})
    rows = rows.with_columns(
        _signal(table, "handle_digits", lambda values: values == 1.0).alias("digits_handle"),
        _signal(table, "handle_spelling", lambda values: values < 0.05).alias("scrambled_handle"),
        _signal(table, "mixed_name", lambda values: values == 1.0).alias("mixed_scripts"),
        _signal(table, "name_script", lambda values: values == 1.0).alias("foreign_script"),
        _signal(table, "default_picture", lambda values: values == 1.0).alias("default_picture"),
        _signal(table, "picture_copies", lambda values: values >= 1.0).alias("shared_picture"),
        _signal(table, "bio_copies", lambda values: values >= 1.0).alias("shared_bio"),
        _signal(table, "repost_share", lambda values: values >= 0.9).alias("mostly_reposts"),
        _signal(table, "automation_tools", lambda values: values >= 0.5).alias("automation_tools"),
        _signal(table, "languages", lambda values: values >= 1.5).alias("many_languages"),
    )
    named = rows.join(names, on="account", how="left", maintain_order="left")
    dated = named.join(_ages(known.profiles, at), on="account", how="left", maintain_order="left")
    placed = dated.join(_places(known.profiles, dated["account"]), on="account", how="left", maintain_order="left")
    spoken = pl.Series("language", [None if code is None else language_name(code) for code in placed["language"]])
    return placed.with_columns(spoken.cast(pl.String), scripts_of(placed["name"]).alias("script"))


def _signal(table: SignalTable, name: str, has: object) -> pl.Series:
    """Return whether accounts have it by the values of a signal; null where the signal cannot be said."""
    values = table.values[name]
    assert callable(has)
    found = pl.Series(np.asarray(has(np.nan_to_num(values))), dtype=pl.Boolean)
    return found.set(pl.Series(np.isnan(values)), None)


def read_names(case: Case) -> pl.DataFrame:
    """Return account, its last display name, and shared_name: whether other accounts of the case have the same."""
    stated = pl.col("display_name").str.strip_chars()
    told = [ACCOUNT_NAME, stated.alias("name"), pl.col("created_at").alias("at")]
    of_profiles = case.accounts().select(told).with_columns(at=pl.lit(None, TIME))
    latest = _LatestNames()
    for rows in (of_profiles, case.posts().select(told)):
        for part in rows.filter(pl.col("name") != "").collect_batches(maintain_order=True):
            latest.read(part.drop_nulls(["account", "name"]))
    names = latest.table()
    folded = pl.col("name").str.normalize("NFKC").str.to_lowercase()
    holders = pl.col("account").n_unique().over(folded)
    long_enough = pl.col("name").str.len_chars() >= SHORTEST_NAME
    return names.with_columns(pl.when(long_enough).then(holders > 1).alias("shared_name"))


class _LatestNames:
    """The last display name of each account, of posts and profiles that come part by part."""

    def __init__(self) -> None:
        """Begin with none."""
        self._accounts, self._names = GrowingNames(), GrowingNames()
        self._name = np.zeros(0, np.int32)
        self._at = np.zeros(0, np.int64)

    def read(self, part: pl.DataFrame) -> None:
        """Take in account, name and at; of two at one time the later read counts."""
        # Null is the earliest: what a profile says gives way to what any post shows.
        ordered = part.sort("at", nulls_last=False, maintain_order=True).unique("account", keep="last")
        accounts, names = self._accounts.number(ordered["account"]), self._names.number(ordered["name"])
        more = len(self._accounts) - len(self._at)
        self._name = np.append(self._name, np.zeros(more, np.int32))
        self._at = np.append(self._at, np.full(more, EARLIEST))
        at = ordered["at"].to_physical().fill_null(EARLIEST).to_numpy()
        is_later = at >= self._at[accounts]
        self._name[accounts[is_later]], self._at[accounts[is_later]] = names[is_later], at[is_later]

    def table(self) -> pl.DataFrame:
        """Return account and name."""
        names = self._names.names().gather(self._name)
        return pl.DataFrame({"account": self._accounts.names(), "name": names})


def _ages(profiles: pl.DataFrame, at: datetime) -> pl.DataFrame:
    """Return account, made_at, young and batch of the profiles that say when they were made."""
    made = profiles.select(ACCOUNT_NAME, pl.col("created_at").alias("made_at")).drop_nulls().unique("account")
    batches = [find_batches(births) for births in births_of(profiles)]
    in_batch = [account for own in batches for accounts in own["accounts"] for account in accounts]
    days = (pl.lit(at) - pl.col("made_at")).dt.total_days()
    return made.with_columns(
        days.is_between(0, YOUNG_DAYS).alias("young"), pl.col("account").is_in(in_batch).alias("batch")
    )


def _places(profiles: pl.DataFrame, accounts: pl.Series) -> pl.DataFrame:
    """Return account and place: the country in which its stated home lies, else the stated home itself."""
    stated = profiles.select(ACCOUNT_NAME, "location_text").filter(pl.col("account").is_in(accounts.implode()))
    homes = stated.unique("account", keep="last", maintain_order=True).drop_nulls()
    countries = stated_countries(homes["location_text"])
    gazetteer = load_gazetteer()
    one = countries.list.len() == 1
    codes = countries.list.first().set(~one.fill_null(value=False), None)
    told = {code: gazetteer.name_of(code) for code in codes.drop_nulls().unique()}
    plain = plain_names(homes["location_text"])
    named = pl.Series("place", [told[code] if code else text or None for code, text in zip(codes, plain, strict=True)])
    return homes.select("account").with_columns(named.cast(pl.String))
