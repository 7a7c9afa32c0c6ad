"""A manifest says in comments which seals belong to it and where the custody log ends."""

from unisono.exports.evidence_pack.layout import AWAITED, Head, read_head


def test_a_head_is_read_as_it_was_written() -> None:
    for head in (Head(3, "ab" * 32), Head(0, "0" * 64, is_signed=True, timestamp=AWAITED)):
        assert read_head(head.lines()) == head
        assert all(line.startswith("# ") for line in head.lines())


def test_a_head_of_another_form_is_none() -> None:
    lines = Head(3, "ab" * 32).lines()
    assert read_head(lines[:-1]) is None
    assert read_head([*lines[:2], "# signature: maybe", lines[3]]) is None
    assert read_head(["# another tool", *lines[1:]]) is None
    assert read_head([lines[0], lines[1].replace("log: 3", "log: 03"), *lines[2:]]) is None
