# shellcheck shell=bash
# What every cluster has beside Kubernetes itself: names, metrics, volumes. Their images are made from our own programs.

# addon_archive NAME PROGRAM
addon_archive() { archive "$1" "$(cat "$2" "$LOCAL/lib/pack.sh" | sha256sum | cut -c1-16)"; }

load_addon_images() {
  local name file
  for name in pause coredns metrics-server local-path-provisioner; do
    file=$(addon_archive "$name" "$BIN/$name")
    cached_image "$file" pack_static "shopfleet.local/$name:1" "$BIN/$name"
    load_image "$file"
  done
  file=$(addon_archive shell /bin/busybox)
  cached_image "$file" pack_shell shopfleet.local/shell:1
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
