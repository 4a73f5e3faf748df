#!/usr/bin/env bash
# Makes sure that what a build needs is there, and says what it does. Safe to call again and again: what is there is
# used, and then it takes a second. Where rustup and Node are at home it installs nothing system-wide; on a Debian
# machine as root it installs what is missing; anywhere else it says in one line what is missing, and stops.
#
#   scripts/setup.sh              for `make run`
#   scripts/setup.sh release      … and wasm-opt (Node)
#   scripts/setup.sh lint         … and rustfmt and clippy
#   scripts/setup.sh pg           … and PostgreSQL's programs
#   scripts/setup.sh calendars    … and Python with icalendar and vobject, for tests
#   scripts/setup.sh e2e          … and PostgreSQL, Chromium, Node, Playwright
#   scripts/setup.sh bench        … and wrk

# shellcheck disable=SC2030,SC2031 # builds of tools have a target folder of their own, on purpose in a subshell
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

export DEBIAN_FRONTEND=noninteractive
mkdir -p "$CARGO_TARGET_DIR" "$TOOLS"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/dialogforum-setup-XXXXXX")
trap 'rm -rf "$scratch"' EXIT

summary=
note() { case ", $summary," in *", $1,"*) ;; *) summary="${summary:+$summary, }$1" ;; esac; }

# ---- Debian's packages ------------------------------------------------------------------------------------------

on_debian_as_root() { [ "$(id -u)" = 0 ] && [ -r /etc/debian_version ] && have apt-get; }

apt_lists_fresh=
apt_install() { # WHY PACKAGE…
    local why=$1
    shift
    on_debian_as_root || return 1
    say "Installing with apt ($why): $*"
    if [ -z "$apt_lists_fresh" ]; then
        quiet apt-update apt-get -o DPkg::Lock::Timeout=300 update -qq || warn "apt-get update had errors; trying with the lists there are"
        apt_lists_fresh=1
    fi
    quiet apt-install apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "$@"
}

# need COMMAND "hint for other machines" PACKAGE…
need() {
    local command=$1 hint=$2
    shift 2
    have "$command" && return 0
    apt_install "$command is missing" "$@" || true
    hash -r
    have "$command" || die "$command is missing: $hint"
}

# ---- one compiler for server and browser ------------------------------------------------------------------------

# Rather than ask rustup what it thinks is installed, compile and link four lines for the browser with std: that also
# notices a std of another compiler version and a missing linker.
compiles_for_browser() { # in the current environment
    have cargo && have rustc || return 1
    printf 'use std::collections::BTreeMap;\n#[unsafe(no_mangle)]\npub extern "C" fn f(n: u32) -> usize {\n    (0..n).map(|i| (i, i.to_string())).collect::<BTreeMap<_, _>>().len()\n}\n' |
        rustc --edition 2024 --crate-name probe --crate-type cdylib --target "$WASM_TARGET" -o "$scratch/probe.wasm" - >"$scratch/probe.log" 2>&1
}

rust_wanted=$(awk -F'"' '/^rust-version/ { print $2; exit }' Cargo.toml)
rust_version() { rustc --version 2>/dev/null | awk '{ print $2 }'; }
new_enough() { [ -z "$rust_wanted" ] || at_least "$(rust_version)" "$rust_wanted"; }

remember() { # KIND; the lines to run come on standard input
    { echo "# Written by scripts/setup.sh: the compiler that server and browser are built with ($1)."; cat; } >"$TOOLCHAIN_ENV.new"
    mv "$TOOLCHAIN_ENV.new" "$TOOLCHAIN_ENV"
}

# A subshell, so that a candidate that does not work leaves no trace in PATH.
remembered_works() { (
    [ -r "$TOOLCHAIN_ENV" ] || exit 1
    # shellcheck disable=SC1090
    . "$TOOLCHAIN_ENV"
    new_enough && compiles_for_browser
); }

on_path_works() { new_enough && compiles_for_browser; }

