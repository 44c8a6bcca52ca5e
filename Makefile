# `make run` and `make test` do everything on a machine with Python 3.11 or newer and make.

.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
SERVE := $(BIN)/streamlit run app.py

.PHONY: help run dev test lint format data update draw bench requirements clean

help: ## List what make can do
	@sed -nE 's/^([a-z]+):.*## (.*)/\1\t\2/p' Makefile

run: .venv/serve data ## Serve with production settings
	$(SERVE)

dev: .venv/serve data ## Serve, watching the files
	$(SERVE) --server.fileWatcherType=auto --server.runOnSave=true --client.showErrorDetails=full

test: .venv/test lint data ## Lint, check types, then run every test
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: .venv/test ## Check style, types, SQL and the rules between rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 queries data/schema.sql data/derived.sql
	$(BIN)/lint-imports

format: .venv/test ## Fix what can be fixed by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix queries data/schema.sql data/derived.sql

data: .venv/serve ## Build the database from data/tables, unless it is current
	$(BIN)/python -m data.build

update: .venv/serve ## Check Ontario's pages and show what is new (OINP_UPDATE=write to edit the tables)
	$(BIN)/python -m data.update; code=$$?; test $$code -eq 0 -o $$code -eq 10

draw: .venv/serve ## Add a draw by hand: asks, checks and shows it
	$(BIN)/python -m data.add_draw

bench: .venv/bench data ## Measure, beside a baseline in the same run
	$(BIN)/python benchmarks/run.py

requirements: .venv/test ## Pin what pyproject.toml asks for, with hashes
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" \
	  pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" \
	  --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" \
	  --extra bench --extra dev -c requirements-dev.txt pyproject.toml -o requirements-bench.txt

clean: ## Remove everything that was made
	rm -rf .venv data/build .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv

.venv/serve: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	touch $@

.venv/test: requirements-dev.txt .venv/serve
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@

.venv/bench: requirements-bench.txt .venv/test
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-bench.txt
	touch $@
