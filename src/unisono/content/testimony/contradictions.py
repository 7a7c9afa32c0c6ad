"""Claims of one account that cannot all be true: mother and father, 24 and 61, three occupations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

WOMEN = frozenset({"mother", "grandmother", "wife", "woman"})
MEN = frozenset({"father", "grandfather", "husband", "man"})

COMPATIBLE = {"occupation": 2, "origin": 2, "lifelong": 1, "religion": 1}
"""How many different ones people have without contradiction: two jobs, the town and the country they are from."""

AGE_TOLERANCE_YEARS = 2.0
"""How far two ages may differ beyond the time between the posts: people round, and have birthdays."""

SECONDS_OF_YEAR = 365.25 * 86_400

_CHRISTIANS = frozenset({"christian", "catholic", "protestant", "orthodox", "evangelical", "mormon"})
_NAMES = {
    "occupation": "occupations",
    "origin": "places of origin",
    "lifelong": "lifelong allegiances",
    "religion": "religions",
}


@dataclass(frozen=True)
class Claim:
    """One claim of an account: when and in which post, of what kind, and what it means."""

    at: datetime
    post: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Contradiction:
    """Claims that do not go together: of what kind, what was claimed, how many too many, and in which posts."""

    kind: str
    claimed: tuple[str, ...]
    surplus: int
    posts: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Return what was claimed, in words that state counts."""
        if self.kind == "age":
            return f"{' and '.join(self.claimed)} years old, further apart than the time between the posts"
        if self.kind == "gender":
            return " and ".join(self.claimed)
        return f"{len(self.claimed)} {_NAMES[self.kind]} ({', '.join(self.claimed)})"


def contradictions_of(claims: Sequence[Claim]) -> tuple[Contradiction, ...]:
    """Return the contradictions among the claims of one account; what was once so (`former`) contradicts nothing."""
    found = [_too_many(claims, kind, allowed) for kind, allowed in COMPATIBLE.items()]
    found += [_genders(claims), _ages(claims)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.kind))


def surplus_of(contradictions: Iterable[Contradiction]) -> int:
    """Return how many claimed identities are too many, over all kinds."""
    return sum(one.surplus for one in contradictions)


def _too_many(claims: Sequence[Claim], kind: str, allowed: int) -> Contradiction | None:
    own = [claim for claim in claims if claim.kind == kind]
    kept = {("christian" if claim.meaning in _CHRISTIANS else claim.meaning) for claim in own}
    if len(kept) <= allowed:
        return None
    return Contradiction(kind, tuple(sorted(kept)), len(kept) - allowed, _posts(own))


def _genders(claims: Sequence[Claim]) -> Contradiction | None:
    own = [claim for claim in claims if claim.kind in ("family", "group") and claim.meaning in WOMEN | MEN]
    claimed = {claim.meaning for claim in own}
    if not (claimed & WOMEN and claimed & MEN):
        return None
    return Contradiction("gender", (*sorted(claimed & WOMEN), *sorted(claimed & MEN)), 1, _posts(own))


def _ages(claims: Sequence[Claim]) -> Contradiction | None:
    """Return ages that imply births too far apart: in groups of like births, one group is expected."""
    own = [claim for claim in claims if claim.kind == "age" and claim.meaning.isdecimal()]
    births = sorted(claim.at.timestamp() / SECONDS_OF_YEAR - int(claim.meaning) for claim in own)
    begins: float | None = None
    groups = 0
    for birth in births:
        if begins is None or birth - begins > AGE_TOLERANCE_YEARS:
            begins, groups = birth, groups + 1
    if groups <= 1:
        return None
    claimed = sorted({claim.meaning for claim in own}, key=int)
    return Contradiction("age", tuple(claimed), groups - 1, _posts(own))


def _posts(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(sorted({claim.post for claim in claims}))
