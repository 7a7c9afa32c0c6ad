"""Whether two cases are one: a case is known by the files it was made of, wherever its folder lies."""

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import orjson

Sources = frozenset[str]
"""The SHA-256 of each file of a case."""


def sources_of(kept: str | None) -> Sources:
    """Return the files' hashes from the JSON that the registry keeps of them."""
    return frozenset(str(one) for one in orjson.loads(kept or "[]") if one)


def case_key(sources: Iterable[str]) -> str:
    """Return what names a case in the registry: the first 16 hex digits of the SHA-256 of its files' hashes, sorted."""
    return hashlib.sha256("\n".join(sorted(set(sources))).encode()).hexdigest()[:16]


def is_same_case(ones: AbstractSet[str], others: AbstractSet[str]) -> bool:
    """Say whether two cases are one: all files of one of them are in the other, as where files were imported since."""
    return bool(ones) and bool(others) and (ones <= others or others <= ones)
