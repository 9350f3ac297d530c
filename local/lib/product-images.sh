# shellcheck shell=bash
# The images of images.table: which archive each of them is, and how those that are missing are made.
#
# SHOPFLEET_BASE=public builds the Java images on the public base that their application.properties name;
# otherwise they get the base image from this machine, which needs no registry.

rows_of_images() { grep -v '^#' "$LOCAL/images.table"; }

# Of every file that goes into the images of these folders; what a build leaves behind does not count.
sum_of_sources() {
  cd "$ROOT" || exit
  find "$@" -name target -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
}

base_key() { if [ "${SHOPFLEET_BASE:-local}" = public ]; then echo public; else base_image_archive; fi; }

product_archive() { # product_archive IMAGE TAGS HOW FROM SOURCES…
  local key
  key=$({
    echo "$1 $2"
    cat "$LOCAL/lib/pack.sh" "$LOCAL/lib/product-images.sh"
    case $3 in
      jib) base_key; sum_of_sources "${@:5}" ;;
      static) cat "$(readlink -f "$BIN/$4").sha256" ;;
      server) server_key "$4"; sum_of_sources "${@:5}" ;;
    esac
  } | sha256sum | cut -c1-16)
  archive "${1##*/}" "$key"
}

# Prints the archives of all images; makes those that are missing.
build_images() {
  require_packages images
  require_jdk
  mkdir -p "$CACHE"
  BIN=$(binaries)
  exec 7>"$CACHE/images.lock"
  flock -n 7 || { say "  waiting for another call that builds images …"; flock 7; }
  product_images
  exec 7>&-
}

product_images() {
  local image tags how from sources file modules='' made='' archives=()
  while read -r image tags how from sources; do
    # shellcheck disable=SC2086  # one argument per folder
    file=$(product_archive "$image" "$tags" "$how" "$from" $sources)
    archives+=("$file")
    ! is_whole "$file" || continue
    case $how in
      jib) modules+=",$from" made+="$image $tags $file"$'\n' ;;
      static) cached_image "$file" pack_static "$image:$tags" "$(readlink -f "$BIN/$from")" ;;
      server) step "making the image $image:$tags" cached_image "$file" pack_server "$image:$tags" "$from" ;;
    esac
  done < <(rows_of_images)
  [ -z "$modules" ] || jib_images "${modules#,}" "$made"
  printf '%s\n' "${archives[@]}"
}

jib_images() { # jib_images MODULES ROWS: one Maven call for all
  local out image tags file base=()
  out=$(mktemp -d)
  if [ "${SHOPFLEET_BASE:-local}" != public ]; then
    file=$(base_image_archive)
    is_whole "$file" || step "making the base image of Java services from $JAVA_HOME" cached_image "$file" pack_base
    base=("-Dquarkus.jib.base-jvm-image=tar://$file")
  fi
  step "building the images of $1 with Maven" env SHOPFLEET_JIB_OUT="$out" \
    mvn -B -ntp -Dstyle.color=never -f "$ROOT/pom.xml" -pl "$1" -am package -DskipTests -Dquarkus.container-image.build=true \
    -Dquarkus.jib.docker-executable-name="$LOCAL/lib/docker-shim" "${base[@]}"
  while read -r image tags file; do
    [ -n "$image" ] || continue
    [ -f "$out/${image##*/}.tar" ] || fail "Maven made no image $image." "Its application.properties must set quarkus.container-image.group and name."
    cached_image "$file" tag_image "$out/${image##*/}.tar" "$image" "$tags"
  done <<<"$2"
  rm -rf "$out"
}
