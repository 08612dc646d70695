#!/usr/bin/env bash
# Makes .venv and fills it with the pinned requirements and the command `asa`.
# tools/setup.sh base|dev
set -euo pipefail
cd "$(dirname "$0")/.."

requirements="requirements/${1:?base or dev}.txt"
python=.venv/bin/python

# Debian's own first: another one on the path may be built without its optimisations.
interpreter=/usr/bin/python3.11
[ -x "$interpreter" ] || interpreter=$(command -v python3.11) || {
  echo "Asa needs Python 3.11 (on Debian 12: apt-get install python3.11)." >&2
  exit 1
}
tools/debian.sh setup

if ! "$python" -c "import pip" 2>/dev/null; then
  echo "Making the environment in .venv"
  "$interpreter" -m venv --clear .venv
fi
$python -m pip install --quiet --disable-pip-version-check --require-hashes \
  --requirement requirements/uv.txt

echo "Installing $requirements"
.venv/bin/uv pip install --quiet --python "$python" --require-hashes --requirement "$requirements"
.venv/bin/uv pip install --quiet --python "$python" --no-deps --no-build-isolation --offline \
  --editable .
