"""What a case has in common with known networks, in words: who is there, who is together, who may be back, the core."""

from collections.abc import Iterator
from shlex import quote
from typing import Any

from unisono.cases import Case, Run
from unisono.cli.naming_accounts import at_handle, handles_of, some_of
from unisono.cli.output import Output
from unisono.model.counting import counted
from unisono.model.json_text import json_value
from unisono.registry import (
    Core,
    Matches,
    Registry,
    Repeated,
    Returning,
    count_same_posts,
    describe_case,
    find_cores,
    find_repeated,
    find_returning,
    match_networks,
)
from unisono.registry.same_posts import MANY_SAME_POSTS, SAME_POSTS

PRESENT_COLUMNS = ("known", "of", "size", "present", "in_networks", "same_posts", "verdict")
TOGETHER_COLUMNS = ("known", "of", "network", "size", "present", "together", "expected", "p", "q", "accounts")
CORE_COLUMNS = ("account", "cases", "networks", "p")
SHOWN = 50
SUGGESTIONS_SHOWN = 20
THIS_CASE = "this case"
ONE_OBSERVATION = "Both rest on the same posts: that is one observation, no second one."

WORDS = {
    "handle": "handle",
    "name": "display name",
    "bio": "bio",
    "picture": "profile picture",
    "text": "text",
    "link": "link",
    "partner": "whom it turns to",
}

Row = dict[str, Any]  # Any: what a cell holds depends on its column


def print_matches(output: Output, case: Case, run: Run, known: Registry, *, all_pairs: bool) -> None:
    """Compare a case with the known networks of other cases and print what came of it."""
    with output.progress("Reading accounts"):
        described = describe_case(case, run, with_traits=False)
        others = known.without_case(described.sources)
    if not others.networks.height:
        own = " of other cases; those of this case are not compared with it" if known.networks.height else ""
        output.text(f"No known networks{own}. Add those of a case: unisono registry add CASE")
        return
    with output.progress("Comparing with known networks"):
        same = count_same_posts(case, others)
        matches = match_networks(others, described, same)
        returning = find_returning(case, others)
        # A known network whose posts are in this case is no second observation of it, whatever this case's rest on.
        here = [number for number, share in same.items() if share >= MANY_SAME_POSTS]
        compared = others.without_networks(here).joined(described.record)
        cores, repeated = find_cores(compared), find_repeated(compared)
    about = _about(others.joined(described.record), described.key)
    handles = handles_of(case, _accounts_of(matches, returning))
    _print_present(output, matches, about, same, others.networks.height)
    _print_together(output, case, matches, about, handles, all_pairs=all_pairs)
    _print_returning(output, case, returning, others, about, handles)
    _print_cores(output, cores, about)
    _print_left_out(output, {number: same[number] for number in sorted(here)}, repeated, about)


def _about(registry: Registry, own: str) -> dict[int, Row]:
    """Return what is said of each known network; those of the case itself have negative numbers."""
    cases = {row["case_key"]: row for row in registry.cases.iter_rows(named=True)}
    return {
        row["known"]: {
            "known": row["known"] if row["case_key"] != own else None,
            "case": cases[row["case_key"]]["name"],
            "path": cases[row["case_key"]]["path"],
            "network": row["network"],
            "of": f"{THIS_CASE if row['case_key'] == own else cases[row['case_key']]['name']}, {row['network']}",
            "verdict": row["verdict"],
            "first_at": row["first_at"],
            "last_at": row["last_at"],
        }
        for row in registry.networks.iter_rows(named=True)
    }


def _accounts_of(matches: Matches, returning: Returning) -> list[str]:
    named = [account for accounts in matches.together["accounts"] for account in accounts]
    return [*named, *returning.suggestions["account"]]


def _known_of(about: Row) -> Row:
    """Return what names a known network in a line of JSON."""
    return {"known": about["known"], "case": about["case"], "path": about["path"], "case_network": about["network"]}


