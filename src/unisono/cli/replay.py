"""Serve a recorded stream on this machine, as the network would have sent it."""

import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

from unisono.cli import replay_options as option
from unisono.cli.output import JsonOption, Output, QuietOption
from unisono.cli.replay_reading import read_address, read_manner, read_peak, read_silence, read_speed, read_way
from unisono.watch.replay.settings import Faults, Serving

if TYPE_CHECKING:
    from unisono.watch.replay.serving import Served

LONGEST_WAIT_S = 0.5


def command(
    file: option.File,
    serve: option.Serve = "127.0.0.1:0",
    manner: option.As = None,
    speed: option.Speed = "1",
    rate: option.Rate = None,
    peak: option.PeakOption = None,
    waits: option.Wait = True,
    stays: option.Stay = False,
    keep: option.Keep = None,
    token: option.Token = None,
    with_damaged: option.WithDamaged = False,
    seed: option.Seed = 1,
    disconnect_every: option.DisconnectEvery = 0,
    disconnect_about: option.DisconnectAbout = 0,
    disconnect_how: option.DisconnectHow = "close",
    refuse: option.Refuse = 0.0,
    silence: option.SilenceOption = None,
    jitter: option.Jitter = 0.0,
    disorder: option.Disorder = 0.0,
    duplicates: option.Duplicates = 0.0,
    duplicates_within: option.DuplicatesWithin = 100,
    deletes: option.Deletes = 0.0,
    delete_after: option.DeleteAfter = 30.0,
    ahead: option.Ahead = 0.0,
    ahead_share: option.AheadShare = 0.01,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Serve a recorded stream on this machine, as the network would have sent it.

    Prints the address to connect to, and serves until Ctrl-C. A Jetstream recording is served in both formats of
    Bluesky's stream (/subscribe and /xrpc/network.bsky.jetstream.subscribeEvents), whichever it was recorded in;
    clients filter and resume as they do there. Without a cursor a client begins where the clock stands, with
    --speed max at the first line. To see how a program takes what streams do, add faults: connections that break off,
    events that come twice, late or dated ahead, posts that are deleted.
    """
    faults = Faults(
        seed=seed, jitter_s=jitter, disconnect_every=disconnect_every, disconnect_about=disconnect_about,
        disconnect_how=read_way(disconnect_how), refuse_s=refuse,
        silences=tuple(read_silence(given) for given in silence or ()), disorder_s=disorder, duplicates=duplicates,
        duplicates_within=duplicates_within, deletes=deletes, delete_after_s=delete_after, ahead_s=ahead,
        ahead_share=ahead_share,
    )  # fmt: skip
    host, port = read_address(serve)
    settings = Serving(
        manner=read_manner(manner), speed=read_speed(speed), rate=rate, waits=waits, stays=stays, keep_s=keep,
        peaks=tuple(read_peak(given) for given in peak or ()), token=token, with_damaged=with_damaged,
        host=host, port=port, faults=faults,
    )  # fmt: skip
    _serve(file, settings, Output(as_json, quiet))


def _serve(file: str, settings: Serving, output: Output) -> None:
    """Serve until Ctrl-C, or until this process is told to end."""
    from unisono.watch.replay.serving import serving

    ended = threading.Event()
    _end_in_order(ended)
    with serving(file, settings) as served:
        recording = served.recording
        facts = {"as": served.manner, "lines": recording.lines, "damaged": recording.damaged}
        output.line({"url": served.url, "paths": list(served.paths), **facts}, served.url)
        sys.stdout.flush()  # programs read the address from a pipe
        _tell(served, output)
        # Polars lets the system go on with a wait that Ctrl-C has broken off: only one that ends hears of it.
        while not ended.wait(LONGEST_WAIT_S):
            pass


def _tell(served: "Served", output: Output) -> None:
    """Say what is served and what is not."""
    recording = served.recording
    output.say(f"Serving {recording.lines:,} messages as {served.manner} at {', '.join(served.paths)}.")
    if recording.damaged:
        if served.serving.with_damaged:
            done = "served as it stands"
        else:
            done = "left out (--with-damaged serves it as it stands)"
        lines = "1 line is" if recording.damaged == 1 else f"{recording.damaged:,} lines are"
        output.say(f"{lines} damaged or no event of this kind: {done}. Such as:")
        for example in recording.examples:
            output.say(f"  {example}")
    output.say("Only this machine can connect. Ctrl-C ends it.")


def _end_in_order(ended: threading.Event) -> None:
    """Let the signal that terminates a process end the serving in order: no unpacked copy is left behind."""

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)
