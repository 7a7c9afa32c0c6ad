"""The process of one job: it does its task, writes down how far it is, and ends when it is told to or left alone."""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import traceback
from pathlib import Path
from types import FrameType

from unisono.cases.durable import writer_lock
from unisono.cases.leftovers import remove_leftovers
from unisono.model.doing import doing
from unisono.model.errors import UnisonoError
from unisono.web.jobs.kept import FAILED, FINISHED, FOLDER, Job
from unisono.web.jobs.progress import Progress
from unisono.web.jobs.tasks import TASKS

GRACE_SECONDS = 5.0
TOLD_TO_END = 143


def work(folder: str) -> None:
    """Do a job to its end; the lock that is held meanwhile tells others that it is being worked on."""
    job = Job(Path(folder))
    # Ctrl-C reaches every process of a terminal; the server it was meant for tells its jobs itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    job.scratch.mkdir(exist_ok=True)
    tempfile.tempdir = str(job.scratch)
    progress = Progress(job)
    with writer_lock(job.folder / "lock"):
        progress.tell("Waiting for the job before it")
        with writer_lock(job.case / FOLDER / "lock"):
            progress.tell("Starting")
            remove_leftovers(job.case)
            _do(job, progress)


def _do(job: Job, progress: Progress) -> None:
    try:
        with doing(f"workbench: {job.kind}"):
            result = TASKS[job.kind](job.case, job.settings, progress)
    except UnisonoError as error:
        job.keep_outcome(FAILED, error=str(error))
    except MemoryError:
        job.keep_outcome(
            FAILED, error="This machine has not enough memory free for it. Close programs and start it again."
        )
    except Exception as error:  # the page has to say it; the trace goes to the terminal of the server
        traceback.print_exc(file=sys.stderr)
        what = f"{type(error).__name__}: {error}"
        job.keep_outcome(FAILED, error=f"Something was not foreseen ({what[:300]}). Nothing that was stored is lost.")
    else:
        job.keep_outcome(FINISHED, result)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(TOLD_TO_END)


def _end_with_the_server() -> None:
    """End when the server is gone, however it went: nobody could cancel the job any more."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE_SECONDS)
    os._exit(TOLD_TO_END)
