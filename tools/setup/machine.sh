# shellcheck shell=sh
# What this machine lacks to build, run or test Wellspring, and how it gets it.
# Sourced by `run`, `test` and `tools/setup/pretend.sh`; POSIX sh. Everything said here goes to
# standard error, so that what the program prints stays clean.
#
# A need is found by looking for the thing itself (a command, a library), never for a package,
# so a hand-made installation is as good as a packaged one.
#
# The caller sets `root` (the checkout) and `asked_by` (the script a person typed).
: "${root:?}" "${asked_by:?}"

# For pretend machines; nobody else needs to set them.
os_release=${WELLSPRING_OS_RELEASE:-/etc/os-release}
library_folders=${WELLSPRING_LIBRARY_FOLDERS:-}

# The libraries that the window toolkit opens while running: they are no part of the link, so a
# machine without them builds well and then shows no window.
window_libraries='libxkbcommon.so.0 libxkbcommon-x11.so.0 libX11.so.6 libX11-xcb.so.1 libXcursor.so.1 libXi.so.6 libwayland-client.so.0'

# The script of rustup's own site; used only after a person has agreed.
rustup_site='https://sh.rustup.rs'

say() {
    printf 'wellspring: %s\n' "$*" >&2
}

# Stops because of this machine, not because of Wellspring or its user: exit code 3.
give_up() {
    say "$@"
    exit 3
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# True when a person sits there who can be asked.
someone_is_there() {
    [ -t 0 ] && [ -t 2 ] && [ "${CI:-}" != true ]
}

# Runs a command that changes the machine, after having said which.
announced() {
    say "running: $*"
    "$@" >&2
}

# ---------------------------------------------------------------------------------------------
# What is missing

# A word for each thing that building and running need and that is not here.
missing_to_run() {
    if ! has cc; then echo linker; fi
    if ! has pkg-config; then
        echo pkg-config
        # Without pkg-config nothing can be said about the headers; asking for both is harmless.
        echo alsa-headers
    elif ! pkg-config --exists alsa; then
        echo alsa-headers
    fi
    for library in $window_libraries; do
        if ! has_library "$library"; then echo "$library"; fi
    done
}

# A word for each thing that only the tests need.
missing_to_test() {
    if ! has Xvfb; then echo Xvfb; fi
    if ! has xdotool; then echo xdotool; fi
    if ! has import; then echo import; fi
    if ! has setsid; then echo setsid; fi
    # PulseAudio or, where PipeWire has taken its place, PipeWire with its stand-in for it.
    if ! has pulseaudio && ! { has pipewire-pulse && has pipewire && has wireplumber && has dbus-daemon; }; then
        echo sound-server
    fi
    if ! has parec || ! has pactl; then echo sound-recorder; fi
    if ! has espeak-ng; then echo espeak-ng; fi
    if ! has dbus-daemon; then echo message-bus; fi
    if ! has strace; then echo strace; fi
    # File systems whose power is cut: only the administrator may mount them.
    if [ "$(id -u)" = 0 ]; then
        if ! has mkfs.ext4; then echo ext4-tools; fi
        if ! { has mkfs.xfs && has xfs_io; }; then echo xfs-tools; fi
    fi
}

# True when the library $1 (a file name) is where the loader finds it. The loader's own list comes
# first; musl has no such list, so the usual folders are looked through as well.
has_library() {
    if [ -z "$library_folders" ]; then
        for lister in ldconfig /sbin/ldconfig; do
            if has "$lister" && "$lister" -p 2>/dev/null | grep -qF "$1 "; then return 0; fi
        done
    fi
    folders=${library_folders:-"/lib /lib64 /usr/lib /usr/lib64 /usr/local/lib /lib/*-linux-* /usr/lib/*-linux-*"}
    for folder in $folders $(printf '%s' "${LD_LIBRARY_PATH:-}" | tr ':' ' '); do
        if [ -e "$folder/$1" ]; then return 0; fi
    done
    return 1
}

# ---------------------------------------------------------------------------------------------
# The names of the packages

# The package manager of this machine: apt, dnf, zypper, pacman or apk; nothing when unknown.
# The name of the system decides first, since some ship a second package manager or, as Debian
# does, a game with the name of one.
package_manager() {
    family=
    if [ -r "$os_release" ]; then
        family=$(sed -n 's/^ID=//p; s/^ID_LIKE=//p' "$os_release" | tr -d '"' | tr '\n' ' ')
    fi
    for name in $family; do
        case $name in
            debian | ubuntu) manager=apt program=apt-get ;;
            fedora | rhel | centos) manager=dnf program=dnf ;;
            opensuse* | suse | sles) manager=zypper program=zypper ;;
            arch) manager=pacman program=pacman ;;
            alpine) manager=apk program=apk ;;
            *) continue ;;
        esac
        if has "$program"; then
            echo "$manager"
            return
        fi
    done
    for manager in apt dnf zypper pacman apk; do
        program=$manager
        if [ "$manager" = apt ]; then program=apt-get; fi
        if has "$program"; then
            echo "$manager"
            return
        fi
    done
}

