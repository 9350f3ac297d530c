# shellcheck shell=bash disable=SC2154
# What the charts are to a kube-apiserver. Sourced by charts/test.
operator=system:serviceaccount:shopfleet-system:shopfleet

kubectl() { command "$bin/kubectl" "$@"; }
as_operator() { kubectl --as "$operator" --as-group system:serviceaccounts --as-group system:authenticated "$@"; }

# specs_of FILE...: a line of name and spec for each object, as the server would keep it; or what it has against it.
specs_of() {
  local file
  for file in "$@"; do
    kubectl create --dry-run=server --filename "$file" --output 'jsonpath={.metadata.name}{" "}{.spec}{"\n"}' 2>&1 || true
  done | sort
}

refused() { # refused SENTENCE WORDS COMMAND...
  local sentence=$1 words=$2 output
  shift 2
  if output=$("$@" 2>&1); then bad "$sentence" "it was accepted"
  elif [[ $output == *"$words"* ]]; then ok
  else bad "$sentence" "$output"; fi
}

test_on_server() {
  start_server
  kubectl create namespace shopfleet-system >/dev/null
  kubectl create namespace shop >/dev/null
  kubectl create namespace payments >/dev/null
  kubectl create namespace development-backends >/dev/null
  kubectl create namespace staging-backends >/dev/null
  kubectl create namespace production-backends >/dev/null
  kubectl label namespace shopfleet-system pod-security.kubernetes.io/warn=restricted >/dev/null
  kubectl label namespace shop shopfleet.io/environment=default >/dev/null
  local stage before=$failed
  for stage in test_definitions test_operator test_shop test_rights test_deeds test_uninstall; do
    "$stage"
    if ((failed > before)); then
      echo "charts: what comes after $stage needs it and was left out"
      return
    fi
  done
}

test_definitions() {
  render shopfleet-crds >"$work/definitions.yaml"
  equal "shopfleet-crds holds the definitions of crds/ and no other" "$(specs_of "$repository"/crds/*.yaml)" "$(specs_of "$work/definitions.yaml")"
  check "shopfleet-crds installs" helm upgrade --install shopfleet-crds "$charts/shopfleet-crds"
  check "its definitions are established" kubectl wait --for condition=established --timeout 60s --filename "$work/definitions.yaml"
}

# Only the name of this kind is needed: what is in it is compared with the golden file.
define_service_monitors() {
  kubectl apply --filename - <<'Y'
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: servicemonitors.monitoring.coreos.com}
spec:
  group: monitoring.coreos.com
  scope: Namespaced
  names: {kind: ServiceMonitor, plural: servicemonitors}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
Y
  kubectl wait --for condition=established --timeout 60s crd/servicemonitors.monitoring.coreos.com
}

warnings() { kubectl apply --dry-run=server --namespace shopfleet-system --filename - 2>&1 | grep '^Warning:' || true; }

test_operator() {
  local golden
  check "a Prometheus operator is there" define_service_monitors
  for golden in "$charts"/shopfleet/golden/*.yaml; do
    check "the server accepts ${golden#"$repository/"}" kubectl apply --dry-run=server --filename "$golden"
    equal "pods of ${golden#"$repository/"} meet the level restricted" "" "$(warnings <"$golden")"
  done
  equal "a pod without seccomp profile does not: the check above can fail" \
    'Warning: would violate PodSecurity "restricted:latest": seccompProfile (pod or container "operator" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")' \
    "$(grep -v -e seccompProfile -e 'type: RuntimeDefault' "$charts/shopfleet/golden/default.yaml" | warnings)"
  check "shopfleet installs" helm upgrade --install shopfleet "$charts/shopfleet" --namespace shopfleet-system
  check "shopfleet upgrades to two replicas" helm upgrade shopfleet "$charts/shopfleet" --namespace shopfleet-system --set replicas=2 \
    --set 'embedded.namespaces={development-backends}'
  refused "a second operator in the same cluster is refused" 'cannot be imported into the current release' \
    helm install second "$charts/shopfleet" --namespace shop
  check "one that is confined to a namespace installs beside it" helm install second "$charts/shopfleet" --namespace payments \
    --set 'watch.namespaces={payments}' --set userRoles.enabled=false
  check "and is uninstalled" helm uninstall second --namespace payments
}

test_shop() {
  render shopfleet-shop --set environment.create=false >"$work/shop.yaml"
  equal "shopfleet-shop holds the resources of sample-services/ and no other" \
    "$(specs_of "$repository"/sample-services/*/shop*.yaml)" "$(specs_of "$work/shop.yaml")"
  check "shopfleet-shop installs" helm upgrade --install shop "$charts/shopfleet-shop" --namespace shop
  check "shopfleet-shop upgrades to a new image" helm upgrade shop "$charts/shopfleet-shop" --namespace shop --set services.orders.tag=1.1.0
  equal "the new image is wanted" "shopfleet.local/orders:1.1.0" "$(kubectl get shopservice orders --namespace shop --output 'jsonpath={.spec.image}')"
}

