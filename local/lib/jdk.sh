# shellcheck shell=bash
# Finds the JDK 25 that builds the jars and, where no image can be pulled, becomes part of the images.

is_jdk_25() { grep -qs '^JAVA_VERSION="25' "$1/release" && [ -x "$1/bin/javac" ]; }

require_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/temurin-25* /usr/lib/jvm/*25* /opt/java/openjdk; do
    if is_jdk_25 "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  fail "JDK 25 is missing; it builds the jars." \
    "Install Temurin 25 from https://adoptium.net and set JAVA_HOME to its folder."
}
