"""CrowdTangle's tables of posts on Facebook pages, in Facebook groups and on Instagram, as saved until August 2024."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import polars as pl

from unisono.importers.declaration import Importer, ReadSettings, Source
from unisono.importers.problems import Problem
from unisono.importers.tables.cells import blank_nothing
from unisono.importers.tables.mapped_rows import Plan, Tally, noticed, read_mapped
from unisono.importers.tables.reading_problems import describe_tally
from unisono.importers.tables.rows import no_cells
from unisono.importers.tables.tabular import columns_of, open_table, require_columns
from unisono.importers.tables.text_marks import find_urls
from unisono.importers.zones import check_zone
from unisono.model.batches import Batch

TIMES = ("Post Created", "Created", "Post Created Date+Post Created Time")
EVERYWHERE: dict[str, tuple[str, ...]] = {
    "created_at": TIMES,
    "post_id": ("URL",),
    "handle": ("User Name",),
    "like_count": ("Likes",),
    "reply_count": ("Comments",),
    "repost_count": ("Shares",),
    "view_count": ("Post Views", "Views", "Total Views"),
    "followers": ("Followers at Posting", "Likes at Posting"),
}
"""Our field -> the columns that hold it, the first that a table has."""

FACEBOOK: dict[str, tuple[str, ...]] = {
    "account_id": ("Facebook Id", "User Name"),
    "display_name": ("Page Name", "Group Name"),
    "text": ("Message",),
    "account_created_at": ("Page Created", "Group Created"),
    "bio": ("Page Description", "Group Description"),
}
GROUP: dict[str, tuple[str, ...]] = {"community_id": ("Facebook Id",)}
INSTAGRAM: dict[str, tuple[str, ...]] = {
    "account_id": ("User Name",),
    "display_name": ("Account",),
    "text": ("Description", "Title"),
    "media": ("Photo",),
}

SCORES = ("Total Interactions", "Overperforming Score")  # what follows them in a header has changed over the years
POST_IN_ADDRESS = (
    r"(?:posts|permalink|videos|reel|reels|p|tv)/(?:[^/?#]*/)?(\d{5,}|pfbid\w+|[\w-]{9,})/?(?:[?#]|$)",
    r"[?&](?:story_fbid|fbid|v)=(\w+)",
    r"/photos/[^?#]*?(\d{5,})/?(?:[?#]|$)",
    r"/(\d{5,})/?(?:[?#]|$)",  # of a link this may be a page as well, and is not looked for
)
"""Where an address of Facebook or Instagram holds the id of a post, the surest first."""

AUTHOR_IN_ADDRESS = (r"facebook\.com/(?:groups/)?(\d{5,})/", r"facebook\.com/permalink\.php\?.*\bid=(\d{5,})")
ON_FACEBOOK = r"^https?://(?:[a-z-]+\.)?facebook\.com/"
SHOWS_MORE = r"(?i)photo|album|video|live"  # kinds of posts whose link leads to their own picture or film


def recognise(source: Source) -> float:
    """Say how surely the columns are CrowdTangle's."""
    columns = columns_of(source)
    have = set(columns)
    is_counted = any(column.startswith(SCORES) for column in columns)
    is_named = bool(have & {"Page Name", "Group Name"}) or {"Account", "User Name"} <= have
    return 0.98 if is_counted and is_named and "URL" in have and _pick(TIMES, have) else 0.0


def map_columns(source: Source, settings: ReadSettings) -> Mapping[str, str]:
    """Return our field -> the table's column; what the user maps comes first."""
    return {**_map(set(columns_of(source))), **settings.mapping}


def _map(have: set[str]) -> dict[str, str]:
    wanted = EVERYWHERE | (INSTAGRAM if _is_instagram(have) else FACEBOOK) | (GROUP if "Group Name" in have else {})
    found = {our_field: _pick(columns, have) for our_field, columns in wanted.items()}
    return {our_field: column for our_field, column in found.items() if column}


def _pick(columns: Sequence[str], have: set[str]) -> str | None:
    """Return the first of these columns that a table has; `A+B` needs both."""
    return next((column for column in columns if set(column.split("+")) <= have), None)


def _is_instagram(have: set[str]) -> bool:
    return not have & {"Page Name", "Group Name", "Facebook Id"}


def read(source: Source, settings: ReadSettings) -> Iterator[Batch]:
    """Read posts, and of each page, group or account the last profile of each day."""
    return _read(source, settings, Tally())


def _read(source: Source, settings: ReadSettings, tally: Tally) -> Iterator[Batch]:
    """Read, and count on the way what rejects no row."""
    table = open_table(source)
    have = set(table.columns)
    mapping = {**_map(have), **settings.mapping}
    needed = {"created_at": TIMES[0], "post_id": "URL", **{field: mapping[field] for field in mapping}}
    require_columns(source, table, needed, settings)
    plan = Plan(
        mapping=mapping,
        platform="instagram" if _is_instagram(have) else "facebook",
        zone=check_zone(settings.zone or "UTC"),
        refine=refine,
    )
    return read_mapped(source, table, plan, rows_per_batch=settings.rows_per_batch, tally=tally)


