#!/bin/sh
# What else can be made of a session's tapes: the timeline, which shows all of them, and scenarios, which pass in the
# simulated world as they are and while a fifth of all datagrams is lost. Their files stay in DIR.
# usage: play_again.sh PARLEY-SIM DIR TAPE...
set -eu
sim=$1
dir=$2
shift 2
mkdir -p "$dir"

"$sim" replay --html "$dir/timeline.html" "$@" >"$dir/replay.log"
for tape; do
  name=$(basename "$tape" .tape)
  grep -qF "\"${name%%.*}\"" "$dir/timeline.html" || { echo "the timeline does not show $name"; exit 1; }
done

"$sim" import --force -o "$dir/imported.scenario" "$@"
"$sim" run "$dir/imported.scenario" --seed 1..5 --check
"$sim" import --force --loss 20% -o "$dir/lossy.scenario" "$@"
"$sim" run "$dir/lossy.scenario" --seed 1..5
