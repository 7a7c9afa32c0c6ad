"""Who accounts say they are: how their handle is spelled, in how many languages they post, copied pictures and bios."""

import numpy as np
import polars as pl

from unisono.accounts.handles.surprise import FEWEST_LETTERS, handle_surprise
from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.declaration import Float64, Int64, Measured, Signal, said
from unisono.accounts.signals.spoken import Spoken
from unisono.model.names import ACCOUNT_NAME

LEAST_BIO = 20
"""Characters, without links and names, from which on a bio is too long to be the same by chance."""

_LINKS_AND_NAMES = r"(?i)https?://\S*|www\.\S+|[@＠][\w.]+"

SIGNALS = (
    Signal(
        "handle_spelling",
        "persona",
        "share",
        FEWEST_LETTERS,
        "The share of ordinary handles, of whatever language, that are spelled at least as oddly.",
        "One in twenty of anybody's handles is below 0.05; acronyms and names without vowels often are.",
        "letters of its handle",
        "{value} of ordinary handles are spelled at least as oddly.",
        "it has no handle in Latin letters",
        undecided="there is no model for the letters of its handle",
    ),
    Signal(
        "handle_digits",
        "persona",
        "yes or no",
        1,
        "Whether its handle is letters and exactly eight digits.",
        "Platforms proposed such handles to whoever did not choose one: most belong to ordinary people.",
        "handles",
        "Its handle is letters and eight digits|Its handle is not of the kind with letters and eight digits",
        "the files do not say its handle",
    ),
    Signal(
        "languages",
        "persona",
        "number",
        10,
        "The effective number of languages of its posts (1 for one, 2 for two in equal parts).",
        "Many people post in several languages. Short posts are misread now and then.",
        "posts whose language is known",
        "Its posts are in {value} languages, in effect.",
        "the language of its posts is not known",
    ),
    Signal(
        "default_picture",
        "persona",
        "yes or no",
        1,
        "Whether it shows the picture that its platform gives to those who choose none.",
        "New and rarely used accounts do.",
        "profile pictures",
        "It shows the picture that the platform gives to those who choose none|It shows a picture of its own choice",
        "the files do not say which picture it shows",
    ),
    Signal(
        "picture_copies",
        "persona",
        "count",
        1,
        "How many other accounts of the case show the same picture.",
        "Fans of one star, members of a club and staff of a firm share pictures.",
        "profile pictures",
        "Its picture is also that of {value} other accounts of the case.",
        "the files do not say which picture it shows",
        undecided="it shows a picture that nobody chose",
    ),
    Signal(
        "bio_copies",
        "persona",
        "count",
        LEAST_BIO,
        "How many other accounts of the case describe themselves in the same words, links and names left out.",
        "Staff, members of a party and games have set words.",
        "characters of its bio",
        "{value} other accounts of the case describe themselves in the same words.",
        "the files hold no description of it",
    ),
)


def measure_persona(acts: Acts, spoken: Spoken) -> Measured:
    """Return the values of SIGNALS; spoken: of `read_languages`."""
    profiles = acts.known.profiles.select(ACCOUNT_NAME, "handle", "bio", "avatar_url").drop_nulls("account")
    profiles = profiles.unique("account", keep="last", maintain_order=True)
    own = pl.DataFrame({"account": acts.timelines.accounts}).join(
        profiles, on="account", how="left", maintain_order="left"
    )
    found = {
        **_handles(latest_handles(acts, own["handle"])),
        "languages": spoken.effective_numbers(acts.accounts),
        **_pictures(acts, own.select("account", "avatar_url")),
        "bio_copies": _bio_copies(own, profiles),
    }
    least = {signal.name: signal.least for signal in SIGNALS}
    return {name: said(*values, least[name]) for name, values in found.items()}


def latest_handles(acts: Acts, of_profiles: pl.Series) -> pl.Series:
    """Return the handle of each account's last post, else that of its profile."""
    last = acts.timelines.rows[acts.timelines.start[1:] - 1] if acts.accounts else np.zeros(0, np.int64)
    of_posts = acts.rows(pl.col("handle")).gather(last)
    return of_posts.zip_with(of_posts.is_not_null(), of_profiles)


def _handles(handles: pl.Series) -> Measured:
    judged = handle_surprise(handles)
    letters = handles.str.count_matches(r"\p{L}").fill_null(0).to_numpy().astype(np.int64)
    known = (handles.is_not_null() & (handles != "")).fill_null(value=False).to_numpy()
    return {
        "handle_spelling": (judged["p"].fill_null(float("nan")).to_numpy(), letters),
        "handle_digits": (judged["pattern"].is_not_null().cast(pl.Float64).to_numpy(), known.astype(np.int64)),
    }


def _pictures(acts: Acts, own: pl.DataFrame) -> Measured:
    """Return whether the picture of each account's latest profile is a default, and how many others show it.

    Where the latest profile names none of the pictures, the last of them counts.
    """
    shown = acts.known.profile_pictures.join(own, on="account", how="inner")
    latest = shown.sort(pl.col("entry") == pl.col("avatar_url"), nulls_last=False, maintain_order=True)
    latest = latest.unique("account", keep="last", maintain_order=True)
    chosen = acts.known.profile_pictures.filter(pl.col("default").is_null())
    holders = chosen.group_by("object").agg(pl.col("account").n_unique().alias("holders"))
    table = own.select("account").join(
        latest.join(holders, on="object", how="left").select("account", "object", "default", "holders"),
        on="account",
        how="left",
        maintain_order="left",
    )
    n = table["object"].is_not_null().cast(pl.Int64).to_numpy()
    is_default = table["default"].is_not_null()
    copies = table.select(
        pl.when(pl.col("default").is_null()).then(pl.col("holders").cast(pl.Float64) - 1.0).fill_null(float("nan"))
    )
    return {
        "default_picture": (is_default.cast(pl.Float64).to_numpy(), n),
        "picture_copies": (copies.to_series().to_numpy(), n),
    }


def _bio_copies(own: pl.DataFrame, profiles: pl.DataFrame) -> tuple[Float64, Int64]:
    folded = pl.col("bio").str.replace_all(_LINKS_AND_NAMES, "").str.to_lowercase()
    words = folded.str.replace_all(r"\s+", " ").str.strip_chars().alias("words")
    holders = profiles.select(words).drop_nulls().group_by("words").len("holders")
    table = own.select(words).join(holders, on="words", how="left", maintain_order="left")
    n = table["words"].str.len_chars().fill_null(0).cast(pl.Int64).to_numpy()
    return table["holders"].cast(pl.Float64).fill_null(float("nan")).to_numpy() - 1.0, n
