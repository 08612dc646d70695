#!/usr/bin/env bash
# What Debian must add: installed here when root, otherwise named in the one command to run.
# tools/debian.sh [setup] [test] [bench]
set -euo pipefail

packages=()
for part in "$@"; do
  case "$part" in
    setup) packages+=(python3.11-venv) ;;
    test) packages+=(postgresql-15 chromium-headless-shell fonts-thai-tlwg) ;;
    bench) packages+=(wrk postgresql-15) ;;
    *) echo "usage: tools/debian.sh [setup] [test] [bench]" >&2; exit 2 ;;
  esac
done

# The interpreter that tools/setup.sh takes.
interpreter=/usr/bin/python3.11
[ -x "$interpreter" ] || interpreter=python3.11

is_there() {
  case "$1" in
    python3.11-venv) "$interpreter" -c "import ensurepip, venv" 2>/dev/null ;;
    *) dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed ;;
  esac
}

missing=()
for package in "${packages[@]}"; do
  is_there "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

install="apt-get install --yes --no-install-recommends ${missing[*]}"
if [ "$(id -u)" -ne 0 ]; then
  printf 'Debian must add something first. Run this once, then the same command again:\n\n' >&2
  printf '  sudo sh -c "apt-get update && %s"\n\n' "$install" >&2
  exit 1
fi

echo "Debian adds: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes
apt-get -o Acquire::Retries=3 -qq update
$install -qq >/dev/null
