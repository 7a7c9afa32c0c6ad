"""Sentence models out of a folder that the user gives: ONNX, or static vectors; nothing is fetched from anywhere."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from unisono.model.errors import DataRejectedError, UsageError

Float32 = NDArray[np.float32]

ONNX_FILES = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx")
STATIC_FILE = "model.safetensors"
TOKENIZER_FILE = "tokenizer.json"
MOST_TOKENS = 128
TEXTS_AT_ONCE = 64
INSTALL = "Type: pip install 'unisono[meaning]'"


class SentenceModel(Protocol):
    """What turns texts into directions of meaning."""

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return one row of length 1 a text: float32 (texts, dimensions); a text without a known word is a zero row."""


def load_model(folder: Path) -> SentenceModel:
    """Return the model in a folder: tokenizer.json, and model.onnx or model.safetensors (static vectors).

    Raises UsageError when the folder, a file or the extra is missing, DataRejectedError when a file cannot be read.
    """
    if not folder.is_dir():
        raise UsageError(
            f"{folder} is not a folder. Give the folder of a sentence model: {TOKENIZER_FILE} and model.onnx"
        )
    network = next((folder / name for name in ONNX_FILES if (folder / name).is_file()), None)
    static = folder / STATIC_FILE
    missing = [] if (folder / TOKENIZER_FILE).is_file() else [TOKENIZER_FILE]
    if network is None and not static.is_file():
        missing.append(f"model.onnx or {STATIC_FILE}")
    if missing:
        raise UsageError(f"{folder} has no {' and no '.join(missing)}. Give the whole folder of a sentence model.")
    tokenizer = _load_tokenizer(folder / TOKENIZER_FILE)
    return NetworkModel(network, tokenizer) if network else StaticModel(static, tokenizer)


class NetworkModel:
    """A sentence model in ONNX: its own sentence vector, or the mean or the first of its token vectors."""

    def __init__(self, file: Path, tokenizer: Any) -> None:  # the library's tokenizer, not typed
        """Load the network onto the processor."""
        try:
            from onnxruntime import InferenceSession
        except ImportError as error:
            raise UsageError(f"This model needs onnxruntime, which is not installed. {INSTALL}") from error
        try:
            self._session = InferenceSession(str(file), providers=["CPUExecutionProvider"])
        except Exception as error:  # the runtime raises its own classes, which it does not name
            raise DataRejectedError(f"{file} cannot be read as an ONNX model: {error}") from error
        self._inputs = {entry.name for entry in self._session.get_inputs()}
        self._outputs = [entry.name for entry in self._session.get_outputs()]
        self._tokenizer = tokenizer
        pooling = file.parent.parent if file.parent.name == "onnx" else file.parent
        self._first_token = _pools_first_token(pooling / "1_Pooling" / "config.json")

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return one row of length 1 a text."""
        order = sorted(range(len(texts)), key=lambda number: (len(texts[number]), number))
        rows: list[Float32] = [np.zeros(0, np.float32)] * len(texts)
        for start in range(0, len(order), TEXTS_AT_ONCE):
            chosen = order[start : start + TEXTS_AT_ONCE]
            for number, row in zip(chosen, self._encode_some([texts[number] for number in chosen]), strict=True):
                rows[number] = row
        return unit_rows(np.stack(rows)) if rows else np.zeros((0, 0), np.float32)

    def _encode_some(self, texts: list[str]) -> Float32:
        tokens = self._tokenizer.encode_batch(texts)
        longest = max(1, *(len(text.ids) for text in tokens), 1)
        numbers = np.zeros((len(texts), longest), np.int64)
        mask = np.zeros_like(numbers)
        for row, text in enumerate(tokens):
            numbers[row, : len(text.ids)], mask[row, : len(text.ids)] = text.ids, 1
        given = {"input_ids": numbers, "attention_mask": mask, "token_type_ids": np.zeros_like(numbers)}
        found = self._session.run(None, {name: given[name] for name in given if name in self._inputs})
        if "sentence_embedding" in self._outputs:
            return np.asarray(found[self._outputs.index("sentence_embedding")], np.float32)
        vectors = np.asarray(found[0], np.float32)
        if vectors.ndim == 2:
            return vectors
        if self._first_token:
            return vectors[:, 0]
        kept = mask[:, :, None].astype(np.float32)
        return np.asarray((vectors * kept).sum(axis=1) / np.maximum(kept.sum(axis=1), 1.0), np.float32)


class StaticModel:
    """A table of one vector a token: the mean of a text's tokens (the layout of model2vec)."""

    def __init__(self, file: Path, tokenizer: Any) -> None:  # the library's tokenizer, not typed
        """Load the table."""
        try:
            from safetensors.numpy import load_file
        except ImportError as error:
            raise UsageError(f"This model needs safetensors, which is not installed. {INSTALL}") from error
        try:
            tensors = load_file(str(file))
        except Exception as error:  # the library raises a class of its own
            raise DataRejectedError(f"{file} cannot be read: {error}") from error
        if "embeddings" not in tensors:
            raise DataRejectedError(f"{file} has no table `embeddings`, but: {', '.join(sorted(tensors))}")
        table = tensors["embeddings"].astype(np.float32)
        mapping = tensors.get("mapping")
        self._table = table if mapping is None else table[mapping.astype(np.int64)]
        weights = tensors.get("weights")
        self._weights = None if weights is None else weights.astype(np.float32).ravel()
        self._tokenizer = tokenizer

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return one row of length 1 a text."""
        found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        numbers = [np.array([number for number in text.ids if number < len(self._table)], np.int64) for text in found]
        rows = np.zeros((len(texts), self._table.shape[1]), np.float32)
        for row, own in enumerate(numbers):
            if len(own):
                weight = np.ones(len(own), np.float32) if self._weights is None else self._weights[own]
                rows[row] = (self._table[own] * weight[:, None]).mean(axis=0)
        return unit_rows(rows)


def unit_rows(rows: Float32) -> Float32:
    """Return the rows at length 1; a zero row stays."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1.0), np.float32)


def _load_tokenizer(file: Path) -> Any:  # the library's tokenizer, not typed
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise UsageError(f"A sentence model needs tokenizers, which is not installed. {INSTALL}") from error
    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:  # the library raises plain exceptions
        raise DataRejectedError(f"{file} cannot be read as a tokenizer: {error}") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    return tokenizer


def _pools_first_token(file: Path) -> bool:
    if not file.is_file():
        return False
    try:
        return bool(json.loads(file.read_text("utf-8")).get("pooling_mode_cls_token"))
    except (ValueError, AttributeError) as error:
        raise DataRejectedError(f"{file} cannot be read: {error}") from error
