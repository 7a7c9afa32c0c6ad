"""Sentence models that are really loaded and run, and what is said when they cannot be."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.content.tiny_models import write_network, write_static_model, write_tokenizer
from unisono.content.meaning_models import load_model, unit_rows
from unisono.model.errors import DataRejectedError, UsageError

VECTORS = {
    "pier": np.array([1, 0, 0], np.float32),
    "muelle": np.array([1, 0, 0], np.float32),
    "tea": np.array([0, 3, 4], np.float32),
}
TEXTS = ["Pier", "pier tea", "muelle pier pier", "unknown words", ""]
MEANS = unit_rows(np.array([[1, 0, 0], [1, 3, 4], [1, 0, 0], [0, 0, 0], [0, 0, 0]], np.float32))


@pytest.mark.parametrize("file", ["model.onnx", "onnx/model.onnx"])
def test_a_network_is_run_and_its_tokens_averaged(tmp_path: Path, file: str) -> None:
    found = load_model(write_network(tmp_path, VECTORS, file)).encode(TEXTS)
    assert found == pytest.approx(MEANS, abs=1e-6)


def test_a_network_may_want_its_first_token_only(tmp_path: Path) -> None:
    write_network(tmp_path, VECTORS)
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}), "utf-8")
    found = load_model(tmp_path).encode(["tea pier pier"])
    assert found == pytest.approx(np.array([[0, 0.6, 0.8]], np.float32), abs=1e-6)


def test_a_table_of_vectors_is_averaged(tmp_path: Path) -> None:
    assert load_model(write_static_model(tmp_path, VECTORS)).encode(TEXTS) == pytest.approx(MEANS, abs=1e-6)


def test_weights_of_a_table_count(tmp_path: Path) -> None:
    weights = np.array([1, 1, 1, 0], np.float32)
    found = load_model(write_static_model(tmp_path, VECTORS, weights)).encode(["pier tea"])
    assert found == pytest.approx(np.array([[1, 0, 0]], np.float32))


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    assert load_model(write_network(tmp_path, VECTORS)).encode([]).shape[0] == 0


def test_many_texts_keep_their_order(tmp_path: Path) -> None:
    texts = ["pier " * (number % 5) + "tea" for number in range(150)]
    model = load_model(write_network(tmp_path, VECTORS))
    assert model.encode(texts) == pytest.approx(np.concatenate([model.encode([text]) for text in texts]), abs=1e-6)


def test_a_missing_folder_and_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        load_model(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=r"no tokenizer\.json and no model\.onnx or model\.safetensors"):
        load_model(tmp_path)
    write_tokenizer(tmp_path, ["pier"])
    with pytest.raises(UsageError, match=r"has no model\.onnx or model\.safetensors"):
        load_model(tmp_path)


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers", "safetensors"])
def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    folder = write_static_model(tmp_path, VECTORS) if library == "safetensors" else write_network(tmp_path, VECTORS)
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    if library == "safetensors":
        monkeypatch.setitem(sys.modules, "safetensors.numpy", None)
    with pytest.raises(UsageError, match=r"pip install 'unisono\[meaning\]'"):
        load_model(folder)


@pytest.mark.parametrize("file", ["tokenizer.json", "model.onnx", "model.safetensors"])
def test_a_damaged_file_is_named(tmp_path: Path, file: str) -> None:
    write_static_model(tmp_path, VECTORS) if file == "model.safetensors" else write_network(tmp_path, VECTORS)
    (tmp_path / file).write_bytes(b"nothing of the kind")
    with pytest.raises(DataRejectedError, match=file.replace(".", r"\.")):
        load_model(tmp_path)


def test_a_table_under_another_name_is_refused(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    write_static_model(tmp_path, VECTORS)
    save_file({"weight": np.ones((2, 2), np.float32)}, str(tmp_path / "model.safetensors"))
    with pytest.raises(DataRejectedError, match="no table `embeddings`"):
        load_model(tmp_path)
