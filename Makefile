# Needs GNU make 3.81 and Python 3.11 or later; everything else is put into .venv and node_modules.

PORT ?= 5000
HOST ?= 127.0.0.1
# The interpreter to build .venv with; by default the first of these that is new enough.
PYTHON ?=
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python
TESTS ?= tests
# One process for each of two cores, with a browser and a server of its own. It takes tests as they stand, those of a
# file together, and when it has none left some of those that wait for the other.
WORKERS ?= 2

VENV := .venv
PY := $(VENV)/bin/python
SOURCES := app.py digest tests tools benchmarks
BENCHMARKS := $(patsubst benchmarks/%.py,benchmarks.%,$(wildcard benchmarks/[a-z]*.py))
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
# Several checkouts, a moved checkout and an active environment must not get in each other's way.
UV := env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT=$(VENV) UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1
SYNC := sync --frozen --inexact --no-install-project --quiet --python $(PY)

.DEFAULT_GOAL := help
.PHONY: help setup run worker test check bench messages clean

help:
	@echo "make run       set up, load the demo on the first start, serve on http://$(HOST):$(PORT)/"
	@echo "make worker    check sources by schedule, beside the site"
	@echo "make test      run every test (TESTS=tests/domain for some, WORKERS=4 for more at once)"
	@echo "make check     format, lint, types and templates, then every test"
	@echo "make bench     measure the site"
	@echo "make messages  bring the translation catalogues up to date with the texts"
	@echo "make setup     only make the environment that 'make run' needs"
	@echo "make clean     remove what the other commands made, but never your data in instance/"
	@echo
	@echo "Settings: PORT, HOST, PYTHON and the DIGEST_... variables of the README."

setup: $(VENV)/.ready-to-run

run: setup
	@exec env PORT=$(PORT) HOST=$(HOST) $(PY) -m tools.serve

worker: setup
	@$(VENV)/uv $(SYNC) --no-dev --extra server --extra worker --extra redis
	@exec $(PY) -m huey.bin.huey_consumer digest.worker.huey --workers 1

test: $(VENV)/.ready-to-test
	@$(PY) -m pytest --numprocesses $(WORKERS) --dist worksteal $(TESTS)

check: $(VENV)/.ready-to-test
	$(PY) -m ruff format --check $(SOURCES)
	$(PY) -m ruff check $(SOURCES)
	$(PY) -m mypy
	$(PY) -m djlint --lint --quiet templates
	@$(MAKE) --no-print-directory test

bench: $(VENV)/.ready-to-test
	@for each in $(BENCHMARKS); do echo "$$each"; $(PY) -m $$each || exit 1; done

messages: $(VENV)/.ready-to-test
	@$(PY) -m tools.messages

clean:
	rm -rf $(VENV) node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A stamp is older than what it was made from only after a change, so a second start installs nothing.
$(VENV)/.ready-to-run: pyproject.toml uv.lock $(VENV)/.made
	@echo "Installing what the site needs..."
	@$(VENV)/uv $(SYNC) --no-dev --extra server
	@touch $@

$(VENV)/.ready-to-test: pyproject.toml uv.lock $(VENV)/.made
	@echo "Installing what the tests need..."
	@$(VENV)/uv $(SYNC) --all-extras --all-groups
	@touch $@ $(VENV)/.ready-to-run

# $(VENV)/uv starts whichever uv there is: the machine's own, or one that we install beside Python.
$(VENV)/.made:
	@set -e; chosen=; \
	for each in $(or $(PYTHON),$(PYTHONS)); do \
	  if [ -z "$$chosen" ] && "$$each" -c '$(NEW_ENOUGH)' 2>/dev/null; then chosen=$$each; fi; \
	done; \
	if [ -z "$$chosen" ]; then \
	  echo "Python 3.11 or later is needed and none of these is it: $(or $(PYTHON),$(PYTHONS))" >&2; \
	  echo "Install it, or say where it is: make run PYTHON=/path/to/python3.13" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$($$chosen --version)..."; \
	if ! "$$chosen" -m venv --clear $(VENV); then \
	  echo "This Python cannot make environments (on Debian and Ubuntu: apt install python3-venv)." >&2; \
	  rm -rf $(VENV); exit 1; \
	fi; \
	uv=$$(command -v uv || true); \
	if [ -z "$$uv" ]; then $(PY) -m pip install --quiet --disable-pip-version-check "uv>=0.9"; fi; \
	printf '#!/bin/sh\nexec %s %s "$$@"\n' "$(UV)" "$${uv:-$(VENV)/bin/uv}" > $(VENV)/uv; \
	chmod +x $(VENV)/uv; \
	touch $@
