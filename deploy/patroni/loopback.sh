#!/usr/bin/env bash
# Two PostgreSQL nodes under Patroni, with one etcd, on this machine's loopback: for tests, never for money.
#
#   loopback.sh up        starts all and waits until one node is primary and the other its synchronous standby
#   loopback.sh kill      kills the primary as a power cut does, its Patroni too; prints its name
#   loopback.sh revive    starts the node that was killed, and waits until it is the synchronous standby
#   loopback.sh state     says which node is what
#   loopback.sh down      ends all and removes the folder
#
# Needs Debian's patroni, etcd-server, python3-etcd and postgresql. Everything is in $CLEARSWIPE_PATRONI
# (/tmp/clearswipe-patroni). To connect: Host=127.0.0.1:55431,127.0.0.1:55432;Username=clearswipe;Database=postgres
set -euo pipefail

folder=${CLEARSWIPE_PATRONI:-/tmp/clearswipe-patroni}
etcd_port=55430
patience=90     # seconds

say() { printf '%s\n' "$*" >&2; }
port_of() { [ "$1" = one ] && echo 55431 || echo 55432; }
rest_of() { [ "$1" = one ] && echo 55441 || echo 55442; }
other_of() { [ "$1" = one ] && echo two || echo one; }

# PostgreSQL does not run as root.
unprivileged() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$folder" "$@"
    else
        "$@"
    fi
}

# Leads a session of its own, and writes down under which number.
service() { # service NAME COMMAND...
    local name=$1; shift
    unprivileged setsid --fork bash -c 'echo $$ >"$0" && exec "$@"' "$folder/$name.pid" "$@" \
        >>"$folder/$name.log" 2>&1 </dev/null
}

configuration() { # configuration NAME
    local bin; bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    cat <<TXT
scope: loopback
name: $1
restapi: { listen: 127.0.0.1:$(rest_of "$1"), connect_address: 127.0.0.1:$(rest_of "$1") }
etcd3: { host: 127.0.0.1:$etcd_port }
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 1
    retry_timeout: 3
    synchronous_mode: true
    postgresql: { use_pg_rewind: true, parameters: { max_connections: 100, shared_buffers: 64MB, dynamic_shared_memory_type: mmap } }
  initdb: [ { encoding: UTF8 }, { locale: C }, data-checksums ]
  pg_hba: [ local all all trust, host all all 127.0.0.1/32 trust, host replication all 127.0.0.1/32 trust ]
postgresql:
  listen: 127.0.0.1:$(port_of "$1")
  connect_address: 127.0.0.1:$(port_of "$1")
  data_dir: $folder/$1
  bin_dir: $bin
  pgpass: $folder/$1.pgpass
  authentication: { superuser: { username: clearswipe }, replication: { username: replicator }, rewind: { username: clearswipe } }
  parameters: { unix_socket_directories: $folder }
tags: { }
TXT
}

start_node() { # start_node NAME
    configuration "$1" >"$folder/$1.yml"
    service "$1" patroni "$folder/$1.yml"
}

role() { # role NAME: primary, sync, replica or dead
    local said
    said=$(curl -s -m 2 "http://127.0.0.1:$(rest_of "$1")/patroni") || { echo dead; return; }
    case "$said" in
        *'"state": "running"'*'"role": "master"'* | *'"role": "master"'*'"state": "running"'*) echo primary ;;
        *'"sync_standby": true'*) echo sync ;;
        *) echo replica ;;
    esac
}

primary() { local name; for name in one two; do [ "$(role $name)" = primary ] && echo $name && return 0; done; return 1; }

await() { # await WHAT COMMAND...
    local what=$1 end=$((SECONDS + patience)); shift
    until "$@"; do
        [ $SECONDS -lt $end ] || { say "Waited $patience s in vain: $what. See $folder/*.log"; exit 1; }
        sleep 0.2
    done
}

is_whole() { local name; name=$(primary) && [ "$(role "$(other_of "$name")")" = sync ]; }

up() {
    command -v patroni >/dev/null && command -v etcd >/dev/null || { say "Missing: apt-get install patroni etcd-server python3-etcd postgresql"; exit 1; }
    [ ! -e "$folder" ] || { say "$folder exists: run $0 down first."; exit 1; }
    mkdir -p "$folder" && chmod 700 "$folder"
    [ "$(id -u)" != 0 ] || chown nobody:nogroup "$folder"
    service etcd etcd --data-dir "$folder/etcd" --listen-client-urls "http://127.0.0.1:$etcd_port" \
        --advertise-client-urls "http://127.0.0.1:$etcd_port" --listen-peer-urls "http://127.0.0.1:55429"
    await "etcd" curl -s -o /dev/null "http://127.0.0.1:$etcd_port/health"
    start_node one
    await "a first primary" primary >/dev/null
    start_node two
    await "a synchronous standby" is_whole
    state
}

# Patroni first, or it would start the other again; then all that PostgreSQL's main process started.
end_node() { # end_node NAME
    local postgres; postgres=$(head -n 1 "$folder/$1/postmaster.pid" 2>/dev/null || true)
    kill -KILL "$(cat "$folder/$1.pid")" 2>/dev/null || true
    [ -z "$postgres" ] || kill -KILL "$postgres" $(ps -o pid= --ppid "$postgres") 2>/dev/null || true
}

kill_primary() {
    local name; name=$(primary) || { say "There is no primary."; exit 1; }
    end_node "$name"
    echo "$name" >"$folder/killed"
    echo "$name"
}

revive() {
    local name; name=$(cat "$folder/killed")
    start_node "$name"
    await "$name as the synchronous standby" is_whole
}

state() { local name; for name in one two; do echo "$name: $(role $name)"; done; }

down() {
    [ -e "$folder" ] || return 0
    local name
    for name in one two; do [ ! -e "$folder/$name.pid" ] || end_node "$name"; done
    [ ! -e "$folder/etcd.pid" ] || kill -KILL "$(cat "$folder/etcd.pid")" 2>/dev/null || true
    sleep 0.5
    rm -rf "$folder"
}

case "${1:-}" in
    up | revive | state | down) "$1" ;;
    kill) kill_primary ;;
    *) sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
