"""What an account says of itself and what it writes, where the two do not fit: a clue, with its innocent reasons."""

import numpy as np
import polars as pl

from unisono.accounts.known import KnownAccounts
from unisono.accounts.main_languages import UNTOLD, USUAL, FittingLanguages, Reading, main_languages
from unisono.accounts.places.stated import Gazetteer, load_gazetteer, stated_countries
from unisono.content.language_names import LANGUAGE_NAMES
from unisono.content.languages import LANGUAGES, WRITERS, fold_codes
from unisono.content.scripts import SCRIPTS, scripts_of
from unisono.model.names import ACCOUNT_NAME

CAVEATS = {
    "letters of the name": (
        "People who live abroad, learners, and fans of another country's music or games write so, and some letters are "
        "taken for their looks."
    ),
    "language at the place": (
        "People who live abroad, journalists, students and fans write so; a place may be old or a joke."
    ),
    "language of the profile": (
        "People of two languages, people who live abroad, and learners set it so; some took what a device proposed."
    ),
    "profile at the place": "People who live abroad and travellers have both; a place may be old or a joke.",
}
"""What does not fit, and whom it fits innocently."""

INCONSISTENCIES: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "clue": pl.String(),  # a key of CAVEATS
    "says": pl.String(),
    "caveat": pl.String(),
    "n": pl.Int64(),  # texts that were read; 1 where only the profile was
}

EAST_ASIAN = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]"
LETTERS_OF = {script: rf"\p{{{script}}}" for script in SCRIPTS} | dict.fromkeys(("Han", "Kana", "Hangul"), EAST_ASIAN)
"""Letters of a script; scripts that are written side by side are one."""

SCRIPT_NAMES = {"Han": "Chinese characters", "Kana": "Japanese characters", "Myanmar": "Burmese letters"}
"""What scripts are called where it is not their name and `letters`."""

ALIKE = tuple(
    map(frozenset, (("da", "no", "nn", "sv"), ("hr", "sr", "sl", "mk", "bg"), ("cs", "sk"), ("gl", "pt", "es", "ca")))
)
"""Languages of which short texts are taken for one another: where one is at home, all are let pass."""

LEAST_LETTERS, LEAST_DENSE_LETTERS = 3, 2
"""Letters of a name, and of one in Chinese, Japanese or Korean, below which it may be an ornament."""

LONGEST_PLACE = 40
"""Letters of a stated place that are shown."""


def find_inconsistencies(
    known: KnownAccounts, settings: Reading = USUAL, gazetteer: Gazetteer | None = None
) -> pl.DataFrame:
    """Return INCONSISTENCIES of all accounts with a profile, by account and clue; accounts without a row fit.

    Nothing is said of accounts with too few texts of their own (reposts are others'), of places that the gazetteer does
    not know, nor of those that write English. known.posts: platform, account_id, post_id, kind, created_at,
    created_at_precision, text, lang.
    """
    profiles = _said_of_themselves(known, gazetteer or load_gazetteer())
    there = profiles.drop_nulls("number")
    written = there.join(
        main_languages(known, _fitting_languages(there, len(known.timelines.accounts)), settings), on="number"
    )
    found = [_by_letters(written), _by_place(written), _by_setting(written), _by_profile(profiles)]
    table = pl.concat(found).with_columns(caveat=pl.col("clue").replace_strict(CAVEATS, return_dtype=pl.String))
    return table.select(pl.col(name).cast(kind) for name, kind in INCONSISTENCIES.items()).sort("account", "clue")


def _said_of_themselves(known: KnownAccounts, gazetteer: Gazetteer) -> pl.DataFrame:
    """Return the profiles that say something: account, number (in the timelines), letters, place, stated, spoken, set.

    letters: the script of a name that is in no other, and not in Latin letters. stated: English names of the countries.
    spoken: languages (list) at home there. set: the language that the profile is set to. Each is null if unknown.
    """
    names = known.timelines.accounts
    numbered = pl.DataFrame({"account": names, "number": np.arange(len(names), dtype=np.int64)})
    profiles = known.profiles.with_columns(ACCOUNT_NAME, set=fold_codes(known.profiles["lang"]))
    profiles = profiles.with_columns(
        letters=_letters_of_names(profiles["display_name"], profiles["handle"]),
        countries=stated_countries(profiles["location_text"], gazetteer),
        place=pl.col("location_text").str.replace_all(r"[\p{C}\s]+", " ").str.strip_chars().str.slice(0, LONGEST_PLACE),
    )
    places = profiles.select("countries").drop_nulls().unique()
    described = [_describe(countries, gazetteer) for countries in places["countries"].to_list()]
    schema = {"stated": pl.String(), "spoken": pl.List(pl.String)}
    places = places.hstack(pl.DataFrame(described, schema=schema, orient="row"))
    said = profiles.join(places, on="countries", how="left", nulls_equal=False).join(numbered, on="account", how="left")
    said = said.with_columns(pl.when(~pl.col("set").is_in(list(UNTOLD))).then("set").alias("set"))
    something = pl.any_horizontal(pl.col(name).is_not_null() for name in ("letters", "spoken", "set"))
    return said.filter(something).select("account", "number", "letters", "place", "stated", "spoken", "set")


