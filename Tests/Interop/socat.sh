# client: socat
# found: command -v socat
# run: bash "$RECIPE"
# apt: socat
# also: batch
# It stops sending and goes on reading.
printf '%s\n' "$HEALTH" "$ROSTER" "$NOTE" "$CHECK" "$REFUSED" "$BATCH" |
    socat -t 30 - "UNIX-CONNECT:$SOCKET" | jq -r "$REPLIES"
