"""The dictionary of compressed messages, made from the recording itself: nobody's posts are shipped with Unisono."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import zstandard

from unisono.watch.replay.recording import Recording

SIZE = 112_640
MOST_SAMPLES = 20_000
MOST_SAMPLE_BYTES = 12 << 20
FEWEST_SAMPLES = 32
LEVEL = 3

Samples = list[Any]  # bytes; zstandard declares a list of more than that, and a list is of one type


class Packing:
    """Packs messages, each one zstd frame, with a dictionary that `dictionary_id` names."""

    def __init__(self, recording: Recording) -> None:
        """Make the dictionary from lines of the recording, taken evenly."""
        made = _trained(_samples(recording))
        self.dictionary = made.as_bytes()
        self.dictionary_id = made.dict_id()
        self._compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=made)

    def pack(self, message: bytes) -> bytes:
        """Return a message as one zstd frame."""
        return self._compressor.compress(message)


def _samples(recording: Recording) -> Samples:
    """Return lines of the recording, no more than fit into some megabytes."""
    step = max(1, recording.lines // MOST_SAMPLES)
    samples: Samples = []
    size = 0
    for line in islice(_lines(recording), 0, None, step):
        size += len(line)
        if size > MOST_SAMPLE_BYTES:
            break
        samples.append(line)
    while len(samples) < FEWEST_SAMPLES:
        samples += [bytes(line) + b" %d" % len(samples) for line in samples]
    return samples


def _lines(recording: Recording) -> Iterator[bytes]:
    return (line for _, line in recording.lines_from(1))


def _trained(samples: Samples) -> zstandard.ZstdCompressionDict:
    """Return a dictionary; a smaller one where the samples are too few for a large one."""
    size = SIZE
    while True:
        try:
            return zstandard.train_dictionary(size, samples)
        except zstandard.ZstdError:
            if size < 1 << 10:
                raise
            size //= 2
