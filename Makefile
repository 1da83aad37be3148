# The commands of a developer's day. `make help` lists them; .ci/run is what must pass before a merge.

PYTHON ?= python3
BIN := .venv/bin/python
LOCK := $(BIN) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url pyproject.toml
LINT_IMPORTS := from importlinter.cli import lint_imports_command as check; check()

.DEFAULT_GOAL := help
.PHONY: help setup judges run test test-e2e check lint test-all prove torture bench simulate bench-service package package-test screenshots translations protocol-page format lock metrics

help: ## show these lines
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

setup: ## make .venv with everything a developer needs
	@$(PYTHON) -m core.setup.environment

judges: ## install the programs of others that judge what is printed
	@bash .ci/judges

run: ## open the desk
	@$(PYTHON) main.py

test: ## run the quick tests, a minute and a half on two cores; they say what they leave out
	$(PYTHON) -m tests

test-e2e: setup ## run the end-to-end tests: the whole window and the command line on a real service
	$(BIN) -m tests -m e2e

check: lint test-all ## everything that must hold: format, rules, types, imports, all tests

lint: setup ## check format, rules, types and imports without running a test
	$(BIN) -m ruff format --check .
	$(BIN) -m ruff check .
	$(BIN) -m mypy
	$(BIN) -c "$(LINT_IMPORTS)" --no-logo --no-cache

test-all: setup ## run all tests, the end-to-end and the slow ones too
	$(BIN) -m tests -m ""

prove: setup ## prove in full: every world, schedule and hostile reply, with the figures they give (minutes)
	$(BIN) -m tests.figures

torture: setup ## kill the real till at every kind of moment with SEEDS seeds (25), KILLS of each scene (4, 0 for all)
	$(BIN) -m tests.torture $(if $(SEEDS),--seeds $(SEEDS)) $(if $(KILLS),--kills $(KILLS))

bench: setup ## measure, and print ratios against this machine's own floor; PART=first-frame for one part
	$(BIN) -m tests.bench $(PART)

metrics: setup ## print the figures of the structure: before, goal, now
	$(BIN) -m tests.metrics

simulate: setup ## run SEEDS worlds (100) of five tills under every fault; FIGURE=F14 for one figure
	$(BIN) -m tests.simulation $(if $(SEEDS),--seeds $(SEEDS)) $(if $(FROM),--from $(FROM)) $(if $(FIGURE),--figure $(FIGURE))

bench-service: setup ## measure the service at a million cards, against bare floors and pgbench
	$(BIN) -m tests.bench.service

package: setup ## build the Debian packages into dist/, as root: a bare Debian is made to build in (docs/packaging.md)
	$(BIN) packaging/package.py

package-test: setup ## install the packages on Debian 12 and 13, as root, and run all tests of packaging/
	DEBIAN_SUITES="bookworm trixie" $(BIN) -m pytest -m "" -rs --durations=0 --durations-min=5 tests/packaging

screenshots: setup ## make the pictures of the documentation from the running program; CHECK=1 compares instead
	$(BIN) -m tests.screenshots $(if $(CHECK),--check) $(if $(LOOK),--look $(LOOK))

translations: setup ## put new texts into the translations, and the translations where the program finds them
	$(BIN) -m tests.translations

protocol-page: setup ## write the transition tables of docs/protocol.md from the machines
	$(BIN) -m tests.protocol_page
	$(BIN) -m tests.rights_page
	$(BIN) -m tests.console_codes
	$(BIN) -m tests.faults

format: setup ## put the source in shape
	$(BIN) -m ruff check --fix .
	$(BIN) -m ruff format .

lock: setup ## bring the lock files up to pyproject.toml; UPGRADE=--upgrade for newer versions
	$(LOCK) $(UPGRADE) -o requirements.lock
	$(LOCK) $(UPGRADE) --extra dev -o requirements-dev.lock
	$(LOCK) $(UPGRADE) --extra packaging -c requirements-dev.lock -o packaging/requirements.lock
