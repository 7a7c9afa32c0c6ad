"""Files of a form arrive as they were sent, in pieces of any size; what is no whole form is refused."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from unisono.cases import create_case
from unisono.model.errors import UsageError
from unisono.web.uploads import receiving
from unisono.web.uploads.kept import Draft, new_draft
from unisono.web.uploads.receiving import Receiving, boundary_of, require_space

CONTENT = bytes(range(256)) * 40


def form(files: dict[str, bytes], end: bytes = b"--B--\r\n") -> bytes:
    """Return a form with these files."""
    head = 'Content-Disposition: form-data; name="files"; filename="{}"\r\nContent-Type: text/csv\r\n\r\n'
    parts = [b"--B\r\n" + head.format(name).encode() + content + b"\r\n" for name, content in files.items()]
    return b"".join(parts) + end


def receive(draft: Draft, body: bytes, piece: int) -> Draft:
    async def chunks() -> AsyncIterator[bytes]:
        for first in range(0, len(body), piece):
            yield body[first : first + piece]

    return asyncio.run(Receiving(draft, b"B").take(chunks()))


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return new_draft(create_case(tmp_path / "case").path)


@pytest.mark.parametrize("piece", [7, 1000, 1 << 20])
def test_files_arrive_byte_for_byte_whatever_the_pieces(draft: Draft, piece: int) -> None:
    got = receive(draft, form({"a.csv": CONTENT, "A.csv": b"", "日本.csv": b"x"}), piece)
    assert [(one.name, one.file, one.bytes) for one in got.received] == [
        ("a.csv", "a.csv", len(CONTENT)),
        ("A.csv", "A-2.csv", 0),
        ("日本.csv", "日本.csv", 1),
    ]
    assert (draft.folder / "files" / "a.csv").read_bytes() == CONTENT
    assert got.received[0].sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_a_mapping_file_lies_beside_the_files(draft: Draft) -> None:
    got = receive(draft, form({"mine.toml": b"unisono_mapping = 1\n", "a.csv": b"x"}), 100)
    assert got.mapping_name == "mine.toml" and [one.name for one in got.received] == ["a.csv"]
    assert got.mapping() is not None


def test_no_file_chosen_is_no_file(draft: Draft) -> None:
    assert receive(draft, form({"": b""}), 100).received == ()


@pytest.mark.parametrize("body", [b"nothing of the sort", form({"a.csv": b"x"}, end=b""), b"--B\r\nbroken", b""])
def test_what_is_no_whole_form_is_refused(draft: Draft, body: bytes) -> None:
    with pytest.raises(UsageError, match="Send them again"):
        receive(draft, body, 100)


def test_too_many_files_and_too_long_fields_are_refused(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_FILES", 2)
    with pytest.raises(UsageError, match="Name their folder"):
        receive(draft, form({f"{number}.csv": b"x" for number in range(3)}), 100)
    field = b'--B\r\nContent-Disposition: form-data; name="x"\r\n\r\n' + b"y" * 100_000 + b"\r\n--B--\r\n"
    with pytest.raises(UsageError, match="too long"):
        receive(draft, field, 1000)


def test_a_disk_without_room_is_told_before_it_is_full(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="no copy is made"):
        require_space(draft.folder, 1 << 60)
    monkeypatch.setattr(receiving, "LEAST_FREE", 1 << 60)
    with pytest.raises(UsageError, match="Make room"):
        receive(draft, form({"a.csv": CONTENT}), 1000)


def test_only_forms_of_files_have_a_boundary() -> None:
    assert boundary_of("multipart/form-data; boundary=B") == b"B"
    for kind in ("", "application/json", "multipart/form-data", "application/x-www-form-urlencoded"):
        with pytest.raises(UsageError, match="as a form"):
            boundary_of(kind)
