"""The posts that a finding rests on, fetched when someone asks for them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import orjson
import polars as pl

from unisono.cases import Case, Run
from unisono.cases.collapsing import POST_KEY, latest_rows
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.profile_pictures import profile_pictures
from unisono.detectors.alike import ALIKE, REPEATED
from unisono.model.errors import UsageError
from unisono.model.few_rows import collect_few
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.tables import empty
from unisono.traces import read_traces

COLUMNS = (
    "post_id",
    "platform",
    "account_id",
    "handle",
    "created_at",
    "kind",
    "text",
    "source_file",
    "source_row",
    "source_sha256",
)

PROFILE_COLUMNS = ("handle", "display_name", "bio", "avatar_url", "created_at")
"""What makes a profile another one; counters that grow do not."""

READ_WITH = {
    "repost": (pl.col("kind") == "repost") & (pl.col("ref_post_id").fill_null("") == ""),
    "mention": pl.lit(value=True),
}
"""Posts of others that say what an account's post is about: the whole words of a cut text, the id behind a handle."""


def fetch_evidence(case: Case, run: Run, finding_id: str) -> pl.DataFrame:
    """Return the posts of one finding of a run, in time order, each with its file and row."""
    findings = run.table("findings").filter(pl.col("finding") == finding_id)
    if findings.height == 0:
        raise UsageError(f"There is no finding {finding_id!r} in run {run.id}. List them: unisono findings {case.path}")
    query = orjson.loads(findings["evidence"][0])
    if query["kind"] == "avatar":
        return _profiles_with(case, query)
    if query["kind"] == "profiles" or (query["kind"] == "cohort" and not query["posts"]):
        return _profiles_of(case, query["accounts"])
    if query["kind"] in ("posts", "cohort"):
        wanted = pl.Series(query["posts"], dtype=pl.String)
    elif query["kind"] == "text":
        wanted = posts_of_texts(run, [str(query["object"])])["post"]
    elif query["kind"] == "pair":
        wanted = _posts_of_pair(case, run, query)
    else:
        wanted = _posts_of_network(run.table("acts"), query)
    return with_sources(case, posts_named(_posts_known(case, run), wanted))


def posts_of_texts(run: Run, wordings: Iterable[str]) -> pl.DataFrame:
    """Return `object` and `post` of the posts that a run saw with these wordings, each post once, in the order of ids.

    wordings: objects of the layer text that several posts carry.
    """
    found = traces_of_run(run, "text")
    wanted = pl.Series(sorted(set(wordings)), dtype=pl.String)
    return found.filter(pl.col("object").is_in(wanted.implode())).select("object", "post").unique().sort("post")


def traces_of_run(run: Run, layer: str) -> pl.DataFrame:
    """Return account, object, at and post of the texts or images that a run saw in several posts."""
    table = ALIKE[layer]
    return run.table(table) if table in run.table_names else empty(REPEATED)


def posts_of_run(case: Case, run: Run) -> pl.LazyFrame:
    """Return the posts that a run read, in POSTS columns: those of its files, in its span, as they were then.

    What was imported after the run is left out, as far as the run recorded its files.
    """
    settings = run.record.get("settings") or {}
    since, until = (_moment(settings.get(name)) for name in ("since", "until"))
    return posts_between(_posts_known(case, run), since, until)


def _posts_known(case: Case, run: Run) -> pl.LazyFrame:
    recorded = {source.get("sha256") for source in run.record.get("sources") or ()}
    if not recorded or set(case.sources()["sha256"]) <= recorded:
        return case.posts()
    file = pl.col("source_sha256")
    known = case.post_observations().filter(file.is_null() | file.is_in(sorted(recorded)))
    return latest_rows(known, POST_KEY, "collected_at")


def _posts_of_network(acts: pl.DataFrame, query: dict[str, object]) -> pl.Series:
    if query["kind"] == "network":
        return acts.filter(pl.col("network") == query["network"])["post"].unique()
    return acts.filter(pl.col("account") == query["account"])["post"].unique()


def _posts_of_pair(case: Case, run: Run, query: dict[str, object]) -> pl.Series:
    """Return the posts with which two accounts met on common objects within the window."""
    layer = str(query["layer"])
    found = traces_of_run(run, layer) if layer in ALIKE else _traces_of_pair(case, run, layer, query)
    traces = with_first_posts(found).select("account", "object", "at", "post").unique()
    left = traces.filter(pl.col("account") == query["a"])
    met = left.join(traces.filter(pl.col("account") == query["b"]), on="object", suffix="_b")
    if query["window_s"] is not None:
        seconds = float(str(query["window_s"]))
        met = met.filter((pl.col("at") - pl.col("at_b")).dt.total_microseconds().abs() <= round(seconds * 1e6))
    return pl.concat([met["post"], met["post_b"].alias("post")]).unique()


