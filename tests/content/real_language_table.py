"""How often short real posts are named, and as their label says: the second table of docs/concepts/languages.md.

`python -m tests.content.real_language_table` writes it anew, from the folder UNISONO_DATA. No post is kept.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from tests.content.language_table import PAGE
from unisono.cases import create_case
from unisono.content.language_names import LANGUAGE_NAMES
from unisono.content.languages import fold_codes, identify_languages
from unisono.importers.importing import import_files
from unisono.model.errors import UnisonoError

DATA = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[3] / "shared" / "data"))
BEGINS, ENDS = "<!-- measured on real posts: begins -->\n", "<!-- measured on real posts: ends -->"
MOST_CHARACTERS = 140
TINY, LONG = 35, 70
MOST_POSTS, FEWEST_POSTS = 5_000, 30
NOT_IN_LISTS = {"Farsi (Persian)": "fa", "Tagalog (Filipino)": "tl", "Malay": "id", "Indonesian": "id"}
SAMPLES = ("twitter_v1.1", "twitter_v2", "mastodon", "bluesky_jetstream")


def measure() -> pl.DataFrame:
    """Return one row a source and language, those of most posts first.

    Columns: source, language, posts, named, right, tiny, tiny_named, long, long_named, and other: what most of the
    posts that are named otherwise are named.
    """
    given = pl.concat([rows.select(pl.lit(source).alias("source"), "text", "language") for source, rows in _sources()])
    short = given.filter(pl.col("text").str.len_chars() <= MOST_CHARACTERS).drop_nulls().unique(["source", "text"])
    drawn = short.sort("source", "language", pl.col("text").hash(seed=0), "text")
    drawn = drawn.group_by("source", "language", maintain_order=True).head(MOST_POSTS)
    found = drawn.hstack(identify_languages(drawn["text"]).select(pl.col("language").alias("said")))
    right = (pl.col("said") == pl.col("language")).fill_null(False)
    characters, named = pl.col("text").str.len_chars(), pl.col("said").is_not_null()
    counted = found.group_by("source", "language").agg(
        pl.len().alias("posts"),
        pl.col("said").count().alias("named"),
        right.sum().alias("right"),
        (characters <= TINY).sum().alias("tiny"),
        (named & (characters <= TINY)).sum().alias("tiny_named"),
        (characters > LONG).sum().alias("long"),
        (named & (characters > LONG)).sum().alias("long_named"),
        pl.col("said").filter(~right).drop_nulls().sort().mode(maintain_order=True).first().alias("other"),
    )
    kept = counted.filter(pl.col("posts") >= FEWEST_POSTS)
    return kept.sort("source", "posts", "language", descending=[False, True, False])


def as_table(rows: pl.DataFrame) -> str:
    """Return the rows as a Markdown table."""
    heads = ("posts", "label", "short posts", "named", "of tiny ones", "of long ones", "as labelled", "else mostly")
    lines = [
        (
            row["source"],
            row["language"],
            f"{row['posts']:,}",
            _percent(row["named"], row["posts"], 0),
            _percent(row["tiny_named"], row["tiny"], 0),
            _percent(row["long_named"], row["long"], 0),
            _percent(row["right"], row["named"], 1),
            row["other"] or "–",
        )
        for row in rows.iter_rows(named=True)
    ]
    written = [f"| {' | '.join(line)} |" for line in (heads, *lines)]
    return "\n".join([written[0], "|" + "---|" * len(heads), *written[1:], ""])


def _percent(part: int, whole: int, digits: int) -> str:
    return f"{part / whole:.{digits}%}" if whole else "–"


def table_of_page() -> str:
    """Return the table that stands in the page."""
    return PAGE.read_text(encoding="utf-8").partition(BEGINS)[2].partition(ENDS)[0]


def write_page() -> None:
    """Put the measured table into the page."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINS)
    tail = rest.partition(ENDS)[2]
    PAGE.write_text(f"{head}{BEGINS}{as_table(measure())}{ENDS}{tail}", encoding="utf-8")


def _sources() -> Iterator[tuple[str, pl.DataFrame]]:
    archive = pl.read_csv(next((DATA / "ira").glob("*.csv.gz")), infer_schema=False, columns=["content", "language"])
    codes = {name.split(" or ")[0]: code for code, name in LANGUAGE_NAMES.items()} | NOT_IN_LISTS
    named = pl.col("language").replace(codes)
    yield "archive of 2016", archive.select(pl.col("content").alias("text"), named)
    spain = pl.read_parquet(DATA / "organic" / "spain_politicians_2021.parquet", columns=["text"])
    yield "members of congress", spain.with_columns(language=pl.lit("es"))
    reddit = pl.read_parquet(DATA / "reddit-ira" / "posts.parquet", columns=["text"])
    yield "comments on Reddit", reddit.with_columns(language=pl.lit("en"))
    yield "samples of formats", _samples()


def _samples() -> pl.DataFrame:
    """Return the posts in the samples of formats, with the language that their platform names."""
    files = [str(file) for name in SAMPLES for file in sorted((DATA / "formats" / name).glob("*.jsonl"))]
    with tempfile.TemporaryDirectory() as folder:
        case = create_case(Path(folder) / "case")
        for file in files:
            try:
                list(import_files(case, [file]))
            except UnisonoError:  # some samples hold no posts at all, but compliance events or users
                continue
        posts = case.posts().select("text", "lang").collect()
    return posts.select("text", fold_codes(posts["lang"]).alias("language"))


if __name__ == "__main__":
    write_page()
