"""Which text of a case somebody means: by its id, the beginning of its id, or a post that carries it."""

from shlex import quote

import polars as pl

from unisono.cases import Case
from unisono.detectors.evidence import traces_of_run
from unisono.dossiers.subject_posts import POST
from unisono.model.errors import UsageError
from unisono.traces.acts import conform_posts, filled


def find_text(case: Case, traces: pl.DataFrame, name: str) -> str:
    """Return the object of a text among traces of the layer; raises UsageError where the name fits none or several."""
    see = f"See: unisono texts {quote(str(case.path))}"
    if not traces.height:
        raise UsageError(f"{case.path} has no texts: none of its posts says something in words of its own.")
    if name.startswith("t-"):
        return _by_beginning(case, traces, name, see)
    posts = _posts_named(case, name)
    if not posts.height:
        raise UsageError(
            f"{case.path} has no text and no post {name!r}. Type a text's id, such as {_of_most_posts(traces)}, or a "
            f"post's. {see}"
        )
    if posts["post"].n_unique() > 1:
        raise UsageError(f"{name} names {posts.height} posts: {', '.join(posts['post'][:5])}. Type one of these ids.")
    carried = traces.filter(pl.col("post").is_in(posts.row(0, named=False)[:2]))
    if not carried.height:
        post, original = posts.row(0)
        why = (
            f"is a repost of {original}, which the case does not hold"
            if original
            else "says too little to be compared: it has no words of its own, or only a few"
        )
        raise UsageError(f"The post {post} {why}. {see}")
    return str(carried["object"][0])


def _by_beginning(case: Case, traces: pl.DataFrame, name: str, see: str) -> str:
    begun = traces.filter(pl.col("object").str.starts_with(name))
    found = begun["object"].unique().sort()
    # Whoever types a beginning has it from the list, where texts of one account are left out.
    shared = begun.group_by("object").agg(pl.col("account").n_unique()).filter(pl.col("account") > 1)["object"].sort()
    found = shared if len(shared) == 1 and name not in found else found
    if name in found or len(found) == 1:
        return name if name in found else str(found[0])
    if len(found):
        raise UsageError(
            f"{len(found):,} texts begin with {name}: {', '.join(found.head(5))}. Type more of the id. {see}"
        )
    # A text is named for its earliest post: an import of earlier ones renames it, and a run keeps the older name.
    for run in reversed(case.runs()):
        posts = traces_of_run(run, "text").filter(pl.col("object") == name).select("post")
        carried = traces.join(posts, on="post", how="semi")
        if carried.height:
            return str(carried["object"].mode().sort()[0])
    raise UsageError(f"{case.path} has no text {name}. {see}")


def _of_most_posts(traces: pl.DataFrame) -> str:
    return str(traces["object"].mode().sort()[0])


def _posts_named(case: Case, name: str) -> pl.DataFrame:
    """Return `post` and `original` (the post that it reposts) of the posts with this platform:id or bare id."""
    original = pl.concat_str("platform", pl.lit(":"), filled("ref_post_id"))
    is_repost = pl.col("kind") == "repost"
    return (
        conform_posts(case.posts())
        .select(POST, "post_id", pl.when(is_repost).then(original).alias("original"))
        .filter((pl.col("post") == name) | (pl.col("post_id") == name))
        .select("post", "original")
        .unique("post")
        .sort("post")
        .collect()
    )
