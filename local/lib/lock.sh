# shellcheck shell=bash
# One call at a time changes the node. File descriptor 9 holds the lock; daemons are started without it.

lock_node() {
  mkdir -p "$CACHE"
  exec 9>"$CACHE/$NODE.lock"
  flock -n 9 || {
    say "  waiting for another call of local/cluster …"
    flock 9
  }
}

require_root() {
  [ "$(id -u)" = 0 ] || fail "local/cluster $1 needs root: it makes a network namespace and runs containerd." \
    "Call it with sudo --preserve-env=PATH,HOME,JAVA_HOME."
}
