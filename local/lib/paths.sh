# shellcheck shell=bash
# Where things are. What can be made again is in CACHE and stays; what belongs to a running node is in STATE and RUN and goes with it.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
LOCAL=$ROOT/local
PATH=$PATH:/usr/sbin:/sbin # where Debian has iptables and runc
CACHE=${SHOPFLEET_CACHE:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/shopfleet}
NODE=${SHOPFLEET_NAME:-shopfleet}        # a second node beside the first needs a name
SUBNET=${SHOPFLEET_SUBNET:-10.201.0}     # and the first three numbers of its address
STATE=${SHOPFLEET_STATE:-/var/lib/$NODE}
RUN=/run/$NODE # sockets, process ids, mounts of containers

PKI=$STATE/pki
CONF=$STATE/conf
LOGS=$STATE/log
AUDIT_LOG=$LOGS/audit.log
ADMIN_CONF=$STATE/admin.conf
CONTAINERD_SOCKET=$RUN/containerd.sock

NETNS=$NODE
CGROUP=$NODE
HOST_LINK=${NODE:0:14}0
HOST_ADDRESS=$SUBNET.1
NODE_ADDRESS=$SUBNET.2
POD_RANGE=10.244.0.0/16
SERVICE_RANGE=10.96.0.0/16
API_SERVICE_ADDRESS=10.96.0.1
DNS_ADDRESS=10.96.0.10
