"""Sending files to a workbench as a browser does."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from starlette.testclient import TestClient

from tests.web.workbench import HOST, OWN, PORT
from unisono.web.application import Application
from unisono.web.asked import Workbench
from unisono.web.cards.kept import Cards
from unisono.web.jobs.running import Jobs
from unisono.web.opened_cases import OpenedCases
from unisono.web.security.limits import MOST_UPLOADED


def visitor(*folders: Path, most_uploaded: int = MOST_UPLOADED) -> TestClient:
    """Return a client that is signed in to a workbench in which nothing is computed or run beside the server."""
    cases = OpenedCases.of([str(folder) for folder in folders])
    made = Application(Workbench(cases, Cards(), Jobs(), most_uploaded), port=PORT)
    client = TestClient(made.asgi(), base_url=HOST)
    client.get("/", params={"token": made.sessions.token})
    return client


BROWSER = {**OWN, "accept": "text/html"}


def send(client: TestClient, case: str, files: Mapping[str, bytes], **query: str) -> str:
    """Send files and return the name of the draft that they are kept in."""
    answer = client.post(
        f"/case/{case}/uploads",
        params=query,
        files=[("files", (name, content)) for name, content in files.items()],
        headers=BROWSER,
        follow_redirects=False,
    )
    assert answer.status_code == 303, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["draft"][0]


def begun(client: TestClient, address: str, form: Mapping[str, str]) -> str:
    """Post a form that starts a job, and return the job's name."""
    answer = client.post(address, data=dict(form), headers=BROWSER, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return urlsplit(answer.headers["location"]).path.rpartition("/")[2]
