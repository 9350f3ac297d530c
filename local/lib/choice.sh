# shellcheck shell=bash
# Which cluster the fleet goes to. Sets TARGET (current, kind or local), and says why.

engine_answers() { command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1; }

choose_cluster() {
  local why context
  case ${CLUSTER:-} in
    current | kind | local) TARGET=$CLUSTER why="CLUSTER=$CLUSTER says so" ;;
    '')
      if ! engine_answers; then
        TARGET=local why="no container engine answers"
      elif ! command -v kind >/dev/null; then
        TARGET=local why="a container engine answers, but kind is not installed"
      else
        TARGET=kind why="a container engine answers"
      fi
      ;;
    *) fail "CLUSTER=$CLUSTER is not known." "Use CLUSTER=current (of your kubeconfig), kind or local, or leave it away." ;;
  esac
  case $TARGET in
    current)
      context=$(current_context)
      say "Cluster: the current context $context, because $why."
      ;;
    kind) say "Cluster: kind, because $why." ;;
    local) say "Cluster: a node made from packages (local/), because $why." ;;
  esac
}

current_context() { "$BIN/kubectl" config current-context 2>/dev/null || fail "there is no current context in your kubeconfig." "Choose one by kubectl config use-context, or leave CLUSTER away."; }

# Each target: a cluster that answers, its kubeconfig in KUBECONFIG, and the images in it.
cluster_up() {
  case $TARGET in
    current) "$BIN/kubectl" version >/dev/null 2>&1 || fail "the cluster of the current context does not answer." "Look with: kubectl version" ;;
    kind) kind_up ;;
    local)
      "$LOCAL/cluster" up
      export KUBECONFIG=$ADMIN_CONF
      ;;
  esac
}

cluster_down() {
  case $TARGET in
    current) fail "make down does not take away a cluster that it did not make." "charts/README.md says how to uninstall." ;;
    kind) kind_down ;;
    local) "$LOCAL/cluster" down ;;
  esac
}

# Loads the archives it reads and prints the names of those that were not there before.
load_archives() {
  case $TARGET in
    kind) kind_load ;;
    local) local_load ;;
  esac
}

local_load() {
  local file
  while read -r file; do
    if ! is_loaded "$file"; then
      load_image "$file"
      basename "$file" | sed 's/-[0-9a-f]*\.tar$//'
    fi
  done
}
