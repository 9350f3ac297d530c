# shellcheck shell=bash
# What a person reads: one line per message, on standard error; standard output belongs to answers.

say() { printf '%s\n' "$*" >&2; }

# fail WHAT CURE
fail() {
  say "error: $1"
  [ -z "${2:-}" ] || say "       $2"
  exit 1
}

# step TITLE COMMAND…: says what begins and how long it took; what the command prints is shown only when it fails.
step() {
  local title=$1 begun=$EPOCHSECONDS log
  shift
  log=$(mktemp)
  say "  $title …"
  if ! "$@" >"$log" 2>&1 9>&-; then
    sed 's/^/    /' "$log" >&2
    rm -f "$log"
    fail "$title failed after $((EPOCHSECONDS - begun)) s"
  fi
  rm -f "$log"
  say "  $title: done in $((EPOCHSECONDS - begun)) s"
}

# await SECONDS TITLE COMMAND…: asks until the command succeeds.
await() {
  local limit=$((EPOCHSECONDS + $1)) title=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ "$EPOCHSECONDS" -ge "$limit" ]; then
      "$@" >&2 || true
      say "error: gave up waiting for $title"
      return 1
    fi
    sleep 0.1
  done
}

# usage FILE: prints the comment at the head of a script, which tells its commands.
usage() { sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$1"; }
