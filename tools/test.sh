#!/usr/bin/env bash
# Runs the named parts of the checks in this order, stops at the first red one, says how long each took.
# tools/test.sh beside journeys
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" PYTHONPATH="$PWD"

summary=()
closing=()
log=$(mktemp)
scratch=$(mktemp -d)
trap 'rm -rf "$log" "$scratch"' EXIT

# step TITLE COMMAND…: quiet when green; shows everything when red, and ends the run.
step() {
  local title=$1 started=$SECONDS
  shift
  printf '%-44s' "$title"
  if "$@" >"$log" 2>&1; then
    printf 'ok  %4d s\n' $((SECONDS - started))
    summary+=("$(printf '%-44s ok  %4d s' "$title" $((SECONDS - started)))")
  else
    printf 'RED %4d s\n\n' $((SECONDS - started))
    cat "$log"
    printf '\nRED: %s\n' "$title"
    exit 1
  fi
}

# tests TITLE COMMAND…: like step, but pytest's own lines are seen as they come.
tests() {
  local title=$1 started=$SECONDS
  shift
  printf '\n== %s\n' "$title"
  if ! "$@" 2>&1 | tee "$log"; then
    printf '\nRED: %s\n' "$title"
    exit 1
  fi
  summary+=("$(printf '%-44s ok  %4d s' "$title" $((SECONDS - started)))")
  closing+=("$(grep -E '^=* ?[0-9]+ passed' "$log" | tail -n 1)")
}

in_production() {
  env ASA_MODE=production ASA_DATA_DIR="$scratch" ASA_ALLOWED_HOSTS=asa.example \
    ASA_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" "$@"
}

part_check() {
  step "style: ruff" ruff check .
  step "form: ruff format" ruff format --check .
  step "layers: import-linter" lint-imports
  step "types: mypy" mypy
  step "templates: djlint" djlint asa --lint --quiet
  step "form of templates: djlint" djlint asa --check --quiet
  step "migrations are complete" asa makemigrations --check --dry-run
  step "production settings: check --deploy" in_production asa check --deploy --fail-level WARNING
}

part_sqlite() {
  tests "tests on SQLite" env -u ASA_DATABASE_URL pytest --ignore=tests/journeys
}

part_postgres() {
  # What asks no database was tested with SQLite, and so was the table of who may open what. The
  # server is thrown away with all it holds: nothing need be taken out of it before.
  tests "tests on PostgreSQL 15" tools/with_postgres.sh \
    pytest --reuse-db --ignore=tests/journeys --ignore=tests/access -m django_db
}

# One core each: SQLite's lines are seen as they come; beside them the checks that need no database,
# PostgreSQL, and what the journeys are served from. Whichever side is done first takes pages of the
# table of access. The first red one ends both.
part_beside() {
  local other sqlite beside started=$SECONDS
  other=$(mktemp)
  export JOURNEYS_SITE="$scratch/site" CLAIMS="$scratch/claims" JOURNEYS_LOG="$scratch/site.log"
  set -m # each side is a group of processes, which ends as one
  trap 'kill -- $(jobs -p | sed s/^/-/) 2>/dev/null; rm -rf "$log" "$scratch" "$other"' EXIT
  printf '\n== tests on SQLite, beside the checks and PostgreSQL 15\n'
  (env -u ASA_DATABASE_URL pytest --ignore=tests/journeys --claims "$CLAIMS" 2>&1 | tee "$log") &
  sqlite=$!
  (
    tools/test.sh check
    tools/with_postgres.sh bash -c '
      pytest --reuse-db --ignore=tests/journeys --ignore=tests/access -m django_db &&
        env -u ASA_DATABASE_URL python -m tests.journeys.site "$JOURNEYS_SITE" >"$JOURNEYS_LOG" 2>&1 &&
        env -u ASA_DATABASE_URL pytest tests/access --claims "$CLAIMS"'
  ) >"$other" 2>&1 &
  beside=$!
  if ! { wait -n "$sqlite" "$beside" && wait -n "$sqlite" "$beside"; }; then
    cat "$other"
    printf '\nRED: tests on SQLite, the checks or PostgreSQL 15\n'
    exit 1
  fi
  cat "$other"
  summary+=("$(printf '%-44s ok  %4d s' "checks, SQLite and PostgreSQL 15" $((SECONDS - started)))")
  closing+=("$(grep -hE '^=* ?[0-9]+ passed' "$log" "$other")")
  set +m
  rm -f "$other"
  trap 'rm -rf "$log" "$scratch"' EXIT
}

# Four at a time on two cores, for much of a journey is waiting; each process with a served Asa and
# a Chromium of its own.
part_journeys() {
  tests "journeys in Chromium" env -u ASA_DATABASE_URL \
    pytest tests/journeys --numprocesses 4 --dist worksteal --every-page
}

for part in "${@:?check, sqlite, postgres, beside or journeys}"; do
  "part_$part"
done

printf '\n== all green in %d s\n' "$SECONDS"
printf '%s\n' "${summary[@]}" "${closing[@]}"
