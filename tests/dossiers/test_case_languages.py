"""Languages of a case, of its accounts, and the scripts of their names."""

from pathlib import Path

import pytest

from tests.dossiers.written_case import write_case
from unisono.dossiers.case_languages import ACCOUNT_LANGUAGES, CaseLanguages, read_languages

ENGLISH = "The mayor broke his promise again"
RUSSIAN = "Мэр снова нарушил своё обещание перед городом"
DISGUISED = "Тhе mауоr brоkе his рrоmisе аgаin"
POSTS = [
    *({"account": "ann", "text": ENGLISH, "lang": "en"} for _ in range(6)),
    *({"account": "ann", "text": RUSSIAN, "lang": "uk"} for _ in range(6)),
    {"account": "bob", "text": DISGUISED, "kind": "repost", "ref_post_id": "9"},
    {"account": "bob", "text": "ok", "lang": "de"},
    {"account": "cem", "text": "12345"},
    {"account": "cem", "text": None},
]
NAMES = [{"account_id": "ann", "display_name": "Анна"}, {"account_id": "bob", "display_name": "Воb"}]


@pytest.fixture
def found(tmp_path: Path) -> CaseLanguages:
    """Return the languages of a case of three accounts."""
    case = write_case(tmp_path / "case", POSTS, NAMES)
    return read_languages(case, case.posts())


def test_posts_are_counted_by_language_and_those_without_one_too(found: CaseLanguages) -> None:
    rows = {row["language"]: row for row in found.languages().to_dicts()}
    assert {name: row["posts"] for name, row in rows.items()} == {"en": 7, "ru": 6, "de": 1, None: 1}
    assert found.without_text == 1
    assert sum(row["posts"] for row in rows.values()) == found.posts.height == 15
    assert sum(row["share"] for row in rows.values()) == pytest.approx(1.0)
    english = rows["en"]
    assert (english["name"], english["accounts"], english["reposts"], english["mixed_scripts"]) == ("English", 2, 1, 1)
    assert english["scripts"] == [{"script": "Latin", "posts": 7}]
    assert rows["ru"]["differs"] == 6
    assert (rows["de"]["by_text"], rows["de"]["by_platform"]) == (0, 1)


def test_an_account_has_its_languages_and_the_scripts_of_its_names(found: CaseLanguages) -> None:
    table = found.accounts()
    assert dict(table.schema) == ACCOUNT_LANGUAGES
    ann, bob, cem = table.to_dicts()
    assert (ann["account_id"], ann["posts"], ann["n"]) == ("twitter:ann", 12, 12)
    assert ann["languages"] == [
        {"language": "en", "posts": 6, "share": 0.5},
        {"language": "ru", "posts": 6, "share": 0.5},
    ]
    assert ann["effective_languages"] == pytest.approx(2.0)
    assert (ann["handle_script"], ann["name_script"], ann["mixed_scripts"]) == ("Latin", "Cyrillic", False)
    assert bob["effective_languages"] is None
    assert bob["mixed_scripts"] is True
    assert (cem["n"], cem["languages"]) == (0, None)


def test_a_post_says_what_its_language_rests_on(found: CaseLanguages) -> None:
    rows = {row["post_id"]: row for row in found.post_rows()}
    assert len(rows) == 15
    assert rows["twitter:6"]["platform_language"] == "uk"
    assert rows["twitter:6"]["differs"] is True
    assert (rows["twitter:13"]["language"], rows["twitter:13"]["basis"]) == ("de", "platform")
    assert rows["twitter:12"]["mixed_scripts"] is True
    assert (rows["twitter:14"]["language"], rows["twitter:14"]["basis"]) == (None, None)


def test_a_case_without_posts_has_no_languages(tmp_path: Path) -> None:
    case = write_case(tmp_path / "empty", [])
    empty = read_languages(case, case.posts())
    assert (empty.languages().height, empty.accounts().height, list(empty.post_rows())) == (0, 0, [])