# Debian's compiler lies in /usr/bin, and rustup's may come before it on PATH. A folder of links holds exactly the
# commands we mean, so that nothing else of /usr/bin (an older Node, say) moves to the front.
debian_bin="$TOOLS/debian/bin"
link_debian() {
    local c
    mkdir -p "$debian_bin"
    for c in cargo rustc rustdoc cargo-clippy clippy-driver cargo-fmt rustfmt; do
        if [ -x "/usr/bin/$c" ]; then ln -sf "/usr/bin/$c" "$debian_bin/$c"; else rm -f "$debian_bin/$c"; fi
    done
    # rustc calls its linker for the browser `rust-lld`; Debian has the program under the name of its version.
    for c in /usr/bin/lld-[0-9]*; do
        if [ -x "$c" ]; then ln -sf "$c" "$debian_bin/rust-lld"; fi
    done
}
debian_environment() {
    cat <<EOF
export PATH="$debian_bin:\$PATH:\${CARGO_HOME:-\$HOME/.cargo}/bin" # cargo looks into its home first unless PATH names it
export CARGO=/usr/bin/cargo RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc
unset RUSTUP_TOOLCHAIN
EOF
}
in_debian_environment() { (
    eval "$(debian_environment)"
    "$@"
); }
debian_works() {
    [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] || return 1
    link_debian
    in_debian_environment new_enough && in_debian_environment compiles_for_browser
}