def _letters_of_names(names: pl.Series, handles: pl.Series) -> pl.Series:
    """Return the script of each account's name, or of its handle where the name has no letter; null for Latin letters.

    A name with Latin letters, too, says both; one of too few letters may be an ornament.
    """
    table = pl.DataFrame({"name": names, "handle": handles}, schema={"name": pl.String, "handle": pl.String})
    given = pl.when(pl.col("name").str.contains(r"\p{L}")).then("name").otherwise("handle").alias("given")
    given_names = table.select(given).to_series()
    scripts = scripts_of(given_names)
    counted = pl.DataFrame({"given": given_names, "script": scripts})
    enough = pl.any_horizontal(
        (pl.col("script") == script)
        & (
            pl.col("given").str.count_matches(letters)
            >= (LEAST_DENSE_LETTERS if letters == EAST_ASIAN else LEAST_LETTERS)
        )
        for script, letters in LETTERS_OF.items()
        if script != "Latin"
    )
    return counted.select(
        pl.when(enough & ~pl.col("given").str.contains(r"\p{Latin}")).then("script").alias("letters")
    ).to_series()


def _describe(countries: list[str], gazetteer: Gazetteer) -> tuple[str, list[str] | None]:
    """Return the names of countries, and the languages at home in any of them; none where one's are not known."""
    named = [gazetteer.name_of(country) for country in countries]
    spoken = [gazetteer.languages_of(country) for country in countries]
    words = " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    return words, sorted(_with_alike(set().union(*spoken))) if all(spoken) else None


def _with_alike(languages: set[str]) -> set[str]:
    return languages.union(*(group for group in ALIKE if group & languages))


def _fitting_languages(profiles: pl.DataFrame, accounts: int) -> FittingLanguages:
    """Return which languages fit all that each account says of itself; accounts: how many the timelines have."""
    says = ["letters", "spoken", "set"]
    numbered = profiles.select("number", pl.struct(says).rank("dense").cast(pl.Int64).alias("row") - 1, *says)
    rows = numbered.unique("row").sort("row")
    fits = np.zeros((max(1, rows.height), len(LANGUAGES)), np.bool_)
    for row, (letters, spoken, own) in enumerate(rows.select(says).iter_rows()):
        fitting = set(LANGUAGES) if letters is None else set(WRITERS.get(letters, LANGUAGES))
        if spoken is not None:
            fitting &= set(spoken)
        if own is not None:
            fitting &= _with_alike({own})
        fits[row] = [language in fitting | UNTOLD for language in LANGUAGES]
    of_account = np.full(accounts, -1, np.int64)
    of_account[numbered["number"].to_numpy()] = numbered["row"].to_numpy()
    return FittingLanguages(of_account, fits)


def _by_letters(written: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts with a name in letters that neither their language nor any text of theirs is written in."""
    found = []
    for script, letters in LETTERS_OF.items():
        others = written.filter(
            (pl.col("letters") == script) & ~pl.col("language").is_in(list(WRITERS.get(script, ())))
        )
        # A text of theirs with such letters shows that they write both.
        both = others.explode("texts").filter(pl.col("texts").str.contains(letters))
        found.append(others.join(both, on="account", how="anti"))
    named = pl.col("letters").replace(SCRIPT_NAMES | {s: f"{s} letters" for s in SCRIPTS if s not in SCRIPT_NAMES})
    return _rows(
        pl.concat(found),
        "letters of the name",
        pl.format("Its name is in {}; {}, and none has such a letter.", named, _READ),
    )


def _by_place(written: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts that write a language which few people at their stated place write."""
    others = written.filter(~pl.col("spoken").list.contains(pl.col("language")))
    says = pl.format('Its stated place is "{}" ({}); {}, which few people there write.', "place", "stated", _READ)
    return _rows(others, "language at the place", says)


def _by_setting(written: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts whose profile is set to another language than they write."""
    alike = pl.any_horizontal(
        pl.col("set").is_in(list(group)) & pl.col("language").is_in(list(group)) for group in ALIKE
    )
    others = written.filter((pl.col("set") != pl.col("language")) & ~alike)
    return _rows(others, "language of the profile", pl.format("Its profile is set to {}; {}.", _name_of("set"), _READ))


def _by_profile(profiles: pl.DataFrame) -> pl.DataFrame:
    """Return the accounts whose profile is set to a language which few people at their stated place write."""
    others = profiles.drop_nulls(["spoken", "set"]).filter(~pl.col("spoken").list.contains(pl.col("set")))
    says = pl.format(
        'Its stated place is "{}" ({}); its profile is set to {}, which few people there write.',
        *("place", "stated", _name_of("set")),
    )
    return _rows(others.with_columns(n=pl.lit(1)), "profile at the place", says)


def _name_of(column: str) -> pl.Expr:
    return pl.col(column).replace(LANGUAGE_NAMES)


_OF = pl.when(pl.col("of") == pl.col("n")).then(pl.lit("all")).otherwise(pl.col("of").cast(pl.String))
_READ = pl.format("of {} texts of its own, {} are in {}", "n", _OF, _name_of("language"))


def _rows(accounts: pl.DataFrame, clue: str, says: pl.Expr) -> pl.DataFrame:
    return accounts.select("account", pl.lit(clue).alias("clue"), says.alias("says"), pl.col("n").cast(pl.Int64))