# The packages that bring the need $2 under the package manager $1.
packages_for() {
    case $2 in
        linker) names='apt=gcc,libc6-dev dnf=gcc zypper=gcc pacman=gcc apk=build-base' ;;
        pkg-config) names='apt=pkg-config dnf=pkgconf-pkg-config zypper=pkg-config pacman=pkgconf apk=pkgconf' ;;
        alsa-headers) names='apt=libasound2-dev dnf=alsa-lib-devel zypper=alsa-devel pacman=alsa-lib apk=alsa-lib-dev' ;;
        libxkbcommon.so.0) names='apt=libxkbcommon0 dnf=libxkbcommon zypper=libxkbcommon0 pacman=libxkbcommon apk=libxkbcommon' ;;
        libxkbcommon-x11.so.0) names='apt=libxkbcommon-x11-0 dnf=libxkbcommon-x11 zypper=libxkbcommon-x11-0 pacman=libxkbcommon-x11 apk=libxkbcommon-x11' ;;
        libX11.so.6) names='apt=libx11-6 dnf=libX11 zypper=libX11-6 pacman=libx11 apk=libx11' ;;
        libX11-xcb.so.1) names='apt=libx11-xcb1 dnf=libX11-xcb zypper=libX11-xcb1 pacman=libx11 apk=libx11' ;;
        libXcursor.so.1) names='apt=libxcursor1 dnf=libXcursor zypper=libXcursor1 pacman=libxcursor apk=libxcursor' ;;
        libXi.so.6) names='apt=libxi6 dnf=libXi zypper=libXi6 pacman=libxi apk=libxi' ;;
        libwayland-client.so.0) names='apt=libwayland-client0 dnf=libwayland-client zypper=libwayland-client0 pacman=wayland apk=wayland-libs-client' ;;
        Xvfb) names='apt=xvfb dnf=xorg-x11-server-Xvfb zypper=xorg-x11-server-Xvfb pacman=xorg-server-xvfb apk=xvfb' ;;
        xdotool) names='apt=xdotool dnf=xdotool zypper=xdotool pacman=xdotool apk=xdotool' ;;
        import) names='apt=imagemagick dnf=ImageMagick zypper=ImageMagick pacman=imagemagick apk=imagemagick' ;;
        setsid) names='apt=util-linux dnf=util-linux-core zypper=util-linux pacman=util-linux apk=util-linux-misc' ;;
        sound-server) names='apt=pulseaudio dnf=pulseaudio zypper=pulseaudio pacman=pulseaudio apk=pulseaudio' ;;
        sound-recorder) names='apt=pulseaudio-utils dnf=pulseaudio-utils zypper=pulseaudio-utils pacman=libpulse apk=pulseaudio-utils' ;;
        espeak-ng) names='apt=espeak-ng dnf=espeak-ng zypper=espeak-ng pacman=espeak-ng apk=espeak-ng' ;;
        message-bus) names='apt=dbus dnf=dbus-daemon zypper=dbus-1-daemon pacman=dbus apk=dbus' ;;
        strace) names='apt=strace dnf=strace zypper=strace pacman=strace apk=strace' ;;
        ext4-tools) names='apt=e2fsprogs dnf=e2fsprogs zypper=e2fsprogs pacman=e2fsprogs apk=e2fsprogs' ;;
        xfs-tools) names='apt=xfsprogs dnf=xfsprogs zypper=xfsprogs pacman=xfsprogs apk=xfsprogs,xfsprogs-extra' ;;
        downloader) names='apt=curl,ca-certificates dnf=curl zypper=curl pacman=curl apk=curl' ;;
        *) names= ;;
    esac
    for pair in $names; do
        if [ "${pair%%=*}" = "$1" ]; then printf '%s\n' "${pair#*=}" | tr ',' '\n'; fi
    done
}

