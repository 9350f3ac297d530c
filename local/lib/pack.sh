# shellcheck shell=bash
# Writes image archives that containerd and docker load, from a folder of files; equal files give an equal archive.

# pack_image ARCHIVE REFERENCE FOLDER CONFIG: CONFIG is the "config" part of the image, as JSON.
pack_image() {
  local work layer
  work=$(mktemp -d)
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=posix \
    --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime -C "$3" -cf "$work/layer.tar" .
  layer=$(sum_of "$work/layer.tar")
  cat >"$work/config.json" <<EOF
{"architecture":"amd64","os":"linux","created":"1970-01-01T00:00:00Z","config":$4,"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]}}
EOF
  cat >"$work/manifest.json" <<EOF
[{"Config":"config.json","RepoTags":["$2"],"Layers":["layer.tar"]}]
EOF
  tar --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$work" -cf "$1" config.json layer.tar manifest.json
  rm -rf "$work"
}

# skeleton FOLDER: what every image of ours has.
skeleton() {
  mkdir -p "$1/etc" "$1/tmp"
  chmod 755 "$1"
  chmod 1777 "$1/tmp"
  printf 'root:x:0:0:root:/root:/sbin/nologin\nshop:x:1001:1001:shop:/tmp:/sbin/nologin\n' >"$1/etc/passwd"
  printf 'root:x:0:\nshop:x:1001:\n' >"$1/etc/group"
}

# pack_static ARCHIVE REFERENCE PROGRAM: an image around one static program, run as uid 1001.
pack_static() {
  local folder name=${3##*/}
  folder=$(mktemp -d)
  skeleton "$folder"
  cp -L "$3" "$folder/$name"
  chmod 755 "$folder/$name"
  pack_image "$1" "$2" "$folder" "{\"User\":\"1001\",\"Entrypoint\":[\"/$name\"],\"Env\":[\"PATH=/\"]}"
  rm -rf "$folder"
}

# pack_shell ARCHIVE REFERENCE: BusyBox with a shell; runs as root, for the helper pods that make and remove volumes.
pack_shell() {
  local folder applet
  folder=$(mktemp -d)
  skeleton "$folder"
  mkdir -p "$folder/bin"
  cp /bin/busybox "$folder/bin/busybox"
  for applet in sh mkdir rm ls cat chmod sleep wget; do ln -s busybox "$folder/bin/$applet"; done
  pack_image "$1" "$2" "$folder" '{"Entrypoint":["/bin/sh"],"Env":["PATH=/bin"]}'
  rm -rf "$folder"
}

# tag_image ARCHIVE FROM IMAGE TAGS: the same image under each of the tags (1.0.0,1.1.0).
tag_image() {
  local work tags
  work=$(mktemp -d)
  tar -xf "$2" -C "$work"
  tags="\"$3:${4//,/\",\"$3:}\""
  sed -i "s|\"RepoTags\":\[[^]]*\]|\"RepoTags\":[$tags]|" "$work/manifest.json"
  (cd "$work" && tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf - -- *) >"$1"
  rm -rf "$work"
}
