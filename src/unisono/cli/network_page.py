"""One network on one page: who, what, when, what for, and what else could explain it."""

from pathlib import Path
from shlex import quote

import polars as pl

from unisono.cases import Case, Run, open_case
from unisono.cli.naming_accounts import at_handle, has_several_platforms, some_of
from unisono.cli.network_heading import heading_text, member_columns, timeline_text
from unisono.cli.network_life import print_life
from unisono.cli.network_published import print_published
from unisono.cli.network_purpose import print_purpose
from unisono.cli.output import Output
from unisono.dossiers.account.naming import find_account
from unisono.dossiers.network.rows import Row
from unisono.model.counting import counted
from unisono.model.errors import UsageError

OBJECT_COLUMNS = ("layer", "object", "accounts", "acts", "first_at")
MEMBERS_SHOWN = 50
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
    mixed = has_several_platforms(open_case(case))
    members = [
        {**row, "member": at_handle(row["handle"], row["account_id"], with_platform=mixed)} for row in page["members"]
    ]
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
