"""Settings of a case: what is added is kept as by the commands, what is wrong is said, hostile words do nothing."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.cli.scanned_case import scanned_case
from tests.web.uploads.sending import BROWSER, visitor
from unisono.cases import open_case
from unisono.cases.events import kept_events
from unisono.cases.same_persons import kept_links
from unisono.cases.targets import kept_targets

ADDRESS = "/case/case/settings"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scanned_case(tmp_path_factory.mktemp("settings") / "case").path


@pytest.fixture(scope="module")
def client(case: Path) -> TestClient:
    return visitor(case)


def test_the_case_is_told_of_the_world_and_forgets_it(client: TestClient, case: Path) -> None:
    event = {"action": "add-event", "name": "vote", "at": "2018-07-01", "source": "https://example.org/<b>"}
    page = client.post(ADDRESS, data=event, headers=BROWSER).text
    assert kept_events(case)["name"].to_list() == ["vote"] and "<b>" not in page
    target = {"action": "add-target", "name": "mayor", "aliases": "Ana\n Anna \n", "hashtags": "#out", "accounts": ""}
    page = client.post(ADDRESS, data=target, headers=BROWSER).text
    (kept,) = kept_targets(case).targets
    assert (kept.aliases, kept.hashtags) == (("Ana", "Anna"), ("out",)) and "/case/case/target/mayor" in page
    accounts = open_case(case).posts().select("platform", "account_id").unique().sort("account_id").collect().rows()[:2]
    names = "\n".join(f"{platform}:{account}" for platform, account in accounts)
    link = {"action": "add-same-person", "name": "Ana", "accounts": names, "because": "<i>same</i> page"}
    page = client.post(ADDRESS, data=link, headers=BROWSER).text
    assert len(kept_links(case)[0].accounts) == 2 and "<i>same" not in page
    card = client.get(ADDRESS + "?as=json").json()
    assert [len(card[name]) for name in ("events", "targets", "same_persons")] == [1, 1, 1]
    for action, name in (("remove-event", "vote"), ("remove-target", "mayor"), ("remove-same-person", "Ana")):
        client.post(ADDRESS, data={"action": action, "name": name}, headers=BROWSER)
    assert kept_events(case).is_empty() and not kept_targets(case).targets and kept_links(case) == []


def test_the_zone_changes_and_nothing_else(client: TestClient, case: Path) -> None:
    before = open_case(case).counts()
    client.post(ADDRESS, data={"action": "zone", "zone": "America/Mexico_City"}, headers=BROWSER)
    assert open_case(case).zone == "America/Mexico_City" and open_case(case).counts() == before
    assert 'value="America/Mexico_City"' in client.get(ADDRESS).text


@pytest.mark.parametrize(
    "form",
    [
        {"action": "zone", "zone": "../etc/passwd"},
        {"action": "add-event", "name": "vote", "at": "soon"},
        {"action": "add-event", "name": "../evil", "at": "2018-07-01"},
        {"action": "add-target", "name": "mayor", "hashtags": "out!"},
        {"action": "add-target", "name": "<script>alert(1)</script>"},
        {"action": "add-same-person", "name": "Ana", "accounts": "nobody\nno-one", "because": "so"},
        {"action": "add-same-person", "name": "Ana", "accounts": "", "because": "so"},
        {"action": "remove-event", "name": "never"},
        {"action": "explode"},
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(client: TestClient, case: Path, form: dict[str, str]) -> None:
    before = client.get(ADDRESS + "?as=json").json()
    answer = client.post(ADDRESS, data=form, headers=BROWSER)
    assert answer.status_code == 400 and 'role="alert"' in answer.text and "<script>alert" not in answer.text
    after = client.get(ADDRESS + "?as=json").json()
    assert {**after, "bytes": 0} == {**before, "bytes": 0}
