#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL 15, which it finds through ASA_DATABASE_URL.
# tools/with_postgres.sh COMMAND…
#
# PostgreSQL refuses to run as root: for root the server runs as the user postgres. It listens on
# a unix socket in a folder of its own, on no port, and is gone when the command ends. Autovacuum is
# off: the rows of a test are never committed, so that all it learns is that every table is empty,
# and a question over two thousand rows is then planned as over none. Nor are questions compiled:
# without statistics many look dear enough for it, and none is.
set -euo pipefail

bin=/usr/lib/postgresql/15/bin
[ -x "$bin/initdb" ] || { echo "PostgreSQL 15 is not here: tools/debian.sh test" >&2; exit 1; }

as_server=()
folder=$(mktemp -d /tmp/asa-postgres.XXXXXX)
if [ "$(id -u)" -eq 0 ]; then
  chown postgres: "$folder"
  chmod 711 "$folder"
  as_server=(runuser -u postgres --)
fi

running=
tidy() {
  [ -z "$running" ] || kill -- "-$running" 2>/dev/null || true
  (cd / && "${as_server[@]}" "$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop) \
    >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap tidy EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

(
  cd /
  "${as_server[@]}" "$bin/initdb" --pgdata="$folder/data" --username=asa --auth=trust \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  "${as_server[@]}" "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --silent --wait \
    --options="-c listen_addresses= -c unix_socket_directories=$folder -c max_connections=50 \
      -c jit=off -c autovacuum=off -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start \
    || { cat "$folder/log" >&2; exit 1; }
)
"$bin/createdb" --host="$folder" --username=asa asa

export ASA_DATABASE_URL="postgres://asa@/asa?host=$folder"
# In a group of its own, so that whoever ends this script ends all that the command began.
set -m
"$@" &
running=$!
set +m
code=0
wait "$running" || code=$?
running=
exit "$code"
