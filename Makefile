# `make help` says what there is. Nothing but Python 3.11+ and make is needed of the system.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export ERKEND_PUBLIC_URL ?= http://localhost:$(PORT)

.PHONY: run demo test lint bench screenshots lock clean help
.DEFAULT_GOAL := help

run: .venv/.runtime  ## set up what is missing, play the demo once, serve at http://localhost:8000 (PORT= another)
	@$(BIN)/python manage.py translate compile
	@$(BIN)/python manage.py demo --accounts
	@$(BIN)/python manage.py serve --port $(PORT)

demo: .venv/.runtime  ## play the street and write the badges to out/
	@$(BIN)/python manage.py translate compile
	@$(BIN)/python manage.py demo --out out

test: .venv/.development  ## all tests, on SQLite and then on PostgreSQL; says loudly what could not be tested
	@$(BIN)/python manage.py translate compile
	$(BIN)/python -m pytest -n 2 -q
	@$(BIN)/python -m tests.postgres -- $(BIN)/python -m pytest -n 2 -q -m "not browser and not interop"

lint: .venv/.development  ## ruff, mypy, the order of the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo

bench: .venv/.development  ## time pages and jobs against an empty page; prints figures, judges nothing
	@$(BIN)/python -m tests.bench

screenshots: .venv/.development  ## every page, desktop and phone, nl and en, into screenshots/
	@$(BIN)/python manage.py translate compile
	$(BIN)/python -m tests.screenshots

lock: .venv/.uv  ## renew the lock files after a change of a requirements*.in
	@for name in uv "" dev scale; do \
	  file=requirements$${name:+-$$name}; extra=""; \
	  case $$name in dev|scale) extra="-c requirements.lock";; esac; \
	  $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header $$extra $$file.in -o $$file.lock || exit 1; \
	done

clean:  ## remove the environment and everything made while running (database, files, keys!)
	rm -rf .venv var out screenshots

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The stamps say which lock was installed; the development lock holds the runtime lock, so either will do for running.
.venv/.uv: requirements-uv.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.lock || true
	@touch $@

.venv/.runtime: requirements.lock | .venv/.uv
	@if [ -e .venv/.development ] && [ .venv/.development -nt requirements.lock ]; then :; \
	else $(BIN)/uv pip sync -q --require-hashes --python $(BIN)/python requirements.lock \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock; fi
	@touch $@

.venv/.development: requirements.lock requirements-dev.lock | .venv/.uv
	@$(BIN)/uv pip sync -q --require-hashes --python $(BIN)/python requirements-dev.lock \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.runtime
