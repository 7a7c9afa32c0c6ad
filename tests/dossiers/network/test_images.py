"""The pictures of a network: variants, names, and files only while they are unchanged."""

from pathlib import Path

from tests.dossiers.network.published_case import MEMBERS_BUILT, START, build_published
from unisono.content.pictures.case_pictures import case_pictures, picture_objects
from unisono.dossiers.network.content import content_of_networks
from unisono.dossiers.network.images import files_of_pictures, read_picture_file


def test_files_that_show_the_same_are_variants_of_one_picture(tmp_path: Path) -> None:
    case, run = build_published(tmp_path)
    images = content_of_networks(case, run, [1])[1].images
    assert sorted(one.variants or 0 for one in images) == [1, MEMBERS_BUILT]
    one = max(images, key=lambda image: image.variants or 0)
    assert one.names == tuple(f"one-{place}.png" for place in range(5))
    assert (one.accounts, one.posts) == (MEMBERS_BUILT, MEMBERS_BUILT)
    assert one.first_at.date() > START.date()


def test_a_file_is_read_only_while_it_is_what_was_looked_at(tmp_path: Path) -> None:
    case, run = build_published(tmp_path)
    one = max(content_of_networks(case, run, [1])[1].images, key=lambda image: image.variants or 0)
    assert read_picture_file(one.files) == (tmp_path / "media/one-0.png").read_bytes()
    for place in range(MEMBERS_BUILT):
        (tmp_path / f"media/one-{place}.png").write_bytes(b"something else")
    assert read_picture_file(one.files) is None
    (tmp_path / "media/one-0.png").unlink()
    assert read_picture_file(one.files) is None


def test_without_files_the_names_in_the_posts_are_told(tmp_path: Path) -> None:
    case, run = build_published(tmp_path, pictures=False)
    # Every member's upload has an address of its own, so that without files no two show the same.
    assert content_of_networks(case, run, [1])[1].images == ()


def test_files_are_found_by_what_they_show(tmp_path: Path) -> None:
    case, _ = build_published(tmp_path)
    avatar = dict(picture_objects(case_pictures(case)).iter_rows())["https://x.org/avatar.png"]
    ((_, path),) = files_of_pictures(case, [avatar])[avatar]
    assert path == tmp_path / "media/avatar.png"
    assert files_of_pictures(case, ["i-nothing"]) == {}
