# shellcheck shell=bash
# Programs that come from Debian packages (packages.table). Those that are missing are installed.

missing_packages() {
  local program package
  while read -r program package; do
    case $program in '#') continue ;; esac
    command -v "$program" >/dev/null || echo "$package"
  done <"$LOCAL/lib/packages.table" | sort -u
}

install_packages() {
  apt-get update
  # shellcheck disable=SC2068  # one argument per package
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $@
}

require_packages() {
  local missing
  missing=$(missing_packages | xargs)
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null || fail "these programs are missing and there is no apt-get to install them: $missing" \
    "Install what Debian calls by these names."
  require_root up
  # shellcheck disable=SC2086
  step "installing Debian packages: $missing" install_packages $missing
}
