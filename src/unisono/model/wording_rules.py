"""Rules for what the program says: of accounts what they did, of states nothing, of chance and trust one at a time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from unisono.model.findings import LIKELIHOOD

NATIONALITIES = (
    r"Afghan|Albanian|Algerian|American|Arab|Argentine|Armenian|Australian|Austrian|Azerbaijani|Belarusian|"
    r"Belgian|Bolivian|Brazilian|British|Bulgarian|Cambodian|Canadian|Chilean|Chinese|Colombian|Croatian|Cuban|"
    r"Czech|Danish|Dutch|Ecuadorian|Egyptian|Emirati|English|Eritrean|Estonian|Ethiopian|Filipino|Finnish|French|"
    r"Georgian|German|Ghanaian|Greek|Honduran|Hungarian|Indian|Indonesian|Iranian|Iraqi|Irish|Israeli|Italian|"
    r"Japanese|Jordanian|Kazakh|Kenyan|Korean|Kuwaiti|Latvian|Lebanese|Libyan|Lithuanian|Macedonian|Malaysian|"
    r"Mexican|Moldovan|Mongolian|Moroccan|Nicaraguan|Nigerian|Norwegian|Pakistani|Palestinian|Peruvian|Polish|"
    r"Portuguese|Qatari|Romanian|Russian|Rwandan|Saudi|Serbian|Slovak|Slovenian|Somali|Spanish|Sudanese|Swedish|"
    r"Swiss|Syrian|Taiwanese|Thai|Tunisian|Turkish|Ugandan|Ukrainian|Uzbek|Venezuelan|Vietnamese|Yemeni"
)
"""Words for who belongs to a state. Many are languages too: they count only before a word for who acts."""

ACTORS = (
    r"accounts?|networks?|operators?|operations?|operatives?|agents?|actors?|interference|propaganda|"
    r"propagandists?|governments?|military|intelligence|hackers?|disinformation|influence|regimes?|services?"
)
DOES = (
    r"operated|run|backed|sponsored|paid|hired|controlled|directed|ordered|financed|funded|launched|staged|"
    r"steered"
)
STATES = "state|government|kremlin|regime|army|military|secret service|intelligence service"

MACHINES = re.compile(
    r"\b(?:ro)?bot[ -]?(?:rings?|nets?|networks?|farms?|arm(?:y|ies)|accounts?)\b|\bis an? (?:ro)?bot\b"
    r"|(?<!declared )(?<!self-declared )\bbots\b|\btroll(?:s|ing)?\b|\btroll (?:farm|factory|arm(?:y|ies))\b"
    r"|\bcyborgs?\b|\bsock ?puppets?\b",
    re.IGNORECASE,
)
CONFIDENCE = re.compile(
    r"\b(?:high|moderate|low) confidence\b|\bconfidence\b[^.]*?\b(?:is|are|:) (?:high|moderate|low)\b", re.IGNORECASE
)
DENIED = re.compile(r"\b(?:never|not|nor|no one|nobody|cannot)\b", re.IGNORECASE)
STATED = re.compile(r"\b(?:profiles?|bios?|locations?|states?d?|says?|said|declared?) (?:\w+ ){0,4}$", re.IGNORECASE)

QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|«[^»]*»|`[^`]*`|https?://\S+|(?<!\w)[@#]\w+")
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*(?:[-*|#]|\d+\. ))")


class Fault(NamedTuple):
    """A sentence that breaks a rule: `machine`, `state` or `likelihood and confidence`."""

    rule: str
    sentence: str


@dataclass(frozen=True)
class WordingRules:
    """The rules, for these names of countries."""

    countries: tuple[str, ...] = ()

    @cached_property
    def states(self) -> re.Pattern[str]:
        """Return what names a state, or people of one, as who acts."""
        countries = "|".join(re.escape(name) for name in sorted(self.countries, key=len, reverse=True)) or r"(?!)"
        return re.compile(
            rf"\b(?:{NATIONALITIES})[ -](?:\w+[ -])?(?:{ACTORS})\b"
            rf"|(?i:\b(?:{DOES}) by (?:the |an? )?(?:\w+ )?(?:{STATES})\b)"
            rf"|\b(?i:{DOES}) by (?:the )?(?:{countries}|{NATIONALITIES})\b"
            rf"|(?i:\b(?:{STATES})[ -](?:{DOES}|linked|aligned|owned)\b)|\b(?:{countries})-(?i:{DOES}|linked|aligned)\b"
            rf"|(?i:\bby the (?:government|state|army) of\b)|(?i:\bpro-kremlin\b)"
            rf"|\b(?:{countries}) (?i:operates|runs|backs|sponsors|controls|directs|ordered|pays)\b"
        )

    def faults(self, text: str) -> Iterator[Fault]:
        """Yield the sentences of a text that break a rule; what they quote, and what they deny, does not count.

        >>> [fault.rule for fault in WordingRules().faults("It is likely, with high confidence.")]
        ['likelihood and confidence']
        """
        for sentence in sentences(text):
            own = QUOTED.sub("…", sentence)
            if MACHINES.search(own) and not DENIED.search(own):
                yield Fault("machine", sentence)
            state = self.states.search(own)
            if state and not DENIED.search(own) and not STATED.search(own[: state.start()]):
                yield Fault("state", sentence)
            if _likelihood().search(own) and CONFIDENCE.search(own):
                yield Fault("likelihood and confidence", sentence)


def sentences(text: str) -> Iterable[str]:
    """Return the sentences of a text; rows of tables, headings and points of lists are sentences of their own."""
    return (" ".join(part.split()) for part in SENTENCE.split(text) if part.strip())


@cache
def _likelihood() -> re.Pattern[str]:
    words = sorted((word for _, word in LIKELIHOOD), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b(?! inauthentic)", re.IGNORECASE)


def words_of_likelihood() -> re.Pattern[str]:
    """Return what finds a word of the table of likelihoods that means nothing else: `likely` alone is plain speech."""
    words = sorted((word for _, word in LIKELIHOOD if word != "likely"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
