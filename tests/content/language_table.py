"""How often the language of a short post is named, and named rightly: the table of docs/concepts/languages.md.

`python -m tests.content.language_table` writes it anew.
"""

from pathlib import Path

import polars as pl

from unisono.content.languages import identify_languages

SENTENCES = Path(__file__).with_name("short_posts.tsv")
PAGE = Path(__file__).parents[2] / "docs" / "concepts" / "languages.md"
BEGINS, ENDS = "<!-- measured: begins -->\n", "<!-- measured: ends -->"


def measure() -> pl.DataFrame:
    """Return language, sentences, named, right: one row a language of the test sentences."""
    given = pl.read_csv(SENTENCES, separator="\t", quote_char=None)
    found = given.hstack(identify_languages(given["text"]).select(pl.col("language").alias("named")))
    right = (pl.col("named") == pl.col("language")).fill_null(False)
    return (
        found.group_by("language")
        .agg(pl.len().alias("sentences"), pl.col("named").count(), right.sum().alias("right"))
        .sort("language")
    )


def as_table(rows: pl.DataFrame) -> str:
    """Return the rows as a Markdown table, with their sum."""
    total = rows.select(pl.lit("all").alias("language"), pl.col("sentences", "named", "right").sum())
    lines = [f"| {name} | {all_} | {named} | {right} |" for name, all_, named, right in pl.concat([rows, total]).rows()]
    return "\n".join(["| language | sentences | named | named rightly |", "|---|---|---|---|", *lines, ""])


def table_of_page() -> str:
    """Return the table that stands in the page."""
    return PAGE.read_text(encoding="utf-8").partition(BEGINS)[2].partition(ENDS)[0]


def write_page() -> None:
    """Put the measured table into the page."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINS)
    tail = rest.partition(ENDS)[2]
    PAGE.write_text(f"{head}{BEGINS}{as_table(measure())}{ENDS}{tail}", encoding="utf-8")


if __name__ == "__main__":
    write_page()
