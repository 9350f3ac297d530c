# shellcheck shell=bash
# Where things are. Everything that can be made again is in CACHE (kept), everything of a running node in STATE and RUN (gone after down).

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
LOCAL=$ROOT/local
CACHE=${SHOPFLEET_CACHE:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/shopfleet}
mkdir -p "$CACHE"
