"""Files are matched with the names that posts give them, and never guessed at."""

import polars as pl

from unisono.content.pictures.matching import Matches, match_pictures, picture_keys, with_objects


def match(entries: list[str], *files: str | tuple[str, str]) -> Matches:
    rows = [file if isinstance(file, tuple) else (file, f"digest of {file}") for file in files]
    media = pl.DataFrame(rows, schema={"name": pl.String, "sha256": pl.String}, orient="row")
    return match_pictures(pl.Series(entries, dtype=pl.String), media)


def pairs(matches: Matches) -> dict[str, str]:
    return dict(matches.pictures.select("entry", "name").iter_rows())


def test_a_file_is_found_by_path_name_key_size_mark_and_archive_name() -> None:
    wanted = {
        "images/3.png": "images/3.png",
        "https://pbs.twimg.com/media/AbC123.jpg?name=large": "AbC123.jpg",
        "https://pbs.twimg.com/media/XyZ789?format=jpg&name=small": "sub/XyZ789.jpg",
        "https://pbs.twimg.com/media/KeY555.png": "1012593096172403539-KeY555.png",
        "https://pbs.twimg.com/profile_images/77/face99_normal.jpg": "avatars/face99_400x400.jpg",
        "https://cdn.example.org/a/b.webp": "cdn.example.org/a/b.webp",
        "3_1234567": "3_1234567.jpg",
    }
    matches = match(list(wanted), *wanted.values())
    assert pairs(matches) == wanted
    assert (matches.named, matches.ambiguous) == (7, 0)


def test_the_path_counts_before_the_name() -> None:
    assert pairs(match(["a/1.png"], "a/1.png", "b/1.png")) == {"a/1.png": "a/1.png"}


def test_two_different_files_of_one_name_match_nothing_and_are_counted() -> None:
    matches = match(["https://x.org/1.png"], "a/1.png", "b/1.png")
    assert pairs(matches) == {}
    assert matches.ambiguous == 1


def test_two_copies_of_one_file_are_no_doubt() -> None:
    assert pairs(match(["https://x.org/1.png"], ("b/1.png", "same"), ("a/1.png", "same"))) == {
        "https://x.org/1.png": "a/1.png"
    }


def test_addresses_that_only_end_alike_do_not_share_a_file() -> None:
    entries = [f"https://site{number}.org/{number}/image.jpg" for number in range(5)]
    matches = match(entries, "image.jpg")
    assert pairs(matches) == {}
    assert matches.ambiguous == 5
    assert match([*entries, "image.jpg"], "image.jpg").ambiguous == 5


def test_sizes_of_one_upload_share_its_file() -> None:
    entries = ["https://pbs.twimg.com/media/K1.jpg", "https://pbs.twimg.com/media/K1?format=jpg&name=large"]
    assert set(pairs(match(entries, "K1.jpg")).values()) == {"K1.jpg"}
    assert len(pairs(match(entries, "K1.jpg"))) == 2


def test_names_without_a_file_and_files_without_a_name_are_no_trouble() -> None:
    matches = match(["https://x.org/1.png", "", "/"], "b.png")
    assert pairs(matches) == {}
    assert match([], "b.png").named == 0
    assert match(["a.png"]).named == 1


def test_an_upload_is_named_by_its_key_or_its_whole_address() -> None:
    entries = pl.Series(
        [
            "https://pbs.twimg.com/media/AbC123.jpg?name=large",
            "http://pbs.twimg.com/media/AbC123:orig",
            "https://a.org/x/image.jpg",
            "https://b.org/x/image.jpg",
            "3_12",
            "",
            None,
        ]
    )
    assert picture_keys(entries).to_list() == ["AbC123", "AbC123", "a.org/x/image", "b.org/x/image", "3_12", None, None]


def test_an_entry_is_its_cluster_else_the_upload_on_its_platform() -> None:
    shown = pl.DataFrame(
        {"entry": ["b.jpg", "https://pbs.twimg.com/media/KEY.jpg", "", "a.jpg"], "platform": ["x", "x", "x", None]}
    )
    pictures = pl.DataFrame({"entry": ["b.jpg", "a.jpg"], "object": ["i-1", None], "quality": [90, 10]})
    named = with_objects(shown, pictures)
    assert named.select("entry", "object", "quality").rows() == [
        ("b.jpg", "i-1", 90),
        ("https://pbs.twimg.com/media/KEY.jpg", "x-KEY", None),
    ]
