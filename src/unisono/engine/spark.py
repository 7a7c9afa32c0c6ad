"""Runs the heavy steps of a scan on Spark: the same functions, on the workers of a cluster or of this machine."""

import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import SparkConf
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from unisono.engine.parts.declaration import Part, Step, Summing
from unisono.engine.parts.here import deal_rows, sum_tables
from unisono.engine.parts.packing import pack_part, unpack_part
from unisono.engine.spark_files import SparkFolder
from unisono.model.errors import UnisonoError, UsageError

PACKED = pa.schema([("part", pa.int32()), ("packed", pa.binary())])
RECORDS = "spark.sql.execution.arrow.maxRecordsPerBatch"
DEFAULT_MASTER = "local[*]"
REACHED_WITHIN_SECONDS = 10


def start_spark(master: str | None) -> SparkSession:
    """Start Spark, or use the one that spark-submit started; raises UsageError where that cannot be done.

    master: as Spark names it, such as local[2], yarn or spark://host:7077; None is what spark-submit was given, else
    all cores of this machine.
    """
    is_submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    named = master or (None if is_submitted else DEFAULT_MASTER)
    _require_reachable(named)
    with _quiet() as told:
        try:
            session: SparkSession = SparkSession.builder.config(conf=_settings(named)).getOrCreate()
        # What a gateway raises when Java stops while it starts has no class of its own.
        except Exception as error:
            raise UsageError(
                f"Spark could not be started on {named or 'what spark-submit was given'}: {_reason(error, told())} "
                "Type --master local[2] to compute on this machine, or see Spark's own settings in SPARK_CONF_DIR."
            ) from error
    session.sparkContext.setLogLevel("OFF")
    return session


class SparkRunner:
    """Sends parts to the workers of a Spark session, where they are computed by the very functions of the steps."""

    def __init__(self, session: SparkSession) -> None:
        """Use a session that was started."""
        self._session = session

    def map_parts(self, step: Step, parts: Sequence[Part]) -> list[pa.Table]:
        """Return the results in the order of the parts."""
        with _told_by_workers(step):
            sent = self._sent(parts).mapInArrow(partial(_run_and_pack, step=step), from_arrow_schema(PACKED))
            found = sent.toArrow().to_pydict()
        packed = dict(zip(found["part"], found["packed"], strict=True))
        return [unpack_part(packed[place])[0] for place in range(len(parts))]

    def sum_parts(self, step: Step, parts: Sequence[Part], summing: Summing) -> pa.Table:
        """Return the results of all parts as one table, a row for each key and its value, in any order."""
        schema = pa.schema([step.schema.field(name) for name in (*summing.key, summing.value)])
        with _told_by_workers(step):
            buckets = max(len(parts), self._session.sparkContext.defaultParallelism)
            dealt = partial(_run_and_deal, step=step, summing=summing, buckets=buckets)
            found = self._sent(parts).mapInArrow(dealt, from_arrow_schema(PACKED))
            summed = found.groupBy("part").applyInArrow(_summing(summing), from_arrow_schema(PACKED))
            packed = summed.toArrow().column("packed")
        return pa.concat_tables([schema.empty_table(), *(unpack_part(one.as_buffer())[0] for one in packed)])

    def folder_at(self, address: str) -> SparkFolder:
        """Return the folder at an address that Spark reads, such as hdfs:// or s3a://."""
        return SparkFolder(self._session, address)

    def _sent(self, parts: Sequence[Part]) -> DataFrame:
        """Return a row for each part."""
        rows = pa.table([list(range(len(parts))), [pack_part(part) for part in parts]], schema=PACKED)
        usual = self._session.conf.get(RECORDS)
        # Batches of one row each: Spark takes rows from here by batches, and shares the batches out.
        self._session.conf.set(RECORDS, "1")
        try:
            return self._session.createDataFrame(rows)
        finally:
            self._session.conf.set(RECORDS, usual or "10000")


def _run_and_pack(batches: Iterator[pa.RecordBatch], step: Step) -> Iterator[pa.RecordBatch]:
    """Run a step on each part that comes and give back one row for it, on a worker."""
    for batch in batches:
        for part, packed in zip(batch.column("part"), batch.column("packed"), strict=True):
            result = pack_part((step.run(*unpack_part(packed.as_buffer())),))
            yield pa.record_batch([[part.as_py()], [result]], schema=PACKED)


