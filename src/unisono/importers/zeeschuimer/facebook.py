"""Facebook's posts, as its pages load them: the parts of a post lie deep inside the sections that are drawn."""

import polars as pl

from unisono.importers.zeeschuimer.layouts import Layout, read_unix, texts

STORY = "comet_sections.content.story"
SEEN = "comet_sections.context_layout.story.comet_sections.metadata[].story"
TARGET = "feedback_context.feedback_target_with_context"
FEEDBACKS = tuple(
    f"comet_sections.feedback.story.{path}"
    for path in (
        f"story_ufi_container.story.{TARGET}",
        f"comet_feed_ufi_container.story.story_ufi_container.story.{TARGET}",
        f"comet_feed_ufi_container.story.{TARGET}.ufi_renderer.feedback",
        f"{TARGET}.ufi_renderer.feedback",
    )
)
"""Where the counts of a post stand: pages for visitors, feeds and groups draw them in sections of their own."""

SUMMARY = "comet_ufi_summary_and_actions_renderer.feedback"
COMMENTS = "comment_rendering_instance.comments.total_count"
COMMENTS_BELOW = f"{SUMMARY}.comments_count_summary_renderer.feedback"
GROUP = r"/groups/([^/?#]+)"
PROFILE = r"facebook\.com/(?:people/[^/]+/)?([^/?#]+)"
PLACE = r"/(?:posts|permalink|videos|reel)/(?:[^/?#]+/)?(\d+)"


def shape_posts(wide: pl.DataFrame) -> pl.DataFrame:
    """Name the first of the actors as the author, and the group where the address of the post is in one."""
    address = pl.coalesce("address", pl.col("addresses").list.first())
    name = pl.col("profiles").list.first().str.extract(PROFILE, 1)
    wide = wide.with_columns(
        pl.col("times").list.first().alias("created_at"),
        pl.coalesce(pl.col("actors").list.first(), name).alias("account_id"),
        pl.when(name != "profile.php").then(name).alias("handle"),
        pl.col("names").list.first().alias("display_name"),
        pl.coalesce("post_id", address.str.extract(PLACE, 1)).alias("post_id"),
        address.str.extract(GROUP, 1).alias("community_id"),
    )
    return wide.with_columns(read_unix(wide["created_at"]))


def _in_feedbacks(*paths: str) -> str:
    """Return these paths in each of the places where the counts of a post may stand."""
    return " ".join(f"{feedback}.{path}" for path in paths for feedback in FEEDBACKS)


POSTS = Layout(
    ("facebook.com",),
    "facebook",
    (
        *texts(
            post_id=f"{STORY}.post_id post_id",
            text=f"{STORY}.message.text",
            address=f"{STORY}.wwwURL",
            actors=f"{STORY}.actors[].id",
            names=f"{STORY}.actors[].name",
            profiles=f"{STORY}.actors[].url",
            times=f"{SEEN}.creation_time",
            addresses=f"{SEEN}.url",
            # Written out for readers (`1.2K`), a count is not known: only numbers are read.
            like_count=_in_feedbacks(f"{SUMMARY}.reaction_count.count"),
            repost_count=_in_feedbacks(f"{SUMMARY}.share_count.count"),
            reply_count=_in_feedbacks(
                COMMENTS, f"{COMMENTS_BELOW}.{COMMENTS}", f"{COMMENTS_BELOW}.total_comment_count", "total_comment_count"
            ),
        ),
    ),
    shape_posts,
    signs=(frozenset({"comet_sections"}),),
)
