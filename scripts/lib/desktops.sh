# shellcheck shell=bash
# Set-up for real desktops: session hosts with xrdp and stock RDP clients, all on this machine. Source setup.sh first.
#
#   require_desktop_tools    # installs what is missing, as setup.sh does
#   can_run_desktops         # status 0 if this machine could run them once the tools are there
#   run_desktop_demo ROOT    # the demo itself

DESKTOP_TOOLS=(xrdp xfreerdp Xvfb openbox xterm xsetroot xmessage import socat openssl ip ss ps unshare nsenter)

# Namespaces need root, and a container may forbid them even to root.
can_run_desktops() {
  [[ "$(id -u)" == 0 ]] && unshare --mount --pid --net --uts --ipc --fork true 2>/dev/null
}

require_desktop_tools() {
  [[ "$(id -u)" == 0 ]] || cannot "real desktops need root, for namespaces; start again with sudo"
  can_run_desktops || cannot "this machine forbids new namespaces, so no session hosts can be made on it"
  if command -v xrdp >/dev/null && [[ -e /usr/lib/xorg/modules/libxorgxrdp.so ]]; then
    require_tools "${DESKTOP_TOOLS[@]}"
  else
    install_without_services
  fi
}

# The package of xrdp would begin to serve desktops of this machine to everybody; the lab starts its own.
install_without_services() {
  local policy=/usr/sbin/policy-rc.d made=false
  if [[ ! -e "$policy" ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    made=true
  fi
  # In a subshell, so that the policy goes away even when the installation ends the script.
  local status=0
  (require_tools "${DESKTOP_TOOLS[@]}" xorgxrdp) || status=$?
  [[ "$made" == false ]] || rm -f "$policy"
  if command -v systemctl >/dev/null && [[ -d /run/systemd/system ]]; then
    systemctl disable --quiet xrdp xrdp-sesman 2>/dev/null || true
  fi
  ((status == 0)) || exit "$status"
}

# Tells the story of real desktops: run_desktop_demo ROOT. Needs what scripts/build makes.
run_desktop_demo() {
  local root="$1"
  rm -rf "$root/.usher/desktops"
  "$JAVA_HOME/bin/java" "-Dusher.home=$root/broker-node/target/usher" \
    -cp "$root/integration-tests/target/tools/lib/usher-tools.jar" \
    io.usher.it.desktops.DesktopDemo "$root" "$root/.usher/desktops"
}
