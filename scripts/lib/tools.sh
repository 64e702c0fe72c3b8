# shellcheck shell=bash
# Runs the tools of integration-tests. To be sourced after setup.sh, with $root set.

: "${root:?}"
tools_jar="$root/integration-tests/target/tools/lib/usher-tools.jar"

# Whether something was changed since the last build.
needs_build() {
  local built=("$root"/integration-tests/target/usher-integration-tests-*.jar)
  [[ -e "$tools_jar" && -x "$root/broker-node/target/usher/bin/usher" && -e "${built[0]}" ]] || return 0
  [[ -n "$(find "$root/pom.xml" "$root"/{proto,broker-core,broker-node,integration-tests} \
    -name target -prune -o -name node_modules -prune -o -path '*/src/test' -prune \
    -o -type f -newer "${built[0]}" -print -quit)" ]]
}

# Builds when that is needed.
ensure_built() {
  require_tools jdk maven
  if needs_build; then
    say "Building; the first time this fetches libraries and takes some minutes"
    "$root/scripts/build" >&2
  fi
}

# Replaces the shell by a tool: class name, then its arguments.
run_tool() {
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC "-Dusher.home=$root/broker-node/target/usher" -cp "$tools_jar" "$@"
}
