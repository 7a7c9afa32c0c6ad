"""Precision and recall of hostile words by language, on sentences of our own: the table of docs/concepts/hostility.md.

`python -m tests.content.hostility.precision_table` writes it into the page.
"""

from pathlib import Path

import polars as pl

from unisono.content.hostility.rating import rate_hostility
from unisono.content.hostility.scale import LANGUAGES

SENTENCES = Path(__file__).with_name("sentences")
PAGE = Path(__file__).parents[3] / "docs" / "concepts" / "hostility.md"
BEGINS, ENDS = "<!-- measured: begins -->\n", "<!-- measured: ends -->"


def sentences() -> pl.DataFrame:
    """Return language, severity (0: harmless) and text of all sentences."""
    files = [SENTENCES / f"{language}.tsv" for language in LANGUAGES]
    read = [
        pl.read_csv(
            file, separator="\t", quote_char=None, has_header=False, new_columns=["wanted", "text"]
        ).with_columns(pl.lit(file.stem).alias("language"))
        for file in files
    ]
    return pl.concat(read)


def measure() -> pl.DataFrame:
    """Return one row a language: hostile and harmless sentences, found, false alarms, and of right severity."""
    given = sentences().with_row_index("row")
    rated = rate_hostility(given.select("text", lang=pl.lit(None, pl.String))).select("row", "severity")
    joined = given.join(rated, on="row", how="left")
    hostile, found = pl.col("wanted") > 0, pl.col("severity").is_not_null()
    return (
        joined.group_by("language")
        .agg(
            hostile.sum().alias("hostile"),
            (hostile & found).sum().alias("found"),
            (pl.col("severity") == pl.col("wanted")).fill_null(False).sum().alias("exact"),
            (~hostile).sum().alias("harmless"),
            (~hostile & found).sum().alias("alarms"),
        )
        .sort("language")
    )


def as_table(rows: pl.DataFrame) -> str:
    """Return the rows as a Markdown table, with their sum."""
    total = rows.select(pl.lit("all").alias("language"), pl.exclude("language").sum())
    head = "| language | hostile | found | of right severity | harmless | false alarms | precision | recall |"
    lines = [
        f"| {language} | {hostile} | {found} | {exact} | {harmless} | {alarms} | {found / (found + alarms):.2f} "
        f"| {found / hostile:.2f} |"
        for language, hostile, found, exact, harmless, alarms in pl.concat([rows, total]).rows()
    ]
    return "\n".join([head, "|---|---|---|---|---|---|---|---|", *lines, ""])


def table_of_page() -> str:
    """Return the table that stands in the page."""
    return PAGE.read_text(encoding="utf-8").partition(BEGINS)[2].partition(ENDS)[0]


def write_page(table: str) -> None:
    """Put the measured table into the page."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINS)
    PAGE.write_text(f"{head}{BEGINS}{table}{ENDS}{rest.partition(ENDS)[2]}", encoding="utf-8")


if __name__ == "__main__":
    write_page(as_table(measure()))
