"""Sentence models of a few words, written to a folder in the layouts that real ones have."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

Table = NDArray[np.float32]


def write_tokenizer(folder: Path, words: list[str]) -> None:
    """Write a tokenizer that splits at spaces; number 0 is an unknown word."""
    vocabulary = {word: number for number, word in enumerate(["[UNK]", *words])}
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), "utf-8")


def write_static_model(folder: Path, vectors: dict[str, Table], weights: Table | None = None) -> Path:
    """Write a model of one vector a word."""
    write_tokenizer(folder, list(vectors))
    tensors = {"embeddings": table_of(vectors)}
    save_file(tensors | ({} if weights is None else {"weights": weights}), str(folder / "model.safetensors"))
    return folder


def write_network(folder: Path, vectors: dict[str, Table], file: str = "model.onnx") -> Path:
    """Write an ONNX network of one node, which looks up the vector of each token."""
    write_tokenizer(folder, list(vectors))
    table = table_of(vectors)
    tensor = _field(1, table.shape[0]) + _field(1, table.shape[1]) + _field(2, 1)
    tensor += _field(8, b"table") + _field(9, table.tobytes())
    node = _field(1, b"table") + _field(1, b"input_ids") + _field(2, b"last_hidden_state") + _field(4, b"Gather")
    given = _value(b"input_ids", 7, [b"texts", b"tokens"])
    found = _value(b"last_hidden_state", 1, [b"texts", b"tokens", b"dimensions"])
    graph = _field(1, node) + _field(2, b"tiny") + _field(5, tensor) + _field(11, given) + _field(12, found)
    opset = _field(1, b"") + _field(2, 13)
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(_field(1, 8) + _field(7, graph) + _field(8, opset))
    return folder


def table_of(vectors: dict[str, Table]) -> Table:
    """Return the vectors as a table, an unknown word's zeros first."""
    rows = [np.zeros_like(next(iter(vectors.values()))), *vectors.values()]
    return np.stack(rows).astype(np.float32)


def _value(name: bytes, kind: int, axes: list[bytes]) -> bytes:
    shape = b"".join(_field(1, _field(2, axis)) for axis in axes)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))


def _field(number: int, value: int | bytes) -> bytes:
    """Return one field of a protocol buffer: a whole number or bytes."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    parts = []
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])
