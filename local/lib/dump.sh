# shellcheck shell=bash
# What one wants to see when something failed on the cluster.

dump() {
  local daemon
  say "--- ShopServices, pods, newest events"
  {
    kubectl get shopenvironments,shopservices --all-namespaces
    kubectl get pods --all-namespaces --output wide
    kubectl get events --all-namespaces --sort-by=.lastTimestamp | tail -n 30
  } >&2 2>&1 || true
  say "--- the operator's last lines"
  kubectl logs deployment/shopfleet --namespace shopfleet-system --tail=60 >&2 2>&1 || true
  [ "$TARGET" = local ] || return 0
  for daemon in kube-apiserver kube-controller-manager kubelet containerd; do
    say "--- the last lines of $daemon"
    tail -n 8 "$LOGS/$daemon.log" | cut -c1-300 >&2 || true
  done
}
