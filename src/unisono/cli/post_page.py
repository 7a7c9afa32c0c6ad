"""One post on one page: the answer first, then who reposted it, beside whom, how, and what that fits."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from textwrap import wrap

from unisono.cli.naming_accounts import at_handle, some_of
from unisono.cli.output import Output, cell_text
from unisono.cli.page_parts import Page, readable
from unisono.dossiers.post.persona import FEWEST
from unisono.dossiers.post.summary import NOTHING_SHOWN
from unisono.model.counting import counted

WIDTH = 78
LABEL_WIDTH = 37
CELL_WIDTH = 9
KINDS_SHOWN = 5
NETWORKS_SHOWN = 4
COMPARABLE_SHOWN = 5
LETTERS_SHOWN = 300

VERDICTS = {
    None: "Cannot say",
    "coordinated": "Coordinated",
    "coordinated_explained": "Coordinated, and an innocent explanation fits",
    "likely_inauthentic": "Likely inauthentic",
    "nothing_unusual": "Nothing unusual",
}

GROUPS = (
    ("value", "here"),
    ("networked_value", "networks"),
    ("control_value", "control"),
    ("compared_value", "others"),
)


def print_post(output: Output, case: Path, page: Page) -> None:
    """Print the page: the post, the answer, the hypotheses, the table, time, company, replies and where to go on."""
    output.text(who_text(page))
    output.text("\n" + paragraph("Answer", answer_lines(page)))
    output.text("\n" + hypotheses_text(page["hypotheses"]))
    output.text("\n" + table_text(page))
    output.text("\n" + paragraph("Time", time_lines(page)))
    output.text("\n" + paragraph("Company", company_lines(page)))
    output.text("\n" + paragraph(f"What the {page['purpose']['of']} post for", purpose_lines(page["purpose"])))
    output.text("\n" + paragraph("Beside it", control_lines(page)))
    output.text("\n" + paragraph("Replies", reply_lines(page["replies"])))
    output.text("\n" + paragraph("What else could explain it", untested_lines(page)))
    output.text("\n" + next_text(case, page))


def who_text(page: Page) -> str:
    """Return the post: its author, time and words, and whether it was collected itself."""
    named = page["author"] or page["handle"]
    author = at_handle(readable(page["handle"]), page["author"]) if named else "an author not known"
    when = f", {cell_text(page['created_at'])}" if page["created_at"] else "; when, is not known"
    lines = [f"Post {page['post_id']} by {author}{when}"]
    if page["text"]:
        lines += _wrapped(f"“{readable(page['text'], LETTERS_SHOWN)}”")
    if page["typed_repost"]:
        lines += _wrapped(f"{page['typed_repost']} repeats this post: shown is the post itself.")
    lines += [line for sentence in history_lines(page) for line in _wrapped(sentence)]
    if not page["in_case"]:
        lines += _wrapped("The post itself was not collected: it is known from its reposts, replies and quotes.")
    return "\n".join(lines)


def history_lines(page: Page) -> list[str]:
    """Return that the post is gone, as far as a file says so, and the earlier versions of an edited one."""
    lines, gone = [], page["deletion"]
    if gone:
        what = "It was deleted" if gone["reason"] == "deleted" else f"It cannot be seen any more ({gone['reason']})"
        when = f", seen to be so {cell_text(gone['at'])}" if gone["at"] else "; when, is not said"
        lines.append(f"{what}{when} ({readable(gone['file'] or 'a file of the case')}).")
    earlier = page["versions"][:-1]
    if earlier:
        texts = ", ".join(f"“{readable(one['text'], LETTERS_SHOWN)}”" for one in earlier)
        lines.append(f"It was seen in {len(page['versions'])} versions; before: {texts}")
    return lines


def paragraph(title: str, sentences: Sequence[str]) -> str:
    """Return sentences under a title, each beginning a line, none wider than a terminal."""
    return "\n".join([title, *(line for sentence in sentences for line in _wrapped(sentence))])


def _wrapped(sentence: str, indent: str = "  ") -> list[str]:
    return wrap(sentence, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False)


def answer_lines(page: Page) -> list[str]:
    """Return the verdict, the sentences that say it, and the networks."""
    limited = page["verdict_limited"] and page["verdict"] is not None
    verdict = NOTHING_SHOWN if limited else VERDICTS[page["verdict"]]
    return [f"{verdict}.", *(readable(line, 2_000) for line in page["says"]), *_network_lines(page)]


def _network_lines(page: Page) -> list[str]:
    if page["networks"] is None:
        return ["Networks are known after a scan: unisono scan CASE."]
    named = [
        f"network {one['network']} ({counted(one['acts'], 'repost')}{_explained(one)})" for one in page["networks"]
    ]
    return [f"Networks here: {some_of(named, NETWORKS_SHOWN)}."] if named else []


def _explained(one: Page) -> str:
    return f", explained: {one['explained_by'].replace('_', ' ')}" if one["explained_by"] else ""


def hypotheses_text(hypotheses: Sequence[Page]) -> str:
    """Return each hypothesis with how it fits, the counts it rests on, and what it cannot say; those that fit whole."""
    lines = ["What could explain the reposts"]
    for one in hypotheses:
        lines.append(f"  {one['fit'].upper()}: {one['hypothesis']}")
        if one["fit"] == "does not fit":
            lines += _wrapped(readable(one["rests_on"][0], 400), "    ")
            continue
        for fact in one["rests_on"]:
            lines += _wrapped(f"- {readable(fact, 600)}", "    ")
        lines += _wrapped(f"Cannot say: {one['cannot_say']}", "    ")
    return "\n".join(lines)


def table_text(page: Page) -> str:
    """Return the persona table: shares of the reposters, of the networked, of the control's, and of those compared."""
    lines = ["Who reposted it (share of the accounts of which it is known)"]
    shares = [row for row in page["persona"] if "compared_value" in row]
    said = [row for row in shares if row["n"] >= FEWEST]
    groups = [(name, title) for name, title in GROUPS if any(row[name] is not None for row in said)]
    head = "".join(f"{title:>{CELL_WIDTH}}" for _, title in groups)
    tested = any(row["cannot_say"] is None for row in page["persona"])
    lines += [f"  {'':<{LABEL_WIDTH}}{head}"] if said else []
    for row in said:
        cells = "".join(f"{_share(row[name]):>{CELL_WIDTH}}" for name, _ in groups)
        lines.append(f"{'* ' if row['unusual'] else '  '}{row['label']:<{LABEL_WIDTH}}{cells}")
    if not tested:
        lines += _wrapped(f"Nothing can be compared: {page['comparable']['cannot_say']}.")
    for row in page["persona"]:
        if row.get("kinds"):
            mark = "* " if row["unusual"] else "  "
            lines += wrap(_kinds_text(row), WIDTH, initial_indent=mark, subsequent_indent="    ")
    if not tested:
        return "\n".join(lines)
    lines += _wrapped(
        "others: reposters of comparable posts who are in no network and did not repost this one. * differs from them "
        "beyond chance (exact or permutation test, times the rows tested, at most 1 %). Each trait has innocent "
        "reasons, and most people who have it are in no network."
    )
    for row in page["persona"]:
        if row["unusual"] and "compared_value" in row:
            lines += _wrapped(f"{row['label']}: n = {row['n']:,} and {row['compared_n']:,}. {row['caveat']}", "    ")
    unsaid = [row["label"] for row in shares if row["cannot_say"]]
    if unsaid:
        lines += _wrapped(f"Not tested (known of fewer than 20 on a side): {'; '.join(unsaid)}.")
    return "\n".join(lines)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}" if value == 0 or value >= 0.01 else f"{value:.1%}"


