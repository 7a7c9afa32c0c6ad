"""A process beside the watcher leaves it the processor and the keys of the terminal, and ends when it ends."""

import os
import signal
import subprocess
import sys

CODE = """
import os, signal, sys, time
from multiprocessing import get_context
from unisono.watch.beside import yield_to_the_watcher

def beside(pipe):
    yield_to_the_watcher()
    pipe.send((os.getpid(), os.nice(0), signal.getsignal(signal.SIGINT) == signal.SIG_IGN))
    time.sleep(600)

if __name__ == "__main__":
    ours, theirs = get_context("fork").Pipe()
    get_context("fork").Process(target=beside, args=(theirs,)).start()
    print(*ours.recv(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_beside_is_niced_deaf_to_the_keys_and_ends_with_a_watcher_that_is_killed() -> None:
    # The pipe to us is closed when both are gone: run returns only then.
    ended = subprocess.run([sys.executable, "-c", CODE], stdout=subprocess.PIPE, timeout=60, text=True, check=False)
    pid, niceness, ignores = ended.stdout.split()
    assert ended.returncode == -signal.SIGKILL
    assert int(niceness) >= os.nice(0) + 10
    assert ignores == "True" and int(pid) > 0