# The command that installs the packages $2... under the package manager $1.
install_command() {
    manager=$1
    shift
    case $manager in
        apt) echo "apt-get install -y --no-install-recommends $*" ;;
        dnf) echo "dnf install -y $*" ;;
        zypper) echo "zypper --non-interactive install --no-recommends $*" ;;
        pacman) echo "pacman -S --needed --noconfirm $*" ;;
        apk) echo "apk add $*" ;;
    esac
}

# ---------------------------------------------------------------------------------------------
# Getting it

apt_is_up_to_date=

# Installs what the words $1 name, or says the one command that would and stops.
get_packages() {
    wanted=$1
    manager=$(package_manager)
    if [ -z "$manager" ]; then
        give_up "this machine lacks: $(one_line "$wanted").
Its package manager is none that $asked_by knows (apt, dnf, zypper, pacman, apk).
Install what is named above in your system's own way, then run $asked_by again."
    fi
    packages=$(for need in $wanted; do packages_for "$manager" "$need"; done | sort -u)
    packages=$(one_line "$packages")
    # Split into words on purpose, here and below: package names and commands have no spaces in them.
    # shellcheck disable=SC2086
    command=$(install_command "$manager" $packages)

    say "this machine lacks: $(one_line "$wanted")"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        if ! has sudo; then
            give_up "only the administrator can install that. Have this done, then run $asked_by again:
    $command"
        elif ! someone_is_there && ! sudo -n true 2>/dev/null; then
            give_up "nobody is here to type a password. Type this, then run $asked_by again:
    sudo $command"
        fi
        as_root=sudo
    fi
    if [ "$manager" = apt ] && [ -z "$apt_is_up_to_date" ]; then
        # shellcheck disable=SC2086
        announced $as_root apt-get update ||
            say "the list of packages could not be renewed; trying with the one that is here"
        apt_is_up_to_date=yes
    fi
    # shellcheck disable=SC2086
    announced $as_root $command || give_up "the package manager failed; its own words stand above.
If this machine is not on line, connect it; if the packages are too old or too new for each other, bring the
system up to date first. Then run $asked_by again, or type the command yourself:
    ${as_root:+$as_root }$command"
}

one_line() {
    # shellcheck disable=SC2086
    echo $1
}

# Gets whatever the checks $@ (functions that print words) find missing, all in one go, and checks again.
provide() {
    lacking=$(for check in "$@"; do "$check"; done)
    if [ -z "$lacking" ]; then return 0; fi
    get_packages "$lacking"
    lacking=$(for check in "$@"; do "$check"; done)
    if [ -n "$lacking" ]; then
        give_up "after the installation this is still not found: $(one_line "$lacking").
Install it in your system's own way, then run $asked_by again."
    fi
}

# True when the version $1 is at least $2; both are numbers with dots, anything after them is ignored.
at_least() {
    printf '%s %s\n' "$1" "$2" | awk '{
        split($1, have, "."); split($2, want, ".")
        for (i = 1; i <= 3; i++) if (have[i] + 0 != want[i] + 0) exit !(have[i] + 0 > want[i] + 0)
    }'
}

rust_wanted() {
    sed -n 's/^rust-version *= *"\([0-9.]*\)".*/\1/p' "$root/Cargo.toml"
}

# The version of the Rust that cargo would use, or nothing.
rust_here() {
    if has cargo && has rustc; then rustc --version 2>/dev/null | awk '{ print $2 }'; fi
}

rust_suffices() {
    version=$(rust_here)
    [ -n "$version" ] && at_least "$version" "$(rust_wanted)"
}

