# The habits of this house. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
# What was compiled once is kept: every command starts in two thirds of the time.
unexport PYTHONDONTWRITEBYTECODE

BASE := .venv/.base-is-ready
DEV := .venv/.dev-is-ready
WORDS := .venv/.words-are-ready
CATALOGUES := $(wildcard asa/*/locale/*/LC_MESSAGES/*.po)

.PHONY: help
help: ## List the habits
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.PHONY: setup
setup: $(BASE) $(WORDS) ## Make the environment in .venv, with pinned requirements
	@

.PHONY: run
run: setup ## Serve Asa on http://127.0.0.1:8000, with the demo where no person exists
	@exec .venv/bin/asa serve --from-nothing

.PHONY: demo
demo: setup ## Fill an empty data folder with the demo
	@.venv/bin/asa prepare
	.venv/bin/asa demo

.PHONY: test
test: debian-for-tests $(DEV) $(WORDS) ## Run every check and test: the four parts below
	@tools/test.sh beside journeys

.PHONY: check
check: $(DEV) $(WORDS) ## Lint, layers, types, templates, migrations, production settings
	@tools/test.sh check

.PHONY: test-sqlite
test-sqlite: $(DEV) $(WORDS) ## The tests on SQLite
	@tools/test.sh sqlite

.PHONY: test-postgres
test-postgres: debian-for-tests $(DEV) $(WORDS) ## The tests on a throw-away PostgreSQL 15
	@tools/test.sh postgres

.PHONY: test-journeys
test-journeys: debian-for-tests $(DEV) $(WORDS) ## The journeys of people in a real Chromium
	@tools/test.sh journeys

.PHONY: fix
fix: $(DEV) ## Put code and templates into the house's form
	@.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djlint asa --reformat --quiet || true  # it ends with 1 where it mended something

.PHONY: bench
bench: debian-for-bench $(DEV) $(WORDS) ## Measure Asa against limits of the same run
	@tools/with_postgres.sh .venv/bin/python -m bench

.PHONY: lock
lock: $(DEV) ## Pin the requirements anew: make lock [UPGRADE="--upgrade"]
	@for name in uv base linkage dev; do
	  .venv/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate $(UPGRADE) \
	    requirements/$$name.in --output-file requirements/$$name.txt
	done

# First of all, so that whoever is not root is told everything at once.
.PHONY: debian-for-tests debian-for-bench
debian-for-tests:
	@tools/debian.sh setup test
debian-for-bench:
	@tools/debian.sh setup bench

$(BASE): requirements/uv.txt requirements/base.txt pyproject.toml tools/setup.sh
	@tools/setup.sh base
	touch $@

$(DEV): requirements/dev.txt $(BASE)
	@tools/setup.sh dev
	touch $@

$(WORDS): $(BASE) $(CATALOGUES) tools/messages.py
	@.venv/bin/python tools/messages.py --compile
	touch $@
