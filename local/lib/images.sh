# shellcheck shell=bash
# Image archives in the cache, named by what they are made of; and images in the node.

# archive NAME KEY: where the image of that name and content belongs.
archive() { echo "$CACHE/images/$1-$2.tar"; }

# cached_image FILE COMMAND…: the command writes its first argument, which becomes FILE when it is whole.
cached_image() {
  local file=$1 maker=$2
  shift 2
  if is_whole "$file"; then return 0; fi
  [ ! -f "$file" ] || say "  $(basename "$file") in the cache is damaged (its checksum does not match): building it again"
  mkdir -p "$CACHE/images"
  "$maker" "$file.part.$$" "$@"
  sum_of "$file.part.$$" >"$file.sha256"
  mv "$file.part.$$" "$file"
  forget_old_archives "${file%-*}"
}

# forget_old_archives PREFIX: of each image the three newest archives stay, so that going back and forth between branches is cheap.
forget_old_archives() {
  local file
  find "$CACHE/images" -path "$1-*.tar" -printf '%T@ %p\n' | sort -rn | tail -n +4 | cut -d' ' -f2- |
    while read -r file; do rm -f "$file" "$file.sha256"; done
}

# What was loaded is remembered by the archive's name; a newer archive of an image takes its tags over.
is_loaded() { [ -f "$STATE/loaded/$(basename "$1")" ]; }

remember_loaded() {
  local name
  name=$(basename "$1")
  mkdir -p "$STATE/loaded"
  find "$STATE/loaded" -name "${name%-*}-*" -delete
  touch "$STATE/loaded/$name"
}

# load_image FILE: into the node; an archive of the cache that is there already is left alone.
load_image() {
  ! is_loaded "$1" || return 0
  ctr_node images import "$1" >/dev/null || fail "containerd did not take the image archive $1." "It must be a docker or OCI archive."
  [[ $1 != "$CACHE/images/"* ]] || remember_loaded "$1"
}
