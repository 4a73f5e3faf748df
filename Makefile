# Two commands matter: `make run` and `make test`. The rest is comfort. What they do lies in scripts/.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run run-release test check lint e2e fmt watch bench demo-reset setup clean

help: ## This list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Sets up, builds and serves http://127.0.0.1:3000, with the demo on first start
	@scripts/run.sh dev

run-release: ## The same with the release build: slow to build, fast to serve
	@scripts/run.sh release

test: ## All tests, as CI runs them: lints, Rust on both databases, browser, byte budgets
	@scripts/test.sh

check: ## Quick look before a commit: format, clippy, tests inside the libraries
	@scripts/test.sh lint unit

lint: ## Format and clippy alone
	@scripts/test.sh lint

e2e: ## The browser's journeys alone; E2E_ARGS="--grep hearing" chooses
	@scripts/test.sh e2e

fmt: ## Formats the Rust code
	@scripts/setup.sh lint && . scripts/lib.sh && use_toolchain && cargo fmt --all

watch: ## Serves, and builds again when a source changes
	@scripts/watch.sh

bench: ## Requests per second, p50 and p99 of the main pages, release build, one core
	@scripts/bench.sh

demo-reset: ## Removes the local database; the next start loads the demo anew
	@rm -rf data/dialogforum.db data/dialogforum.db-shm data/dialogforum.db-wal data/files && echo "==> data/dialogforum.db is gone; make run loads the demo anew"

setup: ## Only makes sure that what a build needs is there
	@scripts/setup.sh

clean: ## Removes the build output (shared by all clones) and what tests left behind
	@. scripts/lib.sh && rm -rf "$$CARGO_TARGET_DIR" test-logs end2end/test-results end2end/playwright-report end2end/node_modules && echo "==> clean; the tools beside it stay"
