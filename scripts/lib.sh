# shellcheck shell=bash disable=SC2034
# What all scripts share: where things lie, which flags the compiler gets, how we speak.
# Sourced, never run. Works with the old bash of macOS as well: no associative arrays, no mapfile.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Build output and tools lie outside the clone, so that a second clone (a colleague's branch, the next CI run)
# finds the dependencies built already. An overriding CARGO_TARGET_DIR is respected.
CACHE="${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/dialogforum"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$CACHE/target}"
case $CARGO_TARGET_DIR in
    /*) ;;
    *) CARGO_TARGET_DIR="$ROOT/$CARGO_TARGET_DIR" ;; # cargo would take it as relative to wherever it is called
esac
TOOLS="${DIALOGFORUM_TOOLS:-$CACHE/tools}"
LOGS="$CARGO_TARGET_DIR/logs"
TOOLCHAIN_ENV="$CARGO_TARGET_DIR/toolchain.env"

WASM_TARGET=wasm32-unknown-unknown
BINARYEN_VERSION=132.0.0
NODE_MIN=18

# Flags set elsewhere would beat or mix with ours, and everything would be built a second time.
unset CARGO_ENCODED_RUSTFLAGS

say() { printf '==> %s\n' "$*"; }
warn() { printf '!!  %s\n' "$*" >&2; }
die() {
    printf 'Stopped: %s\n' "$*" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Addresses of package mirrors are the machine's own business, so they are left out of what we print.
mask() { sed -E 's#[a-z+]+://[^ "/]+#(mirror)#g'; }

# quiet NAME COMMAND…: output goes to a log; only when the command fails is its end shown.
quiet() {
    local name=$1
    shift
    mkdir -p "$LOGS"
    if ! "$@" >"$LOGS/$name.log" 2>&1 </dev/null; then
        tail -n 25 "$LOGS/$name.log" | mask >&2
        return 1
    fi
}

# "2 min 5 s" since a time taken with $(date +%s).
since() {
    local s=$(($(date +%s) - $1))
    if [ "$s" -ge 60 ]; then printf '%d min %d s' $((s / 60)) $((s % 60)); else printf '%d s' "$s"; fi
}

# at_least 1.96.0 1.95 → true. (sort -V is not everywhere.)
at_least() {
    awk -v have="$1" -v want="$2" 'BEGIN {
        split(have, h, /[.-]/); n = split(want, w, /[.-]/)
        for (i = 1; i <= n; i++) { if (h[i] + 0 > w[i] + 0) exit 0; if (h[i] + 0 < w[i] + 0) exit 1 }
    }'
}

# The version of a crate in Cargo.lock.
locked_version() {
    awk -v name="\"$1\"" '$1 == "name" && $3 == name { getline; gsub(/"/, "", $3); print $3; exit }' "$ROOT/Cargo.lock"
}

# A clean machine in CI must build exactly what was committed; a developer may be changing Cargo.toml.
LOCKED=
if [ "${CI:-}" = true ]; then LOCKED=--locked; fi

# The only place for compiler flags. Views are types, and very large ones: erased, a cold build takes minutes less
# and the linker survives debug builds. Release keeps the types: pages are drawn about twice as fast, and the build takes
# eight minutes and 4 GB for our own crates on two cores.
# Server and browser get the same flags, or the islands of the one do not fit the pages of the other.
host_flags() {
    case $1 in
        dev) echo "--cfg erase_components" ;;
        release) echo "" ;;
        *) die "unknown kind of build: $1 (dev or release)" ;;
    esac
}
# Flags that only the browser build needs, such as: --cfg getrandom_backend="wasm_js"
WASM_ONLY_FLAGS=
wasm_flags() {
    local f
    f=$(host_flags "$1")
    echo "$f${WASM_ONLY_FLAGS:+${f:+ }$WASM_ONLY_FLAGS}"
}
# Everything but the browser's crate is built and tested in one go for the host. `frontend` is left out, because
# cargo unites features: with it, `app` would get `ssr` and `hydrate` in one build, which leptos does not support.
HOST_PACKAGES=(--workspace --exclude frontend)
TEST_FEATURES=(--features dialogforum/test-clock)

# Cargo knows our own crates in a shared build folder by their place within the clone, and by the age of their files: what
# another clone built later would pass for ours. When the folder was last used by another clone, ours count as changed.
claim_build_folder() {
    local mark="$CARGO_TARGET_DIR/last-clone"
    if [ "$(cat "$mark" 2>/dev/null || true)" != "$ROOT" ]; then
        touch "$ROOT/app/src/lib.rs" "$ROOT/server/src/lib.rs" "$ROOT/server/src/main.rs" "$ROOT/frontend/src/lib.rs"
        find "$ROOT/server/tests" -name '*.rs' -exec touch {} +
        echo "$ROOT" >"$mark"
    fi
}

# Puts the compiler that setup.sh chose first on PATH.
use_toolchain() {
    [ -r "$TOOLCHAIN_ENV" ] || die "the compiler has not been set up; run scripts/setup.sh first"
    # shellcheck disable=SC1090
    . "$TOOLCHAIN_ENV"
    claim_build_folder
}

# The wasm-bindgen command must have exactly the version of the crate.
find_wasm_bindgen() {
    local want=$1 c
    for c in "$TOOLS/wasm-bindgen-$want/bin/wasm-bindgen" "$TOOLS/bin/wasm-bindgen" "$(command -v wasm-bindgen || true)"; do
        if [ -n "$c" ] && [ -x "$c" ] && [ "$("$c" --version 2>/dev/null | awk '{ print $2 }')" = "$want" ]; then
            echo "$c"
            return 0
        fi
    done
    return 1
}

# What calendar files are read back with in tests (server/tests/calendars).
CALENDAR_PYTHON="$TOOLS/python/bin/python"
CALENDAR_PYTHON_MIN=3.10

WASM_OPT="$TOOLS/binaryen-$BINARYEN_VERSION/node_modules/.bin/wasm-opt"

find_chromium() {
    local c
    for c in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
        if [ -n "$c" ] && have "$c"; then
            command -v "$c"
            return 0
        fi
    done
    return 1
}

# Debian keeps initdb and pg_ctl off PATH; take the newest.
find_pg_bin() {
    local d found=
    if have initdb && have pg_ctl && have psql; then
        dirname "$(command -v initdb)"
        return 0
    fi
    for d in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin /Applications/Postgres.app/Contents/Versions/latest/bin; do
        if [ -x "$d/initdb" ] && [ -x "$d/pg_ctl" ] && [ -x "$d/psql" ]; then found=$d; fi
    done
    [ -n "$found" ] && echo "$found"
}

node_fits() { have node && have npm && at_least "$(node --version 2>/dev/null | tr -d v)" "$NODE_MIN"; }

# The port that nothing listens on, for servers we start ourselves.
free_port() {
    local p i
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        p=$((20000 + (RANDOM + i) % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null; then
            echo "$p"
            return 0
        fi
    done
    return 1
}
