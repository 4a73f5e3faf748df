#!/usr/bin/env bash
# A throw-away PostgreSQL for tests: its own cluster in a temporary folder, on a free local port, gone afterwards.
# Knows nothing of a PostgreSQL that may already run on the machine.
#
#   scripts/pg.sh run COMMAND…    starts one, runs the command with TEST_POSTGRES_URL set, always stops it
#   scripts/pg.sh start [DIR]     prints TEST_POSTGRES_URL=…, so: export "$(scripts/pg.sh start)"; twice is harmless
#   scripts/pg.sh stop [DIR]
#   scripts/pg.sh url [DIR]
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

me=$(id -u)
default_dir="${TMPDIR:-/tmp}/dialogforum-pg-$me"

# PostgreSQL refuses to run as root; Debian's package brings a user for it.
as_pg() {
    if [ "$me" != 0 ]; then
        "$@"
    elif have runuser; then
        runuser -u postgres -- "$@"
    else
        # shellcheck disable=SC2016
        su postgres -s /bin/sh -c 'exec "$0" "$@"' -- "$@"
    fi
}

running() { [ -r "$1/data/postmaster.pid" ] && as_pg "$bin/pg_ctl" -D "$1/data" status >/dev/null 2>&1; }
url() { echo "postgres://postgres@127.0.0.1:$(cat "$1/port")/postgres"; }

start() {
    local dir=$1 port try
    if running "$dir"; then return 0; fi
    if [ "$me" = 0 ]; then id postgres >/dev/null 2>&1 || die "PostgreSQL does not run as root, and there is no user postgres"; fi
    discard "$dir"
    mkdir -p "$dir"
    : >"$dir/dialogforum-pg"
    chmod 755 "$dir"
    if [ "$me" = 0 ]; then chown postgres "$dir"; fi
    cd "$dir" # not somewhere under /root, where postgres may not look
    as_pg "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 ||
        { tail -n 20 "$dir/initdb.log" >&2; die "initdb failed"; }
    # Nothing here must survive a power cut, and many tests each bring their own pool.
    as_pg tee -a "$dir/data/postgresql.conf" >/dev/null <<EOF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 200
shared_buffers = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
checkpoint_timeout = 30min
jit = off
timezone = 'UTC'
EOF
    # Whether a port is free is known only by taking it, so try.
    for try in 1 2 3 4 5 6 7 8 9 10; do
        port=$((20000 + (RANDOM + try) % 12000))
        if as_pg "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 -o "-p $port" start >"$dir/start.log" 2>&1 </dev/null; then
            echo "$port" >"$dir/port"
            return 0
        fi
    done
    tail -n 20 "$dir/server.log" >&2
    die "PostgreSQL did not start"
}

# Removes only what start() made.
discard() { if [ -e "$1/dialogforum-pg" ]; then rm -rf "$1"; fi; }

stop() {
    local dir=$1
    if running "$dir"; then (cd "$dir" && as_pg "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1) || true; fi
    discard "$dir"
}

bin=$(find_pg_bin) || die "PostgreSQL (initdb, pg_ctl, psql) is missing; scripts/setup.sh pg can help"
case ${1:-} in
    start)
        start "${2:-$default_dir}"
        echo "TEST_POSTGRES_URL=$(url "${2:-$default_dir}")"
        ;;
    stop) stop "${2:-$default_dir}" ;;
    url)
        running "${2:-$default_dir}" || die "no test cluster is running in ${2:-$default_dir}"
        url "${2:-$default_dir}"
        ;;
    run)
        shift
        [ $# -gt 0 ] || die "pg.sh run needs a command"
        dir=$(mktemp -d "${TMPDIR:-/tmp}/dialogforum-pg-XXXXXX")
        trap 'stop "$dir"' EXIT
        trap 'exit 130' INT TERM
        here=$PWD
        : >"$dir/dialogforum-pg"
        start "$dir"
        cd "$here"
        TEST_POSTGRES_URL=$(url "$dir") PATH="$PATH:$bin" "$@"
        ;;
    *) die "usage: scripts/pg.sh start|stop|url [DIR], or run COMMAND…" ;;
esac
