# shellcheck shell=bash
# The node's own network namespace, joined to the host by one pair of links. The host's packet filter is never touched.

has_network() { [ -e "/run/netns/$NETNS" ] && ip link show "$HOST_LINK" >/dev/null 2>&1 && in_node ip -br addr show eth0 2>/dev/null | grep -q "$NODE_ADDRESS/"; }

in_node() { nsenter --net="/run/netns/$NETNS" -- "$@"; }

make_network() {
  ! has_network || return 0
  remove_network # half a network is made anew
  ! ip -oneline addr | grep -qwF "$HOST_ADDRESS" || fail "the address $HOST_ADDRESS is in use on this machine." \
    "Name another range by SHOPFLEET_SUBNET, for example 10.203.0."
  ip netns add "$NETNS"
  ip link add "$HOST_LINK" type veth peer name eth0 netns "$NETNS"
  ip addr add "$HOST_ADDRESS/30" dev "$HOST_LINK"
  ip link set "$HOST_LINK" up
  ip -n "$NETNS" link set lo up
  ip -n "$NETNS" link set eth0 up
  in_node sysctl -qw net.ipv4.ip_forward=1
  in_node sysctl -qw net.bridge.bridge-nf-call-iptables=1 2>/dev/null || {
    modprobe br_netfilter 2>/dev/null || true
    in_node sysctl -qw net.bridge.bridge-nf-call-iptables=1 ||
      fail "the kernel does not pass bridged packets to iptables." "Load the kernel module br_netfilter."
  }
  ip -n "$NETNS" addr add "$NODE_ADDRESS/30" dev eth0 # last: it is what has_network looks for
  ip -n "$NETNS" route replace default via "$HOST_ADDRESS"
}

remove_network() {
  ip link del "$HOST_LINK" 2>/dev/null || true
  [ ! -e "/run/netns/$NETNS" ] || ip netns del "$NETNS"
  # ip mounts this folder onto itself when it makes the first namespace.
  [ -n "$(ls -A /run/netns 2>/dev/null)" ] || { umount /run/netns && rmdir /run/netns; } 2>/dev/null || true
}
