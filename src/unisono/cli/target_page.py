"""One target on one page: what was posted against it, when it came in bursts, by whom, and what may be said of that."""

from pathlib import Path
from shlex import quote
from textwrap import wrap

from unisono.cli.naming_accounts import at_handle, some_of
from unisono.cli.output import Output, cell_text
from unisono.cli.page_parts import Page, bars_text, next_text
from unisono.content.hostility.scale import KINDS, SEVERITIES
from unisono.model.counting import counted

WIDTH = 100
EPISODES_SHOWN = 25
EPISODES_TOLD = 3
TAGS_SHOWN = 20
DAYS_SHOWN = 14


def print_target(output: Output, case: Path, page: Page) -> None:
    """Print the page: what is known, severity, episodes, hashtags by day, shared attackers, what else explains it."""
    output.text(_heading(page))
    if not page["posts"]:
        add = f"unisono target add {quote(str(case))} {quote(page['target'])} --alias NAME --account HANDLE"
        output.text(f"  More names for it: {add}")
        return
    output.text(f"\n{_severity_text(page)}")
    output.text(f"\nEpisodes ({len(page['episodes']):,})")
    output.rows(
        [_episode_row(card) for card in page["episodes"]],
        ("no", "start_at", "hours", "posts", "accounts", "expected", "massive", "networked", "worst"),
        none="None: posts against it never came at once in far larger numbers than usual.",
        shown=EPISODES_SHOWN,
        right=("networked",),
    )
    largest = sorted(page["episodes"], key=lambda card: -card["posts"])[:EPISODES_TOLD]
    for card in sorted(largest, key=lambda card: card["episode"]):
        output.text(_episode_text(card))
    output.text(f"\n{_tags_text(page)}")
    if page["timeline"]:
        output.text(f"\n{bars_text(page['timeline'], 'posts', lambda day: counted(day['posts'], 'post'))}")
    if page["shared_attackers"]:
        output.text(f"\n{_shared_text(page)}")
    output.text("\nWhat else could explain it")
    output.text("\n".join(f"  {one}" for one in page["innocent"]))
    if page["cannot_say"]:
        output.text("\nWhat cannot be said")
        output.text("\n".join(f"  {one}" for one in page["cannot_say"]))
    name = quote(page["target"])
    show = f"unisono show {quote(str(case))} target {name}"
    more = [f"{show} --log log.csv", f"{show} --page attack.html"]
    output.text(f"\n{next_text(case, {'networks': page['networks'] or []}, more)}")


def _heading(page: Page) -> str:
    verdict = page["verdict"] or "cannot say"
    lines = [f"Posts against {page['target']}: {verdict.replace('_', ' ')}."]
    for one in page["says"]:
        lines += wrap(one, WIDTH, initial_indent="  ", subsequent_indent="  ")
    if page["first_hostile_at"]:
        first, last = cell_text(page["first_hostile_at"]), cell_text(page["last_hostile_at"])
        lines.append(f"  Hostile words from {first} to {last}.")
    return "\n".join(lines)


def _severity_text(page: Page) -> str:
    if not page["hostile_posts"]:
        return "Severity\n  No post about it holds words that the lists know as hostile."
    lines = ["Severity, of the posts with hostile words (each at its worst)"]
    lines += [f"  {level}  {page['severity'][str(level)]:>7,}  {SEVERITIES[level]}" for level in (4, 3, 2, 1)]
    kinds = [f"{KINDS.get(kind, kind)} {count:,}" for kind, count in page["kinds"].items()]
    lines.append(f"  Kinds: {', '.join(kinds)}. Words decide: irony and quotes are mistaken, and hostile words missed.")
    return "\n".join(lines)


def _episode_row(card: Page) -> dict[str, object]:
    share = card["networked_share"]
    worst = max((level for level, count in card["severity"].items() if count), default="")
    return {
        **card,
        "no": card["episode"],
        "hours": f"{card['hours']:,.1f}",
        "expected": "cannot say" if card["expected"] is None else f"{card['expected']:,.2g}",
        "massive": "massive" if card["massive"] else "",
        "networked": "" if share is None else f"{share:.0%}",
        "worst": worst,
    }


def _episode_text(card: Page) -> str:
    """Return launchers, pattern, waves and hashtags of one episode."""
    first = [
        f"{at_handle(one['handle'], one['account_id'])} ({_followers(one['followers'])}, {cell_text(one['at'])})"
        for one in card["launchers"]
    ]
    is_tested = any(one["tested"] for one in card["launchers"])
    who = "First more often than chance" if is_tested else "First to post (nobody was first more often than chance)"
    lines = [f"  Episode {card['episode']}: {counted(len(card['waves']), 'wave')}, until {cell_text(card['end_at'])}."]
    lines += wrap(f"{who}: {some_of(first, 3)}.", WIDTH, initial_indent="    ", subsequent_indent="    ")
    lines += wrap(card["launch_pattern"]["says"], WIDTH, initial_indent="    ", subsequent_indent="    ")
    for one in card["share_says"]:
        lines += wrap(one, WIDTH, initial_indent="    ", subsequent_indent="    ")
    if card["hashtags"]:
        tags = [f"#{one['hashtag']} ({one['posts']:,})" for one in card["hashtags"]]
        told = f"Hashtags against it: {some_of(tags, TAGS_SHOWN)}."
        lines += wrap(told, WIDTH, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)


def _followers(count: int | None) -> str:
    return "followers unknown" if count is None else counted(count, "follower")


def _tags_text(page: Page) -> str:
    campaigns = page["hashtag_campaigns"]
    if not campaigns:
        return "Hashtags against it\n  None given, and none found whose posts about it are hostile and came at once."
    given = sum(one["given"] for one in campaigns)
    lines = [f"Hashtags against it: {len(campaigns):,} ({given:,} given, {len(campaigns) - given:,} found)"]
    days = page["hashtags_per_day"]
    busiest = sorted(days, key=lambda day: (-days[day], day))[:DAYS_SHOWN]
    lines += [f"  {day}  {counted(days[day], 'hashtag')}" for day in sorted(busiest)]
    tags = [f"#{one['hashtag']} ({counted(one['posts'], 'post')})" for one in campaigns]
    lines += wrap(f"{some_of(tags, TAGS_SHOWN)}.", WIDTH, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)


def _shared_text(page: Page) -> str:
    lines = ["Accounts that posted against other targets, too"]
    for one in page["shared_attackers"]:
        told = (
            f"{one['target']}: {counted(one['accounts'], 'account')} of the {one['of_own']:,} here and the "
            f"{one['of_other']:,} there; chance would share {one['expected']:,.2g} (p {one['p']:.2g}, "
            f"n = {one['n']:,}). "
            f"First episode there: {cell_text(one['other_first_at'])}."
        )
        lines += wrap(told, WIDTH, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)
