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

# containerd and kubelet keep a few files where all of a machine do; those that speak of this node go.
remove_shared_files() {
  local file
  find "$RUN" -name address -exec awk '{ sub("unix://", ""); print }' {} \; 2>/dev/null | while read -r file; do rm -f "$file"; done || true
  grep -rlF "$RUN/" /var/lib/cni/results 2>/dev/null | while read -r file; do rm -f "$file"; done || true
  find /var/log/containers -lname "$STATE/*" -delete 2>/dev/null || true
  rm -f /var/lib/kubelet/device-plugins/kubelet.sock
  rmdir --ignore-fail-on-non-empty /run/containerd/s /run/containerd /var/lib/cni/results /var/lib/cni \
    /var/log/containers /var/lib/kubelet/device-plugins /var/lib/kubelet 2>/dev/null || true
}

# The file boot-id says that the folder is ours; it goes last, so that an interrupted removal can be continued.
remove_files() {
  remove_shared_files
  rm -rf "$RUN"
  [ -f "$STATE/boot-id" ] || return 0
  find "$STATE" -mindepth 1 -maxdepth 1 ! -name boot-id -exec rm -rf {} +
  rm -rf "$STATE"
}
