"""The sentences of the report: what was found, how sure that is, what it does not say."""

from collections.abc import Mapping, Sequence
from typing import Any

from unisono.exports.report.amounts import expected, number, whole
from unisono.exports.report.likelihood import likelihood_of
from unisono.model.counting import counted
from unisono.model.findings import likelihood_opening
from unisono.model.small_cases import is_too_small
from unisono.model.untested import HEADLINE, untested_text

VERDICTS = {
    "coordinated": "Coordinated",
    "coordinated_explained": "Coordinated, and an innocent explanation fits",
    "likely_inauthentic": "Likely inauthentic",
    "nothing_unusual": "Nothing unusual",
}

LAYER_ACTS = {
    "repost": "reposts",
    "reply": "replies",
    "link": "links",
    "domain": "sites",
    "hashtag": "hashtags",
    "tags": "tag sequences",
    "wording": "identical texts",
    "text": "near-identical texts",
    "image": "images",
    "mention": "mentions",
}

DISCLOSURES = {
    "internal": "Internal copy. It names accounts and quotes posts; it is not meant for publication.",
    "peer": "Peer copy. Accounts appear under pseudonyms. Posts are quoted and can be found again by their words.",
    "public": "Public copy. Accounts appear under pseudonyms, the posts’ text is withheld and times end at the minute.",
}

TOO_SMALL = "This case is too small to prove anything"
"""The headline of a case in which no group could have been found, so that none is no result."""

NOT_CLAIMED = (
    "It is not proof of automation: people who agree to act at once leave the same traces as programs.",
    "It is not proof of payment.",
    "It does not say who is behind the accounts. Unisono computes no attribution to a person, firm or state.",
    "It says nothing about accounts that are not listed, and a collection that is incomplete can hide members.",
)


def headline(record: Mapping[str, object], networks: int, accounts: int, explained: int = 0, copied: int = 0) -> str:
    """Return the report's first sentence: what was found, in plain words with counts.

    `explained` is the number of networks that an innocent explanation fits; it is told when it fits all of them.
    `copied` is the number of texts that many accounts published; it is told where there is no network.
    """
    if networks == 0 and copied:
        return f"No network, but {counted(copied, 'text')} that many accounts published"
    if networks == 0 and is_too_small(record):
        return TOO_SMALL
    if networks == 0 and untested_text(record):
        return HEADLINE
    if networks == 0:
        return "Nothing here is more than chance would give"
    twin = whole(record, "twin_networks")
    found = f"{counted(networks, 'network')}: {counted(accounts, 'account')} acted together"
    if twin is not None and twin >= networks:
        return f"{found}, but a shuffled copy gave {counted(twin, 'network')}: this may be chance"
    ordinary = ", and an innocent explanation fits" if explained == networks else ""
    return f"{found} more often than chance allows{ordinary}"


def explained_sentence(networks: int, explained: int) -> str:
    """Return how many networks an innocent explanation fits; empty where the headline says it, or for none."""
    if not 0 < explained < networks:
        return ""
    return f"An innocent explanation fits {explained:,} of the {counted(networks, 'network')}."


def copied_sentence(copied: int) -> str:
    """Return how many texts were copied, and what that does not say."""
    return (
        f"{counted(copied, 'text was', 'texts were')} published by more accounts than chance would give: the words "
        "were copied, which does not say who agreed."
    )


def what_was_tested(record: Mapping[str, object], layers: Sequence[str]) -> str:
    """Return what an empty result rests on: pairs, layers, false discovery rate; where nothing was tested, why."""
    if untested := untested_text(record):
        return untested
    acts = ", ".join(LAYER_ACTS.get(layer, layer) for layer in layers) or "no layer"
    tested = whole(record, "pairs_tested")
    return (
        f"{counted(tested, 'pair')} of accounts {'was' if tested == 1 else 'were'} tested, in these layers: {acts}. "
        f"{counted(whole(record, 'pairs') or 0, 'pair')} passed the bar, "
        "and no group of accounts passed it as a network."
    )


def twin_sentence(record: Mapping[str, object]) -> str:
    """Return what the shuffled twin gave, next to what the case gave."""
    pairs, networks = whole(record, "twin_pairs"), whole(record, "twin_networks")
    if pairs is None and networks is None:
        return (
            "No shuffled twin was run, so the error of the whole procedure was not measured on this case. "
            "Scan again without --no-twin to measure it."
        )
    gave = f"{counted(pairs, 'pair')} and {counted(networks, 'network')}"
    start = "In a copy of the case in which accounts were shuffled among like acts, the same scan found"
    if not pairs and not networks:
        return f"{start} {gave}. Zero is the goal."
    return f"{start} {gave}. Zero is the goal; read the results with that in mind."


AS_GROUP = " The group was tested as a whole: by its many weak pairs together, not pair by pair."


def likelihood_sentence(network: int, q: float | None, *, as_group: bool = False) -> str:
    """Return how likely it is that a network is more than chance; never says how confident one can be of it.

    The network's q, in which the shuffled twin has its say, is the probability of being wrong. as_group: weak pairs
    were tested together; then nothing is said of single pairs.
    """
    if q is None:
        return f"How likely it is that network {network} is more than chance was not measured."
    words = likelihood_of(1 - q)
    return (
        f"{likelihood_opening(words.word)} that the accounts of network {network} "
        f"acted together {'as a group ' if as_group else ''}more often than chance allows ({words.range})."
        + (AS_GROUP if as_group else "")
    )


def chance(row: Mapping[str, Any]) -> str:  # Any: cells of PAIRS
    """Return what chance gives for a row of PAIRS, and where that was not measured, what it is instead."""
    number_text = expected(row["expected"])
    if row.get("expected_basis") == "assumed":
        return f"at most {number_text} by chance (assumed: hardly anybody else acted on these)"
    if row.get("expected_basis") == "borrowed":
        return f"about {number_text} by chance (going by other objects: few others acted on these)"
    return f"{number_text} expected by chance"


def verdict(name: str | None) -> str:
    """Return a verdict in words."""
    return VERDICTS.get(name or "", name or "No verdict")


def explanation(name: object) -> str:
    """Return an innocent explanation's name in words."""
    text = str(name or "not named")
    return text[:1].upper() + text[1:].replace("_", " ")


def layers_in_words(layers: Mapping[str, int]) -> str:
    """Return "repost 1,204 · link 33", the layer with the most pairs first."""
    ordered = sorted(layers.items(), key=lambda layer: (-layer[1], layer[0]))
    return " · ".join(f"{name} {number(pairs)}" for name, pairs in ordered)
