#!/usr/bin/env bash
# run_in_browser.sh FOLDER COMMAND...: has the command write a page into the file that is put behind it, lets
# headless Chromium drive the page, and says what came of each check. Exit code 77: there is no Chromium here.

set -euo pipefail

folder=$1
shift
here=${BASH_SOURCE[0]%/*}

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [[ -z $browser ]]; then
  echo "SKIPPED: no Chromium here; on Debian: apt-get install chromium"
  exit 77
fi

rm -rf "$folder"
mkdir -p "$folder"
"$@" "$folder/page.html"
cp "$folder/page.html" "$folder/driven.html"
# As another script of the page, so that the page itself is the one that ships.
{ printf '<script>\n' && cat "$here/selftest.js" && printf '</script>\n'; } >>"$folder/driven.html"

# Without a sandbox, since that needs rights which root in a container does not have; the page is ours.
"$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking \
  --no-first-run --user-data-dir="$folder/profile" --window-size=1280,800 --virtual-time-budget=10000 \
  --enable-logging=stderr --dump-dom "file://$(realpath "$folder")/driven.html" \
  >"$folder/dom.html" 2>"$folder/browser.log"

verdict=$(sed -n '/<pre id="selftest">/,/^END /p' "$folder/dom.html" | sed 's/.*<pre id="selftest">//')
printf '%s\n' "$verdict"
if grep -q 'CONSOLE' "$folder/browser.log"; then
  echo "FAIL the console says:"
  grep 'CONSOLE' "$folder/browser.log"
  exit 1
fi
rm -rf "$folder/profile"
[[ $verdict == *'END 0 failed'* ]]
