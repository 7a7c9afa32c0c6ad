"""Settings of all tests: property tests repeat exactly, and processes that share the tests share no threads."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("repeatable")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # What a shell starts in the background hears no Ctrl-C; the tests press it all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)

if "PYTEST_XDIST_WORKER" in os.environ:
    # A worker is told how wide the terminal of the process that started it is; tests say themselves what they want.
    os.environ.pop("COLUMNS", None)
    os.environ.pop("LINES", None)
    # Before a test imports polars: processes of one thread each outrun as many that each use every core.
    for name in ("POLARS_MAX_THREADS", "NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    # The hundreds of processes that tests start would each compile all modules of the program anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


@pytest.hookimpl(hookwrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect no garbage while tests are gathered, nor look later through thousands of them, which all stay."""
    gc.disable()
    yield
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    """Let what was set aside be cleared away at the end like all else, and end processes that were shared."""
    gc.unfreeze()
    if (workbench := sys.modules.get("tests.web.workbench")) is not None:
        workbench.end_staying_workers()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:  # Any: xdist's own, which may be absent
    """Share the tests out file by file: see sharing_work.py."""
    if config.getoption("dist") != "loadfile":
        return None
    from tests.sharing_work import LongestFirst

    return LongestFirst(config, log)
