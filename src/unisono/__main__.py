"""The command line, as `python -m unisono` calls it."""

from unisono.cli import run

if __name__ == "__main__":
    run()
