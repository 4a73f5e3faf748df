#!/usr/bin/env bash
# Sets up, builds and serves: `make run` (dev build, ready sooner) and `make run-release`.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
mode=${1:-dev}
t0=$(date +%s)

say "Dialogforum: checking what this machine has"
if [ "$mode" = release ]; then scripts/setup.sh release; else scripts/setup.sh; fi
[ -d "$CARGO_TARGET_DIR/deps" ] || [ -d "$CARGO_TARGET_DIR/debug/deps" ] || [ -d "$CARGO_TARGET_DIR/release/deps" ] ||
    say "The first build compiles everything: about ten minutes on two cores. The next start takes seconds."
scripts/build.sh "$mode"

mkdir -p data
export DIALOGFORUM_SITE_DIR="$CARGO_TARGET_DIR/site-$mode"
# The demo is loaded into an empty database only. Someone's own settings come first.
if [ -z "${DIALOGFORUM_DEMO:-}" ] && ! grep -qs '^[[:space:]]*demo' dialogforum.toml; then export DIALOGFORUM_DEMO=true; fi
if [ -z "${DATABASE_URL:-}${DIALOGFORUM_DATABASE_URL:-}" ] && [ ! -e data/dialogforum.db ] && [ ! -e dialogforum.toml ]; then
    say "First start: a new database in data/dialogforum.db, with the demo (make demo-reset starts it anew)"
fi
say "Ready to serve after $(since "$t0"); Ctrl+C stops"
server_dir=debug
if [ "$mode" = release ]; then server_dir=release; fi
# exec: Ctrl+C and SIGTERM reach the server itself, which closes its database in order.
exec "$CARGO_TARGET_DIR/$server_dir/dialogforum" serve
