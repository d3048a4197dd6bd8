#!/bin/sh
# Plays `./run` and `./test` on pretend machines: folders that hold a few commands and nothing else,
# with package managers, sudo, rustup and cargo that only write down how they were called.
# Nothing is installed or built. Exit code 1 when a machine was handled wrongly.
# shellcheck disable=SC2016 # what stands in single quotes is for the pretend commands
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd) || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failures=0
played=0

# The ordinary tools that every machine has.
tools='sh sed awk tr sort grep cat dirname date mktemp rm tail touch chmod'

# fake NAME BODY: a command of the pretend machine.
fake() {
    printf '#!/bin/sh\n%s\n' "$2" >"$here/bin/$1"
    chmod +x "$here/bin/$1"
}

# machine SYSTEM MANAGER USER RUST: a machine with nothing but the tools, that package manager (or
# `none`), that user (0 is root) and that version of Rust (or `none`).
machine() {
    here=$scratch/$played
    mkdir -p "$here/bin" "$here/lib" "$here/somewhere"
    for tool in $tools; do ln -s "$(command -v "$tool")" "$here/bin/$tool"; done
    printf 'NAME="Pretend"\nID=%s\n' "$1" >"$here/os-release"
    : >"$here/log"
    fake uname "echo $([ "$1" = macos ] && echo Darwin || echo Linux)"
    fake id "echo $3"
    # Whatever is asked for, this one installs all that there is to install.
    if [ "$2" != none ]; then
        fake "$2" "echo $2 \"\$@\" >>$here/log
            for name in cc xdotool Xvfb; do printf '#!/bin/sh\n' >$here/bin/\$name; chmod +x $here/bin/\$name; done
            printf '#!/bin/sh\n[ -e $here/alsa ]\n' >$here/bin/pkg-config; chmod +x $here/bin/pkg-config; touch $here/alsa
            for name in libxkbcommon.so.0 libxkbcommon-x11.so.0 libX11.so.6 libX11-xcb.so.1 libXcursor.so.1 \
                libXi.so.6 libwayland-client.so.0; do touch $here/lib/\$name; done"
    fi
    if [ "$4" != none ]; then
        fake rustc "if [ \"\$1\" = --version ]; then echo 'rustc $4 (pretend)'; fi"
        fake cargo "echo cargo \"\$1\" >>$here/log
            echo '{\"reason\":\"compiler-artifact\",\"target\":{},\"executable\":\"$here/bin/wellspring\",\"fresh\":true}'
            echo '{\"reason\":\"build-finished\",\"success\":true}'"
    fi
    fake wellspring 'echo "started in ${PWD##*/} with: $*"'
}

# A machine that has all that building and running needs.
furnish() {
    for name in cc pkg-config; do fake $name ''; done
    for name in libxkbcommon.so.0 libxkbcommon-x11.so.0 libX11.so.6 libX11-xcb.so.1 libXcursor.so.1 libXi.so.6 \
        libwayland-client.so.0; do touch "$here/lib/$name"; done
}

# play SCRIPT CODE ARGUMENTS...: runs it there, from another folder, with nobody at the terminal.
play() {
    script=$1
    expected=$2
    shift 2
    played=$((played + 1))
    (cd "$here/somewhere" && env -i PATH="$here/bin" HOME="$here/home" CI=true \
        WELLSPRING_OS_RELEASE="$here/os-release" WELLSPRING_LIBRARY_FOLDERS="$here/lib" \
        "$here/bin/sh" "$root/$script" "$@" >"$here/out" 2>"$here/err" </dev/null)
    code=$?
    if [ "$code" != "$expected" ]; then wrong "exit code $code instead of $expected"; fi
}

wrong() {
    failures=$((failures + 1))
    printf 'machine %s: %s\n--- standard output\n%s\n--- standard error\n%s\n--- called\n%s\n\n' "$played" "$1" \
        "$(cat "$here/out")" "$(cat "$here/err")" "$(cat "$here/log")"
}

# says TEXT: it stands on standard error. called LINES: exactly these calls, in this order.
says() { grep -qF -- "$1" "$here/err" || wrong "does not say: $1"; }
called() { [ "$(cat "$here/log")" = "$1" ] || wrong "called something else than: $1"; }
prints() { [ "$(cat "$here/out")" = "$1" ] || wrong "does not print exactly: $1"; }

started='started in somewhere with: history two words'
on_apt='apt-get install -y --no-install-recommends gcc libasound2-dev libc6-dev libwayland-client0 libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libxkbcommon0 pkg-config'

# Everything is there: not a word of its own, and nothing but the program on standard output.
machine debian apt-get 0 1.95.0
furnish
play run 0 history 'two words'
called 'cargo build'
prints "$started"
[ ! -s "$here/err" ] || wrong 'speaks although all is there'

