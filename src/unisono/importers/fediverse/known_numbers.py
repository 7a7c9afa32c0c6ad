"""Which post and which account a number stands for that only one server knows, as far as the file itself says so."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from unisono.engine.json_fields import load_kernels
from unisono.engine.json_lines import Chunk, read_spans
from unisono.importers.declaration import Source
from unisono.importers.fediverse.status_fields import KNOWN
from unisono.importers.json_files import declared
from unisono.importers.json_files.blank_names import without_blanks
from unisono.importers.json_files.declared import read_wide
from unisono.importers.reading_ahead import made_at_once

KNOWN_NAMES = tuple(KNOWN.kinds)
HOST = r"^https?://([^/?#]+)"
POSTS: dict[str, pl.DataType] = {"number": pl.String(), "address": pl.String(), "account_id": pl.String()}
ACCOUNTS: dict[str, pl.DataType] = {"number": pl.String(), "address": pl.String()}


@dataclass(frozen=True)
class KnownNumbers:
    """Posts (number, address, account_id) and accounts (number, address) by number; numbers with two meanings are out.

    `host` is the server that was asked: that of the accounts without a server in their name, if there is one only.
    """

    posts: pl.DataFrame
    accounts: pl.DataFrame
    host: str | None

    def post_addresses(self, numbers: pl.Series) -> pl.Series:
        """Return the address of each post, null where the file does not tell."""
        return _look_up(numbers, self.posts, "address")

    def post_authors(self, numbers: pl.Series) -> pl.Series:
        """Return the author of each post, null where the file does not tell."""
        return _look_up(numbers, self.posts, "account_id")

    def account_addresses(self, numbers: pl.Series) -> pl.Series:
        """Return the address of each account, null where the file does not tell."""
        return _look_up(numbers, self.accounts, "address")


def find_known_numbers(source: Source) -> KnownNumbers:
    """Read the file once for the numbers that it explains and that it asks for."""
    in_place = declared.reads_in_place(source, declared.LEAST_IN_PLACE)
    if in_place:
        load_kernels()

    def look_through(chunk: Chunk) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        wide, _ = read_wide(chunk, KNOWN, in_place=in_place)
        return _numbers_in(without_blanks(wide, KNOWN_NAMES))

    found = list(made_at_once(look_through, read_spans(source.path, Path())))
    if not found:
        return KnownNumbers(pl.DataFrame(schema=POSTS), pl.DataFrame(schema=ACCOUNTS), None)
    posts, accounts, asked, hosts = (pl.concat(parts) for parts in zip(*found, strict=True))
    host = hosts.unique()
    return KnownNumbers(
        posts=_unambiguous(posts, asked),
        accounts=_unambiguous(accounts, asked),
        host=host["host"][0] if host.height == 1 else None,
    )


def _numbers_in(wide: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return posts and accounts with their numbers, the numbers asked for, and the hosts of accounts without one."""
    post = pl.coalesce("uri", "page").alias("address")
    posts = pl.concat(
        [
            wide.select("number", post, pl.col("author_account_id").alias("account_id")),
            wide.select(
                pl.col("passed_number").alias("number"), pl.coalesce("passed_uri", "passed_url").alias("address"),
                pl.col("passed_account_id").alias("account_id"),
            ),
        ]
    )  # fmt: skip
    accounts = pl.concat(
        [
            wide.select(pl.col("author_number").alias("number"), pl.col("author_account_id").alias("address")),
            wide.select(pl.col("passed_author_number").alias("number"), pl.col("passed_account_id").alias("address")),
        ]
    )
    asked = pl.concat(wide[name].alias("number") for name in ("parent_number", "parent_author", "quoted_number"))
    deleted = wide.filter(pl.col("event") == "delete")["payload"].alias("number")
    is_local = ~pl.col("author_name").str.contains("@", literal=True)
    hosts = wide.filter(is_local).select(pl.col("author_account_id").str.extract(HOST).alias("host"))
    return (
        posts.drop_nulls(["number", "address"]).unique(keep="last", maintain_order=True),
        accounts.drop_nulls().unique(maintain_order=True),
        pl.concat([asked, deleted]).drop_nulls().unique().to_frame(),
        hosts.drop_nulls().unique(),
    )


def _unambiguous(known: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Keep the numbers that somebody asks for and that stand for one address only; the last sight of each counts."""
    wanted = known.filter(pl.col("number").is_in(asked["number"].unique().implode()))
    addresses = wanted.unique(["number", "address"], keep="last", maintain_order=True)
    return addresses.filter(~pl.col("number").is_duplicated())


def _look_up(numbers: pl.Series, known: pl.DataFrame, column: str) -> pl.Series:
    asked = numbers.alias("number").to_frame()
    return asked.join(known, on="number", how="left", maintain_order="left")[column]