# Lines of: answer, verb, resource, part of it. Asked in the namespace of a team.
test_rights() {
  local answer verb resource sub
  while read -r answer verb resource sub; do
    equal "may the operator $verb $resource $sub in a team's namespace" "$answer" \
      "$(as_operator auth can-i "$verb" "$resource" --subresource "$sub" --namespace shop 2>/dev/null)"
  done <"$charts/lib/rights.txt"
  equal "may the operator get a lease of its own namespace" yes "$(as_operator auth can-i get leases/shopfleet --namespace shopfleet-system)"
  equal "may the operator make claims in its own namespace" yes "$(as_operator auth can-i create shopclaims.shopfleet.io --namespace shopfleet-system)"
  for verb in get create patch delete; do
    equal "may the operator $verb servers where they may stand" yes "$(as_operator auth can-i "$verb" statefulsets.apps --namespace development-backends)"
    equal "may the operator $verb servers elsewhere" no "$(as_operator auth can-i "$verb" statefulsets.apps --namespace staging-backends)"
    equal "may the operator $verb volumes" no "$(as_operator auth can-i "$verb" persistentvolumeclaims --namespace development-backends)"
  done
  equal "may the operator update other leases there" no "$(as_operator auth can-i update leases/other --namespace shopfleet-system)"
}

apply_as_operator() { as_operator apply --server-side --field-manager shopfleet --namespace "${1:-shop}" --filename - "${@:2}"; }

config_map() { # config_map NAME OWNER_KIND OWNER_NAME OWNER_UID
  cat <<Y
{apiVersion: v1, kind: ConfigMap, metadata: {name: $1, ownerReferences: [
  {apiVersion: shopfleet.io/v1alpha1, kind: $2, name: $3, uid: $4, controller: true, blockOwnerDeletion: true}]}}
Y
}

test_deeds() {
  local uid environment
  uid=$(kubectl get shopservice orders --namespace shop --output 'jsonpath={.metadata.uid}')
  environment=$(kubectl get shopenvironment default --output 'jsonpath={.metadata.uid}')
  check "the operator makes an object that blocks its ShopService's deletion" apply_as_operator <<<"$(config_map own ShopService orders "$uid")"
  check "the operator applies it again" apply_as_operator <<<"$(config_map own ShopService orders "$uid")"
  check "the operator deletes it" as_operator delete configmap own --namespace shop
  refused "it may not block what is not a ShopService" 'cannot set blockOwnerDeletion' apply_as_operator <<<"$(config_map other ShopEnvironment default "$environment")"
  check "the operator writes a status" apply_as_operator shop --subresource status \
    <<<'{apiVersion: shopfleet.io/v1alpha1, kind: ShopService, metadata: {name: orders}, status: {observedGeneration: 1}}'
  check "the operator makes its lease" as_operator create --namespace shopfleet-system --filename - \
    <<<'{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: shopfleet}, spec: {holderIdentity: me}}'
  check "the operator renews its lease" as_operator patch lease shopfleet --namespace shopfleet-system --type merge --patch '{"spec": {"holderIdentity": "you"}}'
  check "it makes a copy of a Secret" as_operator create secret generic orders-epoch-1 --namespace shop
  check "it deletes the copy" as_operator delete secret orders-epoch-1 --namespace shop
  refused "it may not make itself an administrator" 'clusterrolebindings.rbac.authorization.k8s.io is forbidden' \
    as_operator create clusterrolebinding more --clusterrole cluster-admin --user "$operator"
}

test_uninstall() {
  check "the shop is uninstalled" helm uninstall shop --namespace shop
  equal "its ShopServices are gone" "" "$(kubectl get shopservices --namespace shop --output name)"
  check "the operator is uninstalled" helm uninstall shopfleet --namespace shopfleet-system
  equal "nothing of it is left" "" "$(kubectl get deployments,services,serviceaccounts,clusterroles,clusterrolebindings,roles,rolebindings,poddisruptionbudgets \
    --all-namespaces --selector app.kubernetes.io/name=shopfleet --output name)"
  check "the definitions are uninstalled" helm uninstall shopfleet-crds
  equal "they are kept" "$(cd "$repository/crds" && printf 'customresourcedefinition.apiextensions.k8s.io/%s\n' *.yaml | sed 's/\.yaml$//')" \
    "$(kubectl get crds --selector app.kubernetes.io/name=shopfleet --output name)"
  check "they can be installed again" helm upgrade --install shopfleet-crds "$charts/shopfleet-crds"
}
