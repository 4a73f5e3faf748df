#!/usr/bin/env bash
# How many requests a second, and how long they take: pages of the release build beside a static file of the issue
# page's size, in the same run. The server has one core; the load comes from another one, over loopback only.
#
#   BENCH_SECONDS=8 BENCH_CONNECTIONS=32 BENCH_DATABASE=sqlite|postgres BENCH_ISSUE=/goteborg/fragor/… scripts/bench.sh
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
seconds=${BENCH_SECONDS:-8}
connections=${BENCH_CONNECTIONS:-32}
database=${BENCH_DATABASE:-sqlite}

if [ "$database" = postgres ] && [ -z "${TEST_POSTGRES_URL:-}" ]; then
    scripts/setup.sh pg
    exec scripts/pg.sh run "$0" "$@"
fi
scripts/setup.sh release bench
scripts/build.sh release

work=$(mktemp -d "${TMPDIR:-/tmp}/dialogforum-bench-XXXXXX")
server=
stop_server() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    server=
}
trap 'stop_server; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

pin_server=()
pin_load=()
if have taskset && taskset -c 1 true 2>/dev/null; then
    pin_server=(taskset -c 0)
    pin_load=(taskset -c 1)
else
    warn "The server is not held to one core here (taskset or a second core is missing); figures are not comparable"
fi

cp -R "$CARGO_TARGET_DIR/site-release" "$work/site"
case $database in
    sqlite) url="sqlite://$work/bench.db" ;;
    postgres)
        psql -q "$TEST_POSTGRES_URL" -c 'DROP DATABASE IF EXISTS dialogforum_bench' -c 'CREATE DATABASE dialogforum_bench'
        url="${TEST_POSTGRES_URL%/*}/dialogforum_bench"
        ;;
    *) die "BENCH_DATABASE is sqlite or postgres" ;;
esac
port=$(free_port)
base="http://127.0.0.1:$port"

start_server() {
    (
        cd "$work"
        unset DATABASE_URL
        DIALOGFORUM_DATABASE_URL=$url DIALOGFORUM_LISTEN="127.0.0.1:$port" DIALOGFORUM_PUBLIC_URL=$base DIALOGFORUM_DEMO=true \
            DIALOGFORUM_SITE_DIR="$work/site" exec ${pin_server[@]+"${pin_server[@]}"} "$CARGO_TARGET_DIR/release/dialogforum" serve
    ) >"$work/server.log" 2>&1 &
    server=$!
    local i
    for ((i = 0; i < 300; i++)); do
        curl -sf -o /dev/null "$base/health" && return 0
        kill -0 "$server" 2>/dev/null || break
        sleep 0.2
    done
    tail -n 20 "$work/server.log" >&2
    die "the server did not start"
}
get() { curl -sf ${2:+-H "Cookie: $2"} "$base$1"; }
size() { get "$1" "${2:-}" | wc -c | tr -d ' '; }
links() { get "$1" | grep -oE "href=\"$2\"" | sed 's/^href="//; s/"$//' | sort -u; }

start_server
# The issue page with the longest thread is the largest one.
issue=${BENCH_ISSUE:-}
if [ -z "$issue" ]; then
    # (Open ones only, which take contributions: a forum's first page links closed ones too.)
    issue=$(for forum in medlemsvardande rostbarare utforare; do links "/goteborg/fragor?forum=$forum" '/goteborg/fragor/[0-9][^"#?]*' || true; done |
        sort -u | while read -r path; do echo "$(size "$path") $path"; done | sort -rn | awk 'NR == 1 { print $2 }')
    [ -n "$issue" ] || die "no issue page was found; name one with BENCH_ISSUE"
fi

