"""Ids are the same for the same parts, and no two different lists of parts share one."""

import uuid

from unisono.exports.sharing.identifiers import stable_uuid


def test_ids_repeat_and_tell_parts_apart() -> None:
    assert stable_uuid("a", "bc") == stable_uuid("a", "bc")
    assert len({stable_uuid("a", "bc"), stable_uuid("ab", "c"), stable_uuid("abc"), stable_uuid("a", "b", "c")}) == 4
    assert uuid.UUID(stable_uuid("a")).version == 5
