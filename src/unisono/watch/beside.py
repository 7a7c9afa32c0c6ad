"""A process beside the watcher: it takes what processor time is left over, and ends with it."""

import os
import signal
import threading
from contextlib import suppress
from multiprocessing import parent_process

NICENESS = 15


def yield_to_the_watcher() -> None:
    """Take what processor time is left over, leave the keys of the terminal to the watcher, and end when it ends."""
    with suppress(AttributeError, OSError):
        os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_watcher, daemon=True).start()


def _end_with_the_watcher() -> None:
    watcher = parent_process()
    if watcher is not None:
        watcher.join()
        # Not sys.exit: the process may be in the middle of anything, and nobody is left to hear of it.
        os._exit(1)
