# Relais. Each target sets up what it needs; `make help` lists them.
#
# PYTHON   any Python from 3.8 on, to run the set-up itself
# PORT     the front door's port (8000)
# TESTS    what `make test` runs instead of everything, for instance TESTS=tests/desk

PYTHON ?= python3
SETUP = $(PYTHON) -m setup
WEB = $(PYTHON) -m setup.web
export RASA_TELEMETRY_ENABLED = false
export TF_CPP_MIN_LOG_LEVEL = 2

.DEFAULT_GOAL := help
.PHONY: help setup run test test-service test-flows test-components test-web train bench \
	lint lint-style lint-types lint-imports lint-web lock

help:  ## List the targets.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

setup:  ## Install, build, export and train what has changed; start nothing.
	@$(SETUP) run

run:  ## Start everything and print the addresses; Ctrl-C ends it.
	@$(SETUP) run
	@RELAIS_ENV=$${RELAIS_ENV:-development} exec .venv/bin/relais run

test:  ## Run every test: service, flows, bot components, web pages, browser.
	@$(SETUP) test
	@$(MAKE) --no-print-directory --keep-going test-service test-flows test-components test-web

test-service:
	.venv/bin/python -m pytest -n 2 --dist loadfile \
		--ignore tests/actions/flows --ignore tests/bot/components $(TESTS)

# The flows and the bot's components are tested with the Python and the packages that run them;
# tests/conftest.py is the service's.
test-flows:
	actions/.venv/bin/python -m pytest --confcutdir tests/actions/flows tests/actions/flows

test-components:
	bot/.venv/bin/python -m pytest --confcutdir tests/bot/components tests/bot/components

test-web:
	@$(WEB) test

train:  ## Train the bot now; a running Relais takes the new model at once.
	@$(SETUP) environments
	@.venv/bin/relais train bot

bench:  ## Measure latencies, each beside a baseline of the same run.
	@$(SETUP) test
	@.venv/bin/python -m benchmarks

lint:  ## Check style, types and the direction of imports.
	@$(SETUP) lint
	@$(MAKE) --no-print-directory --keep-going lint-style lint-types lint-imports lint-web

lint-style:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

lint-types:
	.venv/bin/pyright
	.venv/bin/pyright -p bot
	.venv/bin/pyright -p actions

lint-imports:
	.venv/bin/lint-imports

lint-web:
	@$(WEB) lint
	@$(WEB) typecheck

lock:  ## Lock the newest versions that fit requirements*.in.
	@$(SETUP) lock
