# make run    serve http://127.0.0.1:8000 (PORT=8001 for another) until Ctrl-C
# make test   the whole test suite on every core; ARGS="-k name" narrows it, ARGS="-n 0" takes one process
# make bench  measure at the size of a country, as docs/performance.md tells; ARGS="--factor 0.02" for a smaller one
# make setup  install and build for both; run and test do it by themselves when a lock or a source changed

PORT ?= 8000
ARGS ?=
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
ifeq ($(PYTHON),)
$(error Python 3.11 or later is needed and none was found; name one with PYTHON=/path/to/python3)
endif

export PORT
.PHONY: run test bench setup lint types lock clean

run:
	@$(PYTHON) -m mappa.install run
	@exec .venv/bin/python -m mappa.serve

test:
	@$(PYTHON) -m mappa.install test
	@exec .venv/bin/python -m pytest -n auto --maxprocesses 6 --dist loadfile $(ARGS)

bench: setup
	@.venv/bin/python -c "from mappa.install import install; install('bench.txt')"
	@exec .venv/bin/python -m bench $(ARGS)

setup:
	@$(PYTHON) -m mappa.install test

lint: setup
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: setup
	@.venv/bin/mypy .

# Locks name every file by its hash and no place it comes from.
COMPILE = .venv/bin/uv pip compile -q pyproject.toml --universal --generate-hashes --no-header --no-annotate -p 3.11
lock: setup
	@.venv/bin/python -m pip install -q --require-hashes -r requirements/bootstrap.txt
	$(COMPILE) -o requirements/production.txt
	$(COMPILE) --extra embedded -o requirements/run.txt
	$(COMPILE) --extra embedded --group test -o requirements/test.txt
	@for group in bench bootstrap frontend; do \
		.venv/bin/uv pip compile -q --group $$group --universal --generate-hashes --no-header --no-annotate -p 3.11 \
			-o requirements/$$group.txt || exit 1; done
	npm install --package-lock-only

clean:
	rm -rf .venv build node_modules
