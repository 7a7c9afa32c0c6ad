"""A workbench on a case of two pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from tests.dossiers.written_case import put_in_network
from tests.web.workbench import signed_in
from unisono.content.pictures.adding import add_pictures

CONTENT = encode(draw(1))


@contextmanager
def pictured(folder: Path) -> Iterator[TestClient]:
    """Yield a client of a workbench with the case `case`; ann of network 1 and bob posted one picture, cat another."""
    media = {"ann": ["1.png"], "bob": ["1.png"], "cat": ["2.png"]}
    case = make_case(folder / "case", media, {"eve": "1.png"})
    add_pictures(case, write_folder(folder / "media", {"1.png": CONTENT, "2.png": encode(draw(2))}))
    put_in_network(case, ["ann"])
    with signed_in(case.path) as client:
        yield client
