# shellcheck shell=bash
# Installs the three charts, each only when what it renders differs from what is installed.

kubectl() { "$BIN/kubectl" "$@"; }

# It warns of the links by which the charts read files that are written once elsewhere.
helm() { "$BIN/helm" "$@" 2> >(grep -v 'found symbolic link in path' >&2); }

rendered() { helm template "$1" "$ROOT/charts/$2" --namespace "$3" --kube-version "$KUBERNETES_VERSION" "${@:4}"; }

installed() {
  [[ $(helm status "$1" --namespace "$2" 2>/dev/null) == *"STATUS: deployed"* ]] && helm get manifest "$1" --namespace "$2"
}

# install RELEASE CHART NAMESPACE HELM-FLAG…
install() {
  local now
  now=$(installed "$1" "$3") || now=
  if [ "$(rendered "$@")" = "$now" ]; then
    say "  chart $2: unchanged"
    return
  fi
  step "installing chart $2 into namespace $3" helm upgrade --install "$1" "$ROOT/charts/$2" --namespace "$3" --create-namespace --wait --timeout 5m "${@:4}"
}

install_charts() {
  local flags=()
  # Pods there are made by the operator, and meet the strictest level.
  kubectl get namespace shop-backends >/dev/null 2>&1 || kubectl create namespace shop-backends >/dev/null
  kubectl label namespace shop-backends --overwrite pod-security.kubernetes.io/enforce=restricted >/dev/null
  install shopfleet-crds shopfleet-crds default
  flags=(--set 'embedded.namespaces={shop-backends}')
  [ -z "${REPOSITORY:-}" ] || flags+=(--set "image.repository=$REPOSITORY/operator")
  install shopfleet shopfleet shopfleet-system "${flags[@]}"
  kubectl get namespace shop >/dev/null 2>&1 || kubectl create namespace shop >/dev/null
  kubectl label namespace shop --overwrite shopfleet.io/environment=default pod-security.kubernetes.io/enforce=restricted >/dev/null
  flags=()
  [ -z "${REPOSITORY:-}" ] || flags=(--set "repository=$REPOSITORY")
  install shop shopfleet-shop shop "${flags[@]}"
}

# restart_pods_of IMAGE…: a tag that means something new now reaches only pods that start again.
restart_pods_of() {
  local image
  for image in "$@"; do
    case $image in
      operator) kubectl get deployment shopfleet --namespace shopfleet-system >/dev/null 2>&1 || continue
        say "  the operator's image changed: restarting it"
        kubectl rollout restart deployment shopfleet --namespace shopfleet-system >/dev/null
        kubectl rollout status deployment shopfleet --namespace shopfleet-system --timeout=3m >/dev/null ;;
      catalog | orders) [ -n "$(kubectl get pods --namespace shop --selector "shopfleet.io/service=$image" --output name 2>/dev/null)" ] || continue
        say "  the image of $image changed under the same tag: starting its pods again"
        kubectl delete pods --namespace shop --selector "shopfleet.io/service=$image" --wait=false >/dev/null ;;
    esac
  done
}

shop_state() { kubectl get shopservices --namespace shop --no-headers --output custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status,PHASE:.status.phase' 2>&1; }

# Prints each change, so that a person sees what is being waited for.
await_shop() {
  local limit=$((EPOCHSECONDS + 300)) state before=''
  until state=$(shop_state) && [ -n "$state" ] && ! awk '$2 != "True"' <<<"$state" | grep -q .; do
    if [ "$state" != "$before" ]; then
      say "  waiting for the shop: $(awk '{ printf "%s%s %s", (NR > 1 ? ", " : ""), $1, ($2 == "True" ? "Ready" : $3) }' <<<"$state")"
      before=$state
    fi
    [ "$EPOCHSECONDS" -lt "$limit" ] || return 1
    sleep 0.5
  done
}
