# shellcheck shell=bash disable=SC2034
# The steps that the scripts of this folder share. Sourcing it enters the repository's root.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

jobs=${PARLEY_JOBS:-$(nproc)}

build_packages=(
  cmake ninja-build g++ pkg-config
  libboost1.81-dev libssl-dev libsqlite3-dev libfmt-dev libspdlog-dev libcli11-dev libedit-dev
  libzstd-dev libxxhash-dev libvterm-dev
  libgtest-dev libgmock-dev libbenchmark-dev)
clang_packages=(clang libclang-rt-14-dev)
browser_packages=(chromium)
check_packages=(clang-format clang-tidy shellcheck git)

# Says what comes next, and how long everything before it has taken.
say() { printf '\n== %d:%02d  %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# install PACKAGE...: installs those Debian packages that are missing, and does nothing when none is.
install() {
  local package missing=() as_root=()
  if ! command -v apt-get >/dev/null; then
    say "no apt-get here: expecting the equivalents of $*"
    return
  fi
  for package; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die "needs root, or sudo, to install: ${missing[*]}"
    as_root=(sudo)
  fi
  say "install ${missing[*]}"
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
    install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET...]: configures build/PRESET and builds the targets, or everything.
build() {
  local preset=$1
  shift
  say "build $preset${*:+: $*}"
  cmake --preset "$preset" --log-level=WARNING
  cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"}
}

# await FILE TEXT SECONDS PID: waits until process PID has written TEXT to FILE; fails when it never will.
await() {
  local file=$1 text=$2 deadline=$((SECONDS + $3)) pid=$4
  until grep -qF -- "$text" "$file"; do
    if ((SECONDS >= deadline)) || ! kill -0 "$pid" 2>/dev/null; then
      grep -qF -- "$text" "$file"
      return
    fi
    sleep 0.05
  done
}

# end PID SECONDS: waits for a process of ours, ends it when the time is up, and returns its exit code.
end() {
  local pid=$1 deadline=$((SECONDS + $2))
  while kill -0 "$pid" 2>/dev/null && ((SECONDS < deadline)); do sleep 0.05; done
  if kill -TERM "$pid" 2>/dev/null; then
    for _ in {1..100}; do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.05
    done
    kill -KILL "$pid" 2>/dev/null || true
  fi
  wait "$pid"
}

# start_registry DIR TCP_PORT UDP_PORT: starts a registry on 127.0.0.1 that keeps its data in DIR/registry, and
# sets registry_pid and registry_address. Port 0 is any free one. It is not told when ^C is typed at this terminal.
start_registry() {
  local dir=$1 words
  mkdir -p "$dir/registry"
  : >"$dir/registry.out"
  setsid build/release/bin/parley-registry --data "$dir/registry" --host 127.0.0.1 --port "$2" --udp-port "$3" \
    >"$dir/registry.out" 2>"$dir/registry.log" </dev/null &
  registry_pid=$!
  if ! await "$dir/registry.out" 'parley-registry listening tcp ' 20 "$registry_pid"; then
    cat "$dir/registry.log" >&2
    die "the registry did not start: its log is above"
  fi
  read -ra words <"$dir/registry.out"
  registry_address=${words[3]}
}