# Root on a bare system: says what it does, does it once, and goes on to the program.
machine debian apt-get 0 1.95.0
play run 0 history 'two words'
called "apt-get update
$on_apt
cargo build"
says 'running: apt-get update'
says "running: $on_apt"
prints "$started"

# The name of a derived system leads to its family.
machine '"linuxmint"
ID_LIKE="ubuntu debian"' apt-get 0 1.95.0
play run 0 history 'two words'
says "running: $on_apt"

# Someone who may not install: one command for each family, and nothing is touched.
for family in \
    'fedora|dnf|dnf install -y alsa-lib-devel gcc libX11 libX11-xcb libXcursor libXi libwayland-client libxkbcommon libxkbcommon-x11 pkgconf-pkg-config' \
    'opensuse-tumbleweed|zypper|zypper --non-interactive install --no-recommends alsa-devel gcc libX11-6 libX11-xcb1 libXcursor1 libXi6 libwayland-client0 libxkbcommon-x11-0 libxkbcommon0 pkg-config' \
    'arch|pacman|pacman -S --needed --noconfirm alsa-lib gcc libx11 libxcursor libxi libxkbcommon libxkbcommon-x11 pkgconf wayland' \
    'alpine|apk|apk add alsa-lib-dev build-base libx11 libxcursor libxi libxkbcommon libxkbcommon-x11 pkgconf wayland-libs-client' \
    'unheard-of|apt-get|apt-get install'; do
    system=${family%%|*}
    rest=${family#*|}
    machine "$system" "${rest%%|*}" 1000 1.95.0
    play run 3 history 'two words'
    says "${rest#*|}"
    called ''
done

# A password would be needed and nobody is there; then one is not needed.
machine debian apt-get 1000 1.95.0
fake sudo 'exit 1'
play run 3 history 'two words'
says "    sudo $on_apt"
called ''
machine debian apt-get 1000 1.95.0
fake sudo 'if [ "$1" = -n ]; then exit 0; fi; "$@"'
play run 0 history 'two words'
says "running: sudo $on_apt"
prints "$started"

# The package manager fails; or does its work, and the things are still not there.
machine debian none 0 1.95.0
fake apt-get 'echo "no network" >&2; exit 100'
play run 3 history 'two words'
says 'no network'
says 'the package manager failed'
says "    $on_apt"
machine debian none 0 1.95.0
fake apt-get ''
play run 3 history 'two words'
says 'still not found: linker pkg-config alsa-headers libxkbcommon.so.0'

# No package manager that is known; a Mac without its developer tools.
machine void none 0 1.95.0
play run 3 history 'two words'
says 'lacks: linker pkg-config alsa-headers'
machine macos none 501 1.95.0
fake xcode-select 'exit 2'
play run 3 history 'two words'
says 'xcode-select --install'
machine macos none 501 1.95.0
fake xcode-select ''
play run 0 history 'two words'
prints "$started"

# Rust missing, too old, or newer than this script: never fetched without a person's yes.
wanted=$(sed -n 's/^rust-version *= *"\([0-9.]*\)".*/\1/p' "$root/Cargo.toml")
machine debian apt-get 0 none
furnish
fake curl 'echo curl >>'"$here/log"
play run 3 history 'two words'
says "needs Rust $wanted or newer; here is none"
says 'https://sh.rustup.rs | sh -s -- -y --profile minimal'
called ''
machine debian apt-get 0 1.9.0
furnish
fake rustup 'echo rustup >>'"$here/log"
play run 3 history 'two words'
says "needs Rust $wanted or newer; here is 1.9.0"
says '    rustup toolchain install stable'
called ''
machine debian apt-get 0 1.100.0-nightly
furnish
play run 0 history 'two words'
prints "$started"

# The build fails: nothing is started, and standard output stays clean.
machine debian apt-get 0 1.95.0
furnish
fake cargo 'echo "error: broken" >&2; exit 101'
play run 3 history 'two words'
says 'error: broken'
says 'cargo could not build Wellspring'
prints ''

# The tests want more, named in the same single command; they know no argument but one.
machine debian apt-get 1000 1.95.0
furnish
rm "$here/bin/cc"
play test 3 --quick
says 'apt-get install -y --no-install-recommends dbus espeak-ng gcc imagemagick libc6-dev pulseaudio pulseaudio-utils strace util-linux xdotool xvfb'
called ''
machine fedora dnf 1000 1.95.0
furnish
for name in pipewire pipewire-pulse wireplumber dbus-daemon setsid; do fake $name ''; done
play test 3
says '    dnf install -y ImageMagick espeak-ng pulseaudio-utils strace xdotool xorg-x11-server-Xvfb'
machine debian apt-get 0 1.95.0
furnish
play test 2 --fast
says 'usage: ./test [--quick]'
called ''

if [ "$failures" -ne 0 ]; then
    printf '%s wrong on %s pretend machines\n' "$failures" "$played"
    exit 1
fi
printf '%s pretend machines, each handled as it should be\n' "$played"