def _run_and_deal(
    batches: Iterator[pa.RecordBatch], step: Step, summing: Summing, buckets: int
) -> Iterator[pa.RecordBatch]:
    """Run a step on each part that comes and deal what it found into buckets by its key, on a worker."""
    for batch in batches:
        for packed in batch.column("packed"):
            dealt = deal_rows(step.run(*unpack_part(packed.as_buffer())), summing, buckets)
            for bucket, rows in dealt:
                yield pa.record_batch([[bucket], [pack_part((rows,))]], schema=PACKED)


def _summing(summing: Summing) -> Callable[[pa.Table], pa.Table]:
    """Return the function that sums what all parts found of the keys of one bucket, for workers."""

    # Spark reads the types of this function to know how to call it.
    def sum_bucket(rows: pa.Table) -> pa.Table:
        found = [unpack_part(one.as_buffer())[0] for one in rows.column("packed")]
        return pa.table([[rows["part"][0].as_py()], [pack_part((sum_tables(found, summing),))]], schema=PACKED)

    return sum_bucket


def _settings(master: str | None) -> SparkConf:
    conf = SparkConf().setAppName("unisono scan")
    conf.set("spark.sql.session.timeZone", "UTC")
    conf.set("spark.driver.maxResultSize", "0")
    conf.set("spark.rpc.message.maxSize", "1024")
    # Each worker has one core: libraries that start a thread a core would only wait for each other.
    for name in ("POLARS_MAX_THREADS", "NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        conf.set(f"spark.executorEnv.{name}", "1")
    if master is None:
        return conf
    conf.setMaster(master)
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        for name, value in (
            ("spark.driver.bindAddress", "127.0.0.1"),
            ("spark.driver.host", "127.0.0.1"),
            ("spark.ui.enabled", "false"),
            ("spark.sql.shuffle.partitions", "8"),
        ):
            conf.set(name, value)
        if "driver-memory" not in os.environ.get("PYSPARK_SUBMIT_ARGS", ""):
            conf.set("spark.driver.memory", "2g")
    return conf


def _require_reachable(master: str | None) -> None:
    if master is None or master.startswith(("local", "k8s://")):
        return
    if master == "yarn":
        if not os.environ.get("HADOOP_CONF_DIR") and not os.environ.get("YARN_CONF_DIR"):
            raise UsageError(
                "--master yarn needs the cluster's settings. Type: export HADOOP_CONF_DIR=/etc/hadoop/conf, or where "
                "yarn-site.xml and core-site.xml lie"
            )
        return
    hosts = master.removeprefix("spark://").split(",") if master.startswith("spark://") else []
    if not hosts or not all(host.rpartition(":")[2].isdigit() for host in hosts):
        raise UsageError(f"There is no Spark master {master!r}. Type one such as local[2], spark://HOST:7077 or yarn.")
    if not any(_answers(*host.rpartition(":")[::2]) for host in hosts):
        raise UsageError(
            f"Nothing answers at {master}. See that Spark's master runs there and that this machine may reach it, or "
            "compute on this machine: --master local[2]"
        )


def _answers(host: str, port: str) -> bool:
    with suppress(OSError), socket.create_connection((host, int(port)), REACHED_WITHIN_SECONDS):
        return True
    return False


@contextmanager
def _quiet() -> Iterator[Any]:  # Any: a function that returns what was said
    """Keep from the terminal what Java says, from its start on; yields a function that returns it."""
    with tempfile.TemporaryFile() as said:
        kept = os.dup(2)
        os.dup2(said.fileno(), 2)

        def told() -> str:
            said.seek(0)
            return said.read().decode(errors="replace")

        try:
            yield told
        finally:
            os.dup2(kept, 2)
            os.close(kept)


@contextmanager
def _told_by_workers(step: Step) -> Iterator[None]:
    """Turn what went wrong on a worker into an error that says where."""
    try:
        yield
    except (PySparkException, Py4JError) as error:
        lines = str(error)
        if "No module named 'unisono'" in lines or "No module named 'pyarrow'" in lines:
            raise UsageError(
                "The workers of the cluster have no Unisono. Send them this environment: see "
                "docs/guides/scan-on-a-cluster.md"
            ) from error
        raise UnisonoError(f"Spark could not compute the step {step.name!r}: {_reason(error, '')}") from error


def _reason(error: Exception, told: str) -> str:
    """Return the line that tells most: the last that names an error, of what was raised, else of what was said."""
    for text in (str(error), told):
        naming = [line.strip() for line in text.splitlines() if "Error" in line or "Exception" in line]
        if naming:
            return naming[-1][:300].rstrip(".") + "."
    return (str(error).strip().splitlines() or ["no reason was given"])[0][:300].rstrip(".") + "."
