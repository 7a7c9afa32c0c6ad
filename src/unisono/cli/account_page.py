"""One account on one page: who, its life, its week, its habits and changes, and what could explain them."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from textwrap import wrap

from unisono.accounts.identities import FIELDS
from unisono.accounts.returns import LONGER_TIMES
from unisono.cli.account_signals import automation_text, clues_text, print_signals
from unisono.cli.naming_accounts import at_handle, some_of
from unisono.cli.network_rows import innocent_parts
from unisono.cli.output import Output, cell_text
from unisono.cli.page_parts import Page, readable, when_text
from unisono.cli.text_figures import event_marks, hours_text, life_line, life_line_text
from unisono.model.counting import counted

PARAGRAPH_WIDTH = 100
FINDINGS_SHOWN = 12
PAIRS_SHOWN = 3
INNOCENT_SHOWN = 24
CHANGES_SHOWN = 20
SUBJECTS_SHOWN = 16
ITEMS_SHOWN = 8
TEXTS_SHOWN = 8
LANGUAGES_SHOWN = 4
LEAST_SHARE = 0.02
"""Languages of smaller shares are counted, not named: short posts are misread now and then."""


def print_account(output: Output, case: Path, page: Page) -> None:
    """Print the page: who it is and what is known of it, then each part of that in full, then where to go on."""
    output.text(who_text(page))
    known = wrap(" ".join(page["says"]), PARAGRAPH_WIDTH, initial_indent="  ", subsequent_indent="  ")
    output.text("\n".join(["\nWhat is known of it", *known]))
    output.text(f"\n{life_text(page)}")
    output.text(f"\n{hours_text(page['hours'])}\n")
    print_signals(output, page["signals"])
    if page["clues"]:
        output.text(f"{clues_text(page['clues'])}\n")
    _print_turn(output, page["turn"], _precision(page["life"]))
    _print_habits(output, page)
    _print_changes(output, page["identity_changes"])
    _print_networks(output, case, page)
    _print_findings(output, case, page)
    output.text(f"\n{next_text(case, page)}")
    if page["automation"]:
        output.text(f"\n{automation_text(page['automation'])}")


def who_text(page: Page) -> str:
    """Return who the account says it is, and its counters as last seen."""
    profile = page["profile"]
    name = f", {readable(profile['display_name'])}" if profile["display_name"] else ""
    earlier = [one for one in profile["handles"] if one != page["handle"]]
    seen = f" (as seen {cell_text(profile['counted_at'])})" if profile["counted_at"] else ""
    counters = [
        f"{profile[field]:,} {words}"
        for field, words in (("followers", "followers"), ("following", "followed"), ("posts_stated", "posts in all"))
        if profile[field] is not None
    ]
    stated = [
        ("Bio", readable(profile["bio"], 400) if profile["bio"] else None),
        ("Place", readable(profile["location"]) if profile["location"] else None),
        ("Link", readable(profile["url"]) if profile["url"] else None),
        ("Made", cell_text(profile["made_at"]) if profile["made_at"] else "not stated in the files"),
        ("Counters", f"{', '.join(counters)}{seen}" if counters else None),
        ("Languages", languages_text(page)),
        ("Also called", some_of([f"@{one}" for one in earlier]) if earlier else None),
        ("Verified", "yes" if profile["verified"] else None),
        ("Says of itself", "that it posts automatically" if profile["says_automated"] else None),
        ("Status", readable(profile["status"]) if profile["status"] else None),
        ("Same person", same_person_text(page["same_person"]) if page["same_person"] else None),
    ]
    head = f"{at_handle(readable(page['handle']), page['account_id'])} ({page['account_id']}){name}"
    return "\n".join([head, *(f"  {label}: {text}" for label, text in stated if text)])


def same_person_text(link: Page) -> str:
    """Return with which accounts the user has declared it to be one person's, and why."""
    return f"declared as {readable(link['person'])}, with {some_of(link['accounts'])}: {readable(link['because'], 400)}"


def languages_text(page: Page) -> str:
    """Return the languages of its posts with their shares, or that none is clear."""
    if not page["languages"]:
        return "not clear from its posts (n = 0)"
    named = [
        f"{one['name']} {one['share']:.0%}"
        for one in page["languages"][:LANGUAGES_SHOWN]
        if one["share"] >= LEAST_SHARE
    ]
    more = len(page["languages"]) - len(named)
    rest = f" and {more} more with few posts" if more else ""
    return f"{', '.join(named)}{rest} (n = {counted(page['language_posts'], 'post')})"


