# shellcheck shell=bash
# What is up, and what the daemons said.

status() {
  local name missing=0
  if [ ! -f "$ADMIN_CONF" ]; then
    echo "The node is not up. Bring it up by local/cluster up."
    return 1
  fi
  for name in $DAEMONS; do
    if is_running "$name"; then
      printf '  %-26s up, process %s\n' "$name" "$(pid_of "$name")"
    else
      printf '  %-26s DOWN (local/cluster logs %s)\n' "$name" "$name"
      missing=1
    fi
  done
  show_forwards
  [ $missing = 0 ] || { echo "Start what is down by local/cluster up."; return 1; }
  BIN=$(binaries)
  kubectl_admin get nodes
  kubectl_admin get pods --all-namespaces
}

logs() {
  local name=${1:-}
  [ -f "$LOGS/$name.log" ] || fail "there is no log of \"$name\"." "Names: $DAEMONS"
  if [ "${2:-}" = -f ]; then tail -n 100 -f "$LOGS/$name.log"; else cat "$LOGS/$name.log"; fi
}
