# `make help` says what there is. Nothing but Python 3.11+ and make is needed of the system.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
WORDS := frontend/locale/nl/LC_MESSAGES/django
export ERKEND_PUBLIC_URL ?= http://localhost:$(PORT)

.PHONY: run demo vc-api test lint bench screenshots lock clean help
.DEFAULT_GOAL := help
# The credential engine knows no database: its tests, most of all in number, give the same on any.
NO_DATABASE := $(addprefix --ignore=,tests/unit/credentials/core tests/unit/credentials/command_line \
  $(filter-out %/test_states.py,$(wildcard tests/property/test_*.py)))

run: .venv/.runtime $(WORDS).mo  ## set up what is missing, play the demo once, serve at http://localhost:8000 (PORT= another)
	@$(BIN)/python manage.py demo --accounts
	@$(BIN)/python manage.py serve --port $(PORT)

demo: .venv/.runtime $(WORDS).mo  ## play the street and write the badges to out/
	@$(BIN)/python manage.py demo --out out

vc-api: .venv/.runtime  ## the VC-API without a token and with a fresh key, for outside test suites, at 127.0.0.1:8431 (PORT=)
	@$(BIN)/python -m api.vc --port $(if $(filter file,$(origin PORT)),8431,$(PORT))

test: .venv/.development $(WORDS).mo  ## all tests, on SQLite and then on PostgreSQL; says loudly what could not be tested
	$(BIN)/python -m pytest -n 2 -q
	@$(BIN)/python -m tests.postgres -- $(BIN)/python -m pytest -n 2 -q -m "not browser and not interop" $(NO_DATABASE)

lint: .venv/.development  ## ruff, mypy, the order of the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo

bench: .venv/.development  ## time pages and jobs against an empty page; prints figures, judges nothing
	@$(BIN)/python -m tests.bench

bench-credentials: .venv/.development  ## the credential engine beside its peers and the floor; prints figures, judges nothing
	@$(BIN)/python -m tests.bench_credentials

screenshots: .venv/.development $(WORDS).mo  ## every page, desktop and phone, nl and en, into screenshots/
	$(BIN)/python -m tests.screenshots

lock: .venv/.uv  ## renew the lock files after a change of a requirements*.in
	@for name in uv "" dev scale hsm; do \
	  file=requirements$${name:+-$$name}; extra=""; \
	  case $$name in dev|scale|hsm) extra="-c requirements.lock";; esac; \
	  $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header $$extra $$file.in -o $$file.lock || exit 1; \
	done

clean:  ## remove the environment and everything made while running (database, files, keys!)
	rm -rf .venv var out screenshots

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(WORDS).mo: $(wildcard $(WORDS).po)
	@$(BIN)/python manage.py translate compile

# The stamps say which lock was installed; the development lock holds the runtime lock, so either will do for running.
# Should uv not work on this machine, pip reads the same locks.
.venv/.uv: requirements-uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Erkend needs Python 3.11 or newer. Name one that you have: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv \
	  || { echo "This Python can't make a virtual environment. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.lock \
	  || echo "uv can't be installed here; pip does the rest, which takes longer."
	@touch $@

.venv/.runtime: requirements.lock | .venv/.uv
	@if [ .venv/.development -nt requirements.lock ]; then :; else \
	  rm -f .venv/.development; \
	  $(BIN)/uv pip sync -q --compile-bytecode --require-hashes --python $(BIN)/python requirements.lock \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock; fi
	@touch $@

.venv/.development: requirements.lock requirements-dev.lock | .venv/.uv
	@$(BIN)/uv pip sync -q --compile-bytecode --require-hashes --python $(BIN)/python requirements-dev.lock \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.runtime