# Puts a Rust that is new enough on the PATH, or stops.
provide_rust() {
    # A fresh rustup is on the PATH only of shells that were opened after it.
    PATH=$PATH:${CARGO_HOME:-${HOME:-}/.cargo}/bin
    export PATH
    if rust_suffices; then return 0; fi
    version=$(rust_here)
    lack="Wellspring needs Rust $(rust_wanted) or newer; here is ${version:-none}"
    if has rustup; then
        with_agreement "$lack." 'rustup toolchain install stable --profile minimal -c rustfmt -c clippy'
        # A default that is older, by choice, stays as it is.
        RUSTUP_TOOLCHAIN=stable
        export RUSTUP_TOOLCHAIN
    else
        if has curl; then
            fetch="curl --proto '=https' --tlsv1.2 -sSf $rustup_site"
        elif has wget; then
            fetch="wget -qO- $rustup_site"
        else
            get_packages downloader
            fetch="curl --proto '=https' --tlsv1.2 -sSf $rustup_site"
        fi
        with_agreement "$lack. rustup, Rust's own installer, puts it into your home folder." \
            "$fetch | sh -s -- -y --profile minimal -c rustfmt -c clippy"
        # An older Rust of the system must not come first now.
        PATH=${CARGO_HOME:-${HOME:-}/.cargo}/bin:$PATH
    fi
    if ! rust_suffices; then
        version=$(rust_here)
        give_up "Rust is still ${version:-missing} after the installation. Open a new terminal and run $asked_by again;
if that does not help, see https://rustup.rs."
    fi
}

# Says $1, then runs the command line $2 if a person agrees. Where none can be asked it is printed and
# nothing happens: it reaches outside the package manager.
with_agreement() {
    say "$1"
    if ! someone_is_there; then
        give_up "type this, then run $asked_by again:
    $2"
    fi
    printf 'wellspring: may I run this?\n    %s\n[y/N] ' "$2" >&2
    read -r answer || answer=
    case $answer in
        [Yy] | [Yy][Ee][Ss]) ;;
        *) give_up "nothing was changed. When you like, type the command above and run $asked_by again." ;;
    esac
    say "running: $2"
    sh -c "$2" >&2 || give_up "that did not work; its own words stand above. If this machine is not on line, connect it
and run $asked_by again, or install Rust $(rust_wanted) in another way."
}

# The format checker and the linter, which some installations of Rust come without.
provide_rust_checkers() {
    if cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1; then return 0; fi
    if has rustup; then
        with_agreement "the tests need cargo fmt and cargo clippy." 'rustup component add rustfmt clippy'
    else
        give_up "the tests need cargo fmt and cargo clippy, which your Rust came without.
Install the packages rustfmt and clippy in your system's own way, then run $asked_by again."
    fi
}

# Alpine's C library: a fully static program, which rustup's Rust makes there unless told otherwise,
# cannot open the window libraries.
settle_flags() {
    if rustc -vV 2>/dev/null | grep -q '^host: .*-linux-musl'; then
        RUSTFLAGS="-C target-feature=-crt-static ${RUSTFLAGS:-}"
        export RUSTFLAGS
    fi
}

# Everything that building needs, and what the checks $@ look for besides.
provide_all() {
    if [ "$(uname -s)" = Darwin ]; then
        # Sound and windows come with macOS; only the developer tools can be missing.
        if ! xcode-select -p >/dev/null 2>&1; then
            give_up "this Mac lacks the developer tools. Type this, then run $asked_by again:
    xcode-select --install"
        fi
    else
        provide "$@"
    fi
    provide_rust
    settle_flags
}

# Builds the release program and prints the path of the binary, wherever cargo's settings put it.
build_release() {
    built=$(cargo build --release --locked --bin wellspring --manifest-path "$root/Cargo.toml" \
        --message-format=json-render-diagnostics | sed -n 's/.*"executable":"\([^"]*\)".*/\1/p' | tail -n 1)
    if [ -z "$built" ]; then
        say "cargo could not build Wellspring; its own words stand above. The first build loads the libraries
it is made of: it needs the network once, and about 2 GB of disk."
        return 1
    fi
    printf '%s\n' "$built"
}
