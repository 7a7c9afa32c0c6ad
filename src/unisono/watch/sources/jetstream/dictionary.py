"""Compressed messages of Jetstream: zstd with a dictionary that both sides know."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult

import zstandard

from unisono.model.errors import UsageError
from unisono.watch.sources.broken_off import ConnectionLostError, RefusedError
from unisono.watch.sources.declaration import SourceOptions, Unreadable
from unisono.watch.sources.readable_lines import TOO_LARGE
from unisono.watch.sources.web_requests import WebAnswer, fetch

MAGIC = b"\x37\xa4\x30\xec"
FRAME = b"\x28\xb5\x2f\xfd"
MOST_DICTIONARY_BYTES = 16 << 20
PATH = "/xrpc/network.bsky.jetstream.getZstdDictionary"
NOT_UNPACKED = Unreadable("compressed, and not with the dictionary that is known")
NO_DICTIONARY = Unreadable("compressed, though no compression was asked for")


@dataclass(frozen=True)
class Dictionary:
    """A dictionary by which messages are unpacked, and its number."""

    number: int
    unpacker: zstandard.ZstdDecompressor

    def unpack(self, message: bytes, most_bytes: int) -> bytes | Unreadable:
        """Return a message unpacked; one that is no compressed one as it is."""
        if message[:4] != FRAME:
            return message
        try:
            size = zstandard.frame_content_size(message)
            if size > most_bytes:
                return TOO_LARGE
            return self.unpacker.decompress(message, max_output_size=most_bytes)
        except zstandard.ZstdError:
            return NOT_UNPACKED


def read_dictionary(path: Path) -> Dictionary:
    """Return the dictionary in a file; raises UsageError where it is none."""
    try:
        if path.stat().st_size > MOST_DICTIONARY_BYTES:
            raise UsageError(f"{path} is too large for a zstd dictionary. Name the file zstd_dictionary of Jetstream.")
        found = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The dictionary {path} cannot be read: {error.strerror}. Check --dictionary.") from error
    dictionary = _make(found)
    if dictionary is None:
        raise UsageError(
            f"{path} is no zstd dictionary. Take the file zstd_dictionary from Jetstream's own repository, or leave "
            "--dictionary out: then the stream comes uncompressed."
        )
    return dictionary


async def fetch_dictionary(address: SplitResult, options: SourceOptions) -> Dictionary:
    """Return the dictionary that a server of the second version hands out; raises the errors of broken_off."""
    answer = WebAnswer(address._replace(path=PATH, query=""), {}, options.connect_s, options.connect_s)
    try:
        found = await fetch(answer, MOST_DICTIONARY_BYTES)
    except RefusedError as error:
        raise RefusedError(f"{error} Leave --compress out: then the stream comes uncompressed.") from error
    dictionary = _make(found)
    if dictionary is None:
        raise ConnectionLostError(f"{answer.where} did not answer with a zstd dictionary")
    return dictionary


def _make(found: bytes) -> Dictionary | None:
    if found[:4] != MAGIC:
        return None
    try:
        known = zstandard.ZstdCompressionDict(found, dict_type=zstandard.DICT_TYPE_FULLDICT)
        known.precompute_compress(level=1)  # fails where a dictionary is torn
        return Dictionary(known.dict_id(), zstandard.ZstdDecompressor(dict_data=known))
    except zstandard.ZstdError:
        return None
