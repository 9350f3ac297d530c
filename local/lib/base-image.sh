# shellcheck shell=bash
# A base image for Java services that stands in for eclipse-temurin:25-jre where no image can be pulled:
# the same paths, user ids and environment, made from the JDK and the C library of this machine.

JRE_MODULES=java.se,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs

base_image_archive() {
  require_jdk
  archive base "$({ cat "$JAVA_HOME/release" "$LOCAL/lib/base-image.sh" "$LOCAL/lib/pack.sh"; sum_of "$(c_library)"; } | sha256sum | cut -c1-16)"
}

c_library() { ldd /bin/sh | awk '$1 == "libc.so.6" { print $3 }'; }

pack_base() { # pack_base ARCHIVE
  local folder
  folder=$(mktemp -d)
  skeleton "$folder"
  add_runtime "$folder"
  add_libraries "$folder"
  add_surroundings "$folder"
  pack_image "$1" shopfleet.local/base:25-jre "$folder" '{"Entrypoint":null,"Env":["JAVA_HOME=/opt/java/openjdk","PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","LANG=C.UTF-8","LC_ALL=C.UTF-8"]}'
  rm -rf "$folder"
}

add_runtime() {
  local jre=$1/opt/java/openjdk
  mkdir -p "$1/opt/java"
  "$JAVA_HOME/bin/jlink" --add-modules "$JRE_MODULES" --include-locales=en --strip-debug --no-header-files --no-man-pages \
    --generate-cds-archive --output "$jre"
  # A screen and loudspeakers; a class archive for heaps above 32 GB.
  rm -f "$jre"/lib/lib{awt_xawt,jawt,jsound,splashscreen}.so "$jre/lib/server/classes_nocoops.jsa"
}

# What the runtime links, and what native libraries inside jars commonly do.
add_libraries() {
  local library
  mkdir -p "$1/lib64" "$1/usr/lib/x86_64-linux-gnu"
  ln -s usr/lib "$1/lib"
  {
    find "$1/opt/java/openjdk" -name '*.so' -exec ldd {} + 2>/dev/null | awk '$2 == "=>" && $3 ~ "^/" { print $3 }' | grep -v "^$1"
    ldconfig -p | awk '$1 ~ /^lib(stdc\+\+\.so\.6|gcc_s\.so\.1|z\.so\.1|resolv\.so\.2|nss_dns\.so\.2|nss_files\.so\.2)$/ && /x86-64/ { print $NF }'
  } | sort -u | while read -r library; do cp -L "$library" "$1/usr/lib/x86_64-linux-gnu/"; done
  cp -L /lib64/ld-linux-x86-64.so.2 "$1/lib64/"
}

add_surroundings() {
  mkdir -p "$1/bin" "$1/etc/ssl/certs" "$1/usr/lib/locale" "$1/usr/share"
  echo 'hosts: files dns' >"$1/etc/nsswitch.conf"
  cp /bin/busybox "$1/bin/busybox"
  ln -s busybox "$1/bin/sh"
  [ ! -f /etc/ssl/certs/ca-certificates.crt ] || cp -L /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/"
  [ ! -d /usr/lib/locale/C.utf8 ] || cp -R /usr/lib/locale/C.utf8 "$1/usr/lib/locale/"
  [ ! -d /usr/share/zoneinfo ] || cp -R /usr/share/zoneinfo "$1/usr/share/"
}