def _kinds_text(row: Page) -> str:
    named = [f"{readable(one['kind'], 30)} {one['share']:.0%}" for one in row["kinds"][:KINDS_SHOWN]]
    others = [f"{readable(one['kind'], 30)} {one['share']:.0%}" for one in row["compared_kinds"][:3]]
    beside = f"; others: {', '.join(others)}" if others else ""
    return f"{row['trait'].capitalize()}s (n = {row['n']:,}): {', '.join(named)}{beside}."


def time_lines(page: Page) -> list[str]:
    """Return how fast it was reposted, and the waves."""
    speed = page["speed"]
    if speed["cannot_say"]:
        lines = [f"How fast: cannot say, {speed['cannot_say']}."]
    elif _duration(speed["p10_s"]) == _duration(speed["p90_s"]):
        lines = [
            f"At least eight reposts in ten came {_duration(speed['median_s'])} after the post; {speed['fast']:,} of "
            f"{speed['n']:,} within ten seconds."
        ]
    else:
        lines = [
            f"Half of the reposts came within {_duration(speed['median_s'])} of the post, a tenth within "
            f"{_duration(speed['p10_s'])}, nine tenths within {_duration(speed['p90_s'])}; {speed['fast']:,} of "
            f"{speed['n']:,} within ten seconds."
        ]
    for wave in page["waves"]:
        usual = ", as the post appeared" if wave["at_publication"] else ""
        lines.append(
            f"Wave {cell_text(wave['start_at'])} to {cell_text(wave['end_at'])}{usual}: "
            f"{counted(wave['reposts'], 'repost')}, {wave['networked']:,} networked; {wave['expected']:.2g} expected."
        )
    return lines if page["waves"] else [*lines, "No wave: its reposts keep to their usual hours, or are too few."]


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.1f} hours"


