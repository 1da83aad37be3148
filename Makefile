# The commands of a developer's day. `make help` lists them; .ci/run is what must pass before a merge.

PYTHON ?= python3
BIN := .venv/bin/python
LOCK := $(BIN) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url pyproject.toml
LINT_IMPORTS := from importlinter.cli import lint_imports_command as check; check()

.DEFAULT_GOAL := help
.PHONY: help setup judges run test check lint test-all prove torture bench simulate bench-service screenshots translations format lock

help: ## show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

setup: ## make .venv with everything a developer needs
	@$(PYTHON) -m core.environment

judges: ## install the programs of others that judge what is printed
	@bash .ci/judges

run: ## open the desk
	@$(PYTHON) main.py

test: ## run the quick tests, some minutes
	$(PYTHON) -m tests

check: lint test-all ## everything that must hold: format, rules, types, imports, all tests

lint: setup ## check format, rules, types and imports without running a test
	$(BIN) -m ruff format --check .
	$(BIN) -m ruff check .
	$(BIN) -m mypy
	$(BIN) -c "$(LINT_IMPORTS)" --no-logo --no-cache

test-all: setup ## run all tests, the slow ones too
	$(BIN) -m tests -m ""

prove: setup ## prove in full: every world, schedule and hostile reply, with the figures they give (minutes)
	$(BIN) -m tests.figures

torture: setup ## kill the real till at every kind of moment with SEEDS seeds (25), KILLS of each scene (4, 0 for all)
	$(BIN) -m tests.torture $(if $(SEEDS),--seeds $(SEEDS)) $(if $(KILLS),--kills $(KILLS))

bench: setup ## measure, and print ratios against this machine's own floor
	$(BIN) -m tests.bench

simulate: setup ## run SEEDS worlds (100) of five tills under every fault; FIGURE=F14 for one figure
	$(BIN) -m tests.simulation $(if $(SEEDS),--seeds $(SEEDS)) $(if $(FROM),--from $(FROM)) $(if $(FIGURE),--figure $(FIGURE))

bench-service: setup ## measure the service at a million cards, against bare floors and pgbench
	$(BIN) -m tests.bench.service

screenshots: setup ## make the pictures of the documentation from the running program; CHECK=1 compares instead
	$(BIN) -m tests.screenshots $(if $(CHECK),--check) $(if $(LOOK),--look $(LOOK))

translations: setup ## put new texts into the translations, and the translations where the program finds them
	$(BIN) -m tests.translations

format: setup ## put the source in shape
	$(BIN) -m ruff check --fix .
	$(BIN) -m ruff format .

lock: setup ## bring the lock files up to pyproject.toml; UPGRADE=--upgrade for newer versions
	$(LOCK) $(UPGRADE) -o requirements.lock
	$(LOCK) $(UPGRADE) --extra dev --extra postgresql -o requirements-dev.lock