def _print_present(output: Output, matches: Matches, about: dict[int, Row], same: dict[int, float], among: int) -> None:
    rows = [{**row, "same_posts": same.get(row["known"])} for row in matches.present.iter_rows(named=True)]
    for row in rows:
        told = {name: row[name] for name in ("size", "present", "in_networks", "same_posts", "accounts")}
        dates = {name: about[row["known"]][name] for name in ("verdict", "first_at", "last_at")}
        output.json({"kind": "present", **_known_of(about[row["known"]]), **told, **dates})
    if output.as_json:
        return
    output.text(
        f"Known networks whose accounts are in this case: {len(rows):,} of {counted(among, 'known network')}.\n"
        "That an account is here again says nothing about what it does here."
    )
    if rows:
        shown = [{**about[row["known"]], **row} for row in rows]
        output.rows(shown, PRESENT_COLUMNS, shown=SHOWN)
    often = [row for row in rows if (row["same_posts"] or 0.0) >= MANY_SAME_POSTS and row["in_networks"]]
    if often:
        named = some_of([str(row["known"]) for row in often])
        output.text(
            f"Half or more of the posts that these known networks rest on are in this case as well: {named}.\n"
            "Meeting them again is the same observation, no second one: they count neither as together again nor for "
            "a core.\n"
        )


def _print_together(
    output: Output, case: Case, matches: Matches, about: dict[int, Row], handles: dict[str, str], *, all_pairs: bool
) -> None:
    rows = list(matches.together.iter_rows(named=True))
    for row in rows:
        told = {name: value for name, value in row.items() if name != "known"}
        if row["withheld"]:
            output.json({"kind": "withheld", "from": "together", **_known_of(about[row["known"]]), **told})
        elif row["again"] or all_pairs:
            output.json({"kind": "together", **_known_of(about[row["known"]]), **told})
    if output.as_json:
        return
    again = [row for row in rows if row["again"]]
    output.text(
        "Together again in one network of this case, more than chance has it: "
        f"{counted(len(again), 'pair')} of networks."
    )
    withheld = [row for row in rows if row["withheld"]]
    if withheld:
        shown = [f"{about[row['known']]['of']} and {row['network']} of {THIS_CASE}" for row in withheld]
        output.text(f"{counted(len(withheld), 'pair')} not tested: {some_of(shown, 4)}. {ONE_OBSERVATION}\n")
    listed = [
        {
            "of": about[row["known"]]["of"],
            **row,
            "accounts": some_of([at_handle(handles.get(one), one) for one in row["accounts"]], 4),
        }
        for row in rows
        if row["again"] or (all_pairs and not row["withheld"])
    ]
    if listed:
        output.rows(listed, TOGETHER_COLUMNS, shown=SHOWN)
        first = listed[0]
        output.text(
            "Expected: how many would be together if this case's networks had been drawn from its accounts that post "
            f"as much.\nLook at one: unisono show {quote(str(case.path))} network {first['network']}; "
            f"unisono registry show {first['known']}\n"
        )


def _print_returning(
    output: Output, case: Case, returning: Returning, others: Registry, about: dict[int, Row], handles: dict[str, str]
) -> None:
    known_handles = dict(others.members.select("account", "handle").iter_rows())
    rows = list(_returning_rows(returning, about, handles, known_handles))
    for row in rows:
        output.json({"kind": "returning", **row})
    if output.as_json:
        return
    output.text(
        f"Accounts that may be known ones under another id: {counted(len(rows), 'suggestion')}, among "
        f"{counted(returning.known_accounts, 'absent member')} of known networks and {returning.accounts:,} other "
        "accounts of this case."
    )
    for row in rows[:SUGGESTIONS_SHOWN]:
        name = at_handle(row["handle"], row["account_id"])
        known = at_handle(row["known_handle"], row["known_account_id"])
        output.text(f"  {name} ({row['account_id']}) has in common with {known}, of {about[row['known']]['of']}:")
        for line in _evidence_lines(row["evidence"]):
            output.text(f"    {line}")
        output.text(f"    {_times_text(row)}")
    if rows:
        more = len(rows) - SUGGESTIONS_SHOWN
        rest = f" {more:,} more: --json." if more > 0 else ""
        output.text(
            "These are suggestions of whom to look at. People copy handles, pictures and texts from each other, and "
            f"two people may have one name.{rest}\n"
        )


def _returning_rows(
    returning: Returning, about: dict[int, Row], handles: dict[str, str], known_handles: dict[str, str | None]
) -> Iterator[Row]:
    for row in returning.suggestions.iter_rows(named=True):
        yield {
            **_known_of(about[row["known"]]),
            "known_account_id": row["known_account"],
            "known_handle": known_handles.get(row["known_account"]),
            "account_id": row["account"],
            "handle": handles.get(row["account"]),
            "kinds": row["kinds"],
            "alike_by_chance": row["alike_by_chance"],
            "evidence": json_value(row["evidence"], []),
            **{name: row[name] for name in ("known_last_at", "first_at", "created_at")},
        }


