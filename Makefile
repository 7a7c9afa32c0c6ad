# The tasks of the project. Each sets up what it needs: Python 3.11 or later and make are enough.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo $$python; break; }; done)
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

# Where Python is told to write no bytecode, every start of the program would compile all modules anew.
COMPILE := $(BIN)/python -m compileall -q src

.PHONY: demo test check bench bench-full calibrate docs guides serve
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

demo: .venv/ready-to-run  ## Build a story's synthetic case, scan it, write its report
	$(BIN)/unisono demo amplified-post --out demo

TEST_PROCESSES ?= 2

test: .venv/ready-to-test  ## Run every test, in two processes; in one: make test TEST_PROCESSES=0
	$(BIN)/python -m tests.compile_kernels
	$(BIN)/python -m pytest --numprocesses $(TEST_PROCESSES) --dist loadfile

check: .venv/ready-to-check  ## Check style, types and which shelf imports which
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready-to-bench  ## Measure speed and memory beside other tools, in minutes
	$(BIN)/python -m tests.compile_kernels
	$(BIN)/python benchmarks/run.py --quick $(BENCH)

bench-full: .venv/ready-to-bench  ## The same with every size of the bars, which takes an hour or two
	$(BIN)/python -m tests.compile_kernels
	$(BIN)/python benchmarks/run.py $(BENCH)

calibrate: .venv/ready-to-run  ## Scan worlds with known truth, take up where it was stopped, try the automation estimate; write docs
	$(BIN)/python -m benchmarks.calibration $(CALIBRATE)
	$(if $(CALIBRATE),,$(BIN)/python -m benchmarks.automation)

docs: .venv/ready-to-run  ## Write docs/reference from the code
	$(BIN)/python docs/generate.py

guides: .venv/ready-to-run  ## Run the commands of the guides and show what they print
	$(BIN)/python docs/outputs.py

serve: demo/report.html  ## Open the demo's case in the workbench, in a browser of this machine
	$(BIN)/unisono serve demo/case

demo/report.html:
	$(MAKE) demo

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later with venv was found." \
		"Install one (on Debian and Ubuntu also python3-venv), or name it: make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/ready-to-run: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable .
	@$(COMPILE)
	@touch $@

.venv/ready-to-test: pyproject.toml | $(BIN)/python
	@sh tests/install_tools.sh & tools=$$!; \
	$(INSTALL) --editable '.[test]' || { wait $$tools; exit 1; }; wait $$tools
	@$(COMPILE)
	@touch $@

.venv/ready-to-%: pyproject.toml | $(BIN)/python
	$(INSTALL) --editable '.[$*]'
	@$(COMPILE)
	@touch $@
