# shellcheck shell=bash
# Brings the node up, or continues where an earlier call was stopped.

# Neither mounts nor processes outlive a restart of the machine, and etcd runs without fsync: what it left is not worth keeping.
forget_node_of_another_boot() {
  local boot
  boot=$(cat /proc/sys/kernel/random/boot_id)
  if [ -f "$STATE/boot-id" ]; then
    [ "$boot" = "$(cat "$STATE/boot-id")" ] || {
      say "  the machine was restarted since the node was made: making a new one"
      remove_node
    }
  elif [ -n "$(ls -A "$STATE" 2>/dev/null)" ]; then
    fail "the folder $STATE holds files that are not of this node." "Name another one by SHOPFLEET_STATE."
  fi
  mkdir -p "$STATE" "$RUN"
  echo "$boot" >"$STATE/boot-id"
}

up() {
  local begun=$EPOCHSECONDS
  require_root up
  require_packages node
  BIN=$(binaries)
  lock_node
  forget_node_of_another_boot
  pki
  write_configuration
  make_cgroups
  make_network
  start_control_plane
  start_node
  install_addons
  forward_loopback
  say "Kubernetes $KUBERNETES_VERSION is up after $((EPOCHSECONDS - begun)) s. kubeconfig: $ADMIN_CONF"
}

start_control_plane() {
  start_etcd
  start_containerd
  start_apiserver
  await 120 "kube-apiserver (see local/cluster logs kube-apiserver)" kubectl_admin get --raw /readyz
  start_controllers
}

start_node() {
  await 60 "containerd (see local/cluster logs containerd)" ctr_node version
  load_addon_images
  start_kubelet
  await 120 "the node to be ready (see local/cluster logs kubelet)" node_is_ready
}
