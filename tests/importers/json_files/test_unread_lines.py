"""Each line that gave no post has a reason that a person understands."""

import pytest

from unisono.importers.json_files.unread_lines import OTHER_FORMAT, reject_line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"delete": {"status": {"id_str": "1"}}}', "delete notice"),
        (b'{"limit": {"track": 7}}', "limit notice: the stream left posts out here"),
        (b'{"warning": {"code": "FALLING_BEHIND"}}', "warning notice"),
        (b'{"status_withheld": {"id": 1}}', "withheld notice"),
        (b'{"errors": [{"message": "Rate limit exceeded"}]}', "error message of the platform"),
        (b'{"hello": 1}', "no post: it has no id"),
        (b'{"id": null, "text": "x"}', "no post: it has no id"),
        (b'{"id": "1", "content": "<p>x</p>", "uri": "https://a.example/1"}', OTHER_FORMAT),
        (b"{}", "no post: empty object"),
        (b"[1]", "no JSON object"),
        (b"hello", "no JSON"),
        (b'{"id": "1", "te', "no JSON: the line breaks off"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_line_is_rejected_for_what_it_is(line: bytes, reason: str) -> None:
    rejection = reject_line(line, 12)
    assert (rejection.reason, rejection.row) == (reason, 12)


def test_a_long_line_is_shown_in_part() -> None:
    assert len(reject_line(b"x" * 10_000, 1).example) == 200
