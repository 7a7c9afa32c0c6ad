"""What a scan found of each planted network, and what the posts say about it: counts, dates, hashtags, roles."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import orjson
import polars as pl

from unisono.cases import Case, Run
from unisono.model.counting import counted
from unisono.model.names import ACCOUNT_NAME, POST_NAME

Truth = Mapping[str, Any]  # Any: JSON
ROLES = ("launcher", "booster", "crowd")


def describe_planted(case: Case, run: Run, truth: Truth) -> list[str]:
    """Return sentences on every planted network, in the order of planting; every number is counted in the case."""
    posts = case.posts().select(ACCOUNT_NAME, POST_NAME, "platform", "created_at", "hashtags").collect()
    members = run.table("members").select("network", "account", "role")
    cited = _accounts_of_texts(run, posts)
    said = []
    for network in truth["networks"]:
        said.append(f"- {_finding(network, members)}")
        said += [f"  {sentence}" for sentence in _particulars(network, posts, members)]
        said += [f"  {sentence}" for sentence in _words(network, cited)]
    return said + [f"- {sentence}" for sentence in _overlaps(truth, members)]


def _finding(network: Truth, members: pl.DataFrame) -> str:
    """Say how many accounts of a planted network are in which networks of the run."""
    size = len(network["accounts"])
    found = members.filter(pl.col("account").is_in(network["accounts"]))
    if found.is_empty():
        return f"{network['name']}: none of its {counted(size, 'account')} is in a network."
    numbers = [str(number) for number in sorted(found["network"].unique().to_list())]
    where = f"network {numbers[0]}" if len(numbers) == 1 else f"networks {_listed(numbers)}"
    return f"{network['name']}: {found['account'].n_unique():,} of {counted(size, 'account')} found, in {where}."


def _particulars(network: Truth, posts: pl.DataFrame, members: pl.DataFrame) -> Iterator[str]:
    own = posts.filter(pl.col("account").is_in(network["accounts"]))
    roles = network.get("roles", {})
    if "woke_at" in network:
        yield from _silence(own, datetime.fromisoformat(network["woke_at"]))
    if "turned_at" in network:
        yield from _turn(own, network["tags"], datetime.fromisoformat(network["turned_at"]))
    if "tags" in network:
        yield from _reach(network["tags"], posts, members)
    if set(ROLES) <= set(roles):
        yield _agreement(roles, members)
    if "listed" in roles:
        found = members.filter(pl.col("account").is_in(roles["listed"]))["account"].n_unique()
        yield f"The list names {counted(len(roles['listed']), 'account')}; {found:,} of them are in networks."


def _accounts_of_texts(run: Run, posts: pl.DataFrame) -> pl.DataFrame:
    """Return detector and account: whose posts the findings about texts cite, by their wording or one by one."""
    findings = run.table("findings").filter(pl.col("subject_kind") == "text").select("detector", "subject", "evidence")
    texts = run.table("texts").select("account", pl.col("object").alias("subject"))
    by_wording = findings.join(texts, on="subject").select("detector", "account")
    listed = [
        (detector, orjson.loads(evidence or "{}").get("posts", [])) for detector, _, evidence in findings.iter_rows()
    ]
    named = pl.DataFrame(listed, schema={"detector": pl.String, "post": pl.List(pl.String)}, orient="row")
    by_post = named.explode("post").join(posts, on="post").select("detector", "account")
    return pl.concat([by_wording, by_post]).unique().sort("detector", "account")


def _words(network: Truth, cited: pl.DataFrame) -> Iterator[str]:
    """Say how many of the network's accounts findings about texts name, in a network or not."""
    own = cited.filter(pl.col("account").is_in(network["accounts"]))
    counts = [
        f"{accounts:,} ({detector})"
        for detector, accounts in own.group_by("detector", maintain_order=True).len().iter_rows()
    ]
    if counts:
        yield f"Findings about texts cite posts of {_listed(counts)} of its {len(network['accounts']):,} accounts."


def _silence(own: pl.DataFrame, woke_at: datetime) -> Iterator[str]:
    """Say since when the accounts had posted nothing when they woke, and how many posted within a day of it."""
    last = own.filter(pl.col("created_at") < woke_at)["created_at"].max()
    first = own.filter(pl.col("created_at") >= woke_at)["created_at"].min()
    if isinstance(last, datetime) and isinstance(first, datetime):
        days = (first - last).days
        yield f"None of its accounts posted from {_date(last)} to {_date(first)}, {counted(days, 'day')}."


def _turn(own: pl.DataFrame, tags: list[str], turned_at: datetime) -> Iterator[str]:
    """Say which share of the accounts' posts carried the campaign's hashtags before and after they turned."""
    tagged = pl.col("hashtags").list.eval(pl.element().is_in(tags)).list.any()
    before, after = (own.filter(when).select(tagged.mean()).item() for when in _sides(turned_at))
    if before is not None and after is not None:
        yield (
            f"Posts of its accounts with the campaign's hashtags: {before:.0%} before {_date(turned_at)}, "
            f"{after:.0%} from then on."
        )


def _sides(moment: datetime) -> tuple[pl.Expr, pl.Expr]:
    return pl.col("created_at") < moment, pl.col("created_at") >= moment


def _reach(tags: list[str], posts: pl.DataFrame, members: pl.DataFrame) -> Iterator[str]:
    """Say how often the hashtags were used, by how many accounts, and which share came from members of networks."""
    tagged = posts.filter(pl.col("hashtags").list.eval(pl.element().is_in(tags)).list.any())
    if tagged.is_empty():
        return
    accounts = members["account"].unique().to_list()
    by_members = tagged.select(pl.col("account").is_in(accounts).sum()).item()
    name = f"#{tags[0]}" if len(tags) == 1 else f"Its {len(tags)} hashtags"
    yield (
        f"{name}: {counted(tagged.height, 'post')} by {counted(tagged['account'].n_unique(), 'account')}; "
        f"{by_members:,} ({by_members / tagged.height:.0%}) by members of networks."
    )
    first = tagged.group_by("platform").agg(pl.col("created_at").min()).sort("created_at")
    if first.height > 1:
        dates = [f"on {platform} on {_date(at)}" for platform, at in first.iter_rows()]
        yield f"First seen {_listed(dates)}."


def _agreement(roles: Truth, members: pl.DataFrame) -> str:
    """Say how many accounts of each planted role the run calls by the same name."""
    given = dict(members.select("account", "role").iter_rows())
    counts = [
        f"{sum(given.get(account) == role for account in roles[role]):,} of {len(roles[role]):,}" for role in ROLES
    ]
    return f"Roles as planted: launchers {counts[0]}, boosters {counts[1]}, crowd {counts[2]}."


def _overlaps(truth: Truth, members: pl.DataFrame) -> Iterator[str]:
    """Say which planted networks share accounts, and how many of those are in a network of the run."""
    homes: dict[str, list[str]] = {}
    for network in truth["networks"]:
        for account in network["accounts"]:
            homes.setdefault(account, []).append(network["name"])
    shared: dict[tuple[str, ...], list[str]] = {}
    for account, names in homes.items():
        if len(names) > 1:
            shared.setdefault(tuple(names), []).append(account)
    found = set(members["account"].to_list())
    for several, accounts in shared.items():
        size, known = len(accounts), len(found.intersection(accounts))
        yield f"{counted(size, 'account')} belong to {_listed(list(several))}; {known:,} of them are in networks."


def _date(at: datetime) -> str:
    return f"{at.day} {at:%B}"


def _listed(words: list[str]) -> str:
    """Return words as a sentence lists them."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