def company_lines(page: Page) -> list[str]:
    """Return what else the reposters have in common: timelines, other authors, when their accounts were made."""
    alike, breadth, ages = page["identical_timelines"], page["amplifiers"], page["ages"]
    if alike["cannot_say"]:
        lines = [f"Identical timelines: cannot say, {alike['cannot_say']}."]
    else:
        lines = [
            f"{alike['accounts']:,} of {alike['compared']:,} reposters with five other reposts have a timeline nearly "
            "the same as another's (seven posts in ten, in the same order)."
        ]
        for pair in alike["closest"][:1]:
            lines.append(f"Closest: {pair['a']} and {pair['b']}, {pair['common']:,} of {pair['longer']:,} posts.")
    if breadth["accounts"] and breadth["top_share"] is not None:
        lines.append(
            f"Its {counted(breadth['accounts'], 'networked account')} made "
            f"{counted(breadth['reposts'], 'other repost')} of {counted(breadth['authors'], 'author')}; the first of "
            f"these has {breadth['top_share']:.0%}."
        )
    if ages["n"]:
        lines.append(
            f"Half of the accounts were made before {ages['median_at']:%Y-%m-%d} (n = {ages['n']:,}); "
            f"{ages['young_share']:.0%} in the 90 days before the post."
        )
    for batch in ages["batches"][:2]:
        lines.append(
            f"{batch['reposters']:,} of them were made from {batch['first_at']:%Y-%m-%d} on within "
            f"{counted(batch['days'], 'day')}, with {batch['accounts']:,} accounts of the case; "
            f"{batch['expected']:.2g} are usual."
        )
    return lines


def purpose_lines(purpose: Page) -> list[str]:
    """Return the mix of purposes of what the accounts post, when it changed, and what else could explain it."""
    lines = [readable(line, 1_000) for line in purpose["says"]]
    return [*lines, f"Innocent: {'; '.join(purpose['innocent'])}."] if purpose["innocent"] else lines


def control_lines(page: Page) -> list[str]:
    """Return the control post and how it was chosen, and the share of networks in the next comparable posts."""
    control = page["control_post"]
    if control is None:
        return [f"No post of the case is comparable. Wanted: {page['comparable']['rule']}"]
    share = "cannot say" if control["networked_share"] is None else _interval(control)
    lines = [
        f"Control post {control['post_id']}, {counted(control['reposts'], 'repost')}: networked {share}.",
        f"Chosen as the first of {len(page['comparable']['posts'])} comparable posts: {control['rule']}",
    ]
    others = [
        f"{one['post_id']} {one['networked_share']:.0%}"
        for one in page["comparable"]["posts"][1:COMPARABLE_SHOWN]
        if one["networked_share"] is not None
    ]
    if others:
        lines.append(f"The next ones, by members of networks: {', '.join(others)}.")
    return [*lines, *contrast_lines(page)]


def contrast_lines(page: Page) -> list[str]:
    """Return the comparable post with few networked reposts, where it is another than the control."""
    contrast = page["contrast_post"]
    if contrast is None or contrast["post_id"] == page["control_post"]["post_id"]:
        return []
    named = f"Contrast post {contrast['post_id']}, {counted(contrast['reposts'], 'repost')}: networked"
    return [f"{named} {_interval(contrast)}.", f"Chosen as {contrast['rule']}"]


def untested_lines(page: Page) -> list[str]:
    """Return the innocent explanations that were not tested for this post, and how many were."""
    tested = len(page["innocent_tested"])
    untested = [f"Not tested: {'; '.join(page['innocent_untested'])}."]
    above = f"{counted(tested, 'innocent explanation')} {'was' if tested == 1 else 'were'} tested: see above."
    return [*untested, above] if tested else untested


def _interval(one: Page) -> str:
    return f"{one['networked_share']:.1%} (95 %: {one['share_low']:.1%} to {one['share_high']:.1%})"


def reply_lines(replies: Page) -> list[str]:
    """Return how many replied, and what tells the repliers apart."""
    if not replies["replies"]:
        return ["The case holds no reply to it."]
    if replies["networked_share"] is None:
        return [f"{counted(replies['replies'], 'account')} replied. {' '.join(replies['says'])}"]
    unusual = [
        f"{row['label']} ({row['value']:.0%}, not {row['compared_value']:.0%})"
        for row in replies["persona"]
        if row["unusual"] and "compared_value" in row
    ]
    told = f"They differ from those who reply to comparable posts: {'; '.join(unusual)}." if unusual else ""
    named = f"{counted(replies['replies'], 'account')} replied: networked {_interval(replies)}."
    return [line for line in (named, told) if line]


def next_text(case: Path, page: Page) -> str:
    """Return the commands that go on from here."""
    show = f"unisono show {quote(str(case))}"
    lines = [f"{show} network {one['network']}" for one in (page["networks"] or [])[:2]]
    if page["control_post"]:
        lines.append(f"{show} post {quote(page['control_post']['post_id'])}    the control")
    contrast = page["contrast_post"]
    if contrast and contrast["post_id"] != page["control_post"]["post_id"]:
        lines.append(f"{show} post {quote(contrast['post_id'])}    the contrast")
    if page["author"]:
        lines.append(f"{show} account {quote(page['author'])}    the author")
    lines.append(f"{show} post {quote(page['post_id'])} --json    all of it, with post ids")
    return "\n".join(["How to go on", *(f"  {line}" for line in lines)])
