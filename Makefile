# Rempart: every target installs what it misses, says so, and is quick the second time.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The distribution's own Python is built with profiles: a tenth faster than most that are built by hand (decision 0012).
SYSTEM_PYTHON := /usr/bin/python3
PYTHON ?= $(shell $(SYSTEM_PYTHON) -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(SYSTEM_PYTHON) || echo python3)
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make
# Two processes: the suite starts real browsers and servers, more would starve them.
JOBS ?= 2

.PHONY: help demo test test-fast check serve bench bench-names bench-pages bench-evidence bench-blocking apt clean lock train-names validate-names

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

demo: $(STAMPS)/ready ## the whole story on real parts, on loopback; DEMO_ARGS="--exit --keep DIR"
	$(BIN)/rempart demo $(DEMO_ARGS)

# Where the environment forbids Python to keep what it compiled, each process would compile every file anew.
test test-fast: export PYTHONDONTWRITEBYTECODE :=

test: $(STAMPS)/ready $(STAMPS)/compiled ## every test, on SQLite and then on PostgreSQL
	$(BIN)/pytest -n $(JOBS) --dist loadgroup
	$(BIN)/python -m tests.on_postgresql -n $(JOBS) --dist loadgroup

test-fast: $(STAMPS)/ready $(STAMPS)/compiled ## kernel, engines, stages, rules of the house, with fewer examples and nothing long: a minute or so
	$(BIN)/pytest -n $(JOBS) -m "not slow and not longer" --hypothesis-profile=fewer \
	  tests/kernel tests/engines tests/stages tests/architecture tests/test_config.py

check: $(STAMPS)/python ## lint, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: $(STAMPS)/ready ## the pages and one worker, on 127.0.0.1:8000
	$(BIN)/rempart serve

bench: $(STAMPS)/ready ## every benchmark; BENCH_ARGS="names --quick"
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

bench-names: $(STAMPS)/ready $(STAMPS)/peers ## speed and streams (docs/explanation/names.md, watching.md), and recall on ../shared/data (about ten minutes)
	$(BIN)/python -m benchmarks successions names streams $(BENCH_ARGS)

bench-pages: $(STAMPS)/ready $(STAMPS)/peers ## the figures of docs/explanation/verdict.md (about ten minutes)
	$(BIN)/python -m benchmarks pages sweep

bench-evidence: $(STAMPS)/ready $(STAMPS)/judges ## the figures of docs/explanation/evidence.md (about ten minutes)
	$(BIN)/python -m benchmarks evidence captures replay

bench-blocking: $(STAMPS)/ready ## the figures of docs/explanation/blocking.md (about ten minutes)
	$(BIN)/python -m benchmarks blocking safeguards

train-names: $(STAMPS)/training ## learn the weights of the names engine anew from ../shared/data
	$(BIN)/python scripts/train_forecast.py
	$(BIN)/python scripts/train_names.py

validate-names: $(STAMPS)/training ## the same recipe on sites and days that it never saw (the figures of docs/explanation/names.md)
	$(BIN)/python scripts/validate_names.py

lock: ## pin every dependency anew, with hashes, naming no host
	$(BIN)/uv pip compile pyproject.toml --extra postgres --extra ray --group dev --generate-hashes --universal \
	  --python-version 3.11 --no-emit-index-url --no-annotate --no-header --upgrade -o requirements/lock.txt

apt: $(STAMPS)/apt ## Debian's packages alone

clean: ## forget what was installed here (Debian's packages stay)
	rm -rf $(VENV) $(STAMPS) node_modules build/judges build/replaywebpage src/rempart/web/static/vendor

$(STAMPS)/apt: scripts/install_debian_packages.sh src/rempart/lab/debian.txt
	@mkdir -p $(STAMPS)
	bash scripts/install_debian_packages.sh src/rempart/lab/debian.txt
	@touch $@

$(STAMPS)/python: $(STAMPS)/apt requirements/lock.txt pyproject.toml
	@echo "Installing the Python packages of requirements/lock.txt into $(VENV)"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/training: $(STAMPS)/python requirements/training.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/training.txt
	@touch $@

$(STAMPS)/frontend: package.json package-lock.json $(STAMPS)/apt scripts/build_frontend.py
	@echo "Installing the front-end packages of package-lock.json into node_modules"
	npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	$(PYTHON) scripts/build_frontend.py
	@touch $@

$(STAMPS)/languages: $(STAMPS)/python $(wildcard src/rempart/web/locale/*/LC_MESSAGES/*.po)
	for file in src/rempart/web/locale/*/LC_MESSAGES/*.po; do msgfmt --check-format --check-domain -o "$${file%.po}.mo" "$$file"; done
	@touch $@

$(STAMPS)/compiled: $(STAMPS)/python $(wildcard src/rempart/engines/names/compiled/*.py) scripts/compile_search.py
	@echo "Compiling the search for names, once: a minute or more"
	$(BIN)/python scripts/compile_search.py
	@touch $@

$(STAMPS)/peers: requirements/bench.txt $(STAMPS)/python
	@echo "Installing the peers of requirements/bench.txt into $(VENV)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.txt
	@touch $@

$(STAMPS)/judges: requirements/judges.txt scripts/install_judges.sh $(STAMPS)/apt
	PYTHON=$(PYTHON) bash scripts/install_judges.sh
	@touch $@

$(STAMPS)/ready: $(STAMPS)/python $(STAMPS)/frontend $(STAMPS)/languages
	@touch $@