# Debian ships the compiler and the source of std, but not std built for the browser: build it once, and lay it where
# the compiler looks.
build_browser_std() {
    local lib work="$scratch/std" f
    say "Building Rust's standard library for the browser (about half a minute)"
    mkdir -p "$work/src"
    printf '[package]\nname = "probe"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$work/Cargo.toml"
    : >"$work/src/lib.rs"
    (
        eval "$(debian_environment)"
        cd "$work"
        unset RUSTFLAGS
        export CARGO_TARGET_DIR="$work/target" RUSTC_BOOTSTRAP=1
        quiet browser-std cargo build --release --target "$WASM_TARGET" -Z build-std=std,panic_abort,proc_macro
    ) || return 1
    lib="$(/usr/bin/rustc --print target-libdir --target "$WASM_TARGET")"
    rm -rf "$lib.new"
    mkdir -p "$lib.new"
    for f in "$work/target/$WASM_TARGET/release/deps/"*.rlib; do
        case ${f##*/} in libprobe-*) ;; *) cp "$f" "$lib.new/" ;; esac
    done
    rm -rf "$lib"
    mv "$lib.new" "$lib"
}

install_debian_compiler() {
    local p missing=()
    on_debian_as_root || return 1
    for p in rustc-web cargo-web rust-web-src lld-22; do
        dpkg -s "$p" >/dev/null 2>&1 || missing+=("$p")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        apt_install "a Rust compiler that can also build for the browser" "${missing[@]}" || return 1
    fi
    hash -r
    link_debian
    debian_works || build_browser_std || return 1
    debian_works
}

choose_compiler() {
    local limit=()
    if have timeout; then limit=(timeout 180); fi
    if remembered_works; then return 0; fi
    rm -f "$TOOLCHAIN_ENV"
    if on_path_works; then
        remember "found on PATH" </dev/null
        return 0
    fi
    # Set up by an earlier run with another build folder: use what is there before fetching anything.
    if debian_works; then
        debian_environment | remember "Debian's"
        return 0
    fi
    if have rustup && have cargo && new_enough; then
        say "Adding the target $WASM_TARGET with rustup"
        # Without a way out rustup tries again for long; a quarter of an hour is all a first start may take.
        if quiet rustup-target ${limit[@]+"${limit[@]}"} rustup target add "$WASM_TARGET" 2>/dev/null && on_path_works; then
            remember "rustup's" </dev/null
            return 0
        fi
        say "rustup could not add it"
    fi
    if install_debian_compiler; then
        debian_environment | remember "Debian's"
        return 0
    fi
    if have rustc && ! new_enough; then
        die "Rust $rust_wanted or newer is needed, and here is $(rust_version); run: rustup update stable && rustup target add $WASM_TARGET"
    elif have rustup; then
        die "Rust's target $WASM_TARGET is missing and rustup could not add it; run: rustup target add $WASM_TARGET"
    else
        die "Rust ${rust_wanted:-} with the target $WASM_TARGET is missing; install rustup (https://rustup.rs), then run: rustup target add $WASM_TARGET"
    fi
}

setup_compiler() {
    need cc "install a C compiler (Debian: gcc libc6-dev; macOS: xcode-select --install)" gcc libc6-dev
    if on_debian_as_root && [ ! -e /etc/ssl/certs/ca-certificates.crt ]; then
        apt_install "to trust the crate registry" ca-certificates || true
    fi
    if [ -n "$(locked_version openssl-sys)" ]; then
        need pkg-config "install pkg-config and OpenSSL's headers" pkg-config libssl-dev
        pkg-config --exists openssl || apt_install "OpenSSL's headers are missing" libssl-dev || die "OpenSSL's headers are missing (libssl-dev)"
    fi
    choose_compiler
    use_toolchain
    note "rustc $(rust_version)"
}

# ---- tools ------------------------------------------------------------------------------------------------------

setup_wasm_bindgen() {
    local want root
    [ -r Cargo.lock ] || die "Cargo.lock is missing; it belongs to the repository"
    want=$(locked_version wasm-bindgen)
    [ -n "$want" ] || die "Cargo.lock names no wasm-bindgen"
    if ! find_wasm_bindgen "$want" >/dev/null; then
        say "Installing wasm-bindgen $want, the version that Cargo.lock names (about two minutes)"
        root="$TOOLS/wasm-bindgen-$want"
        # First as its authors tested it; --locked may name crates that the registry here does not have.
        if ! wasm_bindgen_install "$want" "$root" --locked 2>/dev/null && ! wasm_bindgen_install "$want" "$root"; then
            die "wasm-bindgen $want could not be installed (see above)"
        fi
        rm -rf "$TOOLS/build"
    fi
    note "wasm-bindgen $want"
}
wasm_bindgen_install() { # VERSION ROOT [--locked]
    local version=$1 root=$2
    shift 2
    (
        unset RUSTFLAGS
        export CARGO_TARGET_DIR="$TOOLS/build" CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1
        # Built to be ready soon; without TLS, which only its test runner would use.
        quiet wasm-bindgen cargo install wasm-bindgen-cli --version "$version" --root "$root" --bin wasm-bindgen --no-default-features "$@"
    )
}

setup_node() {
    if ! node_fits; then
        apt_install "Node for tests and for making the browser's module small" nodejs npm || true
        hash -r
        node_fits || die "Node $NODE_MIN or newer with npm is missing; install it from https://nodejs.org or with your package manager"
    fi
    note "node $(node --version | tr -d v)"
}

setup_binaryen() {
    if ! "$WASM_OPT" --version >/dev/null 2>&1; then
        say "Installing wasm-opt (npm binaryen $BINARYEN_VERSION)"
        quiet binaryen npm install --prefix "$TOOLS/binaryen-$BINARYEN_VERSION" --no-audit --no-fund --no-save "binaryen@$BINARYEN_VERSION" ||
            die "wasm-opt (npm binaryen $BINARYEN_VERSION) could not be installed"
    fi
    note "wasm-opt"
}

setup_lint() {
    if ! cargo clippy --version >/dev/null 2>&1 || ! cargo fmt --version >/dev/null 2>&1; then
        if [ "${RUSTC:-}" = /usr/bin/rustc ]; then
            apt_install "the lints of the same compiler" rust-web-clippy rustfmt-web || die "rust-web-clippy and rustfmt-web could not be installed"
            link_debian
        elif have rustup; then
            say "Adding clippy and rustfmt with rustup"
            quiet rustup-component rustup component add clippy rustfmt || die "clippy or rustfmt is missing; run: rustup component add clippy rustfmt"
        fi
        hash -r
        cargo clippy --version >/dev/null 2>&1 || die "clippy is missing; run: rustup component add clippy"
        cargo fmt --version >/dev/null 2>&1 || die "rustfmt is missing; run: rustup component add rustfmt"
    fi
    note "clippy"
}

setup_pg() {
    if [ -z "${TEST_POSTGRES_URL:-}" ] && ! find_pg_bin >/dev/null; then
        apt_install "PostgreSQL's programs, for a throw-away test cluster" postgresql || true
        find_pg_bin >/dev/null || die "PostgreSQL (initdb, pg_ctl, psql) is missing; install PostgreSQL 14 or newer"
    fi
    note "PostgreSQL"
}

# Other people's readers of calendar files, in a folder of their own.
setup_calendars() {
    local folder="$TOOLS/python" list=server/tests/calendars/requirements.txt wanted
    wanted=$(cksum <"$list")
    if [ "$(cat "$folder/dialogforum-stamp" 2>/dev/null || true)" != "$wanted" ] || ! "$CALENDAR_PYTHON" -c 'import icalendar, vobject' >/dev/null 2>&1; then
        need python3 "install Python $CALENDAR_PYTHON_MIN or newer with your package manager" python3 python3-venv
        at_least "$(python_version python3)" "$CALENDAR_PYTHON_MIN" || die "Python $CALENDAR_PYTHON_MIN or newer is needed, and here is $(python_version python3)"
        # Debian keeps what makes such folders in a package of its own.
        if ! python3 -c 'import ensurepip, venv' >/dev/null 2>&1; then
            apt_install "Python's venv is missing" python3-venv || true
            python3 -c 'import ensurepip, venv' >/dev/null 2>&1 || die "Python's venv is missing: install it with your package manager (Debian: python3-venv)"
        fi
        say "Installing icalendar and vobject with pip, in a folder of their own"
        rm -rf "$folder"
        quiet python-venv python3 -m venv "$folder" || die "python3 -m venv failed (see above)"
        quiet python-pip "$CALENDAR_PYTHON" -m pip install --disable-pip-version-check --no-input --only-binary :all: --requirement "$list" ||
            die "icalendar and vobject could not be installed with pip (see above)"
        echo "$wanted" >"$folder/dialogforum-stamp"
    fi
    note "Python $(python_version "$CALENDAR_PYTHON"), icalendar, vobject"
}
python_version() { "$1" --version 2>/dev/null | awk '{ print $2 }'; }

setup_e2e() {
    local stamp=end2end/node_modules/.dialogforum-stamp lock
    if ! find_chromium >/dev/null; then
        # Without a font every width that the tests measure would be wrong.
        apt_install "the browser for tests" chromium fonts-liberation || true
        hash -r
        find_chromium >/dev/null || die "Chromium is missing; install Chromium or Chrome, or set CHROMIUM to its path"
    fi
    lock=$(cksum <end2end/package-lock.json)
    if [ "$(cat "$stamp" 2>/dev/null || true)" != "$lock" ]; then
        say "Installing Playwright and axe (npm ci in end2end)"
        (cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 quiet npm-ci npm ci --no-audit --no-fund) || die "npm ci in end2end failed"
        echo "$lock" >"$stamp"
    fi
    note "Chromium, Playwright"
}

# Every clone leaves its own crates in the shared build folder; before they fill the disk it starts anew.
trim_build_folder() {
    local max=${DIALOGFORUM_TARGET_MAX_GB:-40} now
    now=$(du -sk "$CARGO_TARGET_DIR" 2>/dev/null | awk '{ print int($1 / 1048576) }')
    if [ "${now:-0}" -gt "$max" ]; then
        say "The build folder has grown to $now GB (more than $max): emptying it"
        rm -rf "$CARGO_TARGET_DIR/debug" "$CARGO_TARGET_DIR/release" "$CARGO_TARGET_DIR/wasm-dev" \
            "$CARGO_TARGET_DIR/wasm-release" "$CARGO_TARGET_DIR/${WASM_TARGET:?}"
    fi
}

setup_compiler
setup_wasm_bindgen
for part in "$@"; do
    case $part in
        release)
            setup_node
            setup_binaryen
            ;;
        lint) setup_lint ;;
        pg) setup_pg ;;
        calendars) setup_calendars ;;
        e2e)
            setup_node
            setup_pg
            setup_e2e
            ;;
        bench)
            need wrk "install wrk with your package manager" wrk
            need curl "install curl" curl
            ;;
        trim) trim_build_folder ;;
        *) die "setup.sh does not know '$part' (release, lint, pg, calendars, e2e, bench, trim)" ;;
    esac
done
say "Ready: $summary"
