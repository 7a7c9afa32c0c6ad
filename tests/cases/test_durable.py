"""What a crash at any step of a durable write leaves, and how writers wait for each other."""

import os
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from unisono.cases.durable import is_held, require_writable, sole_lock, sync_folder, write_durably, writer_lock
from unisono.model.errors import UsageError


def test_a_written_file_holds_the_content_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_durably(tmp_path / "table.parquet", b"rows")
    assert [path.name for path in tmp_path.iterdir()] == ["table.parquet"]
    assert (tmp_path / "table.parquet").read_bytes() == b"rows"


def test_the_content_is_synced_before_the_name_and_the_name_before_the_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        steps.append("sync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "sync file")
        real_fsync(descriptor)

    def replace(path: Path, target: Path) -> Path:
        steps.append("rename")
        return real_replace(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    write_durably(tmp_path / "table.parquet", b"rows")
    assert steps == ["sync file", "rename", "sync folder"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_durably(tmp_path / "case.json", b"old")

    def fail(_descriptor: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_durably(tmp_path / "case.json", b"new")
    assert (tmp_path / "case.json").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]


def test_syncing_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "absent")


def test_a_second_writer_waits_until_the_first_is_done(tmp_path: Path) -> None:
    lock, entered = tmp_path / "lock", tmp_path / "entered"
    script = (
        "import pathlib\nfrom unisono.cases.durable import is_held, writer_lock\nprint('ready', flush=True)\n"
        f"with writer_lock(pathlib.Path({str(lock)!r})): pathlib.Path({str(entered)!r}).touch()\n"
    )
    with writer_lock(lock):
        other = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        time.sleep(0.3)
        assert not entered.exists()
    other.communicate(timeout=30)
    assert entered.exists()


def test_the_lock_is_released_when_the_block_raises(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside"), writer_lock(tmp_path / "lock"):
        raise ValueError("inside")
    with writer_lock(tmp_path / "lock"):
        assert (tmp_path / "lock").exists()


def test_a_write_on_a_full_disk_names_the_file_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_durably(tmp_path / "table.parquet", b"rows")
    assert caught.value.filename == str(tmp_path / "table.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_writable(tmp_path)
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(UsageError, match="nothing can be stored in it") as caught:
        require_writable(tmp_path)
    assert "cp -r" in str(caught.value)


def test_a_folder_of_runs_that_was_removed_is_made_again_or_refused_before_the_work(tmp_path: Path) -> None:
    require_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "case.json").write_text("{}")
    require_writable(tmp_path)
    assert (tmp_path / "runs").is_dir()
    (tmp_path / "runs").rmdir()
    (tmp_path / "runs").write_text("no folder")
    with pytest.raises(UsageError, match="nothing can be stored in it"):
        require_writable(tmp_path)


def test_a_lock_that_cannot_be_made_is_an_error_with_advice(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UsageError, match="nothing can be stored in it"), writer_lock(tmp_path / "file" / "lock"):
        pass


def test_a_lock_is_seen_to_be_held_only_while_it_is(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    assert not is_held(lock)
    with writer_lock(lock):
        assert is_held(lock)
    assert not is_held(lock)


def test_a_sole_lock_goes_to_one_and_is_told_to_the_other(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with sole_lock(lock) as first:
        assert first and is_held(lock)
        with sole_lock(lock, wait_s=0.05) as second:
            assert not second
        assert is_held(lock), "asking in vain takes nothing away"
    assert not is_held(lock)


def test_a_sole_lock_waits_for_one_who_only_asks(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with ExitStack() as asking, ThreadPoolExecutor(1) as other:
        asking.enter_context(sole_lock(lock))

        def take() -> bool:
            with sole_lock(lock, wait_s=20) as has_it:
                return has_it

        taken = other.submit(take)
        asking.close()
        assert taken.result()
