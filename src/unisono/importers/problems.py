"""What is wrong with a file although it can be read: damaged ids, shifted times, broken characters."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import polars as pl

from unisono.model.clocks_in_ids import snowflake_times

EARLY_END = "file_ends_early"

TOLERANCE_S = 120
LONGEST_EXAMPLE = 200
ZERO_TAIL_SHARE = 0.02
ZERO_TAIL_ROWS = 3
ZERO_TAIL_CHANCE = 1 / 125  # of intact ids of X, most of which are multiples of 4,096
ZERO_TAIL_LEVEL = 1e-4

FIRST_POST, LAST_POST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)
WRITTEN_AS_NUMBER = r"^\d([.,]\d+)?[eE]\+\d\d$|^\d+\.0*$"
LONG_NUMBER = r"^\d{15,}$"
LOST = "\ufffd"
ENTITIES = r"&(amp|lt|gt|nbsp|#0?39|#[xX]27);"
NO_VALUE = ("nan", "none", "null", "undefined", "n/a", "<na>")  # as programs write that there is nothing
MOJIBAKE = r"Ã[\u0080-\u00BF©¨¤¶¼±³¡­]|â€[™œ\u009d“”˜¦]|Ð[\u0080-\u00BF][ÐÑ]"


@dataclass(frozen=True)
class Problem:
    """One kind of problem, how many rows have it, one example, and what to do about it.

    Where no reader can tell the rows, `rows` is 0, and the advice says how many of what there are.
    """

    code: str
    rows: int
    example: str
    advice: str


def mark_damaged_ids(ids: pl.Series) -> pl.Series:
    """Say for each id whether a spreadsheet or a float has destroyed it: `1.23E+18`, `123.0`, or a mass of `…000`."""
    # What reads as a whole number is none of the other forms, and quicker to tell.
    odd = (ids.cast(pl.Int64, strict=False).is_null() & ids.is_not_null()).arg_true()
    written = odd.filter(ids.gather(odd).str.contains(WRITTEN_AS_NUMBER))
    written_as_number = pl.Series(ids.name, [False]).new_from_index(0, len(ids)).scatter(written, values=True)
    zero_tail = ids.str.ends_with("000").fill_null(value=False).arg_true()
    zero_tail = zero_tail.filter(ids.gather(zero_tail).str.contains(LONG_NUMBER))
    # One popular post whose id happens to end so is named by many rows: ids are counted once.
    rounded = ids.gather(zero_tail).n_unique()
    if rounded < ZERO_TAIL_ROWS:
        return written_as_number
    long_ids = ids.filter(ids.str.len_bytes() >= 15)
    # The first ids mostly show that there are enough of them.
    first = long_ids.head(2 * int(rounded / ZERO_TAIL_SHARE)).n_unique()
    if rounded < ZERO_TAIL_SHARE * first or not _is_mass(rounded, long_ids.n_unique()):
        return written_as_number
    return written_as_number.scatter(zero_tail, values=True)


def _is_mass(rounded: int, ids: int) -> bool:
    """Say whether more ids end in three zeros than intact ones do by chance (Chernoff 1952, his bound of the tail)."""
    share = rounded / ids
    if share < ZERO_TAIL_SHARE:
        return False
    others = (1.0 - share) * math.log((1.0 - share) / (1.0 - ZERO_TAIL_CHANCE)) if share < 1.0 else 0.0
    return math.exp(-ids * (share * math.log(share / ZERO_TAIL_CHANCE) + others)) <= ZERO_TAIL_LEVEL


def find_id_problems(ids: pl.Series, field: str) -> list[Problem]:
    """Report ids of one of our fields (`post_id`, `account_id`, …) that no longer name anything."""
    damaged = ids.filter(mark_damaged_ids(ids))
    if damaged.is_empty():
        return []
    advice = (
        f"{field} was rounded by a spreadsheet or a float and names the wrong thing; distinct ids have become one. "
        "Export again with ids as text, or map a column that still holds them (a link to the post, a second id column)."
    )
    return [Problem(f"damaged_{field}", len(damaged), str(damaged[0]), advice)]


def find_time_problems(posts: pl.DataFrame) -> list[Problem]:
    """Compare `created_at` of X posts with the clock inside their ids: whole hours apart is a time zone error."""
    checked = (
        posts.select("platform", "post_id", "created_at", "created_at_precision")
        .filter(pl.col("platform") == "twitter", pl.col("created_at_precision") != "day")
        .with_columns(pl.col("post_id").map_batches(snowflake_times, return_dtype=pl.Datetime("ms", "UTC")).alias("at"))
        .with_columns(((pl.col("created_at") - pl.col("at")).dt.total_milliseconds() / 1000).alias("off_s"))
        .filter(pl.col("off_s").abs() > TOLERANCE_S)
    )
    if checked.is_empty():
        return []
    # Zones differ by quarters of an hour, and by 14 hours at most.
    quarters = (pl.col("off_s") / 900).round()
    is_zone = ((pl.col("off_s") - quarters * 900).abs() <= TOLERANCE_S) & (pl.col("off_s").abs() <= 14 * 3600 + 120)
    checked = checked.with_columns((quarters / 4).alias("hours"), is_zone.alias("is_zone"))
    found = [
        _zone_problem(group.row(0, named=True), len(group), float(str(hours)))
        for (hours,), group in checked.filter("is_zone").group_by("hours", maintain_order=True)
    ]
    found.sort(key=lambda problem: -problem.rows)
    other = checked.filter(~pl.col("is_zone"))
    if not other.is_empty():
        row = other.row(0, named=True)
        example = f"{row['post_id']}: created_at {_clock(row['created_at'])}, its id says {_clock(row['at'])}"
        advice = "These ids and times do not belong together: an id is damaged or a time was typed or recomputed."
        found.append(Problem("time_does_not_fit_id", len(other), example, advice))
    return found


def _zone_problem(row: dict[str, object], rows: int, hours: float) -> Problem:
    """Word a time zone error of so many hours."""
    example = f"{row['post_id']}: created_at {_clock(row['created_at'])}, its id says {_clock(row['at'])}"
    side = "later" if hours > 0 else "earlier"
    advice = (
        f"created_at is {abs(hours):g} h {side} than the clock inside the post ids (UTC): "
        "the file's times are local. Import with --tz ZONE of the machine that wrote the file."
    )
    return Problem("time_zone_shift", rows, example, advice)


def _clock(value: object) -> str:
    """Write a time as the reports do, to the second."""
    return f"{value:%Y-%m-%dT%H:%M:%SZ}"


def find_text_problems(posts: pl.DataFrame) -> list[Problem]:
    """Report texts whose characters were decoded with the wrong table (`Ã©` for `é`)."""
    broken = posts["text"].filter(posts["text"].str.contains(MOJIBAKE).fill_null(value=False))
    if broken.is_empty():
        return []
    advice = (
        "The file was decoded with the wrong character table before it came here; export it again as UTF-8, or let "
        "the characters be mended: --mend mojibake"
    )
    return [Problem("broken_characters", len(broken), shorten(str(broken[0])), advice)]


def find_lost_characters(posts: pl.DataFrame) -> list[Problem]:
    """Report posts with U+FFFD, which stands where a character could not be read."""
    written = ("text", "display_name", "handle")
    has_lost = pl.any_horizontal(
        pl.col(name).str.contains(LOST, literal=True).fill_null(value=False) for name in written
    )
    found = posts.select(written).filter(has_lost)
    if found.is_empty():
        return []
    example = next(text for text in found.row(0) if text and LOST in text)
    advice = (
        f"These posts hold {LOST} (U+FFFD) where a character is lost: the file, or what wrote it, has bytes of another "
        "encoding, or cut characters. Where the file is to blame, say how it is written: --encoding NAME"
    )
    return [Problem("lost_characters", len(found), shorten(example[max(example.find(LOST) - 60, 0) :]), advice)]


def find_entity_problems(posts: pl.DataFrame) -> list[Problem]:
    """Report texts that hold `&amp;` and the like where their author wrote a character."""
    found = posts["text"].filter(posts["text"].str.contains(ENTITIES).fill_null(value=False))
    if found.is_empty():
        return []
    advice = (
        "These texts hold entities in place of characters, so they equal no copy that another tool has exported. "
        "Let them be read as characters: --mend entities"
    )
    return [Problem("html_entities", len(found), shorten(str(found[0])), advice)]


def find_missing_problems(posts: pl.DataFrame) -> list[Problem]:
    """Report posts without an author or a time: they are kept, but leave no traces."""
    found = []
    for field, without in (("account_id", "cannot act together with anyone"), ("created_at", "cannot be timed")):
        missing = posts.filter(pl.col(field).is_null())
        if not missing.is_empty():
            example = f"row {missing['source_row'][0]}: post {missing['post_id'][0]}"
            advice = f"A post without {field} {without}; it is kept and counted, and leaves no traces."
            found.append(Problem(f"no_{field}", len(missing), example, advice))
    return found


def find_nameless_authors(posts: pl.DataFrame) -> list[Problem]:
    """Report authors called `nan` or `null`: mostly no account, but the word of a program for a missing value."""
    short = posts.filter(pl.col("account_id").str.len_bytes() <= max(map(len, NO_VALUE)))
    nameless = short.filter(pl.col("account_id").str.to_lowercase().is_in(NO_VALUE))
    if nameless.is_empty():
        return []
    example = f"row {nameless['source_row'][0]}: post {nameless['post_id'][0]} by {nameless['account_id'][0]}"
    advice = (
        "Programs write so where an author is missing. The posts are kept under this name, so those of many people may "
        "look like one account's. Where it is no account of that name, empty these cells and import into a new case."
    )
    return [Problem("author_named_nothing", len(nameless), shorten(example), advice)]


def find_odd_dates(posts: pl.DataFrame) -> list[Problem]:
    """Report posts from before there was a web to post to, or from after 2100: a clock or a unit that was misread."""
    odd = posts.filter(~pl.col("created_at").is_between(pl.lit(FIRST_POST), pl.lit(LAST_POST)))
    if odd.is_empty():
        return []
    row = odd.row(0, named=True)
    example = f"row {row['source_row']}: post {row['post_id']} at {_clock(row['created_at'])}"
    advice = (
        "Nobody posted then: a clock was wrong, a year lost digits, or the column holds another unit or another thing. "
        "The posts are kept as they are. Look at the column, or name another: --map created_at=COLUMN"
    )
    return [Problem("odd_dates", len(odd), shorten(example), advice)]


def find_twice_used_ids(posts: pl.DataFrame) -> list[Problem]:
    """Report post ids that stand for different texts or different authors inside one file."""
    repeated = posts.filter(pl.col("post_id").is_duplicated())
    counts = (
        repeated.lazy().filter(pl.col("post_id").is_not_null()).group_by("platform", "post_id", maintain_order=True)
    )
    twice = (
        counts.agg(pl.len(), pl.col("account_id").drop_nulls().n_unique().alias("authors"))
        .filter(pl.col("authors") > 1)
        .collect()
    )
    if twice.is_empty():
        return []
    advice = "One post id has several authors: ids are damaged, or the mapped column does not name posts."
    return [Problem("post_id_used_twice", int(twice["len"].sum()), str(twice["post_id"][0]), advice)]


def find_problems(posts: pl.DataFrame) -> list[Problem]:
    """Report every problem of a table in the columns of POSTS."""
    if posts.is_empty():
        return []
    ids = [
        problem
        for field in ("post_id", "account_id", "ref_post_id")
        for problem in find_id_problems(posts[field], field)
    ]
    return [
        *ids,
        *find_time_problems(posts),
        *find_twice_used_ids(posts),
        *find_text_problems(posts),
        *find_lost_characters(posts),
        *find_entity_problems(posts),
        *find_missing_problems(posts),
        *find_nameless_authors(posts),
        *find_odd_dates(posts),
    ]


def merge_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Add up the problems of several pieces of one file; the first example stays."""
    merged: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        key = (problem.code, problem.advice)
        seen = merged.get(key)
        merged[key] = problem if seen is None else replace(seen, rows=seen.rows + problem.rows)
    return list(merged.values())


def shorten(text: str) -> str:
    """Cut an example to what fits on a line."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST_EXAMPLE else one_line[: LONGEST_EXAMPLE - 1] + "…"
