"""Amounts of memory as people write them."""

from pathlib import Path

import pytest

from unisono.model import memory
from unisono.model.errors import UsageError
from unisono.model.memory import LEAST_BYTES, parse_memory, usual_memory


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("8GiB", 8 << 30),
        ("8", 8 << 30),
        ("1.5 g", 3 << 29),
        ("512MB", 512 << 20),
        ("300M", 300 << 20),
        ("1tb", 1 << 40),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, size: int) -> None:
    assert parse_memory(text) == size


@pytest.mark.parametrize("text", ["", "much", "8 GiB of it", "-3G", "10M", "0", "8B", "500000000 bytes"])
def test_what_is_no_amount_or_too_little_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--memory 8GiB"):
        parse_memory(text)


def test_the_usual_amount_is_most_of_what_there_is_and_no_more_than_a_container_may(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine = usual_memory()
    assert LEAST_BYTES <= machine < 1 << 50
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(memory, "CONTAINER_LIMIT", limit)
    limit.write_text("max\n")
    assert usual_memory() >= machine
    limit.write_text(f"{1 << 30}\n")
    assert usual_memory() == int((1 << 30) * 0.6)
