{{/* The labels that pods are selected by: never changed, because a Deployment's selector cannot be. */}}
{{- define "shopfleet.selector" -}}
app.kubernetes.io/name: shopfleet
app.kubernetes.io/component: operator
{{- end }}

{{- define "shopfleet.labels" -}}
{{ include "shopfleet.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
