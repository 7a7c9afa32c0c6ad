"""Error answers of interfaces are told from data, and what they say is quoted."""

import json
from pathlib import Path

import pytest

from tests.importers.table_sources import written_source
from unisono.importers.declaration import ReadSettings
from unisono.importers.error_answers import error_answer
from unisono.importers.guessing import choose_importer
from unisono.importers.opening import open_source
from unisono.model.errors import DataRejectedError

UNAUTHORIZED = {"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (UNAUTHORIZED, 'It says: "Unauthorized" (status 401)'),
        ({"errors": [{"message": "Rate limit exceeded", "code": 88}]}, 'It says: "Rate limit exceeded"'),
        ({"errors": ["no such query"], "data": None}, 'It says: "no such query"'),
        ({"error": "The access token is invalid"}, 'It says: "The access token is invalid"'),
        ({"data": {}, "error": {"code": "scope_not_authorized", "message": "no scope", "log_id": "7"}}, '"no scope"'),
        ({"message": "Forbidden", "error": 403}, 'It says: "Forbidden"'),
        ({"ok": False, "error_code": 404}, "It gives no reason"),
        ({"error": "no\u202e\u0007"}, 'It says: "no<U+202E><U+0007>"'),
    ],
)
def test_what_an_interface_says_is_quoted(answer: dict[str, object], said: str, tmp_path: Path) -> None:
    told = error_answer(written_source(tmp_path, json.dumps(answer)))
    assert told is not None
    assert "is an error answer of an interface" in told
    assert said in told


@pytest.mark.parametrize(
    "line",
    [
        {"title": "A post", "status": 200, "message": "hello"},
        {"title": "A post", "type": "image"},
        {"id": "1", "text": "hello", "error": "none"},
        {"data": [{"id": "1"}], "errors": [{"title": "Not Found Error"}]},
        {"data": {"videos": []}, "error": {"code": "ok", "message": ""}},
    ],
)
def test_data_are_no_error_answers(line: dict[str, object], tmp_path: Path) -> None:
    assert error_answer(written_source(tmp_path, json.dumps(line))) is None


def test_an_error_among_other_lines_is_no_answer(tmp_path: Path) -> None:
    assert error_answer(written_source(tmp_path, json.dumps(UNAUTHORIZED) + '\n{"id": "1"}\n')) is None


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("named", [None, "generic", "twitter_v2"])
def test_an_error_answer_is_refused_as_such_however_it_is_asked_for(
    named: str | None, indent: int | None, tmp_path: Path
) -> None:
    (tmp_path / "page.json").write_text(json.dumps(UNAUTHORIZED, indent=indent), encoding="utf-8")
    source = open_source(str(tmp_path / "page.json"), tmp_path / "scratch")
    with pytest.raises(DataRejectedError, match="is an error answer"):
        choose_importer(source, named, ReadSettings())
    with pytest.raises(DataRejectedError, match="is an error answer"):
        choose_importer(source, None, ReadSettings(mapping={"text": "words"}))
    assert choose_importer(source, None, ReadSettings(mapping={"text": "detail"})).name == "generic"
