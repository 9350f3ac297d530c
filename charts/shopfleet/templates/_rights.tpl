{{/* What a second installation must not share has the namespace in its name. */}}
{{- define "shopfleet.clusterwide" -}}
{{- if or .Values.watch.namespaces .Values.watch.selector }}shopfleet-{{ .Release.Namespace }}{{ else }}shopfleet{{ end }}
{{- end }}

{{/* What the operator may do where the services are. It holds no right to write a Pod, a role or a ShopService. */}}
{{- define "shopfleet.rights" -}}
- apiGroups: [shopfleet.io]
  resources: [shopservices]
  verbs: [get, list, watch]
# Status is written by server-side apply, which is a patch.
- apiGroups: [shopfleet.io]
  resources: [shopservices/status]
  verbs: [patch]
# Owner references that block the owner's deletion need this where the admission plugin
# OwnerReferencesPermissionEnforcement is on, as on OpenShift. No finalizer is ever set.
- apiGroups: [shopfleet.io]
  resources: [shopservices/finalizers]
  verbs: [update]
# What stands for something outside the cluster. Patch is for the finalizer, by which its end is not missed.
- apiGroups: [shopfleet.io]
  resources: [shoptopics, shopdatabases, shopcaches]
  verbs: [get, list, watch, patch]
- apiGroups: [shopfleet.io]
  resources: [shoptopics/status, shopdatabases/status, shopcaches/status]
  verbs: [patch]
# What a ShopService is made of. Server-side apply of an object that is not there yet needs create beside patch.
- apiGroups: [apps]
  resources: [deployments, controllerrevisions]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [services, configmaps]
  verbs: [get, list, watch, create, patch, delete]
# Lives as long as its ShopService, with which Kubernetes removes it.
- apiGroups: [""]
  resources: [serviceaccounts]
  verbs: [get, list, watch, create, patch]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [get, list, watch, create, patch, delete]
# Migrations, with the account, the image and the security settings of the service's own pods.
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create, patch, delete]
# Secrets that services name, and the operator's copies of them, which pods read. Rules cannot select by label; the
# operator watches those labelled shopfleet.io/bindable=true and its own copies only, and keeps keys and digests. Another
# is asked for when a service names it, to tell "not labelled" from "not there". It writes and deletes only its copies.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, patch, delete]
# A look at the pods of a revision that does not get ready: why, in the pod's own words.
- apiGroups: [""]
  resources: [pods]
  verbs: [list]
# The last lines of a migration that failed, for the status of its service. Without it the status names the Job alone.
- apiGroups: [""]
  resources: [pods/log]
  verbs: [get]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end }}
