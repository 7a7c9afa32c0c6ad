"""One network on one page: who, what, when, what for, and what else could explain it."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from shlex import quote

import polars as pl

from unisono.cases import Case, Run
from unisono.cli.judging import judge, pairs_inside, with_kinds_of_partners
from unisono.cli.naming_accounts import at_handle, some_of
from unisono.cli.network_heading import heading_text, member_columns, timeline_text
from unisono.cli.network_life import print_life
from unisono.cli.network_published import print_published
from unisono.cli.network_purpose import print_purpose
from unisono.cli.network_rows import Row, network_rows
from unisono.cli.output import Output
from unisono.dossiers.account.naming import find_account
from unisono.model.counting import counted
from unisono.model.errors import UnisonoError, UsageError
from unisono.model.names import POST_NAME
from unisono.traces import object_labels

OBJECT_COLUMNS = ("layer", "object", "accounts", "acts", "first_at")
MEMBERS_SHOWN = 50
OBJECTS_KEPT = 50
OBJECTS_SHOWN = 15


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
            f"{account} is in no network of the latest scan. See: unisono networks {quote(str(case.path))}, or what is "
            f"known of it: unisono show {quote(str(case.path))} account {quote(account)}"
        )
    return int(members["network"][0])


def describe_network(case: Case, run: Run, number: int) -> Row:
    """Return the network's row with its members, objects, what it published, timeline and findings.

    Other cases are not looked into; what the registry knows of them is.
    """
    from unisono.dossiers.network.content import content_of_networks
    from unisono.dossiers.network.life import lives_of_networks
    from unisono.dossiers.network.purpose import purposes_of_networks

    row = next(row for row in network_rows(run.table("networks")) if row["network"] == number)
    pairs = pairs_inside(run)
    members = with_kinds_of_partners(run.table("members").filter(pl.col("network") == number), pairs)
    members = members.rename({"account": "account_id"})
    acts = run.table("acts").filter(pl.col("network") == number)
    findings = run.table("findings").filter(
        (pl.col("subject_kind") == "network") & pl.col("subject").is_in([str(number), f"network:{number}"])
    )
    purpose = purposes_of_networks(case, run, [number])[number].as_json()
    return {
        **row,
        **judge(row, run.record, pairs),
        "members": members.drop("network").to_dicts(),
        "objects": list(_objects(case, acts)),
        **content_of_networks(case, run, [number])[number].as_json(),
        "timeline": _days(acts, case.zone),
        "life": lives_of_networks(case, run, [number])[number].as_json(),
        # The scan reads fewer posts: one page tells one set of shares.
        "purpose": row["purpose"] if purpose["cannot_say"] else _rounded(purpose["shares"]),
        "purpose_mix": purpose,
        "purpose_over_time": purpose["over_time"],
        "crossover_at": purpose["crossover_at"],
        "for_hire": purpose["for_hire"],
        "findings": findings.select("finding", "detector", "because").to_dicts(),
        **_seen_before(case, run, number),
    }


def _rounded(shares: dict[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in shares.items()}


def _seen_before(case: Case, run: Run, number: int) -> Row:
    """Return where the network was seen, or why the registry cannot say it: a page does not fail for that."""
    from unisono.registry.seen_in import cases_seen_in, seen_in

    try:
        known = seen_in(case, run, number)
    except UnisonoError as error:
        return {"seen_in": [], "known_networks": [], "registry_problem": str(error)}
    return {"seen_in": cases_seen_in(known), "known_networks": [asdict(one) for one in known], "registry_problem": None}


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
    return case.posts().with_columns(POST_NAME).join(wanted, on="post", how="semi").drop("post").collect()


def _days(acts: pl.DataFrame, zone: str) -> list[Row]:
    """Return acts and accounts by day of the case's zone, in order; days without acts are left out."""
    day = pl.col("at").dt.convert_time_zone(zone).dt.date().alias("day")
    counted = acts.group_by(day).agg(acts=pl.len(), accounts=pl.col("account").n_unique())
    return counted.sort("day").to_dicts()


def _print_seen_in(output: Output, page: Row) -> None:
    """Print in which known networks of other cases the members were together, where there are any."""
    if page["registry_problem"]:
        output.text(f"\nWhether this network was seen before cannot be said. {page['registry_problem']}")
    for known in page["known_networks"]:
        if known["again"]:
            same = f" It rests on the same posts as known network {known['same_as']}." if known["same_as"] else ""
            output.text(
                f"\nSeen before: {known['shared']:,} of its {counted(page['size'], 'account')} are in known network "
                f"{known['known']} as well (network {known['network']} of {known['case']}), where chance would give "
                f"{known['expected']:,.1f} (q {known['q']:.1e}).{same} See: unisono registry show {known['known']}"
            )
        elif known["withheld"]:
            output.text(
                f"\nKnown network {known['known']} (network {known['network']} of {known['case']}) has "
                f"{known['shared']:,} of its {counted(page['size'], 'account')}, but rests on the same posts "
                f"({known['same_posts']:.0%} in common): that is one observation, and does not count as seen before."
            )


def print_network(output: Output, case: Path, page: Row) -> None:
    """Print the page: the claim first, then what else could explain it, then who, on what, with which words, when."""
    output.text(heading_text(page))
    output.text(f"\nMembers ({counted(page['size'], 'account')})")
    members = [{**row, "member": at_handle(row["handle"], row["account_id"])} for row in page["members"]]
    output.rows(members, member_columns(members), none="No members are recorded.", shown=MEMBERS_SHOWN)
    if any(row["unusual_partners"] for row in members):
        output.text("Unusual partners have p at most 1 % and are not significant: one alone would prove nothing.")
    if members:
        one = quote(members[0]["account_id"])
        output.text(f"One of them on a page: unisono show {quote(str(case))} account {one}")
    output.text("What they acted on together")
    objects = [{**row, "object": row["label"]} for row in page["objects"]]
    output.rows(objects, OBJECT_COLUMNS, none="No acts are recorded.", shown=OBJECTS_SHOWN)
    print_published(output, page)
    output.text(timeline_text(page["timeline"]))
    print_life(output, page["life"], page["size"])
    print_purpose(output, page["purpose_mix"])
    _print_seen_in(output, page)
    output.text("\nTheir posts")
    for finding in page["findings"]:
        output.text(f"  unisono evidence {quote(str(case))} {finding['finding']}    {finding['because']}")
    if not page["findings"]:
        output.text(f"  No finding is about this network by itself. See: unisono findings {quote(str(case))}")