# The demo's longest thread is shorter than what we promise to serve fast, so somebody of the demo goes on writing.
curl -sf -o /dev/null -c "$work/jar" -H "Origin: $base" -d persona=1 "$base/demo/logga-in" || die "nobody of the demo could sign in"
acting=$(curl -sf -b "$work/jar" "$base$issue" | grep -oE 'name="as" value="[^"]*"' | head -n 1 | sed 's/.*value="//; s/"$//')
count() { get "$issue" | grep -oE 'id="inlagg-[0-9]+"' | wc -l | tr -d ' '; }
words="Vi har provat under våren och räknat på vad det kostar. Tre av fyra som svarade vill ha längre öppet, en av fyra tycker att det räcker som det är. Nyckeln hämtas hos grannen i nummer nio, och den som kommer sist släcker. Det som saknas är ett besked om vem som betalar städningen."
for ((n = $(count); n < 50; n++)); do
    curl -sf -o /dev/null -b "$work/jar" -H "Origin: $base" --data-urlencode "text=$n. $words" -d "as=$acting&key=bench-$n-0123456789abcdef" "$base$issue" ||
        die "contribution $n was not taken"
done
contributions=$(count)
[ "$contributions" -ge 50 ] || die "the issue page shows $contributions contributions, not 50"
bytes=$(size "$issue")

# A file of exactly that size, where the style sheet lies.
sheet=$(get "/goteborg" | grep -oE 'href="[^"]*app[^"]*\.css[^"]*"' | head -n 1 | sed 's/^href="//; s/"$//')
[ -n "$sheet" ] || die "the start page links no style sheet"
stop_server
# (yes ends with an error when head has enough; that is as it should be.)
{ yes "Dialogforum measures a page beside a file of the same size." 2>/dev/null || true; } | head -c "$bytes" >"$work/site/bench.txt"
start_server
static="${sheet%/*}/bench.txt"
if [ "$(size "$static" 2>/dev/null || true)" != "$bytes" ]; then
    warn "$static is not served, so the style sheet stands in, which has another size"
    static=$sheet
fi

printf '\n%s, %s connections, %s s each, server on one core; issue page: %s bytes, %s contributions\n\n' "$database" "$connections" "$seconds" "$bytes" "$contributions"
printf '%-14s %10s %10s %10s %10s   %s\n' page bytes req/s p50 p99 path
# A cookie that means nothing keeps a request from what others' requests had drawn (server/src/http/cache.rs).
load() { ${pin_load[@]+"${pin_load[@]}"} wrk -t1 -c"$connections" -d"$1"s --latency ${3:+-H "Cookie: $3"} "$base$2"; }
measure() { # NAME PATH [COOKIE]
    load 2 "$2" "${3:-}" >/dev/null # warm: caches, connections, the database's pages
    load "$seconds" "$2" "${3:-}" >"$work/wrk.txt"
    if grep -qE 'Non-2xx|Socket errors' "$work/wrk.txt"; then
        grep -E 'Non-2xx|Socket errors' "$work/wrk.txt" >&2
        die "$2 did not answer every request with 200, so the figures would mean nothing"
    fi
    awk -v name="$1" -v path="$2" -v bytes="$(size "$2" "${3:-}")" '
        $1 == "50%" { p50 = $2 } $1 == "99%" { p99 = $2 } $1 == "Requests/sec:" { rate = $2 }
        END { printf "%-14s %10d %10d %10s %10s   %s\n", name, bytes, rate, p50, p99, path }' "$work/wrk.txt"
}
measure start /goteborg
measure forum /goteborg/forum/medlemsvardande
measure issue "$issue"
measure "start, anew" /goteborg x=1
measure "forum, anew" /goteborg/forum/medlemsvardande x=1
measure "issue, anew" "$issue" x=1
# The desk is drawn for each who opens it: somebody of the kansli, signed in above.
session=$(awk '$6 ~ /session$/ { print $6 "=" $7 }' "$work/jar")
get /goteborg/skrivbord "$session" | grep -c 'class="desk"' >/dev/null || die "the desk did not open for the demo's first persona"
measure desk /goteborg/skrivbord "$session"
measure "desk, a queue" '/goteborg/skrivbord?ko=nya' "$session"
measure static "$static"