def _profiles_with(case: Case, query: dict[str, Any]) -> pl.DataFrame:  # Any: a finding's JSON
    """Return the latest profile of each account with a picture, as rows of kind `profile`, which are no posts."""
    entries = profile_pictures(case, case_pictures(case)).filter(
        (pl.col("object") == query["object"]) & pl.col("account").is_in(query["accounts"])
    )
    shown = (
        case.account_snapshots()
        .with_columns(ACCOUNT_NAME.alias("account_id"))
        .join(entries.lazy(), left_on=["account_id", "avatar_url"], right_on=["account", "entry"], how="semi")
        .sort("observed_at", "source_row", nulls_last=False)
        .unique("account_id", keep="last", maintain_order=True)
    )
    return with_sources(case, _as_rows(shown, pl.col("avatar_url")))


def _profiles_of(case: Case, accounts: list[str]) -> pl.DataFrame:
    """Return every different profile of these accounts, oldest first, as rows of kind `profile`: no posts.

    The text of a row is what the profile says: when the account was made, its name, what it tells of itself.
    """
    made = pl.format("made {}", pl.col("created_at").dt.strftime("%Y-%m-%d %H:%M:%S"))
    said = pl.concat_str([made, "display_name", "bio"], separator=" · ", ignore_nulls=True)
    shown = (
        case.account_snapshots()
        .with_columns(ACCOUNT_NAME.alias("account_id"))
        .filter(pl.col("account_id").is_in(accounts))
        .sort("account_id", "observed_at", "source_row", nulls_last=False)
        .unique(["account_id", *PROFILE_COLUMNS], keep="first", maintain_order=True)
    )
    return with_sources(case, _as_rows(shown, said))


def _as_rows(profiles: pl.LazyFrame, text: pl.Expr) -> pl.DataFrame:
    """Return profiles as rows of evidence, but for the file's name; account_id is platform:id already."""
    return profiles.select(
        pl.lit(None, dtype=pl.String).alias("post_id"),
        *("platform", "account_id", "handle"),
        pl.col("observed_at").alias("created_at"),
        pl.lit("profile").alias("kind"),
        text.alias("text"),
        *("source_row", "source_sha256"),
    ).collect()


def _traces_of_pair(case: Case, run: Run, layer: str, query: dict[str, object]) -> pl.DataFrame:
    """Return the traces of two accounts in a layer, read anew from their posts in the span of the scan."""
    own = ACCOUNT_NAME.is_in([str(query["a"]), str(query["b"])]) | READ_WITH.get(layer, pl.lit(value=False))
    posts = posts_of_run(case, run).filter(own).collect()
    return read_traces(posts, case.references(), (layer,))[layer]


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def posts_between(posts: pl.LazyFrame, since: datetime | None, until: datetime | None) -> pl.LazyFrame:
    """Return the posts from `since` on and before `until`; None sets no bound."""
    if since is not None:
        posts = posts.filter(pl.col("created_at") >= since)
    if until is not None:
        posts = posts.filter(pl.col("created_at") < until)
    return posts


def with_first_posts(traces: pl.DataFrame) -> pl.DataFrame:
    """Return traces in which acts of one account on one object in one moment, which count once, name the same post.

    It is the first of them by its id, so that the order of rows does not choose.
    """
    return traces.with_columns(pl.col("post").min().over("account", "object", "at"))


def posts_named(posts: pl.LazyFrame, wanted: pl.Series) -> pl.DataFrame:
    """Return those posts with these ids (platform:id), in time order; post_id and account_id become platform:id."""
    named = posts.with_columns(POST_NAME.alias("post_id"), ACCOUNT_NAME.alias("account_id"))
    return collect_few(named.filter(pl.col("post_id").is_in(wanted.implode()))).sort("created_at", "post_id")


def with_sources(case: Case, posts: pl.DataFrame) -> pl.DataFrame:
    """Add the name of the file in which each post was found, and keep the columns of evidence."""
    sources = case.sources().select(pl.col("sha256").alias("source_sha256"), pl.col("file").alias("source_file"))
    named = posts.join(
        sources.unique("source_sha256", keep="first", maintain_order=True), on="source_sha256", how="left"
    )
    return named.select(COLUMNS)
