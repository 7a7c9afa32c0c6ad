"""Which engine a scan computes with, by its name; what only another engine needs is loaded when that is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from unisono.engine.engines import EMBEDDED, Engine, InParts, PartSizes
from unisono.engine.java import require_java
from unisono.model.errors import UsageError

if TYPE_CHECKING:
    from unisono.engine.spark_files import SparkFolder

NAMES = ("embedded", "spark")


@contextmanager
def engine_named(name: str, master: str | None = None, sizes: PartSizes | None = None) -> Iterator[Engine]:
    """Yield the engine of that name, ready to compute; it is stopped afterwards.

    master: where Spark runs, as Spark names it; sizes: how steps are cut for it.
    """
    if name not in NAMES:
        raise UsageError(f"There is no engine {name!r}. Engines: {', '.join(NAMES)}. Try: --engine embedded")
    if name == "embedded":
        if master is not None:
            raise UsageError("--master says where Spark runs. Type --engine spark with it, or leave --master out.")
        yield EMBEDDED
        return
    require_spark()
    from unisono.engine.spark import SparkRunner, start_spark

    session = start_spark(master)
    try:
        yield InParts("spark", SparkRunner(session), sizes or PartSizes())
    finally:
        session.stop()


def remote_folder(engine: Engine, address: str) -> "SparkFolder":
    """Return the folder at an address; raises UsageError for an engine that reads no addresses."""
    if not isinstance(engine, InParts) or not hasattr(engine.runner, "folder_at"):
        raise UsageError(f"Only Spark reads {address}. Add: --engine spark, or copy the case to this machine.")
    found: SparkFolder = engine.runner.folder_at(address)
    return found


def require_spark() -> None:
    """Raise UsageError where pyspark, the pandas that it asks for, or Java is missing."""
    missing = [name for name in ("pyspark", "pandas") if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"The engine spark is an extra, and {' and '.join(missing)} is not installed. "
            "Type: pip install 'unisono[spark]'"
        )
    require_java()
