# shellcheck shell=bash
# Set-up shared by the scripts: finds the tools that a script needs, and installs what is missing.
#
#   source "$root/scripts/lib/setup.sh"
#   ASSUME_YES=true            # when the caller was given --yes
#   require_tools jdk maven ip
#
# What is missing is installed with apt: at once when run as root, through sudo after --yes, else the script stops
# with exit status 2 and says what to install. A good JDK is exported as JAVA_HOME. Where a tool comes from is said in
# package_of, and nowhere else.

OLDEST_JAVA=17
OLDEST_MAVEN=3.8
: "${ASSUME_YES:=false}"

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

# Ends the script because the machine lacks something: exit status 2, so that it is not taken for a failed test.
cannot() {
  warn "error: $*"
  exit 2
}

# The Debian or Ubuntu package that brings a tool.
package_of() {
  case "$1" in
    jdk) newest_choice openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless default-jdk-headless ;;
    ip | ss) echo iproute2 ;;
    ps) echo procps ;;
    unshare | nsenter) echo util-linux ;;
    Xvfb) echo xvfb ;;
    xfreerdp) newest_choice freerdp2-x11 freerdp3-x11 ;;
    xsetroot) echo x11-xserver-utils ;;
    xmessage) echo x11-utils ;;
    import) echo imagemagick ;;
    *) echo "$1" ;;
  esac
}

# The first of the packages that this machine can install.
newest_choice() {
  local package
  for package in "$@"; do
    if [[ -n "$(apt-cache search --names-only "^$package\$" 2>/dev/null)" ]]; then
      echo "$package"
      return
    fi
  done
  echo "$1"
}

# The major version of the JDK in a folder, 0 when there is none (a JRE does not count).
java_version_of() {
  local found
  [[ -x "$1/bin/javac" && -x "$1/bin/java" ]] || { echo 0; return; }
  found="$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')"
  echo "${found:-0}"
}

# All JDKs of this machine, oldest first, one per line: version and folder.
known_jdks() {
  local home javac
  javac="$(readlink -f "$(command -v javac || true)")"
  for home in "${JAVA_HOME:-}" "${javac%/bin/javac}" /usr/lib/jvm/*; do
    [[ -n "$home" && -d "$home" ]] && echo "$(java_version_of "$home") $(readlink -f "$home")"
  done | sort -n -u | awk -v oldest="$OLDEST_JAVA" '$1 >= oldest'
}

# Chooses the JDK to build with: the caller's JAVA_HOME if it is good enough, else the oldest good one, because that is
# the one which the class files promise to run on.
choose_jdk() {
  if [[ -n "${JAVA_HOME:-}" ]] && (($(java_version_of "$JAVA_HOME") >= OLDEST_JAVA)); then
    return 0
  fi
  local home
  home="$(known_jdks | head -n 1 | cut -d' ' -f2-)"
  [[ -n "$home" ]] || return 1
  export JAVA_HOME="$home"
}

# The java of the newest JDK that is newer than the chosen one; nothing when there is none.
newer_java() {
  local newest version home
  newest="$(known_jdks | tail -n 1)"
  version="${newest%% *}"
  home="${newest#* }"
  if [[ -n "$version" ]] && ((version > $(java_version_of "$JAVA_HOME"))); then
    echo "$home/bin/java"
  fi
}

has_maven() {
  command -v mvn >/dev/null || return 1
  local version
  version="$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')"
  [[ "$(printf '%s\n' "$OLDEST_MAVEN" "$version" | sort -V | head -n 1)" == "$OLDEST_MAVEN" ]]
}

has_tool() {
  case "$1" in
    jdk) choose_jdk ;;
    maven) has_maven ;;
    xorgxrdp) [[ -e /usr/lib/xorg/modules/libxorgxrdp.so ]] ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# Sees to it that each of the tools is there.
require_tools() {
  local tool missing=()
  for tool in "$@"; do
    has_tool "$tool" || missing+=("$tool")
  done
  ((${#missing[@]} == 0)) && return 0
  install_tools "${missing[@]}"
  for tool in "${missing[@]}"; do
    has_tool "$tool" || cannot "$tool is still missing or too old after installing $(package_of "$tool")" \
      "(needed: JDK $OLDEST_JAVA or newer, Maven $OLDEST_MAVEN or newer); install it by hand"
  done
}

install_tools() {
  local tool packages=() as_root=()
  command -v apt-get >/dev/null \
    || cannot "missing: $*; this machine has no apt-get, so install them by hand and start again"
  if [[ "$(id -u)" != 0 ]]; then
    [[ "$ASSUME_YES" == true ]] \
      || cannot "missing: $*; run as root or with --yes to have them installed, or install them by hand"
    command -v sudo >/dev/null || cannot "missing: $*; neither root nor sudo, so install them by hand"
    as_root=(sudo)
  fi
  say "Installing what is missing: $*"
  "${as_root[@]}" apt-get update -qq \
    || warn "warning: the package lists could not be refreshed; trying with the old ones"
  for tool in "$@"; do
    packages+=("$(package_of "$tool")")
  done
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${packages[@]}" </dev/null >/dev/null \
    || cannot "could not install ${packages[*]}; install them by hand and start again"
}
