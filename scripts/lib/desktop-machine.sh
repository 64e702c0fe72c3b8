#!/usr/bin/env bash
# First process (pid 1) of one machine of the desktop lab, inside its own mount, pid, network, UTS and
# IPC namespaces. It is started by the Java class LabMachine, never by hand:
#
#   desktop-machine.sh host|client NAME DIRECTORY SOURCE_TREE
#
# DIRECTORY holds what this machine must not share with the others: etc/, log/ and home/ of a host.
# The machine lives as long as standard input stays open. When the lab ends, in whatever way, the
# kernel closes the pipe, this process ends, and the pid namespace takes every other process with it.
set -euo pipefail

role=$1
name=$2
directory=$3
source_tree=$4

# X servers keep their locks and sockets in /tmp, so each machine needs one of its own; what it has to
# share stays where it is.
mount_own_tmp() {
  local shared number=0
  local -a kept=()
  mount -t tmpfs -o size=1m tmpfs /mnt
  for shared in "$(dirname "$directory")" "$source_tree"; do
    [[ "$shared" == /tmp/* ]] || continue
    mkdir "/mnt/$number"
    mount --bind "$shared" "/mnt/$number"
    kept+=("$shared")
    number=$((number + 1))
  done
  mount -t tmpfs -o mode=1777,size=256m tmpfs /tmp
  number=0
  for shared in "${kept[@]}"; do
    mkdir -p "$shared"
    mount --bind "/mnt/$number" "$shared"
    number=$((number + 1))
  done
  umount --recursive /mnt
  mkdir -m 1777 /tmp/.X11-unix /tmp/.ICE-unix
}

start_session_host() {
  local file
  # The machine's own account files stay as they are: these are copies with the lab's users in them.
  for file in passwd group shadow gshadow xrdp; do
    mount --bind "$directory/etc/$file" "/etc/$file"
  done
  mount --bind "$directory/log" /var/log
  mkdir -p /run/xrdp
  mount -t tmpfs -o mode=755,size=16m tmpfs /run/xrdp
  mkdir -m 3777 /run/xrdp/sockdir
  xrdp-sesman --nodaemon >"$directory/log/sesman.out" 2>&1 </dev/null &
  xrdp --nodaemon >"$directory/log/xrdp.out" 2>&1 </dev/null &
}

hostname "$name"
mount --make-rprivate /
mount -t proc proc /proc
mount_own_tmp
ip link set lo up
if [[ "$role" == host ]]; then
  start_session_host
fi
echo ready
# As pid 1 this shell also collects the orphans of ended sessions while it waits.
cat >/dev/null || true
