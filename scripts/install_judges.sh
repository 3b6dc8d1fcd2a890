#!/usr/bin/env bash
# Install the outside judges of exhibits, pinned, into build/: programs of others that the benchmark `evidence` and
# tests/adapters/exhibit/test_outside_judges.py run on our exhibits. In a place of their own: none of what they need
# mixes with what Rempart needs.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
viewer=replaywebpage-2.4.6.tgz
viewer_sha256=6faef5c261e94b6e83cd6ee975bd0378fd4bc948bb14d36d45c709ffecb261b8

echo "Installing requirements/judges.txt into build/judges"
test -x build/judges/bin/python || "$python" -m venv build/judges
build/judges/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/judges.txt

echo "Installing ReplayWeb.page into build/replaywebpage"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --pack-destination "$work" "replaywebpage@2.4.6" >/dev/null
echo "$viewer_sha256  $work/$viewer" | sha256sum --quiet --check
mkdir -p build/replaywebpage
tar -xzf "$work/$viewer" -C build/replaywebpage --strip-components=1 package/ui.js package/sw.js
