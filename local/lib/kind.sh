# shellcheck shell=bash
# The same fleet on kind, where a container engine answers. Its Java images are built on the public base.

KIND_CLUSTER=shopfleet
KIND_CONF=$CACHE/kind.conf

kind_exists() { kind get clusters 2>/dev/null | grep -qx "$KIND_CLUSTER"; }

kind_up() {
  command -v kind >/dev/null || fail "kind is missing." "Install it from https://kind.sigs.k8s.io, or use CLUSTER=local."
  kind_exists || step "creating the kind cluster $KIND_CLUSTER" kind create cluster --name "$KIND_CLUSTER" --wait 3m --kubeconfig "$KIND_CONF"
  kind export kubeconfig --name "$KIND_CLUSTER" --kubeconfig "$KIND_CONF" >/dev/null 2>&1
  export KUBECONFIG=$KIND_CONF SHOPFLEET_BASE=${SHOPFLEET_BASE:-public}
}

kind_down() {
  if kind_exists; then step "deleting the kind cluster $KIND_CLUSTER" kind delete cluster --name "$KIND_CLUSTER"; fi
  rm -f "$KIND_CONF" "$CACHE/kind.loaded"
}

# What was loaded is remembered together with the cluster's identity: a cluster made anew has nothing.
kind_load() {
  local file cluster
  cluster=$("$BIN/kubectl" get namespace kube-system -o jsonpath='{.metadata.uid}')
  while read -r file; do
    grep -qxF "$cluster $file" "$CACHE/kind.loaded" 2>/dev/null && continue
    kind load image-archive "$file" --name "$KIND_CLUSTER" >/dev/null 2>&1 || fail "kind did not take $file." "Call kind load image-archive $file --name $KIND_CLUSTER to see why."
    echo "$cluster $file" >>"$CACHE/kind.loaded"
    basename "$file" | sed 's/-[0-9a-f]*\.tar$//'
  done
}
