# client: headers by hand
# found: command -v socat
# run: bash "$RECIPE"
# apt: socat
# also: batch
# Content-Length both ways, as an editor frames its messages.
for request in "$HEALTH" "$ROSTER" "$NOTE" "$CHECK" "$REFUSED" "$BATCH"; do
    printf 'Content-Length: %d\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n%s' \
        "${#request}" "$request"
done | socat -t 30 - "UNIX-CONNECT:$SOCKET" | sed 's/Content-Length: [0-9]*\r$//' | tr -d '\r' | jq -r "$REPLIES"
