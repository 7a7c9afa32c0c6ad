"""Whether networks carry a flow of posts, in sentences: the verdict, and the numbers that it rests on."""

from unisono.dossiers.expected_numbers import expected_text
from unisono.dossiers.hashtag.scoring import PUSHED
from unisono.dossiers.subject_posts import Card
from unisono.model.counting import counted

CARRIED_FROM = 0.25
"""The share of its posts from which on the sentence says that networks carry a flow."""

VERDICTS = {
    "likely_inauthentic": "Networks carry it; what is known of them makes it likely inauthentic.",
    "coordinated": "Accounts that acted together carry it, and no innocent explanation that was tested fits them.",
    "coordinated_explained": "Accounts that acted together carry it, and an innocent explanation fits them.",
    "nothing_unusual": "Networks carry no more of it than chance gives.",
}

OF_THEM = {
    "likely_inauthentic": "What is known of them makes them likely inauthentic.",
    "coordinated": "They acted together, and no innocent explanation that was tested fits them.",
    "coordinated_explained": "They acted together, and an innocent explanation fits them.",
}

NOT_SCANNED = "Whether networks carry it is known after a scan."


def carried_sentences(pushed: Card | None, verdict: str | None, cannot_say: str | None = None) -> list[str]:
    """Return the verdict in a sentence, and what it rests on where something could be tested.

    pushed: of scoring.pushed_card; verdict and cannot_say: of scoring.limited_verdict. Verdict and pushed are null
    where the case was not scanned.
    """
    if pushed is not None and cannot_say is not None:
        return [f"Whether networks carry it: {cannot_say}."]
    if pushed is None or verdict is None:
        return [NOT_SCANNED]
    said = _verdict_sentence(pushed, verdict)
    if pushed["expected"] is None:
        return [said]
    members, usual = counted(pushed["pushers"], "member"), expected_text(pushed["expected"])
    of = "networks" if pushed["network"] is None else f"network {pushed['network']}"
    return [
        said,
        f"{members} of {of} used it; going by everybody else, and by how many tags they use, chance gives "
        f"{usual} (p = {pushed['p']:.2g}, q = {pushed['q']:.2g} over {pushed['tested']:,} tested).",
    ]


def _verdict_sentence(pushed: Card, verdict: str) -> str:
    """Return the verdict in words: that they carry it only where they have a quarter of its posts."""
    share = pushed["member_posts"] / pushed["posts"]
    if verdict not in OF_THEM or share >= CARRIED_FROM:
        return VERDICTS[verdict]
    have = f"{share:.1%} of its posts (less than a quarter, from which on they would carry it)"
    if pushed["q"] is not None and pushed["q"] <= PUSHED:
        return f"Members of networks used it more than chance gives; they have {have}. {OF_THEM[verdict]}"
    return f"Members of networks have {have}, and there is too little else to compare with. {OF_THEM[verdict]}"
