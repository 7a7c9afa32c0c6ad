"""How two or more processes share the tests: file by file, the longest first, and what is built once stays together."""

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

PLAYED_GUIDES = "played guides"
HOUSE, HOUSE_RULES = "tests/house/", "rules of the house"
IN_THE_BROWSER = "in the browser"
TOGETHER = {
    "tests/cli/test_demo.py": PLAYED_GUIDES,
    "tests/docs/test_guides.py": PLAYED_GUIDES,
    "tests/docs/test_outputs.py": PLAYED_GUIDES,
    "tests/stories/test_amplified_posts.py": PLAYED_GUIDES,
    "tests/stories/test_public_reports.py": PLAYED_GUIDES,
    "tests/stories/test_spark.py": PLAYED_GUIDES,
    "tests/engine/test_spark.py": PLAYED_GUIDES,
    "tests/engine/test_spark_files.py": PLAYED_GUIDES,
    "tests/stories/test_told_stories.py": PLAYED_GUIDES,
    "tests/web/browser/test_every_page.py": IN_THE_BROWSER,
    "tests/web/browser/test_keys.py": IN_THE_BROWSER,
    "tests/web/browser/test_stories.py": IN_THE_BROWSER,
}
"""Files that ask about the same built demos, which a process builds once, and those of one browser at a time."""

LONGEST = (
    PLAYED_GUIDES,
    IN_THE_BROWSER,
    "tests/stories/test_calibration.py",
    "tests/stories/test_real_data.py",
    "tests/benchmarks/calibration/test_every_playbook.py",
    "tests/worlds/test_streaming.py",
    "tests/cli/test_simulate.py",
    "tests/web/jobs/test_running.py",
    "tests/exports/test_memory.py",
    "tests/watch/test_killing.py",
    "tests/web/security/test_hostile_texts.py",
    "tests/watch/test_same_as_scan.py",
    "tests/benchmarks/live/test_section.py",
    "tests/docs/test_watch_a_stream.py",
    "tests/benchmarks/test_pictures.py",
    "tests/networks/test_rates.py",
    "tests/accounts/signals/test_measuring.py",
    "tests/registry/test_returning.py",
    "tests/exports/report/test_dossiers.py",
    "tests/exports/report/pdf/test_rendering.py",
    "tests/accounts/test_deletions.py",
)
"""What takes longest is begun first, then few tests that take long: begun last, as files of few tests are, they would
keep one process at work while the other has nothing left."""


class LongestFirst(LoadFileScheduling):
    """Gives each process whole files, those of TOGETHER as one, in the order of LONGEST, then those of most tests."""

    def _split_scope(self, nodeid: str) -> str:
        """Return the name under which a test goes to a process together with others."""
        file = super()._split_scope(nodeid)
        # The rules of the house all read the same sources, which a process parses once.
        return HOUSE_RULES if file.startswith(HOUSE) else TOGETHER.get(file, file)

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give a process the next tests."""
        longest = next((scope for scope in LONGEST if scope in self.workqueue), None)
        if longest is not None:
            self.workqueue.move_to_end(longest, last=False)
        super()._assign_work_unit(node)
