# shellcheck shell=bash disable=SC2154
# An etcd and a kube-apiserver on loopback, for as long as the tests run. Sourced by charts/test, which sets bin and work.
# Youngest first, which is the order to stop them in.
processes=()

# The first port from $1 on that nobody listens on.
free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

start_etcd() {
  etcd_port=$(free_port $((20000 + RANDOM % 5000)))
  local peer_port
  peer_port=$(free_port $((etcd_port + 1)))
  "$bin/etcd" --data-dir "$work/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls "http://127.0.0.1:$etcd_port" --advertise-client-urls "http://127.0.0.1:$etcd_port" \
    --listen-peer-urls "http://127.0.0.1:$peer_port" --initial-advertise-peer-urls "http://127.0.0.1:$peer_port" \
    --initial-cluster "default=http://127.0.0.1:$peer_port" >"$work/etcd.log" 2>&1 &
  processes=("$!" "${processes[@]}")
}

# OwnerReferencesPermissionEnforcement is off by default but on in OpenShift, so the rights are tested with it.
start_apiserver() {
  api_port=$(free_port $((25000 + RANDOM % 5000)))
  openssl genrsa -out "$work/sa.key" 2048 2>/dev/null
  echo 'admin,admin,admin,system:masters' >"$work/tokens.csv"
  "$bin/kube-apiserver" --etcd-servers "http://127.0.0.1:$etcd_port" --cert-dir "$work/pki" \
    --bind-address 127.0.0.1 --advertise-address 127.0.0.1 --secure-port "$api_port" --endpoint-reconciler-type none \
    --service-cluster-ip-range 10.96.0.0/16 --authorization-mode RBAC --token-auth-file "$work/tokens.csv" \
    --service-account-issuer https://kubernetes.default.svc \
    --service-account-key-file "$work/sa.key" --service-account-signing-key-file "$work/sa.key" \
    --enable-admission-plugins OwnerReferencesPermissionEnforcement >"$work/apiserver.log" 2>&1 &
  processes=("$!" "${processes[@]}")
}

write_kubeconfig() {
  export KUBECONFIG=$work/kubeconfig
  cat >"$KUBECONFIG" <<Y
{apiVersion: v1, kind: Config, current-context: test,
 clusters: [{name: test, cluster: {server: "https://127.0.0.1:$api_port", insecure-skip-tls-verify: true}}],
 users: [{name: admin, user: {token: admin}}],
 contexts: [{name: test, context: {cluster: test, user: admin}}]}
Y
}

# Ready means also: the roles that every cluster is born with are there.
await_server() {
  local limit=$((SECONDS + 120))
  until "$bin/kubectl" get --raw /readyz >/dev/null 2>&1; do
    if ((SECONDS > limit)) || [[ $(jobs -rp | wc -l) -lt ${#processes[@]} ]]; then
      echo "charts: the kube-apiserver did not start; the end of its log:" >&2
      tail -5 "$work/etcd.log" "$work/apiserver.log" >&2
      return 1
    fi
    sleep 0.3
  done
}

start_server() {
  start_etcd
  start_apiserver
  write_kubeconfig
  await_server
}

stop_server() {
  local process
  for process in "${processes[@]}"; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  processes=()
}
