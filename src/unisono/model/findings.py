"""How a finding gets its name, what its numbers mean, and the word for how likely it is."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

LIKELIHOOD = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)
"""Upper bounds of the probability and their words: ICD 203 of the United States intelligence community, 2015."""


EXPECTATION_BASES = ("measured", "borrowed", "assumed")
"""On what the number that chance would give rests, for the most part: what others did on the same objects (or how the
two accounts act elsewhere), what others did on objects of like size, or an assumption, where nobody else acts."""


BOUND = "bound"
"""Basis of an expected number that is no estimate but the most that chance could give."""


@dataclass(frozen=True)
class Meaning:
    """What the numbers of a finding mean for one kind of subject."""

    value: str
    expected: str
    p: str
    q: str


MEANINGS: dict[tuple[str, str], Meaning] = {
    ("co_action", "pair"): Meaning(
        value="common objects on which both acted within the window",
        expected="the common objects that chance would give; `expected_basis` says whether others' acts on these"
        " objects show it (measured), others' acts elsewhere (borrowed), or nobody's (assumed)",
        p="how often chance would give this pair as much in this layer, all windows combined",
        q="the share of false ones to expect among all pairs at least this strong, all layers combined",
    ),
    ("co_action", "network"): Meaning(
        value="pairs of members that acted together significantly (or, in a network of weak pairs, unusually)",
        expected="a bound: at most so many of its possible pairs (n) would be as strong as its weakest pair by chance",
        p="the same number as q: no p-value of a network as a whole is computed",
        q="the larger of the highest q among its members and the share of networks this strong that the shuffled twin"
        " has",
    ),
    ("co_action", "account"): Meaning(
        value="partners: members of its network that it met unusually often, significantly or with p at most 1 %",
        expected="a bound: at most 1 % of the other members (n) would be unusual partners by chance",
        p="the same number as q: no p-value of a member by itself is computed",
        q="the share of false ones to expect among all members at least as closely tied to their network",
    ),
    ("copied_text", "text"): Meaning(
        value="accounts that published this wording, or one nearly the same",
        expected="a bound: fewer accounts than this would write it by chance, going by how the words of the other texts"
        " follow one another, times a hundred",
        p="how often chance would give so many accounts after the first",
        q="the share of false ones to expect among all wordings (n) at least this surprising",
    ),
    ("testimony", "text"): Meaning(
        value="accounts that say who they are, in the first person, in this text's words",
        expected="a bound: fewer accounts than this would write the text's fixed words by chance, whatever stands in"
        " the slots, going by how the words of the other texts follow one another, times a hundred",
        p="how often chance would give so many accounts after the first",
        q="the share of false ones to expect among all texts of five accounts or more (n) at least this surprising",
    ),
    ("contradicting_claims", "account"): Meaning(
        value="identities too many: those that one person would have to drop for the others to go together",
        expected="the same of the accounts with like as many claims: their surplus for each claim, times its claims",
        p="how often an account with that expectation would have as many too many",
        q="the share of false ones to expect among all accounts with claims in two posts at least this surprising",
    ),
    ("pushed_hashtag", "hashtag"): Meaning(
        value="members of one network, or of all together, that used the hashtag, in posts or reposts: those of the"
        " most surprising test",
        expected="how many of them would, if as likely as everybody outside of networks to use it each time they use"
        " some hashtag",
        p="how often chance would give as many members, times the tests of the hashtag",
        q="the share of false ones to expect among all hashtags of ten posts and three accounts or more (n) at least"
        " this surprising",
    ),
    ("avatar_reuse", "image"): Meaning(
        value="accounts that have shown this profile picture",
        expected="how many accounts show one of the other profile pictures of the case, on average",
        p="how often a picture is shown by as many accounts, if most are shown by few and some by many",
        q="the share of false ones to expect among all profile pictures (n) at least this surprising",
    ),
    ("born_together", "cohort"): Meaning(
        value="accounts made within these days",
        expected="accounts usually made in so many days, going by the 31 days around them",
        p="how often chance would give as many in these very days",
        q="the share of false ones to expect among all stretches of 1 to 7 days at least this surprising",
    ),
    ("born_together", "network"): Meaning(
        value="members made within these days",
        expected="how many of so many accounts of the case were made in these days, going by what is usual around them",
        p="how often some stretch of 1 to 7 days would hold as many: that of the most surprising one, times all",
        q="the share of false ones to expect among all networks (n) at least this surprising",
    ),
    ("dormancy", "account"): Meaning(
        value="days of which the case has something, but no post of the account: its longest silence",
        expected="days of its next longest silence",
        p="how often the longest of its pauses would be as long, if it runs out as its other pauses do, and as those"
        " of the case's accounts do",
        q="the share of false ones to expect among all accounts with pauses enough (n) at least this surprising",
    ),
    ("woke_together", "cohort"): Meaning(
        value="accounts that ended a long silence within these days",
        expected="how many of those that could have (n) chance would wake in these days: the most of three counts, by"
        " how much each day brings back others, how often accounts wake in the weeks around, and how many of those that"
        " pause are called back",
        p="how often chance would wake as many in these very days",
        q="at most how often chance would do so within 1, 3, 7 or 14 days anywhere in the case",
    ),
    ("woke_together", "network"): Meaning(
        value="members that ended a long silence within these days",
        expected="how many of the members that could have (n) chance would wake in these days, as in a cohort; around"
        " an event, how many of all members with 8 posts or more (n) would, the more of two counts: by the members that"
        " came back outside of these days, and by the share that came back of everybody else who was long silent",
        p="how often chance would wake as many members in these very days",
        q="at most how often chance would do so within 1, 3, 7 or 14 days anywhere in the case, in any network; around"
        " an event, the share of false ones to expect among all events, sides and networks at least this surprising",
    ),
    ("woke_together", "event"): Meaning(
        value="accounts that ended a long silence within 14 days before, or after, the event",
        expected="how many of all that came back (n) chance would wake in these days: the most of three counts, by how"
        " many came back outside of them, by how many of those that pause are called back in them, and by how many came"
        " back in the weeks around",
        p="how often chance would wake as many in these very days",
        q="the share of false ones to expect among all events, sides and networks at least this surprising",
    ),
    ("turn", "account"): Meaning(
        value="bits by which what it posts about differs before and after: the mean Jensen-Shannon divergence of its"
        " hashtags, sites, words and languages",
        expected="what its days in random order give, and what others of its platform and language changed by at that"
        " date",
        p="how often its days in random order, in blocks, would differ by as much beyond what the others changed by",
        q="the share of false ones to expect among all accounts with posts enough (n) at least this surprising",
    ),
    ("turned_together", "cohort"): Meaning(
        value="accounts that changed their subject within seven days, half of them or more to one that few others have",
        expected="how many of those with posts enough (n) change theirs in seven days of the rest of the case",
        p="how often chance would let as many change theirs in some seven days of the case",
        q="the share of false ones to expect among all spells with three or more at least this surprising",
    ),
    ("turned_together", "network"): Meaning(
        value="members that changed their subject within seven days",
        expected="how many of its members with posts enough (n) would, if as likely as the accounts outside",
        p="how often chance would let as many members change theirs in some seven days of the case",
        q="the share of false ones to expect among all networks at least this surprising",
    ),
    ("identity_change", "account"): Meaning(
        value="things (handle, name, bio, picture) that changed at once between two dated profiles",
        expected="how many changed at once in an account with two dated profiles or more (n), on average",
        p="the share of these accounts that changed as much, itself included and one more counted",
        q="the same number as p: how seldom it is, which is no test",
    ),
    ("co_deletion", "cohort"): Meaning(
        value="accounts whose posts were noted as deleted in this minute",
        expected="accounts that usually delete in such a minute, going by the hour and the day around it and by the"
        " same minute of other hours",
        p="how often chance would give as many in this very minute",
        q="the share of false ones to expect among all minutes (n) at least this surprising",
    ),
    ("co_deletion", "network"): Meaning(
        value="members of whom posts are gone that a later file should have",
        expected="how many of its members whose posts were looked for again (n) would have lost posts, if as likely as"
        " accounts outside with about as many posts",
        p="how often chance would give as many",
        q="the share of false ones to expect among all networks at least this surprising",
    ),
    ("amplified_post", "post"): Meaning(
        value="reposts of the post by members of networks",
        expected="how many of its reposts collected (n) would be, as in posts on which no network acted",
        p="how often chance would give as many, if posts differ as much from each other as those do",
        q="the share of false ones to expect among all posts with ten reposts or more at least this surprising",
    ),
    ("attacks", "target"): Meaning(
        value="posts against the target in one episode: with hostile words, or a hashtag used against it",
        expected="posts against it that its hours usually have outside of episodes, or that go with so many other posts"
        " about it, whichever is more",
        p="how often chance would give as many in so many hours, anywhere in the case",
        q="the share of false ones to expect among all episodes of all targets at least this surprising",
    ),
}
"""What `value`, `expected`, `p` and `q` of a finding are, by its detector and kind of subject."""


def chance_words(expected: float, basis: str | None, about: str = "") -> str:
    """Return what chance gives as half a sentence, which says where the number was not measured.

    about: "about " where a measured number is a median.

    >>> chance_words(0.0123, "measured")
    'chance gives 0.012'
    >>> chance_words(112.4, "measured")
    'chance gives 112'
    """
    given = f"{expected:,.0f}" if expected >= 10 else f"{expected:.2g}"
    if basis == "assumed":
        return (
            f"chance is taken to give {given} at most: hardly anybody else acted on these objects, so this is "
            "assumed, not measured"
        )
    if basis == "borrowed":
        return f"chance gives about {given}, going by what others did on other objects, as few of them acted on these"
    return f"chance gives {about}{given}"


def likelihood_word(probability: float) -> str:
    """Return the word for a probability from 0 to 1.

    >>> likelihood_word(0.99)
    'almost certain'
    """
    for bound, word in LIKELIHOOD:
        if probability < bound:
            return word
    return LIKELIHOOD[-1][1]


def likelihood_opening(word: str) -> str:
    """Return how a sentence that says a likelihood begins.

    >>> likelihood_opening("almost certain"), likelihood_opening("roughly even chance")
    ('It is almost certain', 'There is a roughly even chance')
    """
    if not word.endswith("chance"):
        return f"It is {word}"
    return f"There is {'' if ' no ' in word else 'a '}{word}"


def likelihood_ranges() -> dict[str, str]:
    """Return the range that each word stands for, in percent; nothing is said to be surer than 1 or 99 %."""
    bounds = [1, *(round(bound * 100) for bound, _ in LIKELIHOOD[:-1]), 99]
    return {word: f"{low} to {high} %" for (_, word), (low, high) in zip(LIKELIHOOD, pairwise(bounds), strict=True)}


def finding_id(detector: str, subject_kind: str, subject: str, measure: str) -> str:
    """Return a finding's id: the same claim about the same subject has the same id in every scan."""
    claim = "\x1f".join((detector, subject_kind, subject, measure))
    return "f-" + hashlib.sha256(claim.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def network_finding_id(detector: str, accounts: Iterable[str], measure: str) -> str:
    """Return the id of a finding about a network, named by its members: its number changes from scan to scan."""
    return finding_id(detector, "network", ",".join(sorted(accounts)), measure)
