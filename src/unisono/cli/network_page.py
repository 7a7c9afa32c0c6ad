"""One network on one page: who, what, when, what for, and what else could explain it."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from shlex import quote
from typing import Any

import polars as pl

from unisono.cases import Case, Run
from unisono.cli.counting import counted
from unisono.cli.judging import all_alike, judge, likelihood_text, pairs_inside, with_kinds_of_partners
from unisono.cli.naming_accounts import at_handle, find_account, some_of
from unisono.cli.network_rows import Row, innocent_parts, network_rows, verdict_text
from unisono.cli.output import Output, cell_text
from unisono.model.errors import UsageError
from unisono.traces import object_labels

MEMBER_COLUMNS = (
    "member",
    "role",
    "acts",
    "explained_share",
    "significant_partners",
    "unusual_partners",
    "stability",
    "first_at",
    "last_at",
)
OBJECT_COLUMNS = ("layer", "object", "accounts", "acts", "first_at")
MEMBERS_SHOWN = 50
OBJECTS_KEPT = 50
OBJECTS_SHOWN = 15
DAYS_SHOWN = 14
BAR_WIDTH = 30


def find_network(case: Case, run: Run, name: str) -> int:
    """Return the number of the network that a number, a handle or an account's id names; raises UsageError."""
    numbers = set(run.table("networks")["network"])
    if name.isdecimal() and int(name) in numbers:
        return int(name)
    if name.isdecimal() and len(name) < 6:
        there = some_of([str(number) for number in sorted(numbers)], 10) or "none"
        raise UsageError(
            f"{case.path} has no network {name}. Networks: {there}. See: unisono networks {quote(str(case.path))}"
        )
    account = find_account(case, name)
    members = run.table("members").filter(pl.col("account") == account)
    if not members.height:
        raise UsageError(
            f"{account} is in no network of the latest scan. See: unisono networks {quote(str(case.path))}"
        )
    return int(members["network"][0])


def describe_network(case: Case, run: Run, number: int) -> Row:
    """Return the network's row with its members, objects, timeline and findings; other cases are not looked into."""
    row = next(row for row in network_rows(run.table("networks")) if row["network"] == number)
    pairs = pairs_inside(run)
    members = with_kinds_of_partners(run.table("members").filter(pl.col("network") == number), pairs)
    members = members.rename({"account": "account_id"})
    acts = run.table("acts").filter(pl.col("network") == number)
    findings = run.table("findings").filter(
        (pl.col("subject_kind") == "network") & pl.col("subject").is_in([str(number), f"network:{number}"])
    )
    return {
        **row,
        **judge(row, run.record, pairs),
        "members": members.drop("network").to_dicts(),
        "objects": list(_objects(case, acts)),
        "timeline": _days(acts, case.zone),
        "findings": findings.select("finding", "detector", "because").to_dicts(),
        "seen_in": [],
    }


def _objects(case: Case, acts: pl.DataFrame) -> Iterator[Row]:
    """Yield what the members acted on together, most accounts first, with what a person reads for each object."""
    counted = acts.group_by("layer", "object").agg(
        accounts=pl.col("account").n_unique(), acts=pl.len(), first_at=pl.col("at").min()
    )
    most = counted.sort("accounts", "acts", "layer", "object", descending=[True, True, False, False])
    kept = most.head(OBJECTS_KEPT)
    posts = _posts_of(case, acts.join(kept, on=["layer", "object"], how="semi")["post"])
    labels = {
        (layer[0], name): label
        for layer, group in kept.group_by("layer", maintain_order=True)
        for name, label in _labels(posts, acts, str(layer[0]), group["object"]).items()
    }
    for row in kept.iter_rows(named=True):
        yield {**row, "label": labels[row["layer"], row["object"]]}


def _labels(posts: pl.DataFrame, acts: pl.DataFrame, layer: str, objects: pl.Series) -> dict[str, str]:
    return object_labels(posts, layer, objects, traces=acts.filter(pl.col("layer") == layer))


def _posts_of(case: Case, ids: pl.Series) -> pl.DataFrame:
    """Return the posts with these platform:id."""
    wanted = pl.LazyFrame({"post": ids.unique()})
    post = pl.concat_str("platform", pl.lit(":"), "post_id").alias("post")
    return case.posts().with_columns(post).join(wanted, on="post", how="semi").drop("post").collect()


