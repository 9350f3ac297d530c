# shellcheck shell=bash
# The node's certificate authority, one certificate per component, and the kubeconfig that goes with each.

certificate() { # certificate NAME SUBJECT EXTENSIONS
  local file=$PKI/$1
  [ ! -f "$file.crt" ] || return 0
  openssl req -newkey rsa:2048 -nodes -subj "$2" -keyout "$file.key" -out "$file.csr" 2>/dev/null
  openssl x509 -req -in "$file.csr" -CA "$PKI/ca.crt" -CAkey "$PKI/ca.key" -CAcreateserial -days 3650 \
    -out "$file.crt.part" -extfile <(printf '%b\n' "$3") 2>/dev/null
  mv "$file.crt.part" "$file.crt"
}

authority() {
  [ ! -f "$PKI/ca.crt" ] || return 0
  openssl genrsa -out "$PKI/sa.key" 2048 2>/dev/null
  openssl rsa -in "$PKI/sa.key" -pubout -out "$PKI/sa.pub" 2>/dev/null
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=shopfleet-ca -keyout "$PKI/ca.key" -out "$PKI/ca.crt.part" 2>/dev/null
  mv "$PKI/ca.crt.part" "$PKI/ca.crt"
}

pki() {
  local client=extendedKeyUsage=clientAuth
  mkdir -p "$PKI"
  chmod 700 "$PKI"
  authority
  certificate kube-apiserver /CN=kube-apiserver "extendedKeyUsage=serverAuth\nsubjectAltName=DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:$API_SERVICE_ADDRESS,IP:$NODE_ADDRESS"
  certificate admin /O=system:masters/CN=admin $client
  certificate kube-controller-manager /CN=system:kube-controller-manager $client
  certificate kube-scheduler /CN=system:kube-scheduler $client
  certificate kube-proxy /CN=system:kube-proxy $client
  certificate front-proxy /CN=front-proxy $client # how the API server shows itself to aggregated APIs such as metrics
  certificate kubelet "/O=system:nodes/CN=system:node:$NODE" "extendedKeyUsage=clientAuth,serverAuth\nsubjectAltName=DNS:$NODE,IP:$NODE_ADDRESS"
}

# kubeconfig NAME: with the certificates inside, so that the file can be copied.
kubeconfig() {
  cat <<EOF
apiVersion: v1
kind: Config
current-context: shopfleet
clusters:
  - name: shopfleet
    cluster:
      server: https://$NODE_ADDRESS:6443
      certificate-authority-data: $(base64 -w0 "$PKI/ca.crt")
users:
  - name: $1
    user:
      client-certificate-data: $(base64 -w0 "$PKI/$1.crt")
      client-key-data: $(base64 -w0 "$PKI/$1.key")
contexts:
  - name: shopfleet
    context: {cluster: shopfleet, user: $1}
EOF
}
