#!/usr/bin/env bash
# Builds the server and everything it hands to a browser.
#
#   scripts/build.sh dev                quick to build; what `make run` and the tests use
#   scripts/build.sh dev --test-clock   the same with a clock that tests can move; the server lies apart, in e2e/
#   scripts/build.sh release            what people get: small, fast, slow to build
#
# Leaves the site in $CARGO_TARGET_DIR/site-{dev,release}; setup.sh must have run. The last lines it prints name
# the server and the site, for people; scripts call it with --quiet and know the places.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
use_toolchain

mode=${1:-dev}
test_clock=
for arg in "${@:2}"; do
    case $arg in
        --test-clock) test_clock=1 ;;
        *) die "build.sh does not know $arg" ;;
    esac
done

# A profile of its own for the browser, where Cargo.toml defines one: wasm-dev, wasm-release.
wasm_profile=wasm-$mode
grep -q "^\[profile\.$wasm_profile\]" Cargo.toml || wasm_profile=$mode
case $mode in
    dev)
        host_args=()
        host_dir=debug
        ;;
    release)
        host_args=(--release)
        host_dir=release
        ;;
    *) die "build.sh builds dev or release, not '$mode'" ;;
esac
if [ -n "$test_clock" ]; then host_args+=(--features test-clock); fi
wasm_dir=$wasm_profile
if [ "$wasm_profile" = dev ]; then wasm_dir=debug; fi

t0=$(date +%s)
say "Building the server ($mode)"
RUSTFLAGS=$(host_flags "$mode") cargo build -p dialogforum ${LOCKED:+"$LOCKED"} ${host_args[@]+"${host_args[@]}"}
server="$CARGO_TARGET_DIR/$host_dir/dialogforum"
if [ -n "$test_clock" ]; then
    # Away from where `make run` of another clone would put a server with a true clock in its place.
    mkdir -p "$CARGO_TARGET_DIR/e2e"
    cp "$server" "$CARGO_TARGET_DIR/e2e/dialogforum.new"
    mv "$CARGO_TARGET_DIR/e2e/dialogforum.new" "$CARGO_TARGET_DIR/e2e/dialogforum"
    server="$CARGO_TARGET_DIR/e2e/dialogforum"
fi

say "Building the islands for the browser ($mode, $(since "$t0") so far)"
RUSTFLAGS=$(wasm_flags "$mode") cargo build -p frontend ${LOCKED:+"$LOCKED"} --target "$WASM_TARGET" --profile "$wasm_profile"
wasm="$CARGO_TARGET_DIR/$WASM_TARGET/$wasm_dir/frontend.wasm"

# wasm-bindgen and wasm-opt are the same work for the same module, so the result is kept under its checksum.
want=$(locked_version wasm-bindgen)
bindgen=$(find_wasm_bindgen "$want") || die "wasm-bindgen $want is missing; run scripts/setup.sh"
pkg="$CARGO_TARGET_DIR/pkg-$mode"
# Only what the compiler uses: with --all-features the module loads, hydrates nothing and says nothing.
wasm_opt_args=(-Oz --strip-debug --strip-producers --enable-bulk-memory --enable-nontrapping-float-to-int
    --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue)
key="$(cksum <"$wasm") $want $mode $BINARYEN_VERSION ${wasm_opt_args[*]}"
if [ "$(cat "$pkg/.key" 2>/dev/null || true)" != "$key" ]; then
    rm -rf "$pkg"
    mkdir -p "$pkg/out"
    bindgen_args=(--target web --no-typescript --out-name frontend --out-dir "$pkg/out")
    if [ "$mode" = release ]; then bindgen_args+=(--remove-name-section --remove-producers-section); fi
    "$bindgen" "${bindgen_args[@]}" "$wasm"
    if [ "$mode" = release ]; then
        say "Making the module small with wasm-opt"
        [ -x "$WASM_OPT" ] || die "wasm-opt is missing; run scripts/setup.sh release"
        "$WASM_OPT" "${wasm_opt_args[@]}" -o "$pkg/small.wasm" "$pkg/out/frontend_bg.wasm"
        mv "$pkg/small.wasm" "$pkg/out/frontend_bg.wasm"
    fi
    echo "$key" >"$pkg/.key"
fi

# The site is put together beside the old one and takes its place whole, and only when something in it changed.
site="$CARGO_TARGET_DIR/site-$mode"
new="$site.new"
rm -rf "$new"
mkdir -p "$new"
cp -R "$pkg/out/." "$new/"

sheets=(tokens.css base.css parts.css forms.css pages.css print.css) # the order of the cascade
for sheet in "${sheets[@]}"; do
    [ -r "style/$sheet" ] || die "style/$sheet is missing"
    # Comments are for us, not for a phone on a slow line; what begins with /*! stays.
    if [ "$mode" = release ]; then
        awk '{
            out = ""
            while (length($0)) {
                if (inside) {
                    i = index($0, "*/")
                    if (!i) { $0 = ""; break }
                    $0 = substr($0, i + 2); inside = 0
                } else {
                    i = index($0, "/*")
                    if (!i || substr($0, i, 3) == "/*!") { out = out $0; $0 = ""; break }
                    out = out substr($0, 1, i - 1); $0 = substr($0, i + 2); inside = 1
                }
            }
            sub(/^[ \t]+/, "", out)
            if (length(out)) print out
        }' "style/$sheet"
    else
        cat "style/$sheet"
    fi
done >"$new/app.css"
for f in style/*.css; do
    case " ${sheets[*]} " in *" ${f#style/} "*) ;; *) warn "$f is in no list of scripts/build.sh and reaches no browser" ;; esac
done

[ -r frontend/loader.js ] || die "frontend/loader.js is missing"
cp frontend/loader.js "$new/islands.js"
if [ -r style/favicon.svg ]; then cp style/favicon.svg "$new/"; fi
if [ -d style/static ]; then cp -R style/static/. "$new/"; fi

if [ -d "$site" ] && diff -rq "$new" "$site" >/dev/null 2>&1; then
    rm -rf "$new"
else
    rm -rf "$site.old"
    if [ -d "$site" ]; then mv "$site" "$site.old"; fi
    mv "$new" "$site"
    rm -rf "$site.old"
fi
say "Built in $(since "$t0"): $mode, module $(($(wc -c <"$site/frontend_bg.wasm") / 1024)) kB before compression"
