# client: jq --seq, indented
# found: command -v jq && command -v socat
# run: bash "$RECIPE"
# apt: jq socat
# also: batch
# A record separator in front of each request, which takes many lines.
jq -n --seq '$ENV | .HEALTH, .ROSTER, .NOTE, .CHECK, .REFUSED, .BATCH | fromjson' |
    socat -t 30 - "UNIX-CONNECT:$SOCKET" | jq -r "$REPLIES"
