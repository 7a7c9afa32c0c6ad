"""Tables of listening suites: posts of many platforms in one file, each known by its address."""

from collections.abc import Callable, Mapping

import polars as pl

from unisono.importers.post_addresses import read_addresses
from unisono.importers.tables.cells import drop_damaged_ids, read_counts
from unisono.importers.tables.declared import cells_of
from unisono.importers.tables.rows import no_cells

WHOLE_HOST = r"(?i)^(?:https?://)?(?:www\.)?([^/?#@:]+)"


def place_posts(
    posts: pl.DataFrame,
    address: pl.Series,
    stated: pl.Series,
    *,
    document: pl.Series | None = None,
    account: Callable[[pl.Series], pl.Series] | None = None,
    by_users: pl.Series | None = None,
    name: pl.Series | None = None,
) -> pl.DataFrame:
    """Name the platform, the post and the author of each row.

    `stated` is the platform that the table states, `document` the table's own id of a row; `account` gives the ids of
    authors where a table has them, told the platforms, and a handle stands for the rest. On `web` the site is the
    account, and `site/author` where the users of a site write (`by_users`): many people are called `admin`.
    A `name` stands for a handle that neither the table nor the address tells.
    """
    found = read_addresses(address, stated)
    platform = found.platform.fill_null("web")
    handle = posts["handle"].str.strip_chars_start("@") if "handle" in posts.columns else no_cells(posts.height)
    handle = handle.set(handle == "", None).fill_null(found.handle)
    handle = handle if name is None else handle.fill_null(name)
    who = handle if account is None else _fill_known(drop_damaged_ids(account(platform)), platform, handle)
    site = address.str.extract(WHOLE_HOST).str.to_lowercase()
    site = site.set((platform != "web").fill_null(value=False), None)
    is_site = site.is_not_null() if by_users is None else site.is_not_null() & ~(by_users & handle.is_not_null())
    own = found.post_id.fill_null(address)
    if document is not None:
        own = own.fill_null("document:" + document)
    return posts.with_columns(
        platform.alias("platform"),
        own.fill_null(posts["post_id"]).alias("post_id"),
        site.zip_with(is_site, handle).alias("handle"),
        pl.select(pl.when(is_site).then(site).when(site.is_not_null()).then(site + "/" + handle).otherwise(who))
        .to_series()
        .alias("account_id"),
        *[pl.when(~is_site).then(name).alias(name) for name in ("display_name",) if name in posts.columns],
    )


def _fill_known(account: pl.Series, platform: pl.Series, handle: pl.Series) -> pl.Series:
    """Take the id of an author from another row of the same handle, where a row lacks it; else the handle."""
    table = pl.DataFrame({"account": account, "platform": platform, "handle": handle})
    known = pl.col("account").drop_nulls().first().over("platform", "handle")
    return table.select(
        pl.coalesce("account", pl.when(pl.col("handle").is_not_null()).then(known), "handle")
    ).to_series()


def counts_of(rows: pl.DataFrame, platform: pl.Series, columns: Mapping[str, tuple[str, ...]]) -> pl.Series:
    """Read a count from the column of each row's own platform: such tables write 0 in those of all others.

    `""` in `columns` names those that hold it for any platform.
    """
    everywhere = columns.get("", ())
    read = {name: read_counts(cells_of(rows, *theirs, *everywhere)) for name, theirs in columns.items() if name}
    table = pl.DataFrame({"platform": platform, "": read_counts(cells_of(rows, *everywhere)), **read})
    own = [pl.when(pl.col("platform") == name).then(pl.col(name)) for name in read]
    other = pl.when(~pl.col("platform").is_in(list(read)).fill_null(value=False)).then(pl.col(""))
    return table.select(pl.coalesce(*own, other)).to_series()
