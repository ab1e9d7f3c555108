# Two commands matter: `make graph` builds the data set, `make test` checks everything.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup graph test lint slow setup-slow score bench audit lock clean

help: ## show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -m venv $(VENV) || { echo "make: '$(PYTHON) -m venv' failed; install the Debian package python3-venv" >&2; exit 1; }
	@echo "setting up $(VENV) (once; about a minute)"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

setup: $(READY) ## set up .venv from the lock file

graph: $(READY) ## build the data set in data/graph/
	@$(BIN)/communique build

test: $(READY) ## run the test suite (under five minutes)
	@$(BIN)/python -m pytest -n 2 -m "not slow"

lint: $(READY) ## style, types and hygiene
	@$(BIN)/ruff check src tests tools
	@$(BIN)/ruff format --check src tests tools
	@$(BIN)/mypy --strict src tests
	@$(BIN)/python -m tools.check_ontology

slow: $(READY) ## run what needs more time or more parts (under 45 minutes)
	@$(BIN)/python -m pytest -m slow

setup-slow: $(READY) ## install the parts that `make slow` uses (needs root, Debian)
	@bash tools/setup-slow.sh

audit: $(READY) ## look for known vulnerabilities of what is locked (needs pip-audit and its database)
	@$(BIN)/python tools/audit.py

score: $(READY) ## measure reading and identity against gold
	@$(BIN)/python tools/score.py

bench: $(READY) ## measure speed
	@$(BIN)/python tools/bench.py

PINS := --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: ## pin all dependencies again (needs pip-tools)
	@pip-compile $(PINS) --extra dev --extra web --extra formats --extra notebook -o requirements.lock pyproject.toml
	@pip-compile $(PINS) -c requirements.lock -o requirements-slow.lock requirements-slow.in

clean: ## remove what was made, but for the published data
	@rm -rf $(VENV) .communique dist
