# shellcheck shell=bash
# Every process of the node, daemon or container, lives below one cgroup: so none is missed, and no foreign one is met, when it ends.

# One root for each hierarchy: a single one with cgroup v2, one per controller with v1.
cgroup_roots() { awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/mounts; }

# The hierarchy in which processes are counted.
cgroup_of_processes() {
  if [ -d /sys/fs/cgroup/pids ]; then echo "/sys/fs/cgroup/pids/$CGROUP"; else echo "/sys/fs/cgroup/$CGROUP"; fi
}

make_cgroups() {
  local root
  while read -r root; do
    mkdir -p "$root/$CGROUP"
    [ -f "$root/cgroup.subtree_control" ] && pass_controllers_down "$root"
    true
  done < <(cgroup_roots)
  mkdir -p "$(cgroup_of_processes)/daemons"
}

# cgroup v2 only: a child may limit what its parent hands down.
pass_controllers_down() {
  local controller
  for controller in cpu cpuset memory pids hugetlb io; do
    echo "+$controller" >"$1/cgroup.subtree_control" 2>/dev/null &&
      echo "+$controller" >"$1/$CGROUP/cgroup.subtree_control" 2>/dev/null
  done
  true
}

processes_of_node() {
  local top
  top=$(cgroup_of_processes)
  [ ! -d "$top" ] || find "$top" -name cgroup.procs -exec cat {} + 2>/dev/null | sort -u
}

remove_cgroups() {
  local root
  while read -r root; do
    [ ! -d "$root/$CGROUP" ] || find "$root/$CGROUP" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done < <(cgroup_roots)
}
