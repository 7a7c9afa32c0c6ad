"""What the pages of hashtags and of links say of a flow of posts: verdict, networks, concentration, other reasons."""

from pathlib import Path
from shlex import quote

from unisono.cli.naming_accounts import at_handle, some_of
from unisono.cli.page_parts import NETWORKS_SHOWN, Page
from unisono.dossiers.hashtag.carrying import carried_sentences
from unisono.dossiers.hashtag.scoring import below_words
from unisono.model.counting import counted

VERDICT_WORDS = {
    "likely_inauthentic": "likely inauthentic",
    "coordinated": "coordinated",
    "coordinated_explained": "coordinated, and an innocent explanation fits",
    "nothing_unusual": "nothing unusual",
}


def verdict_text(page: Page) -> str:
    """Return the verdict and what it rests on."""
    if cannot_say := page.get("verdict_cannot_say"):
        return f"  Verdict: {cannot_say}."
    verdict, *rests_on = carried_sentences(page["pushed"], page["verdict"])
    named = "Verdict" if page["verdict"] is None or page["pushed"] is None else VERDICT_WORDS[page["verdict"]]
    named = f"{named[0].upper()}{named[1:]}"
    return "\n".join(f"  {line}" for line in (f"{named}: {verdict[0].lower()}{verdict[1:]}", *rests_on))


def share_text(page: Page, case: Path) -> str:
    """Return which share of the posts members of networks have, which networks, and with whom that follows them."""
    if page["networks"] is None:
        return f"  Networks: the share by members of networks is known after a scan: unisono scan {quote(str(case))}"
    if page["networked_share"] is None:
        return f"  Networks: cannot say, {page['networked']['cannot_say']}."
    followers, interval = page["networked"]["followers"], f"95 %: {page['share_low']:.1%} to {page['share_high']:.1%}"
    if not followers:
        share = f"  Networks: {page['networked_share']:.1%} of the posts ({interval})"
    else:
        share = f"  Networks: {page['networked']['members_share']:.1%} of the posts are by their members"
    if page["networks"]:
        shown = [
            f"network {one['network']} ({counted(one['posts'], 'post')} of {counted(one['accounts'], 'account')})"
            for one in page["networks"]
        ]
        share += f": {some_of(shown, NETWORKS_SHOWN)}"
    elif not followers:
        share += "; none of the posts is by a member of a network"
    if not followers:
        return f"{share}."
    return f"{share}.\n    {_followers_text(page, followers, interval)}"


def _followers_text(page: Page, followers: list[Page], interval: str) -> str:
    """Return the share with those who follow the networks, and who they are."""
    handles = {one["account_id"]: one["handle"] for one in page["loudest"]}
    named = [at_handle(handles.get(one["account"]), one["account"]) for one in followers]
    follow = "follows" if len(followers) == 1 else "follow"
    return (
        f"With {counted(len(followers), 'account')} that {follow} them, in no network but reposting the same in the "
        f"same minutes: {page['networked_share']:.1%} ({interval}): {some_of(named, NETWORKS_SHOWN)}."
    )


def ctm_text(page: Page) -> str:
    """Return the coefficient of traffic manipulation, its parts, and where it stands."""
    ctm = page["ctm"]
    parts = (
        f"  Concentration: coefficient of traffic manipulation (CTM) {ctm['value']:.1f} = {ctm['r']:.1f}/10 + "
        f"{ctm['f']:.1f} + {ctm['u']:.2f} (percent reposts, percent by the 50 most active accounts, posts per account)"
    )
    if ctm["percentile"] is None:
        return f"{parts}; how much that is for its size: {ctm['cannot_say']}."
    return (
        f"{parts}; more than {below_words(ctm['percentile'])} {ctm['reference']} (n = {ctm['reference_n']:,}; usual: "
        f"{ctm['usual']:.1f})."
    )


def few_accounts_text(page: Page) -> str:
    """Return whether few accounts carry it."""
    return "\n".join(f"  {line}" for line in page["few_accounts"]["says"])


def innocent_text(page: Page) -> str:
    """Return what else could explain it: what was measured first, then what only a reader can tell."""
    measured = [
        f"  {one['explanation'].replace('_', ' ')} (fit {one['fit']:.2f}): {one['because']}"
        for one in page["innocent"]
        if one["fit"]
    ]
    others = "; ".join(one["explanation"] for one in page["innocent"] if one["fit"] is None)
    lines = ["What else could explain it", *measured, f"  Not measured here, look for yourself: {others}."]
    return "\n".join(lines)
