"""Folders at addresses that Hadoop reads, such as hdfs://, s3a:// and file://, through a Spark session."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from unisono.model.errors import UnisonoError, UsageError

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

S3A_JARS = (
    "Spark reads s3a:// with the library hadoop-aws of its own Hadoop. Type: "
    "export PYSPARK_SUBMIT_ARGS='--packages org.apache.hadoop:hadoop-aws:{version} pyspark-shell'"
)


def is_address(case: str) -> bool:
    """Say whether a case is named by an address rather than by a path."""
    return ADDRESS.match(case) is not None


class SparkFolder:
    """A folder at an address; names are paths inside it, with slashes."""

    def __init__(self, session: Any, address: str) -> None:  # Any: a Spark session, untyped outside spark.py
        """Open it; raises UsageError where it is not there or Spark knows no such address."""
        self.address = address.rstrip("/")
        java, context = session._jvm, session._jsc
        self._path = java.org.apache.hadoop.fs.Path
        try:
            self._root = self._path(self.address)
            self._files = self._root.getFileSystem(context.hadoopConfiguration())
            self._root = self._files.resolvePath(self._root)
            found = self._files.isDirectory(self._root)
        # What Java raises comes through py4j, which only spark.py knows.
        except Exception as error:
            raise UsageError(self._trouble(str(error), java)) from error
        if not found:
            raise UsageError(f"{address} is no folder. Name the folder of a case, in which case.json lies.")

    def sizes(self) -> dict[str, int]:
        """Return the bytes of each file, by its name."""
        start, found = len(self._root.toUri().getPath().rstrip("/")) + 1, {}
        with self._doing("list its files"):
            files = self._files.listFiles(self._root, True)
            while files.hasNext():
                one = files.next()
                found[one.getPath().toUri().getPath()[start:]] = int(one.getLen())
        return found

    def fetch(self, name: str, into: Path) -> None:
        """Copy a file to a path of this machine."""
        into.parent.mkdir(parents=True, exist_ok=True)
        with self._doing(f"fetch {name}"):
            self._files.copyToLocalFile(False, self._at(name), self._path(into.resolve().as_uri()), True)

    def send(self, file: Path, name: str) -> None:
        """Copy a file of this machine here, in the place of one of that name."""
        with self._doing(f"write {name}"):
            self._files.copyFromLocalFile(False, True, self._path(file.resolve().as_uri()), self._at(name))

    def rename(self, old: str, new: str) -> None:
        """Give a file or folder another name."""
        with self._doing(f"rename {old} to {new}"):
            is_done = self._files.rename(self._at(old), self._at(new))
        # Most file systems say no here rather than raise.
        if not is_done:
            raise UnisonoError(f"{self.address}: could not rename {old} to {new}.")

    @contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        """Turn what Java raises meanwhile, which only spark.py knows by its class, into an error that says where."""
        try:
            yield
        except Exception as error:
            raise UnisonoError(f"{self.address}: could not {what}: {_telling(str(error))}") from error

    def _at(self, name: str) -> Any:  # Any: Hadoop's path
        return self._path(self._root, name)

    def _trouble(self, said: str, java: Any) -> str:  # Any: the gateway to Java
        if "S3AFileSystem" in said:
            return S3A_JARS.format(version=java.org.apache.hadoop.util.VersionInfo.getVersion())
        if "FileNotFound" in said:
            return f"There is nothing at {self.address}. Name the folder of a case, in which case.json lies."
        return f"Spark cannot open {self.address}: {_telling(said)}"


def _telling(said: str) -> str:
    """Return the first line that names an exception, of what Java said."""
    lines = [line for line in said.splitlines() if "Exception" in line] or said.splitlines() or ["no reason given"]
    return lines[0].strip(": ")[:300]
