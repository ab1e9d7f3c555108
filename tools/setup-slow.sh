#!/usr/bin/env bash
# Install what `make slow` and `make bench` use beyond the set-up: Debian packages (as root), and Python packages from their lock.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium chromium-driver default-jre-headless wrk
else
  echo "setup-slow: not root, so no Debian package was installed: chromium chromium-driver default-jre-headless wrk" >&2
fi
.venv/bin/pip install -qq --disable-pip-version-check --require-hashes -r requirements-slow.lock
