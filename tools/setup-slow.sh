#!/usr/bin/env bash
# Install what `make slow` and `make bench` use beyond the set-up: Debian packages (as root), and Python packages from their lock.
set -euo pipefail
cd "$(dirname "$0")/.."
# of Virtuoso the program alone: the whole package would start a service
packages="chromium chromium-driver default-jre-headless faketime virtuoso-opensource-7-bin wrk"
command -v npm > /dev/null || packages="$packages npm"
if [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends $packages
else
  echo "setup-slow: not root, so no Debian package was installed: $packages" >&2
fi
.venv/bin/pip install -qq --disable-pip-version-check --require-hashes -r requirements-slow.lock

# axe-core, by which the pages are checked for what hinders people: one file, known by its hash
axe=.venv/axe/node_modules/axe-core/axe.min.js
if command -v npm > /dev/null; then
  npm install --prefix .venv/axe --no-save --no-package-lock --ignore-scripts --silent axe-core@4.14.1
  echo "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c  $axe" | sha256sum --check --quiet \
    || { rm -f "$axe"; echo "setup-slow: axe-core is not the file that is expected; it was removed" >&2; exit 1; }
else
  echo "setup-slow: npm is missing, so axe-core was not installed" >&2
fi
