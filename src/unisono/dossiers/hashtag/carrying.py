"""Whether networks carry a flow of posts, in sentences: the verdict, and the numbers that it rests on."""

from unisono.dossiers.expected_numbers import expected_text
from unisono.dossiers.subject_posts import Card
from unisono.model.counting import counted

VERDICTS = {
    "likely_inauthentic": "Networks carry it; what is known of them makes it likely inauthentic.",
    "coordinated": "Accounts that acted together carry it, and no innocent explanation that was tested fits them.",
    "coordinated_explained": "Accounts that acted together carry it, and an innocent explanation fits them.",
    "nothing_unusual": "Networks carry no more of it than chance gives.",
}

NOT_SCANNED = "Whether networks carry it is known after a scan."


def carried_sentences(pushed: Card | None, verdict: str | None) -> list[str]:
    """Return the verdict in a sentence, and what it rests on where something could be tested.

    pushed: of scoring.pushed_card; verdict: of scoring.verdict_of_flow. Both are null where the case was not scanned.
    """
    if pushed is None or verdict is None:
        return [NOT_SCANNED]
    if pushed["expected"] is None:
        return [VERDICTS[verdict]]
    members, usual = counted(pushed["pushers"], "member"), expected_text(pushed["expected"])
    of = "networks" if pushed["network"] is None else f"network {pushed['network']}"
    return [
        VERDICTS[verdict],
        f"{members} of {of} used it; going by everybody else, and by how many tags they use, chance gives "
        f"{usual} (p = {pushed['p']:.2g}, q = {pushed['q']:.2g} over {pushed['tested']:,} tested).",
    ]
