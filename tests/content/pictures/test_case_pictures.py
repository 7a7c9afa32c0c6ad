"""Names in posts and profiles lead to clusters, which are named for the picture that was posted first."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.content.pictures.drawn import draw, encode
from tests.content.pictures.pictured_case import make_case, write_folder
from unisono.cases import create_case
from unisono.content.pictures.adding import add_pictures
from unisono.content.pictures.case_pictures import CASE_PICTURES, case_pictures, picture_objects
from unisono.content.pictures.clusters import cluster_name
from unisono.importers.importing import import_files
from unisono.worlds import Planted, WorldSettings, build_world, write_v1_jsonl
from unisono.worlds.files.images import write_images

FILES = {f"{seed}-{variant}.png": encode(draw(seed, variant)) for seed in (1, 2) for variant in (0, 1)}


def test_uploads_of_one_picture_are_one_object_named_for_the_first(tmp_path: Path) -> None:
    names = ["https://x.org/1-1.png", "https://x.org/1-0.png", "https://x.org/2-0.png", "https://x.org/unknown.png"]
    case = make_case(tmp_path / "case", {f"account{number}": [name] for number, name in enumerate(names)})
    add_pictures(case, write_folder(tmp_path / "media", FILES))
    pictures = case_pictures(case)
    assert dict(pictures.schema) == CASE_PICTURES
    objects = dict(picture_objects(case_pictures(case)).iter_rows())
    assert set(objects) == set(names[:3])
    assert objects[names[0]] == objects[names[1]] != objects[names[2]]
    hashes = dict(pictures.select("entry", "hash").iter_rows())
    assert objects[names[0]] == cluster_name(hashes[names[0]])


def test_blank_pictures_are_no_object(tmp_path: Path) -> None:
    case = make_case(tmp_path / "case", {"ann": ["a.png"], "bob": ["b.png"]})
    blank = {name: encode(draw(1).point(lambda _, level=level: level)) for name, level in (("a.png", 9), ("b.png", 8))}
    add_pictures(case, write_folder(tmp_path / "media", blank))
    assert case_pictures(case)["quality"].to_list() == [0, 0]
    assert picture_objects(case_pictures(case)).height == 0


def test_a_case_without_pictures_has_none(tmp_path: Path) -> None:
    assert case_pictures(make_case(tmp_path / "case", {"ann": ["a.png"]})).height == 0
    assert case_pictures(create_case(tmp_path / "empty")).height == 0


@pytest.fixture(scope="module")
def memes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[bool, bool]]:
    """Return of each two pictures of a world's memes whether they show one meme, and whether they were joined."""
    folder = tmp_path_factory.mktemp("memes")
    planted = (Planted("meme_reuploads", 20, "easy", acts=8),)
    settings = WorldSettings(posts=1_500, accounts=300, planted=planted, decoys=(), habits=())
    world = build_world(settings, 5)
    write_v1_jsonl(world, folder / "posts.jsonl")
    write_images(world.images, folder / "images")
    case = create_case(folder / "case")
    list(import_files(case, [str(folder / "posts.jsonl")]))
    line = add_pictures(case, folder / "images")
    assert line["matched"] == line["named"] > 60
    assert (line["ambiguous"], line["rejected"]) == (0, [])
    seeds = {f"images/{number}.png": (recipe.kind, recipe.seed) for number, recipe in enumerate(world.images)}
    objects = dict(picture_objects(case_pictures(case)).iter_rows())
    return [(seeds[a] == seeds[b], objects[a] == objects[b]) for a, b in combinations(objects, 2)]


def test_memes_of_a_written_world_are_not_taken_for_each_other(memes: list[tuple[bool, bool]]) -> None:
    assert sum(same for same, _ in memes) > 100
    assert not any(joined for same, joined in memes if not same)


def test_reuploads_of_a_written_world_come_together_again(memes: list[tuple[bool, bool]]) -> None:
    together = [joined for same, joined in memes if same]
    assert sum(together) / len(together) > 0.95