def refine(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Take ids out of addresses, and tell links from a post's own pictures and from posts that are passed on."""

    def cells(name: str) -> pl.Series:
        return blank_nothing(rows[name]) if name in rows.columns else no_cells(rows.height)

    address = cells("URL")
    own_id = _find(address, POST_IN_ADDRESS)
    author = posts["account_id"] if "account_id" in posts.columns else no_cells(posts.height)
    posts = posts.with_columns(
        pl.coalesce(own_id, posts["post_id"]).alias("post_id"),
        pl.coalesce(author, _find(address, AUTHOR_IN_ADDRESS)).alias("account_id"),
    )
    if "community_id" in posts.columns:
        posts = posts.with_columns(pl.coalesce("community_id", "account_id").alias("community_id"))
    if "Link" not in rows.columns or "Message" not in rows.columns:
        return posts
    link = pl.select(pl.coalesce(cells("Final Link"), cells("Link"))).to_series()
    return posts.with_columns(*_tell_links(link, cells("Type"), own_id, posts["text"]))


def _tell_links(link: pl.Series, kind: pl.Series, own_id: pl.Series, text: pl.Series) -> list[pl.Series]:
    """Return the links, the media, the kind and the origin of Facebook posts from what they lead to.

    A link to another post on Facebook passes it on: with words of one's own it is a quote, without a repost.
    """
    at_home = link.str.contains(ON_FACEBOOK).fill_null(value=False)
    shows = at_home & kind.str.contains(SHOWS_MORE).fill_null(value=False)
    other = _find(link, POST_IN_ADDRESS[:3]).set(~at_home | shows, None)
    passes_on = other.is_not_null() & other.ne_missing(own_id)
    is_own = at_home & (shows | (other.eq_missing(own_id) & other.is_not_null()))
    nothing = pl.lit([], pl.List(pl.String))
    link_out = link.set(is_own | passes_on, None)
    found = find_urls(text).zip_with(~passes_on, pl.select(pl.repeat(nothing, len(text))).to_series())
    table = pl.select(
        pl.when(pl.lit(link_out).is_not_null()).then(pl.concat_list(link_out)).otherwise(found).alias("urls"),
        pl.when(pl.lit(shows)).then(pl.concat_list(link)).otherwise(nothing).alias("media"),
        pl.when(~pl.lit(passes_on))
        .then(pl.lit("post"))
        .when(pl.lit(text).is_null())
        .then(pl.lit("repost"))
        .otherwise(pl.lit("quote"))
        .alias("kind"),
        pl.when(pl.lit(passes_on)).then(other).alias("ref_post_id"),
        pl.when(pl.lit(passes_on)).then(_find(link, AUTHOR_IN_ADDRESS)).alias("ref_account_id"),
    )
    return table.get_columns()


def _find(addresses: pl.Series, patterns: Sequence[str]) -> pl.Series:
    """Return what the first fitting pattern finds in each address."""
    return pl.select(pl.coalesce(*(addresses.str.extract(pattern, 1) for pattern in patterns))).to_series()


def find_problems(source: Source, settings: ReadSettings) -> tuple[Problem, ...]:
    """Report times without the letters of a zone, and posts without an address, whose ids are derived."""
    return describe_tally(noticed(source, partial(_read, source, settings)), zone=settings.zone)


IMPORTER = Importer(
    name="crowdtangle",
    title="CrowdTangle posts of Facebook pages and groups, or of Instagram (CSV)",
    platform="facebook",
    columns=("Page Name, Group Name or Account", "User Name", "Post Created", "URL", "Total Interactions"),
    reads=("Link", "Final Link", "Message", "Type"),
    traps=(
        "Times carry the letters of their zone (EDT, EST, PDT); they become UTC. --tz is for files without letters.",
        "The id of a post is taken from its address, which a spreadsheet leaves whole.",
        "A group's table does not tell who wrote: the group stands for the author, and is the community as well.",
        "Where a spreadsheet has rounded Facebook Id, the id in the address is used.",
        "A link to another post on Facebook makes a repost, or a quote where the post has words of its own.",
        "A photo's or video's link leads to the post itself: it is among its media, not its links.",
        "Final Link is taken before Link, and a link in the message only where both are empty.",
        "Instagram has no account ids here: the user name stands for the account.",
        "Likes are likes alone; the other reactions and the scores are not read.",
    ),
    recognise=recognise,
    read=read,
    map_columns=map_columns,
    find_problems=find_problems,
)
