"""Writes the Facebook posts of a world as the table that CrowdTangle exported, for importers to read."""

from pathlib import Path

import polars as pl

from unisono.worlds.assembly import World

ZONE = "America/New_York"
WEIGHTED = (
    "Total Interactions (weighted  —  Likes 1x Shares 1x Comments 1x Love 1x Wow 1x Haha 1x Sad 1x Angry 1x Care 1x )"
)
NO_VIDEO = {"Video Share Status": "", "Is Video Owner?": "-"}
NO_VIEWS = dict.fromkeys(("Post Views", "Total Views", "Total Views For All Crossposts"), "0")
NO_SPONSOR = dict.fromkeys(("Sponsor Id", "Sponsor Name", "Sponsor Category"), "")
REACTIONS = {"Comments": 11, "Shares": 7, "Love": 9, "Wow": 23, "Haha": 17, "Sad": 31, "Angry": 13, "Care": 41}
"""How many likes there are to one reaction of each kind."""


def write_crowdtangle_csv(world: World, path: Path) -> int:
    """Add the world's Facebook posts to a table, latest first as CrowdTangle did, and return their number.

    Times are in New York's, with the letters of its zone; counts have commas; hashtags stand in the message. What
    such a table cannot hold is left out: deletions, and which picture a post had.
    """
    posts = world.posts.filter(pl.col("platform") == "facebook")
    pages = world.accounts.filter(pl.col("platform") == "facebook")
    rows = posts.join(
        pages.select("account_id", "bio", "followers", born=pl.col("created_at")),
        on="account_id",
        how="left",
        maintain_order="left",
    ).sort("created_at", "post_id", descending=True)
    table = rows.select(*name_pages(), *count_interactions(), *tell_posts())
    is_first = not path.exists()
    with path.open("ab") as file:
        table.write_csv(file, include_header=is_first)
    return posts.height


def name_pages() -> list[pl.Expr]:
    """Return the columns that tell which page published."""
    return [
        pl.col("display_name").alias("Page Name"),
        pl.col("handle").alias("User Name"),
        pl.col("account_id").alias("Facebook Id"),
        pl.lit("PERSON").alias("Page Category"),
        pl.lit("").alias("Page Admin Top Country"),
        pl.col("bio").fill_null("").alias("Page Description"),
        in_new_york("born").alias("Page Created"),
        (pl.col("followers") * 9 // 10).alias("Likes at Posting"),
        pl.col("followers").alias("Followers at Posting"),
    ]


def count_interactions() -> list[pl.Expr]:
    """Return when each post appeared, what it is and how many reacted."""
    local = pl.col("created_at").dt.convert_time_zone(ZONE)
    return [
        in_new_york("created_at").alias("Post Created"),
        local.dt.strftime("%Y-%m-%d").alias("Post Created Date"),
        local.dt.strftime("%H:%M:%S").alias("Post Created Time"),
        pl.when(pl.col("media").list.len() > 0)
        .then(pl.lit("Photo"))
        .when(pl.col("urls").list.len() > 0)
        .then(pl.lit("Link"))
        .otherwise(pl.lit("Status"))
        .alias("Type"),
        with_commas(interactions()).alias("Total Interactions"),
        *(count.alias(name) for name, count in reactions().items()),
        *constants(NO_VIDEO),
        *constants(NO_VIEWS),
        pl.lit("").alias("Video Length"),
    ]


def reactions() -> dict[str, pl.Expr]:
    """Return how many reacted in each way: more where more follow, with a number of its own for every post."""
    likes = pl.col("post_id").cast(pl.Int64) // 1009 % 97 * (1 + pl.col("followers") // 400)
    return {"Likes": likes} | {name: likes // share for name, share in REACTIONS.items()}


def interactions() -> pl.Expr:
    """Return how many reacted in any way."""
    return pl.sum_horizontal(reactions().values())


def tell_posts() -> list[pl.Expr]:
    """Return the columns that hold what a post says and where it leads."""
    address = pl.format("https://www.facebook.com/{}/posts/{}", "account_id", "post_id")
    tags = pl.col("hashtags").list.eval(pl.concat_str(pl.lit("#"), pl.element())).list.join(" ")
    link = pl.col("urls").list.first()
    return [
        address.alias("URL"),
        pl.concat_str(pl.col("text").fill_null(""), pl.lit(" "), tags).str.strip_chars().alias("Message"),
        link.fill_null("").alias("Link"),
        link.fill_null("").alias("Final Link"),
        pl.lit("").alias("Image Text"),
        pl.lit("").alias("Link Text"),
        pl.lit("").alias("Description"),
        *constants(NO_SPONSOR),
        with_commas(interactions()).alias(WEIGHTED),
        pl.lit("0").alias("Overperforming Score"),
    ]


def in_new_york(column: str) -> pl.Expr:
    """Return times as CrowdTangle wrote them: `2018-06-01 09:48:29 EDT`."""
    return pl.col(column).dt.convert_time_zone(ZONE).dt.strftime("%Y-%m-%d %H:%M:%S %Z")


def with_commas(count: pl.Expr) -> pl.Expr:
    """Return counts with a comma after every three digits: `1,972,048`."""
    backwards = count.cast(pl.String).str.reverse().str.replace_all(r"(\d{3})", "$1,").str.reverse()
    return backwards.str.strip_prefix(",")


def constants(columns: dict[str, str]) -> list[pl.Expr]:
    """Return columns that say the same in every row."""
    return [pl.lit(value).alias(name) for name, value in columns.items()]
