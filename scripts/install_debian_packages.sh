#!/usr/bin/env bash
# Installs the Debian packages of a list whose programs are missing, and says which. No service is started:
# Rempart runs these programs itself, unprivileged, on loopback.
set -euo pipefail

list=$1
missing=()
while read -r program package _; do
  [[ -z $program || $program == \#* ]] && continue
  case $program in
    /*) compgen -G "$program" >/dev/null || missing+=("$package") ;;
    python3) "${PYTHON:-python3}" -m venv --help >/dev/null 2>&1 && "${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || missing+=("$package") ;;
    *) PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null || missing+=("$package") ;;
  esac
done <"$list"

if [[ ${#missing[@]} -eq 0 ]]; then
  echo "Debian packages: all there."
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "Missing: ${missing[*]}. This is no Debian; install them your system's way and try again." >&2
  exit 3
fi
sudo=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null || { echo "Missing: ${missing[*]}. Ask an administrator to: apt-get install ${missing[*]}" >&2; exit 3; }
  sudo=(sudo)
fi
echo "Installing with apt: ${missing[*]}"
# While this file says 101, packages are unpacked and configured but their services are not started.
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee "$policy" >/dev/null
  "${sudo[@]}" chmod 755 "$policy"
  trap '"${sudo[@]}" rm -f "$policy"' EXIT
fi
"${sudo[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
