# shellcheck shell=bash
# What every cluster has beside Kubernetes itself: names, metrics, volumes. Their images are made from our own programs.

load_addon_images() {
  local name program
  for name in pause coredns metrics-server local-path-provisioner; do
    program=$(readlink -f "$BIN/$name")
    load_addon_image "$name" "$(cat "$program.sha256")" pack_static "shopfleet.local/$name:1" "$program"
  done
  load_addon_image shell "$(sum_of /bin/busybox)" pack_shell shopfleet.local/shell:1
}

load_addon_image() { # load_addon_image NAME SUM-OF-ITS-PROGRAM MAKER ARGUMENT…
  local file
  file=$(archive "$1" "$({ echo "$2"; cat "$LOCAL/lib/pack.sh"; } | sha256sum | cut -c1-16)")
  ! is_loaded "$file" || return 0
  cached_image "$file" "${@:3}"
  load_image "$file"
}

install_addons() {
  local key
  key=$(cat "$LOCAL/addons/"*.yaml | sha256sum)
  if [ "$key" != "$(cat "$STATE/addons.key" 2>/dev/null)" ]; then
    kubectl_admin apply --server-side -f <(for file in "$LOCAL/addons/"*.yaml; do render "$file"; echo ---; done) >/dev/null
    echo "$key" >"$STATE/addons.key"
  fi
  await 120 "CoreDNS and the volume provisioner" addons_are_ready
}

addons_are_ready() {
  kubectl_admin wait deployment --for=condition=Available --timeout=1s --namespace=kube-system coredns local-path-provisioner
}
