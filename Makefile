# Set-up and daily work. `make help` lists the targets; every target does its own set-up.
# Finished steps leave a stamp file, so that a second run starts in seconds.

SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
export DJANGO_SETTINGS_MODULE ?= config.settings.dev
export PYTHONUNBUFFERED := 1

VENV ?= .venv
export VENV
PYTHON := $(VENV)/bin/python
# PostgreSQL's driver is installed only where the address asks for it.
RUNTIME := $(if $(filter postgres%,$(DATABASE_URL)),postgres,runtime)
STAMPS := build/stamps
DESIGN := config/theme.json $(wildcard medverkan/foundation/design/assets/*.py) \
	medverkan/foundation/design/management/commands/build_assets.py \
	$(shell find medverkan \( -path '*/design/styles/*' -o -path '*/static/*' \) -type f)
CATALOGUES := $(shell find medverkan -name '*.po')

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: install assets catalogues ## Set up, then serve the site and a worker on http://127.0.0.1:8000
	@LOG_LEVEL=$${LOG_LEVEL:-WARNING} LOG_FORMAT=$${LOG_FORMAT:-text} $(PYTHON) scripts/serve.py

test: install-dev system assets catalogues ## Set up, lint, and run every test on both databases
	@scripts/test

lint: install-dev catalogues ## Formatting, rules, types, layers, migrations and catalogues
	@scripts/lint

format: install-dev ## Format Python and templates
	@$(VENV)/bin/ruff check --fix --quiet . && $(VENV)/bin/ruff format --quiet .
	@git ls-files --cached --others --exclude-standard '*.html' | xargs --no-run-if-empty $(VENV)/bin/djade --target-version 5.2

bench: install-dev system assets catalogues ## Measure against a bare view (BENCH="--sizes 1000 --also" for less)
	@command -v wrk >/dev/null && command -v nginx >/dev/null || scripts/apt wrk nginx-light
	@$(PYTHON) -m benchmarks $(BENCH)

screenshots: install-dev system assets catalogues ## Make the pictures of the handbook anew
	@DJANGO_SETTINGS_MODULE=config.settings.test $(VENV)/bin/pytest tests/journeys/test_pictures.py -q --screenshots docs/pictures

messages: install-dev system ## Collect new texts into the catalogues
	@$(PYTHON) scripts/messages.py

docs: install-dev ## Write the generated pages of docs/reference anew
	@$(PYTHON) scripts/reference.py

lock: install-dev ## Resolve requirements/*.in into locked files with hashes
	@scripts/lock

demo-anew: install assets catalogues ## Throw the local database away; `make run` makes a new one
	@rm -rf var

clean: ## Remove everything that was built (not the database in var/)
	@rm -rf build node_modules htmlcov .coverage* .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find medverkan -name '*.mo' -delete
	@test -L $(VENV) || rm -rf $(VENV)

install: $(VENV)/.installed-$(RUNTIME)
install-dev: $(VENV)/.installed-dev
assets: $(STAMPS)/assets
catalogues: $(STAMPS)/catalogues

# The development set holds everything, so that it serves for the others too.
$(VENV)/.installed-%: requirements/%.txt
	@scripts/install $*

system:
	@scripts/system

$(STAMPS)/node: package.json package-lock.json | $(VENV)/.installed-$(RUNTIME)
	@scripts/node
	@mkdir -p $(@D) && touch $@

$(STAMPS)/assets: $(STAMPS)/node $(DESIGN)
	@$(PYTHON) manage.py build_assets
	@$(PYTHON) manage.py collectstatic --noinput --clear --verbosity 0
	@mkdir -p $(@D) && touch $@

$(STAMPS)/catalogues: $(CATALOGUES) scripts/catalogues.py | $(VENV)/.installed-$(RUNTIME)
	@$(PYTHON) scripts/catalogues.py
	@mkdir -p $(@D) && touch $@

.PHONY: help run test lint format bench screenshots messages docs lock demo-anew clean \
	install install-dev system assets catalogues