def life_text(page: Page) -> str:
    """Return its life as a line of days with marks, and its longest silences."""
    life, turn = page["life"], page["turn"]
    lines = ["Life"]
    line = life_line(life["activity"], life["uncollected"])
    if line is None:
        return "Life\n  No post of it has a time."
    marks = [(one["ended_at"].date(), f"woke after {one['days']:,.0f} days") for one in life["silences"] if one["woke"]]
    marks += [(turn["turned_at"].date(), "changed its subject")] if turn["turned"] else []
    lines.append(life_line_text(line, [*marks, *event_marks(life["events"])]))
    facts = [
        ("made", life["made_at"], None, _before_first(life)),
        ("first post", life["first_at"], life["first_precision"], ""),
        ("last post", life["last_at"], life["last_precision"], _after_last(life)),
    ]
    lines += [f"  {name:<11} {when_text(at, known)}{note}" for name, at, known, note in facts if at is not None]
    for one in life["silences"]:
        began, ended = (when_text(one[f"{side}_at"], one[f"{side}_precision"]) for side in ("began", "ended"))
        note = _longer_than(one, life["silences"]) if one["woke"] else ""
        lines.append(f"  {'silent':<11} {began} to {ended}, {_length(one['days'])}{note}")
    if life["silences"]:
        lines.append(
            "  Silent means: no post in this case. Posts that were deleted, hidden or not collected are not in it;\n"
            "  days of which it has hardly anything of anybody are not counted."
        )
    return "\n".join(lines)


def _longer_than(silence: Page, silences: Sequence[Page]) -> str:
    """Return how a long silence compares with the others; beside it, at most two may be as long as a third of it."""
    near = sum(one is not silence and silence["days"] < LONGER_TIMES * one["days"] for one in silences)
    others = f"all but {near} of its other silences" if near else "its other silences"
    return f"; at least three times as long as {others}"


def _before_first(life: Page) -> str:
    if life["made_at"] is None or life["first_at"] is None:
        return ""
    days = (life["first_at"] - life["made_at"]).total_seconds() / 86_400
    return f", {_length(days)} before its first post here" if days > 0 else ""


def _after_last(life: Page) -> str:
    days = (life["case_last_at"] - life["last_at"]).total_seconds() / 86_400
    return f", {_length(days)} before the last post of the case" if days >= 1 else ""


def _length(days: float) -> str:
    return f"{days:,.0f} days" if days >= 10 else f"{days:,.1f} days" if days >= 1 else f"{days * 24:,.1f} hours"


def _precision(life: Page) -> str | None:
    """Return "day" where the first and the last post have no more than a day."""
    return "day" if life["first_precision"] == life["last_precision"] == "day" else None


def _print_turn(output: Output, turn: Page, precision: str | None) -> None:
    if not turn["turned"]:
        return
    output.text(
        f"What it posted about before {when_text(turn['turned_at'], precision)} "
        f"({counted(turn['posts_before'], 'post')}) and from then on "
        f"({counted(turn['posts_after'], 'post')}), as shares of its posts"
    )
    rows = [
        {"subject": readable(one["item"]), "kind": one["kind"], "before": _percent(one["before"])}
        | {"after": _percent(one["after"])}
        for one in turn["subjects"]
    ]
    output.rows(rows, ("subject", "kind", "before", "after"), none="No single item changed.", shown=SUBJECTS_SHOWN)
    output.text(
        f"The two sides differ by {turn['divergence']:.2f} bits; its days in random order would by "
        f"{max(turn['by_chance'], 0):.2f}, and others did by {turn['drift']:.2f} at that date "
        f"(p {cell_text(turn['p'])}, q {cell_text(turn['q'])}).\n"
    )


def _percent(share: float) -> str:
    return f"{share:.0%}".rjust(5)


def _print_habits(output: Output, page: Page) -> None:
    """Print what it does most, a line each, and the texts that it repeats or shares."""
    lines = [
        _items_text(
            "Reposts, answers and names", [_target_text(one) for one in page["targets"]], page["targets_found"]
        ),
        _items_text(
            "Hashtags", [f"#{one['item']} {one['posts']:,}" for one in page["hashtags"]], page["hashtags_found"]
        ),
        _items_text("Sites", [f"{one['item']} {one['posts']:,}" for one in page["domains"]], page["domains_found"]),
    ]
    output.text("Most frequent, with the number of its posts\n" + "\n".join(lines))
    if page["texts"]:
        output.text("\nTexts of its own that it repeats or shares with others")
        shared = any(one["accounts"] is not None for one in page["texts"])
        columns = ("posts", *(("accounts", "id") if shared else ()), "text")
        rows = [{**one, "text": readable(one["text"]), "id": one["id"] or ""} for one in page["texts"]]
        output.rows(rows, columns, shown=TEXTS_SHOWN)
    else:
        output.text("")


