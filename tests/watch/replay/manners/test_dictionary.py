"""The dictionary of compressed messages comes from the recording, however short that is."""

from pathlib import Path

import pytest
import zstandard

from tests.watch.streams import post_line, write_lines
from unisono.watch.replay.manners.dictionary import SIZE, Packing
from unisono.watch.replay.manners.jetstream_events import check_event
from unisono.watch.replay.recording import read_recording


@pytest.mark.parametrize("count", [1, 3, 50, 3_000])
def test_messages_are_packed_and_unpacked(tmp_path: Path, count: int) -> None:
    lines = [post_line(number, number, f"words {number}") for number in range(count)]
    path = write_lines(tmp_path / "made.jsonl", lines)
    packing = Packing(read_recording(path, path.name, check_event, tmp_path))
    assert len(packing.dictionary) <= SIZE
    known = zstandard.ZstdCompressionDict(packing.dictionary)
    assert known.dict_id() == packing.dictionary_id > 0
    packed = [packing.pack(line) for line in lines]
    unpacking = zstandard.ZstdDecompressor(dict_data=known)
    assert [unpacking.decompress(message) for message in packed] == lines
    assert {zstandard.get_frame_parameters(message).dict_id for message in packed} == {packing.dictionary_id}
    assert sum(map(len, packed)) < sum(map(len, lines)) / 2
