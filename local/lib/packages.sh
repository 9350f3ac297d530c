# shellcheck shell=bash
# Programs that come from Debian packages (packages.table). Those that are missing are installed.

missing_packages() { # missing_packages PURPOSE…
  local program package purpose
  while read -r program package purpose; do
    [[ " $* " == *" $purpose "* ]] || continue
    command -v "$program" >/dev/null || echo "$package"
  done < <(grep -v '^#' "$LOCAL/lib/packages.table") | sort -u
}

install_packages() {
  apt-get update
  # shellcheck disable=SC2068  # one argument per package
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $@
}

require_packages() { # require_packages PURPOSE…
  local missing
  missing=$(missing_packages "$@" | xargs)
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    fail "these packages are missing: $missing" "As root on Debian they are installed by themselves; elsewhere install what Debian calls so."
  fi
  # shellcheck disable=SC2086
  step "installing Debian packages: $missing" install_packages $missing
}