def _items_text(label: str, items: list[str], found: int) -> str:
    more = found - min(len(items), ITEMS_SHOWN)
    shown = ", ".join(readable(one) for one in items[:ITEMS_SHOWN]) or "none"
    return f"  {label}: {shown}" + (f" and {more:,} more" if more > 0 else "")


def _target_text(target: Page) -> str:
    kinds = [f"{target[name]:,} {name}" for name in ("reposts", "replies", "quotes", "mentions") if target[name]]
    bare = target["target"].split(":", 1)[1]
    name = bare if bare.startswith("@") else at_handle(target["handle"], target["target"])
    return f"{name} {target['posts']:,} ({', '.join(kinds)})"


def _print_changes(output: Output, changes: list[Page]) -> None:
    if not changes:
        return
    output.text("What changed in its profile (first seen so, and when it was last seen as before)")
    rows = [
        {"first_seen": one["at"], "last_seen": one["seen_at"], "what": FIELDS[one["field"]]}
        | {"before": readable(one["before"]), "after": readable(one["after"])}
        for one in changes
    ]
    output.rows(rows, ("first_seen", "last_seen", "what", "before", "after"), shown=CHANGES_SHOWN)


def _print_networks(output: Output, case: Path, page: Page) -> None:
    networks = page["networks"]
    if networks is None:
        output.text(
            f"Networks: none yet. Find out whether it acts together with others: unisono scan {quote(str(case))}"
        )
        return
    if not networks:
        output.text("Networks: in none of the latest scan.")
        return
    output.text("Networks")
    precision = _precision(page["life"])
    rows = [
        {**one, "accounts": one["size"], "explained": _percent_or_none(one["explained_share"])}
        | {name: when_text(one[name], precision) for name in ("first_at", "last_at") if one[name] is not None}
        for one in networks
    ]
    columns = ("network", "accounts", "role", "explained", "partners", "acts", "q", "first_at", "last_at")
    output.rows(rows, columns)
    output.text("Explained: the share of its acts that it made together with the network.")


def _percent_or_none(share: float | None) -> str:
    return "" if share is None else _percent(share)


def _print_findings(output: Output, case: Path, page: Page) -> None:
    """Print the findings with their posts, and right below them what else could explain them."""
    findings = page["findings"]
    if not findings:
        if page["networks"] is not None:
            output.text("Findings: none of the latest scan is about this account by itself.")
        return
    pairs = [one for one in findings if one["subject_kind"] == "pair"]
    others = [one for one in findings if one["subject_kind"] != "pair"]
    shown = [*others[:FINDINGS_SHOWN], *pairs[:PAIRS_SHOWN]]
    output.text("Findings about it, about groups it is part of, and about its pairs")
    for one in shown:
        output.text(f"  {one['detector']}, about {_subject(one)}: {readable(one['because'], 600)}")
        output.text(f"    Its posts: unisono evidence {quote(str(case))} {one['finding']}")
    if len(findings) > len(shown):
        of_pairs = len(pairs) - len(pairs[:PAIRS_SHOWN])
        rest = f" ({of_pairs:,} about pairs)" if of_pairs else ""
        output.text(f"  {counted(len(findings) - len(shown), 'more finding')}{rest}: --json")
    _print_innocent(output, page)


def _print_innocent(output: Output, page: Page) -> None:
    """Print what else could explain the findings: tested for its networks, named by the other detectors."""
    for network in page["networks"] or []:
        output.text(f"  Innocent explanations of network {network['network']}, tested")
        for part in innocent_parts(network["innocent"]):
            output.text(f"    - {part}.")
    tested = {"co_action"} if page["networks"] else set()
    named = [one["explanation"] for one in page["innocent"] if set(one["detectors"]) - tested]
    if named:
        output.text(f"  Innocent explanations, named and not tested: {some_of(named, INNOCENT_SHOWN)}.")


def _subject(finding: Page) -> str:
    if finding["subject_kind"] == "account":
        return "this account"
    return f"the {finding['subject_kind']} {readable(finding['subject'])}"


def next_text(case: Path, page: Page) -> str:
    """Return the commands that go on from here."""
    folder, account = quote(str(case)), quote(page["account_id"])
    networks = [f"unisono show {folder} network {one['network']}" for one in page["networks"] or []]
    texts = [f"unisono show {folder} text {one['id']}" for one in page["texts"] if one["id"]][:1]
    return "\n".join(
        [
            "How to go on",
            *(f"  {line}" for line in (*networks, *texts)),
            f"  unisono arguments {folder} --account {account}    what its posts say, in groups",
            f"  unisono show {folder} account {account} --json    all of it, every day and item",
        ]
    )
