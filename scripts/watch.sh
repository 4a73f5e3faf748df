#!/usr/bin/env bash
# Serves, and builds and serves again when a source changes: a plain loop around scripts/build.sh, so that what is
# watched is what is run. WATCH=leptos uses `cargo leptos watch` instead, for those who have it (a quarter of an hour
# to install) and want the page to reload by itself.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
scripts/setup.sh
use_toolchain
mkdir -p data
export DIALOGFORUM_DEMO="${DIALOGFORUM_DEMO:-true}"

if [ "${WATCH:-}" = leptos ]; then
    cargo leptos --version >/dev/null 2>&1 || die "cargo-leptos is missing; run: cargo install cargo-leptos, or make watch without WATCH=leptos"
    say "Watching with cargo leptos"
    RUSTFLAGS=$(wasm_flags dev)
    export RUSTFLAGS
    exec cargo leptos watch
fi

export DIALOGFORUM_SITE_DIR="$CARGO_TARGET_DIR/site-dev"
stamp=$(mktemp "${TMPDIR:-/tmp}/dialogforum-watch-XXXXXX")
server=
stop_server() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    server=
}
trap 'stop_server; rm -f "$stamp"' EXIT
trap 'exit 0' INT TERM

changed() { [ -n "$(find app server frontend style migrations Cargo.toml Cargo.lock -type f -newer "$stamp" ! -name '*~' ! -name '.*' 2>/dev/null | head -n 1)" ]; }

say "Watching app, server, frontend, style and migrations; Ctrl+C stops"
while :; do
    touch "$stamp" # before the build: what changes meanwhile is built next
    if scripts/build.sh dev; then
        stop_server # only now, so that the old one answers while the new one is built
        "$CARGO_TARGET_DIR/debug/dialogforum" serve &
        server=$!
    else
        warn "The build failed; the last one goes on"
    fi
    until changed; do sleep 1; done
    say "Something changed: building"
done
