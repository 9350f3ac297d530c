# shellcheck shell=bash
# The daemons of the node, each with its flags.

render() { # render TEMPLATE: fills in @NAME@
  local name script=''
  for name in STATE RUN PKI CONF LOGS CONTAINERD_SOCKET CGROUP NODE NODE_ADDRESS DNS_ADDRESS POD_RANGE; do
    script+="s|@$name@|${!name}|g;"
  done
  sed "$script" "$1"
}

# put FILE: writes what it reads, unless the file says so already: kube-proxy ends when its file is written.
put() {
  local text
  text=$(cat)
  [ "$text" != "$(cat "$1" 2>/dev/null)" ] || return 0
  (umask 077 && printf '%s\n' "$text" >"$1.part")
  mv "$1.part" "$1"
}

write_configuration() {
  local file component
  mkdir -p "$CONF/cni" "$CONF/registries/_default" "$LOGS" "$RUN"
  for file in containerd.toml kubelet.yaml kube-proxy.yaml audit-policy.yaml; do
    render "$LOCAL/node/$file" | put "$CONF/$file"
  done
  render "$LOCAL/node/bridge.conflist" | put "$CONF/cni/10-bridge.conflist"
  render "$LOCAL/node/hosts.toml" | put "$CONF/registries/_default/hosts.toml"
  for component in kube-controller-manager kube-scheduler kube-proxy kubelet; do
    kubeconfig $component | put "$CONF/$component.conf"
  done
  kubeconfig admin | put "$ADMIN_CONF"
}

start_etcd() {
  daemon etcd "$BIN/etcd" --data-dir="$STATE/etcd" --unsafe-no-fsync --log-level=warn \
    --listen-client-urls=http://127.0.0.1:2379 --advertise-client-urls=http://127.0.0.1:2379 \
    --listen-peer-urls=http://127.0.0.1:2380
}

start_apiserver() {
  daemon kube-apiserver "$BIN/kube-apiserver" \
    --etcd-servers=http://127.0.0.1:2379 \
    --secure-port=6443 --bind-address=0.0.0.0 --advertise-address="$NODE_ADDRESS" \
    --tls-cert-file="$PKI/kube-apiserver.crt" --tls-private-key-file="$PKI/kube-apiserver.key" \
    --client-ca-file="$PKI/ca.crt" \
    --service-account-issuer=https://kubernetes.default.svc \
    --service-account-key-file="$PKI/sa.pub" --service-account-signing-key-file="$PKI/sa.key" \
    --service-cluster-ip-range="$SERVICE_RANGE" \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged=true \
    --kubelet-client-certificate="$PKI/admin.crt" --kubelet-client-key="$PKI/admin.key" \
    --kubelet-preferred-address-types=InternalIP \
    --requestheader-client-ca-file="$PKI/ca.crt" --requestheader-allowed-names=front-proxy \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file="$PKI/front-proxy.crt" --proxy-client-key-file="$PKI/front-proxy.key" \
    --audit-policy-file="$CONF/audit-policy.yaml" --audit-log-path="$AUDIT_LOG" \
    --audit-log-mode=blocking --audit-log-maxsize=4096
}

start_containerd() { daemon containerd containerd --config "$CONF/containerd.toml"; }

start_controllers() {
  local identity=$CONF/kube-controller-manager.conf
  daemon kube-controller-manager "$BIN/kube-controller-manager" \
    --kubeconfig="$identity" --authentication-kubeconfig="$identity" --authorization-kubeconfig="$identity" \
    --root-ca-file="$PKI/ca.crt" --service-account-private-key-file="$PKI/sa.key" \
    --cluster-signing-cert-file="$PKI/ca.crt" --cluster-signing-key-file="$PKI/ca.key" \
    --use-service-account-credentials --allocate-node-cidrs --cluster-cidr="$POD_RANGE" \
    --service-cluster-ip-range="$SERVICE_RANGE" --leader-elect=false --bind-address=127.0.0.1
  identity=$CONF/kube-scheduler.conf
  daemon kube-scheduler "$BIN/kube-scheduler" \
    --kubeconfig="$identity" --authentication-kubeconfig="$identity" --authorization-kubeconfig="$identity" \
    --leader-elect=false --bind-address=127.0.0.1
}

start_kubelet() {
  daemon kubelet "$BIN/kubelet" --config="$CONF/kubelet.yaml" \
    --kubeconfig="$CONF/kubelet.conf" --hostname-override="$NODE" --node-ip="$NODE_ADDRESS" --root-dir="$STATE/kubelet"
  daemon kube-proxy "$BIN/kube-proxy" --config="$CONF/kube-proxy.yaml"
}

kubectl_admin() { "$BIN/kubectl" --kubeconfig="$ADMIN_CONF" "$@"; }

ctr_node() { ctr --address "$CONTAINERD_SOCKET" --namespace k8s.io "$@"; }

node_is_ready() { kubectl_admin wait "node/$NODE" --for=condition=Ready --timeout=1s; }
