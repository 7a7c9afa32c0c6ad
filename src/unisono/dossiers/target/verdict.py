"""What the episodes against a target say of coordination, in the words of the contract and with the reason."""

from collections.abc import Sequence

from unisono.dossiers.subject_posts import Card

LEAST_SHARE = 0.1
"""Share of the posts of a target's episodes that networks have at least, by the lower bound, to call it coordinated."""

MAIN_SHARE = 0.05
"""Share of these posts from which on a network counts for the verdict."""

INNOCENT = (
    "news about the target that makes many people angry by themselves",
    "an open call to protest or to complain, which people follow in their own words",
    "a party, club or fan group that posts together and says so",
    "irony, quoting, and answers that take the target's side with hostile words of others",
    "a collection made by searching for the attack alone, so that ordinary days are missing",
    "word lists that miss or mistake words, and differ from language to language",
)

TAG_ALONE = "the tag is also used by supporters, or neutrally"
"""What else explains posts that only a hashtag which the user gave makes posts against the target."""


def judge(episodes: Sequence[Card], share: Card | None, about: int, *, is_scanned: bool) -> Card:
    """Return verdict and verdict_because; share: networked_share, share_low and networks over all episodes' posts.

    The verdict is null where no scan tells who acted together, and where no post is about the target (about: how many).
    """
    if not about:
        return _verdict(None, "No post is about it, so there is nothing to judge.")
    if not episodes:
        calm = "No burst of posts against it: in no hours did more come than usually do, far enough to stand out."
        if not is_scanned:
            return _verdict(None, f"{calm} Whether accounts acted together is known after a scan.")
        return _verdict("nothing_unusual", calm)
    if share is None or share["networked_share"] is None:
        known = "not known" if is_scanned else "known after a scan"
        why = share["share_says"][0] if share else "Which share networks have: cannot say, the case was not scanned."
        return _verdict(None, f"{why} Whether accounts acted together in its episodes is {known}.")
    posts = sum(card["posts"] for card in episodes)
    told = (
        f"Members of networks made {share['networked_share']:.0%} (95 %: {share['share_low']:.0%} to "
        f"{share['share_high']:.0%}) of the {posts:,} posts of its episodes"
    )
    main = [network for network in share["networks"] if network["share"] >= MAIN_SHARE]
    if share["share_low"] < LEAST_SHARE or not main:
        return _verdict(
            "nothing_unusual",
            f"{told}: no sign that accounts acted together. Many people may be angry at once; that harms no less.",
        )
    numbers = ", ".join(str(network["network"]) for network in main)
    verdicts = {str(network["verdict"]) for network in main}
    which = f"{told}, most of them of network{'' if len(main) == 1 else 's'} {numbers}"
    if "likely_inauthentic" in verdicts:
        return _verdict(
            "likely_inauthentic",
            f"{which}; what its accounts show makes it likely that they are not what they seem: see its page.",
        )
    if verdicts == {"coordinated_explained"}:
        return _verdict("coordinated_explained", f"{which}, which an innocent explanation fits.")
    return _verdict("coordinated", f"{which}.")


def _verdict(verdict: str | None, because: str) -> Card:
    return {"verdict": verdict, "verdict_because": because}
