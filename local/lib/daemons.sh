# shellcheck shell=bash
# Starts and stops the node's daemons. A process id in a file proves nothing after a crash, so each daemon carries a mark in its environment.

DAEMONS="etcd kube-apiserver containerd kube-controller-manager kube-scheduler kubelet kube-proxy forward"
MARK="SHOPFLEET_NODE=$STATE"

pid_of() { cat "$RUN/$1.pid" 2>/dev/null || true; }

is_running() {
  local pid
  pid=$(pid_of "$1")
  [ -n "$pid" ] && grep -zqxF "$MARK" "/proc/$pid/environ" 2>/dev/null
}

# What a daemon was started with, the files that its flags name included: when it differs, the daemon is started anew.
start_key() {
  local word
  for word in "$@"; do
    if [[ $word == "$BIN"/* ]]; then readlink -f "$word"; else echo "$word"; fi # the folder of links changes with any program
    if [ -f "${word#*=}" ] && [[ ${word#*=} == "$CONF"/* ]]; then cat "${word#*=}"; fi
  done | sha256sum | cut -c1-16
}

launch() { # launch NAME COMMAND…: becomes the daemon
  local name=$1
  shift
  echo "$BASHPID" >"$(cgroup_of_processes)/daemons/cgroup.procs"
  echo "$BASHPID" >"$RUN/$name.pid"
  exec setsid env "$MARK" "$@"
}

# daemon NAME COMMAND…: runs it in the node's network; one that already runs so is left alone.
daemon() { daemon_on_host "$1" nsenter --net="/run/netns/$NETNS" -- "${@:2}"; }

daemon_on_host() {
  local name=$1 key
  shift
  key=$(start_key "$@")
  if is_running "$name"; then
    [ "$key" != "$(cat "$RUN/$name.key" 2>/dev/null)" ] || return 0
    say "  $name is set up differently now: starting it anew"
    stop_daemon "$name"
  fi
  echo "$key" >"$RUN/$name.key"
  launch "$name" "$@" >>"$LOGS/$name.log" 2>&1 </dev/null 8>&- 9>&- &
}

# stop_daemon NAME: asks, waits up to ten seconds, then insists.
stop_daemon() {
  local pid
  pid=$(pid_of "$1")
  if is_running "$1"; then
    kill "$pid" 2>/dev/null || true
    await 10 "$1 to stop" is_stopped "$1" 2>/dev/null || kill -9 "$pid" 2>/dev/null || true
  fi
  rm -f "$RUN/$1.pid" "$RUN/$1.key"
}

is_stopped() { ! is_running "$1"; }