def _evidence_lines(evidence: list[Row]) -> Iterator[str]:
    """Yield one line a kind: what is shared, how alike it is, and how many accounts of the case have it."""
    for kind, word in WORDS.items():
        own = [one for one in evidence if one["kind"] == kind]
        if not own:
            continue
        first = own[0]
        shown, known = first.get("shown") or first["value"], first.get("known_shown")
        what = f"“{shown}”" if kind in ("handle", "name", "bio") else shown
        if kind == "text":
            what = f"post {first['post']}, as post {first['known_post']}"
        if known and known != shown and kind == "handle":
            what += f", known as “{known}” ({first['likeness']})"
        others = first["holders"] - 1
        common = "nobody else in this case has it" if others == 0 else f"{counted(others, 'other account')} here too"
        more = f", and {len(own) - 1} more" if len(own) > 1 else ""
        yield f"{word}: {what}; {common}{more}"


def _times_text(row: Row) -> str:
    last, first = row["known_last_at"], row["first_at"]
    if last is None or first is None:
        return "When they posted is not known."
    days = (first - last).days
    if first <= last:
        return f"Both posted in the same time: the known one until {last:%Y-%m-%d}, this one from {first:%Y-%m-%d}."
    later = f"{counted(days, 'day')} later"
    return f"The known one posted last on {last:%Y-%m-%d}, this one first on {first:%Y-%m-%d}, {later}."


def _print_cores(output: Output, cores: list[Core], about: dict[int, Row]) -> None:
    for core in cores:
        networks = [_known_of(about[number]) for number in core.networks]
        accounts = core.accounts.rename({"account": "account_id"})
        sure = accounts.filter("core")
        output.json(
            {
                "kind": "core",
                "networks": networks,
                "cases": len(core.cases),
                "p": core.p,
                "needed": core.needed,
                "expected": core.expected,
                "size": sure.height,
                "recurring": accounts.height,
                "accounts": sure.drop("core", "networks").to_dicts(),
            }
        )
        if output.as_json:
            continue
        named = some_of([about[number]["of"] for number in core.networks], 6)
        output.text(
            f"Core of {counted(len(core.networks), 'network')} that have members in common ({named}): "
            f"{_core_text(core)}"
        )
        rows = [
            {**row, "account": at_handle(row["handle"], row["account_id"]), "networks": _networks_text(row, about)}
            for row in sure.iter_rows(named=True)
        ]
        if rows:
            output.rows(rows, CORE_COLUMNS, shown=SHOWN)
            output.text("p: the chance of one account that posts as much to be in so many of these networks.")
    if not cores:
        output.text("No core: no networks of different cases have more members in common than chance gives.")


def _print_left_out(output: Output, here: dict[int, float], repeated: list[Repeated], about: dict[int, Row]) -> None:
    """Print which networks were not looked at for a core, since their posts are another's or this case's as well."""
    same_as = {one.known: about[one.same_as] for one in repeated}
    shares = here | {one.known: one.share for one in repeated}
    for number, share in shares.items():
        other = _known_of(same_as[number]) if number in same_as else None
        told = {"same_posts": share, "same_as": other, "withheld": SAME_POSTS}
        output.json({"kind": "withheld", "from": "core", **_known_of(about[number]), **told})
    if shares:
        named = [
            f"{about[number]['of']} (as {same_as[number]['of'] if number in same_as else THIS_CASE})"
            for number in shares
        ]
        output.text(
            f"Left out of the core, since they rest on the same posts as another network or as this case: "
            f"{some_of(named, 6)}."
        )


def _core_text(core: Core) -> str:
    """Return how many accounts recur, how often an account of the core does, and what chance would give."""
    recurring = f"{counted(core.accounts.height, 'account')} in two cases or more"
    chance = f"chance would put at most {core.expected:,.1f}"
    if core.needed is None:
        return f"{recurring}; {chance} there, too many to call any of them the core."
    size = counted(int(core.accounts["core"].sum()), "account")
    return f"{size}, each in {core.needed} cases or more, where {chance}; {recurring}."


def _networks_text(row: Row, about: dict[int, Row]) -> str:
    return some_of([about[number]["of"] for number in row["networks"]], 6)
