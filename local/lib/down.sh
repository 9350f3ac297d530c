# shellcheck shell=bash
# Takes the node away with all its traces. Safe when it is half up, or not up at all.

down() {
  require_root down
  lock_node
  if [ ! -e "$STATE" ] && [ ! -e "$RUN" ] && [ ! -e "/run/netns/$NETNS" ]; then
    say "The node is not up: nothing to take down."
    return
  fi
  local begun=$EPOCHSECONDS
  remove_node
  say "The node is down after $((EPOCHSECONDS - begun)) s: no process, mount, namespace, link or cgroup of it is left."
}

remove_node() {
  stop_daemon kubelet # first, so that it starts no pod again
  kill_processes
  unmount_all
  remove_network
  remove_cgroups
  remove_files
}

kill_processes() {
  local limit=$((EPOCHSECONDS + 30)) left
  while left=$(processes_of_node) && [ -n "$left" ]; do
    # shellcheck disable=SC2086  # one argument per process
    kill -9 $left 2>/dev/null || true
    [ "$EPOCHSECONDS" -lt "$limit" ] || fail "these processes of the node do not end: $(xargs <<<"$left")" "Look at them with ps, then call down again."
    sleep 0.1
  done
}

# Of containers, pods' volumes and pods' network namespaces; the innermost first.
unmount_all() {
  local point
  awk '{ print $2 }' /proc/mounts | grep -E "^($STATE|$RUN)/" | sort -r | while read -r point; do
    umount "$point" 2>/dev/null || umount -l "$point"
  done || true
}

# The file boot-id says that the folder is ours; it goes last, so that an interrupted removal can be continued.
remove_files() {
  # Containers' sockets lie in a folder that all containerds of a machine share.
  find "$RUN" -name address -exec sed -n 's|^unix://||p' {} \; 2>/dev/null | while read -r socket; do rm -f "$socket"; done || true
  rm -rf "$RUN"
  [ -f "$STATE/boot-id" ] || return 0
  find "$STATE" -mindepth 1 -maxdepth 1 ! -name boot-id -exec rm -rf {} +
  rm -rf "$STATE"
}
