# shellcheck shell=bash
# Builds the programs of binaries.table, and keeps them in the cache: one folder per Go module,
# named by a hash of all that goes into it, and one folder with links to the lot.

KUBERNETES_VERSION=$(awk '$1 == "k8s.io/kubernetes" && $2 ~ /^v/ { print $2 }' "$LOCAL/go/node/go.mod")

rows_of_binaries() { grep -v '^#' "$LOCAL/lib/binaries.table"; }

# Without these the API server calls itself v0.0.0-master and clients misbehave.
version_flags() {
  local package minor=${KUBERNETES_VERSION#v1.}
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    printf -- '-X %s.gitVersion=%s -X %s.gitMajor=1 -X %s.gitMinor=%s -X %s.gitTreeState=clean ' \
      $package "$KUBERNETES_VERSION" $package $package "${minor%%.*}" $package
  done
}

flags_of_module() {
  printf -- '-s -w '
  [ "$1" != node ] || version_flags
}

key_of_module() {
  {
    flags_of_module "$1"
    rows_of_binaries | awk -v module="$1" '$2 == module { print $1, $3 }'
    cd "$LOCAL/go/$1" || exit
    find . -type f | LC_ALL=C sort | xargs sha256sum
  } | sha256sum | cut -c1-16
}

folder_of_module() { echo "$CACHE/go/$1-$(key_of_module "$1")"; }

compile() { # compile MODULE PACKAGE OUTPUT
  # A name of its own until it is whole and its sum is known: an interrupted build leaves nothing that looks finished.
  CGO_ENABLED=0 GOOS=linux GOARCH=amd64 GOFLAGS='' GOWORK=off \
    go -C "$LOCAL/go/$1" build -trimpath -buildvcs=false -ldflags "$(flags_of_module "$1")" -o "$3.part" "$2"
  sum_of "$3.part" >"$3.sha256"
  mv "$3.part" "$3"
}

sum_of() { sha256sum "$1" | cut -d' ' -f1; }

is_whole() { [ -f "$1" ] && [ -f "$1.sha256" ] && [ "$(sum_of "$1")" = "$(cat "$1.sha256")" ]; }

# For each program that is missing or damaged: its row and where it belongs. All sums at once: it is 700 MB to read.
binaries_to_build() {
  local name module package file order=0
  declare -A folders
  while read -r name module package; do
    file=${folders[$module]:=$(folder_of_module "$module")}/$name
    order=$((order + 1))
    { is_whole "$file" || echo "$order $name $module $package $file"; } &
  done < <(rows_of_binaries) | sort -n | cut -d' ' -f2-
}

build_binary() { # build_binary NAME MODULE PACKAGE FILE
  if [ -f "$4" ]; then
    say "  $1 in the cache is damaged (its checksum does not match): building it again"
    rm -f "$4" "$4.sha256"
  fi
  mkdir -p "$(dirname "$4")"
  step "building $1 from Go module $3" compile "$2" "$3" "$4"
}

# Where each program is, one a line.
files_of_binaries() {
  local name module package
  declare -A folders
  while read -r name module package; do
    echo "${folders[$module]:=$(folder_of_module "$module")}/$name"
  done < <(rows_of_binaries)
}

# One folder with all of them, under a name that changes when one of them does.
folder_of_links() { echo "$CACHE/bin-$(files_of_binaries | sha256sum | cut -c1-16)"; }

link_binaries() { # link_binaries FOLDER
  [ ! -d "$1" ] || return 0
  mkdir -p "$1.$$"
  files_of_binaries | xargs -I{} ln -sf {} "$1.$$/"
  mv -T "$1.$$" "$1" 2>/dev/null || rm -rf "$1.$$" # another call was first
}

require_go() {
  command -v go >/dev/null || fail "Go is missing; it builds Kubernetes $KUBERNETES_VERSION." \
    "Install Go 1.25 or newer from https://go.dev/dl and put its bin folder on PATH."
}

# Prints the folder of the programs, and builds first what is not there.
# SHOPFLEET_BIN_CHECKED is how one of our scripts tells those it calls that it has just done so.
binaries() {
  local missing row folder
  folder=$(folder_of_links)
  if [ "$folder" = "${SHOPFLEET_BIN_CHECKED:-}" ] && [ -d "$folder" ]; then
    echo "$folder"
    return
  fi
  missing=$(binaries_to_build)
  if [ -n "$missing" ]; then
    require_go
    mkdir -p "$CACHE"
    exec 8>"$CACHE/binaries.lock"
    flock -n 8 || { say "  waiting for another call that builds the programs …"; flock 8; }
    missing=$(binaries_to_build)
    [ -z "$missing" ] || say "Building $(wc -l <<<"$missing") programs into $CACHE, once"
    while read -r row; do
      # shellcheck disable=SC2086  # the row's columns are the arguments
      [ -z "$row" ] || build_binary $row
    done <<<"$missing"
    exec 8>&-
  fi
  link_binaries "$folder"
  echo "$folder"
}