def _days(acts: pl.DataFrame, zone: str) -> list[Row]:
    """Return acts and accounts by day of the case's zone, in order; days without acts are left out."""
    day = pl.col("at").dt.convert_time_zone(zone).dt.date().alias("day")
    counted = acts.group_by(day).agg(acts=pl.len(), accounts=pl.col("account").n_unique())
    return counted.sort("day").to_dicts()


def print_network(output: Output, case: Path, page: Row) -> None:
    """Print the page: the claim first, then what else could explain it, then members, objects, days and posts."""
    output.text(heading_text(page))
    output.text(f"\nMembers ({counted(page['size'], 'account')})")
    members = [{**row, "member": at_handle(row["handle"], row["account_id"])} for row in page["members"]]
    output.rows(members, member_columns(members), none="No members are recorded.", shown=MEMBERS_SHOWN)
    if any(row["unusual_partners"] for row in members):
        output.text("Unusual partners have p at most 1 % and are not significant: one alone would prove nothing.")
    output.text("What they acted on together")
    objects = [{**row, "object": row["label"]} for row in page["objects"]]
    output.rows(objects, OBJECT_COLUMNS, none="No acts are recorded.", shown=OBJECTS_SHOWN)
    output.text(timeline_text(page["timeline"]))
    output.text("\nTheir posts")
    for finding in page["findings"]:
        output.text(f"  unisono evidence {quote(str(case))} {finding['finding']}    {finding['because']}")
    if not page["findings"]:
        output.text(f"  No finding is about this network by itself. See: unisono findings {quote(str(case))}")


def member_columns(members: list[Row]) -> tuple[str, ...]:
    """Return the columns to show: no roles where all members have the same one, no partners of a kind nobody has."""
    silent = {"role"} if all_alike(members, "role", "crowd") else set()
    silent |= {"unusual_partners"} if all_alike(members, "unusual_partners", 0) else set()
    return tuple(name for name in MEMBER_COLUMNS if name not in silent)


def heading_text(page: Row) -> str:
    """Return what is claimed about a network, how sure that is, and what else could explain it."""
    layers = ", ".join(f"{name} {counted(count, 'pair')}" for name, count in page["layers"].items()) or "none"
    lines = [
        f"Network {page['network']}: {counted(page['size'], 'account')} that acted together. "
        f"Verdict: {verdict_text(page['verdict'])}.",
        f"  Why: {page['because'] or 'not recorded'}",
        f"  Chance: q {cell_text(page['q']) or 'not known'}. {likelihood_text(page['likelihood'])}",
        f"  {page['confidence_sentence']}",
        f"  Members stay in it in {_share(page['stability'])} of the repeats that leave another member out.",
        f"  Layers: {layers}.",
        f"  When: {cell_text(page['first_at']) or 'not known'} to {cell_text(page['last_at']) or 'not known'}."
        + "".join(
            f" {word} {cell_text(page[name])}."
            for name, word in (("born_at", "Created"), ("woke_at", "Woke"), ("turned_at", "Changed its subject"))
            if page[name]
        ),
        *([f"  What for: {purpose}."] if (purpose := _purpose_text(page["purpose"])) else []),
        "  Innocent explanations:",
        *(f"    - {part}." for part in innocent_parts(page["innocent"])),
        "  Who stands behind it is not computed.",
    ]
    return "\n".join(lines)


def timeline_text(days: list[Row]) -> str:
    """Return a bar for each of the days with most acts, in order of time."""
    if not days:
        return ""
    busiest = sorted(days, key=lambda day: (-day["acts"], day["day"]))[:DAYS_SHOWN]
    most = busiest[0]["acts"]
    lines = [
        f"Acts by day (the {len(busiest)} busiest of {len(days):,} days)" if len(days) > DAYS_SHOWN else "Acts by day"
    ]
    for day in sorted(islice(busiest, DAYS_SHOWN), key=lambda day: day["day"]):
        bar = "#" * max(1, round(BAR_WIDTH * day["acts"] / most))
        counts = f"{counted(day['acts'], 'act')} of {counted(day['accounts'], 'account')}"
        lines.append(f"  {day['day']}  {bar:<{BAR_WIDTH}}  {counts}")
    return "\n".join(lines)


def _purpose_text(purpose: dict[str, Any]) -> str:  # Any: JSON numbers
    """Return the purposes with their shares, the largest first; nothing where none is known."""
    shares = sorted(((share, name) for name, share in purpose.items() if share), reverse=True)
    if [name for _, name in shares] == ["unknown"]:
        return ""
    return ", ".join(f"{name} {share:.0%}" for share, name in shares)


def _share(value: float | None) -> str:
    return "an unknown share" if value is None else f"{value:.0%}"
