# client: nc -N (OpenBSD)
# found: command -v nc.openbsd
# run: bash "$RECIPE"
# apt: netcat-openbsd
# also: batch
printf '%s\n' "$HEALTH" "$ROSTER" "$NOTE" "$CHECK" "$REFUSED" "$BATCH" |
    nc.openbsd -N -U "$SOCKET" | jq -r "$REPLIES"
