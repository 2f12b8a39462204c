# client: ncat (Nmap)
# found: command -v ncat
# run: bash "$RECIPE"
# apt: ncat
# also: batch
printf '%s\n' "$HEALTH" "$ROSTER" "$NOTE" "$CHECK" "$REFUSED" "$BATCH" |
    ncat -U "$SOCKET" | jq -r "$REPLIES"
