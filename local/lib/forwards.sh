# shellcheck shell=bash
# Loopback addresses of the host that lead to services of the cluster (forwards.table).

rows_of_forwards() { grep -v '^#' "$LOCAL/forwards.table"; }

forward_loopback() {
  local address service port page rules=()
  while read -r address service port page; do
    rules+=("$address=$service.svc.cluster.local:$port")
  done < <(rows_of_forwards)
  daemon_on_host forward "$BIN/forward" "/run/netns/$NETNS" "$DNS_ADDRESS:53" "${rules[@]}"
}

# One line per address: where it leads, or that somebody else holds it.
show_forwards() {
  local address service port page
  while read -r address service port page; do
    if [[ $(grep -F "$address " "$LOGS/forward.log" 2>/dev/null | tail -n 1) == *"leads to"* ]]; then
      echo "  $address leads to $service ($page)"
    elif is_running forward; then
      echo "  $address waits: another program has it. $service is led there as soon as it ends."
    fi
  done < <(rows_of_forwards)
}
