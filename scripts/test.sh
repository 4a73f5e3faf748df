#!/usr/bin/env bash
# All tests, step by step, each with its time; `make test` and CI. Nothing is skipped: what cannot run counts as
# failed and says why, and so does a test that is ignored. The last line counts: "N passed, M failed".
#
#   scripts/test.sh                     everything
#   scripts/test.sh lint unit           some steps (what `make check` does)
#
# Steps: lint     format, clippy for server and browser, what the browser build may depend on, types of end2end
#        rust     unit, service (SQLite and PostgreSQL) and HTTP tests
#        unit     of these only the ones inside the libraries, for a quick look
#        e2e      Playwright journeys on a dev build with a clock that tests can move
#        release  byte budgets and one journey, on the release build
# Playwright gets more arguments from E2E_ARGS, such as E2E_ARGS="--grep hearing".
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

steps=("$@")
all=
if [ ${#steps[@]} -eq 0 ]; then
    steps=(lint rust e2e release)
    all=1
fi
logs="$ROOT/test-logs"
mkdir -p "$logs"

passed=0
failed=0
complaints=()
started=$(date +%s)
running_pid=
pg_dir=

complain() { # TEXT [HOW MANY]
    failed=$((failed + ${2:-1}))
    complaints+=("$1")
    warn "$1"
}
finish() {
    local status=$?
    trap '' INT TERM
    if [ -n "$running_pid" ]; then
        # First the way that lets Playwright close its browsers and servers.
        kill -INT -- "-$running_pid" 2>/dev/null || true
        for _ in 1 2 3 4 5 6; do
            kill -0 -- "-$running_pid" 2>/dev/null || break
            sleep 0.5
        done
        kill -KILL -- "-$running_pid" 2>/dev/null || true
    fi
    if [ -n "$pg_dir" ]; then scripts/pg.sh stop "$pg_dir" || true; fi
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

# log_run NAME TITLE COMMAND…: output to a log, a sign of life each minute, the end of the log when it fails.
log_run() {
    local log="$logs/$1.log" title=$2 t0 next status=0
    shift 2
    say "$title"
    t0=$(date +%s)
    next=$((t0 + 60))
    set -m # a process group of its own, so that finish() can end the whole of it
    "$@" >"$log" 2>&1 </dev/null &
    running_pid=$!
    set +m
    while kill -0 "$running_pid" 2>/dev/null; do
        sleep 0.5
        if [ "$(date +%s)" -ge "$next" ]; then
            next=$((next + 60))
            printf '    … %s: %s\n' "$(since "$t0")" "$(tail -n 1 "$log" | tr -d '\r' | sed 's/^ *//' | mask | cut -c 1-100)"
        fi
    done
    wait "$running_pid" || status=$?
    running_pid=
    if [ "$status" = 0 ]; then
        printf '    done in %s\n' "$(since "$t0")"
    else
        printf '    failed after %s; the end of %s:\n' "$(since "$t0")" "test-logs/${log##*/}"
        # What went wrong is often said long before the end.
        grep -E '^(error(\[|:)|test .* FAILED|Diff in |thread .* panicked)' "$log" | head -n 40 | mask | sed 's/^/    | /' || true
        printf '    | …\n'
        tail -n 60 "$log" | mask | sed 's/^/    | /'
    fi
    return "$status"
}

# A lint is one check: passed or failed.
check() { # NAME TITLE COMMAND…
    if log_run "$@"; then passed=$((passed + 1)); else complain "$2: failed"; fi
}

start_pg() {
    if [ -n "${TEST_POSTGRES_URL:-}" ]; then return 0; fi
    pg_dir=$(mktemp -d "${TMPDIR:-/tmp}/dialogforum-pg-XXXXXX")
    : >"$pg_dir/dialogforum-pg" # lets pg.sh take the folder over and remove it
    say "Starting a throw-away PostgreSQL"
    scripts/pg.sh start "$pg_dir" >/dev/null || return 1
    TEST_POSTGRES_URL=$(scripts/pg.sh url "$pg_dir")
    export TEST_POSTGRES_URL
    PATH="$PATH:$(find_pg_bin)"
}

# ---- lints ------------------------------------------------------------------------------------------------------

host_clippy() {
    RUSTFLAGS=$(host_flags dev) cargo clippy ${LOCKED:+"$LOCKED"} "${HOST_PACKAGES[@]}" "${TEST_FEATURES[@]}" --all-targets -- -D warnings
}
browser_clippy() {
    local profile=dev
    if grep -q '^\[profile\.wasm-dev\]' Cargo.toml; then profile=wasm-dev; fi
    RUSTFLAGS=$(wasm_flags dev) cargo clippy ${LOCKED:+"$LOCKED"} -p frontend --target "$WASM_TARGET" --profile "$profile" -- -D warnings
}
# The browser must never get the database or the web server: a slip in a feature would double what people load.
browser_tree() {
    local tree bad
    tree=$(cargo tree ${LOCKED:+"$LOCKED"} -p frontend --target "$WASM_TARGET" -e normal,no-proc-macro --prefix none --format '{p}') || return 1
    echo "$tree" | awk '{ print $1 }' | sort -u
    echo "$tree" | grep -q '^leptos ' || { echo "error: this is not the browser's tree"; return 1; }
    bad=$(echo "$tree" | awk '{ print $1 }' | sort -u | grep -E '^(sqlx|tokio|axum|hyper|tower|comrak|ammonia|lettre|typst)(-.*)?$' | grep -vxE 'tower-(service|layer)' || true)
    if [ -n "$bad" ]; then
        printf 'error: the browser build depends on %s\n' "$bad"
        return 1
    fi
}
step_lint() {
    check fmt "Lint: format" cargo fmt --all --check
    check clippy-server "Lint: clippy, server and tests" host_clippy
    check clippy-browser "Lint: clippy, browser" browser_clippy
    check tree "Lint: the browser build holds no sqlx, tokio, axum" browser_tree
    if [ -n "$all" ]; then check e2e-types "Lint: types of end2end" end2end/node_modules/.bin/tsc --project end2end --noEmit; fi
}

# ---- Rust -------------------------------------------------------------------------------------------------------

cargo_test() {
    # insta compares and never writes; --no-fail-fast so that one failure does not hide others.
    INSTA_UPDATE=no RUSTFLAGS=$(host_flags dev) cargo test ${LOCKED:+"$LOCKED"} "${HOST_PACKAGES[@]}" "${TEST_FEATURES[@]}" --no-fail-fast "$@"
}
rust_tests() { # NAME TITLE ARGUMENT…
    local name=$1 title=$2 status=0 p f i
    shift 2
    start_pg || {
        complain "$title: no PostgreSQL to test on"
        return 0
    }
    log_run "$name" "$title" cargo_test "$@" || status=$?
    read -r p f i <<EOF
$(awk '/^test result:/ { p += $4; f += $6; i += $8 } END { print p + 0, f + 0, i + 0 }' "$logs/$name.log")
EOF
    passed=$((passed + p))
    printf '    %s passed, %s failed\n' "$p" "$f"
    if [ "$f" -gt 0 ]; then complain "$title: $f failed" "$f"; fi
    if [ "$i" -gt 0 ]; then
        complain "$title: $i ignored; a test runs or is removed" "$i"
        grep -E '^test .* \.\.\. ignored' "$logs/$name.log" | sed 's/^/    | /' || true
    fi
    if [ "$status" -ne 0 ] && [ "$f" = 0 ]; then complain "$title: did not compile or broke off"; fi
    if [ "$status" = 0 ] && [ "$p" = 0 ]; then complain "$title: no test ran"; fi
}
step_rust() {
    export DIALOGFORUM_PYTHON="$CALENDAR_PYTHON"
    rust_tests rust "Tests: unit, service and HTTP tests on SQLite and PostgreSQL"
}
step_unit() { rust_tests unit "Tests: those inside the libraries, on SQLite and PostgreSQL" --lib; }

# ---- browser ----------------------------------------------------------------------------------------------------

run_playwright() { # REPORT ARGUMENT…
    cd end2end
    CHROMIUM=$(find_chromium)
    export CHROMIUM PLAYWRIGHT_JSON_OUTPUT_NAME="$1" DIALOGFORUM_SERVER_LOGS="$logs/servers"
    shift
    # shellcheck disable=SC2086 # E2E_ARGS is a list of words
    exec node_modules/.bin/playwright test "$@" ${E2E_ARGS:-}
}
playwright() { # NAME TITLE; the environment says which server
    local name=$1 title=$2 status=0 report p f s flaky
    shift 2
    report="$logs/$name.json"
    rm -f "$report"
    log_run "$name" "$title" run_playwright "$report" "$@" || status=$?
    if [ ! -s "$report" ]; then
        complain "$title: Playwright broke off"
        return 0
    fi
    read -r p f s flaky <<EOF
$(node -e 'const s = require(process.argv[1]).stats; console.log(s.expected + s.flaky, s.unexpected, s.skipped, s.flaky)' "$report")
EOF
    passed=$((passed + p))
    printf '    %s passed, %s failed\n' "$p" "$f"
    if [ "$flaky" -gt 0 ]; then warn "$title: $flaky passed only at the second try (test-logs/$name.log names them)"; fi
    if [ "$f" -gt 0 ]; then complain "$title: $f failed" "$f"; fi
    if [ "$s" -gt 0 ]; then complain "$title: $s skipped or not reached; a test runs or is removed" "$s"; fi
    if [ "$status" -ne 0 ] && [ "$f" = 0 ] && [ "$s" = 0 ]; then complain "$title: Playwright reports an error (test-logs/$name.log)"; fi
    if [ "$status" = 0 ] && [ "$p" = 0 ]; then complain "$title: no test ran"; fi
}
step_e2e() {
    start_pg || {
        complain "Journeys: no PostgreSQL to test on"
        return 0
    }
    if log_run build-dev "Building for the journeys (dev, with a clock that tests can move)" scripts/build.sh dev --test-clock; then
        DIALOGFORUM_BUILD=dev DIALOGFORUM_BIN="$CARGO_TARGET_DIR/e2e/dialogforum" DIALOGFORUM_SITE_DIR="$CARGO_TARGET_DIR/site-dev" \
            playwright e2e "Tests: journeys in the browser"
    else
        complain "Journeys: the build failed"
    fi
}
step_release() {
    start_pg || {
        complain "Release: no PostgreSQL to test on"
        return 0
    }
    if log_run build-release "Building the release" scripts/build.sh release; then
        DIALOGFORUM_BUILD=release DIALOGFORUM_BIN="$CARGO_TARGET_DIR/release/dialogforum" DIALOGFORUM_SITE_DIR="$CARGO_TARGET_DIR/site-release" \
            playwright release "Tests: byte budgets and one journey on the release build"
    else
        complain "Release: the build failed"
    fi
}

# ---- the whole --------------------------------------------------------------------------------------------------

needs=()
for step in "${steps[@]}"; do
    case $step in
        lint) needs+=(lint) ;;
        rust) needs+=(pg calendars) ;;
        unit) needs+=(pg) ;;
        e2e) needs+=(e2e) ;;
        release) needs+=(e2e release) ;;
        *) die "test.sh does not know the step '$step' (lint, rust, unit, e2e, release)" ;;
    esac
done
if [ -n "$all" ]; then needs=(trim ${needs[@]+"${needs[@]}"}); fi

if scripts/setup.sh ${needs[@]+"${needs[@]}"}; then
    use_toolchain
    export CARGO_TERM_COLOR=never CARGO_TERM_PROGRESS_WHEN=never
    for step in "${steps[@]}"; do "step_$step"; done
else
    complain "Setup: something is missing (see above)"
fi

echo
if [ ${#complaints[@]} -gt 0 ]; then
    printf 'Failed:\n'
    printf '  - %s\n' "${complaints[@]}"
fi
printf 'Took %s; logs are in test-logs/\n' "$(since "$started")"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
