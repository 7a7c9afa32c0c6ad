"""Engines by their names, and what is said where one cannot be had."""

import pytest

from unisono.engine import choosing
from unisono.engine.choosing import engine_named
from unisono.engine.engines import EMBEDDED
from unisono.model.errors import UsageError


def test_the_embedded_engine_needs_nothing() -> None:
    with engine_named("embedded") as engine:
        assert engine is EMBEDDED


def test_an_unknown_engine_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="There is no engine"), engine_named("abacus"):
        pass


def test_a_master_without_spark_is_a_mistake() -> None:
    with pytest.raises(UsageError, match="--engine spark"), engine_named("embedded", "local[2]"):
        pass


@pytest.mark.parametrize("missing", ["pyspark", "pandas"])
def test_a_missing_library_is_told_with_the_command_that_installs_it(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "find_spec", lambda name: None if name == missing else object())
    with pytest.raises(UsageError, match=rf"{missing} is not installed. Type: pip install 'unisono\[spark\]'"):
        choosing.require_spark()
