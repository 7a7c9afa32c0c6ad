"""One Spark for all tests that ask for one: real, on two cores of this machine, started when it is first needed."""

import atexit
import os
from functools import cache

from unisono.engine.choosing import engine_named
from unisono.engine.engines import InParts, PartSizes

SMALL_PARTS = PartSizes(work=400_000, least_work=100_000, rows=4_000, least_rows=8_000)
"""So small that the stories are cut at all."""

QUICK_JAVA = "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' pyspark-shell"
"""Compiles less: worth it for a Spark that runs for seconds."""


@cache
def spark_engine() -> InParts:
    """Start Spark and return the engine; it stops when the tests end."""
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", QUICK_JAVA)
    started = engine_named("spark", "local[2]", SMALL_PARTS)
    engine = started.__enter__()
    atexit.register(started.__exit__, None, None, None)
    assert isinstance(engine, InParts)
    return engine
