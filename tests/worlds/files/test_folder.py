"""The folder of a world: what is imported from its files is the world, down to the last deletion."""

import errno
import gzip
import hashlib
from pathlib import Path

import orjson
import polars as pl
import pytest
import zstandard

from unisono.cases import create_case
from unisono.importers.importing import import_files
from unisono.model.errors import UsageError
from unisono.worlds import Planted, WorldSettings, build_world
from unisono.worlds.files.folder import BYTES_OF_POST, make_folder, require_empty, require_room, write_world
from unisono.worlds.files.twitter_v1 import texts_in_lines

SETTINGS = WorldSettings(
    posts=2_500,
    accounts=300,
    communities=5,
    decoys=("returners",),
    planted=(
        Planted("born_elsewhere", size=25, level="easy", acts=8),
        Planted("meme_reuploads", size=12, level="easy", acts=5),
        Planted("deleted_posts", size=12, level="easy", acts=5),
    ),
    pictures=24,
    regretted_share=0.05,
)
SAME = ("post_id", "account_id", "handle", "created_at", "text", "kind", "ref_post_id", "hashtags", "urls", "mentions")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "out"
    write_world(SETTINGS, 3, path)
    return path


def test_everything_comes_back_without_a_rejected_row(folder: Path, tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    names = [str(folder / name) for name in ("posts.jsonl", "crowdtangle.csv", "deleted.csv")]
    lines = list(import_files(case, names))
    assert [line["rejected"] for line in lines] == [[], [], []]
    world = build_world(SETTINGS, 3)
    told = world.posts.filter(pl.col("platform") == "twitter").sort("post_id")
    told = told.with_columns(texts_in_lines(told, world))
    read = case.posts().filter(pl.col("platform") == "twitter").collect().sort("post_id")
    for column in SAME:
        assert read[column].to_list() == told[column].to_list(), column
    assert read["media"].fill_null([]).to_list() == told["media"].fill_null([]).to_list()
    assert read["is_deleted"].to_list() == told["is_deleted"].to_list()
    assert told["is_deleted"].sum() > 40
    assert case.counts()[0] == world.posts.height


def test_pictures_that_posts_and_profiles_name_are_there(folder: Path) -> None:
    world = build_world(SETTINGS, 3)
    avatars = {name for name in world.accounts["avatar_url"].drop_nulls() if "default_profile_images" not in name}
    named = {*world.posts["media"].explode().drop_nulls(), *avatars}
    files = {path.relative_to(folder).as_posix() for path in (folder / "images").iterdir()}
    assert len(named) > 30
    assert named <= files
    assert len(files) == len(world.images)


def test_the_truth_names_accounts_and_posts_of_the_files(folder: Path) -> None:
    truth = orjson.loads((folder / "truth.json").read_bytes())
    lines = [orjson.loads(line) for line in (folder / "posts.jsonl").read_bytes().splitlines()]
    writers = {f"twitter:{line['user']['id_str']}" for line in lines}
    pages = pl.read_csv(folder / "crowdtangle.csv", infer_schema=False)["Facebook Id"]
    writers |= {f"facebook:{page}" for page in pages}
    assert [network["playbook"] for network in truth["networks"]] == [plan.playbook for plan in SETTINGS.planted]
    posts = build_world(SETTINGS, 3).posts
    posted = set(posts["platform"] + ":" + posts["account_id"])
    for network in truth["networks"]:
        assert set(network["accounts"]) & posted <= writers
        assert len(set(network["accounts"]) & writers) > 0.9 * len(network["accounts"])
    assert [decoy["kind"] for decoy in truth["decoys"]] == ["returners"]


def test_the_same_seed_gives_the_same_bytes_however_it_is_packed(folder: Path, tmp_path: Path) -> None:
    write_world(SETTINGS, 3, tmp_path / "gz", compression="gz")
    write_world(SETTINGS, 3, tmp_path / "zst", compression="zst")
    write_world(SETTINGS, 3, tmp_path / "again", compression="gz")
    assert hash_folder(tmp_path / "again") == hash_folder(tmp_path / "gz")
    plain = (folder / "posts.jsonl").read_bytes()
    assert gzip.decompress((tmp_path / "gz" / "posts.jsonl.gz").read_bytes()) == plain
    with zstandard.open(tmp_path / "zst" / "posts.jsonl.zst", "rb") as file:
        assert file.read() == plain
    assert hash_folder(folder)["truth.json"] == hash_folder(tmp_path / "zst")["truth.json"]


def hash_folder(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a folder."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_folder_with_anything_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"is not empty, and nothing in it is replaced\. Name a new folder"):
        write_world(SETTINGS, 3, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    with pytest.raises(UsageError, match=r"notes\.txt is a file"):
        require_empty(tmp_path / "notes.txt")


def test_a_folder_that_cannot_be_made_is_called_as_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"into .*/notes\.txt/a/b\. .*/notes\.txt is no folder\. Name a folder"):
        write_world(SETTINGS, 3, tmp_path / "notes.txt" / "a" / "b")
    with pytest.raises(UsageError, match="is there, but nothing could be made in it: File name too long"):
        make_folder(tmp_path / ("long" * 100))

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "a"))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(UsageError) as caught:
        make_folder(tmp_path / "a" / "b" / "c")
    assert f"Nothing can be written into {tmp_path / 'a' / 'b' / 'c'}. {tmp_path} is there" in str(caught.value)
    assert "Permission denied" in str(caught.value)


def test_a_folder_in_which_one_may_not_write_is_said_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UsageError, match=f"into {tmp_path}. Permission denied. Name a folder of your own"):
        make_folder(tmp_path)


def test_a_world_that_fits_on_no_disk_is_refused_with_what_would_help(tmp_path: Path) -> None:
    require_room(tmp_path / "not" / "yet", 1_000, "none")
    with pytest.raises(UsageError, match=r"takes about 2,050,000\.0 GB.*\(--posts\), pack it \(--compress zst\), or"):
        require_room(tmp_path / "not" / "yet", 10**12, "none")
    with pytest.raises(UsageError, match=r"\(--posts\), or name a folder on another disk"):
        require_room(tmp_path, 10**13, "zst")


def test_the_room_that_a_post_takes_is_about_what_is_reckoned_with(tmp_path: Path) -> None:
    for compression, reckoned in BYTES_OF_POST.items():
        written = write_world(
            WorldSettings(posts=20_000, accounts=2_000), 3, tmp_path / compression, compression=compression
        )
        taken = sum(file.stat().st_size for file in written.files) / written.posts
        assert 0.7 * reckoned < taken < 1.3 * reckoned, compression
