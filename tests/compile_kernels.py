"""Compiles every kernel whose machine code is not kept yet, two at a time: each test process would compile them all."""

import gc
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from unisono.engine import machine_code

ENGINE = Path(machine_code.__file__).parent


def kernel_modules() -> list[str]:
    """Return the modules of the engine that list kernels, the largest first: they take longest to compile."""
    sources = [path for path in ENGINE.glob("*.py") if "\nKERNELS" in path.read_text(encoding="utf-8")]
    return [path.stem for path in sorted(sources, key=lambda path: path.stat().st_size, reverse=True)]


def compile_kernels(module: str) -> None:
    """Load a module's kernels, which keeps their machine code if they had to be compiled."""
    gc.disable()  # a process of a minute, in which the compiler makes millions of objects
    machine_code.Kernels(module)


def main() -> None:
    """Compile what is missing."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(compile_kernels, kernel_modules()))


if __name__ == "__main__":
    main()
