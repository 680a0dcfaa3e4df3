# Verbs of the project; `make` lists them.
PYTHON := .venv/bin/python
DIRECTORY ?= ../my-practice
.DEFAULT_GOAL := help
.PHONY: help run new-practice test train check-content lint types unit conversations evaluate adapter benchmark lock clean

help: ## List the verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

run: .venv/.runtime ## Start the assistant (environment, training if stale, servers, demo page)
	@$(PYTHON) -m kneadwise run

new-practice: .venv/.runtime ## Ask for a practice's facts and write its content to DIRECTORY
	@$(PYTHON) -m kneadwise new-practice "$(DIRECTORY)"

test: .venv/.development ## Run every check: style, types, content, unit, stories, conversations
	@scripts/test

train: .venv/.runtime ## Train the model if it is older than what it is made from
	@$(PYTHON) -m kneadwise train

check-content: .venv/.runtime ## Check content/ and say what to mend
	@$(PYTHON) -m kneadwise check-content

lint: .venv/.development ## Style and types
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy

unit: .venv/.development ## Unit and structure tests, a minute
	@$(PYTHON) -m pytest tests --ignore=tests/conversations --ignore=tests/several_machines --ignore=tests/rasa --ignore=tests/evaluation/test_baseline.py

conversations: .venv/.development ## Live conversations over HTTP
	@$(PYTHON) -m pytest tests/conversations

evaluate: .venv/.development ## Right-card rate on the held-out messages; ARGS=--accept keeps it
	@$(PYTHON) -m evaluation.report $(ARGS)

adapter: .venv/.development ## Tune the encoder's adapter to the examples anew, half an hour
	@RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 SQLALCHEMY_SILENCE_UBER_WARNING=1 $(PYTHON) -m components.encoder

benchmark: .venv/.development ## Beside Rasa's default pipeline; ARGS="--data clinc150.json"
	@$(PYTHON) -m benchmarks.understanding $(ARGS)

lock: ## Resolve requirements/*.in anew into pinned, hashed lists
	@scripts/lock-requirements

clean: ## Remove the environment, models, caches and local state
	@rm -rf .venv .uv .security .rasa models .kneadwise .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.runtime: requirements/runtime.txt scripts/prepare-environment .python-version
	@scripts/prepare-environment runtime

.venv/.development: requirements/development.txt scripts/prepare-environment .python-version
	@scripts/prepare-environment development
