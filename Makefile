# Everything there is to do with this checkout. `make` alone lists it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
unexport MAKEFLAGS

PORT ?= 8000
PYTHON := .venv/bin/python
STEP := @bin/step.sh

# Each stands for something made, newer than what it was made from. They lie inside it and vanish with it.
LOCAL := .venv/.local
DEV := .venv/.dev
NODE := node_modules/.installed
PROVIDER := tests/oidc/node_modules/.installed
BUILT := static/built/.built
COLLECTED := var/staticfiles/.collected

# The linter refuses these. Of the first, what it changes code of before reads and writes otherwise, so that is stopped
# first; the second lets columns hold longer texts, which code of before reads as well.
HARMLESS := 0002_chain 0008_names_and_titles_whole

.PHONY: help setup run test coverage bench campaigns check stop lock system-parts test-parts

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: system-parts $(LOCAL) $(COLLECTED) ## make .venv and the static files (2 minutes at first, then nothing)

run: setup ## serve the demonstration on http://127.0.0.1:8000, or PORT=... (5 seconds once set up)
	@bin/serve.sh $(PORT)

test: test-parts setup $(DEV) $(PROVIDER) ## pass every test, in browsers and on real PostgreSQL (ARGS=... for some)
	@echo "-> Testing, on two processors (some minutes)"
	@$(PYTHON) -m pytest -q -n 2 $(ARGS)

coverage: test-parts setup $(DEV) $(PROVIDER) ## pass every test, and count the lines they reach: 95 in 100 at least (half as long again)
	@echo "-> Testing, on two processors, and counting lines (some minutes)"
	@$(PYTHON) -m pytest -q -n 2 --cov --cov-report=term $(ARGS)

bench: test-parts setup $(DEV) ## measure, each figure beside what it is compared with; writes bench/results.json (20 minutes)
	@echo "-> Measuring (20 minutes; nothing else should be at work)"
	@$(PYTHON) -m bench $(ARGS)

campaigns: test-parts setup $(DEV) $(PROVIDER) ## try the promises out in numbers; writes campaigns/results.json (some minutes)
	@echo "-> Leading the campaigns, on two processors (some minutes)"
	@CAMPAIGNS=full $(PYTHON) -m pytest -q -n 2 -o faulthandler_timeout=3600 -p tests.campaigns.results tests/campaigns $(ARGS)

check: setup $(DEV) ## lint, types, contracts, migrations, drawings (a minute)
	$(STEP) "Linting Python" $(PYTHON) -m ruff check --quiet .
	$(STEP) "Checking the layout of Python" $(PYTHON) -m ruff format --quiet --check .
	$(STEP) "Checking types" $(PYTHON) -m mypy --no-error-summary
	$(STEP) "Linting templates" $(PYTHON) -m djlint --quiet --lint --check templates
	$(STEP) "Checking which way imports point" .venv/bin/lint-imports --no-cache
	$(STEP) "Looking for unsafe calls" $(PYTHON) -m bandit --quiet --severity-level medium -r infoshare decisions consent
	$(STEP) "Checking that migrations are whole" $(PYTHON) manage.py makemigrations --check --dry-run --settings tests.settings
	$(STEP) "Checking that migrations can be rolled out" $(PYTHON) manage.py lintmigrations --settings tests.settings --quiet warning ok --include-apps accounts administration audit signing_in consent decisions --ignore-name $(HARMLESS)
	$(STEP) "Checking that the drawings are those of the guidance" $(PYTHON) manage.py draw_guidance --check
	$(STEP) "Checking that the docs have the policy table" $(PYTHON) manage.py write_policy --check

stop: ## stop this checkout's private PostgreSQL
	$(STEP) "Stopping the private PostgreSQL" $(PYTHON) -m infoshare.embedded_postgres stop

lock: ## lock the newest packages that requirements/*.in allow (a minute)
	$(STEP) "Locking packages" bin/lock.sh

system-parts:
	@mkdir -p var
	@bin/system-parts.sh

test-parts:
	@mkdir -p var
	@bin/system-parts.sh test

$(LOCAL): requirements/local.txt
	$(STEP) "Installing Python packages (a minute)" bin/packages.sh local
	@touch $@

$(DEV): requirements/dev.txt $(LOCAL)
	$(STEP) "Installing Python packages for tests and checks (a minute)" bin/packages.sh dev
	@touch $@

$(NODE): package.json package-lock.json .npmrc $(LOCAL)
	$(STEP) "Installing the design system (half a minute)" bin/npm.sh ci --ignore-scripts
	@touch $@

$(PROVIDER): tests/oidc/package.json tests/oidc/package-lock.json tests/oidc/.npmrc $(LOCAL)
	$(STEP) "Installing a sign-in provider for tests (seconds)" bin/npm.sh --prefix tests/oidc ci --ignore-scripts
	@touch $@

$(BUILT): $(NODE) $(wildcard static/src/*)
	$(STEP) "Building styles and scripts (seconds)" bin/npm.sh run --silent build
	@touch $@

$(COLLECTED): $(BUILT) $(LOCAL)
	$(STEP) "Collecting static files (seconds)" $(PYTHON) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
