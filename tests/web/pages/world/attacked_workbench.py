"""A workbench on the case of two targets."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from tests.dossiers.target.attacked_case import attacked_case
from tests.web.workbench import signed_in


@contextmanager
def attacked(folder: Path, *, scanned: bool = True) -> Iterator[TestClient]:
    """Yield a client of a workbench with the case `case`."""
    with signed_in(attacked_case(folder / "case", scanned=scanned).path) as client:
        yield client
