# client: curl
# found: command -v curl
# run: bash "$RECIPE"
# apt: curl
# also: batch
# Six requests over one connection; the notification is answered 204.
post() { printf -- '--next\n--silent\n--unix-socket "%s"\nurl = "http://lms/"\ndata = %s\n' "$SOCKET" "$(jq -n --arg text "$1" '$text')"; }
for request in "$HEALTH" "$ROSTER" "$NOTE" "$CHECK" "$REFUSED" "$BATCH"; do post "$request"; done |
    sed '1d' | curl --config - | jq -r "$REPLIES"
# A body that curl asks for before it sends it, and the questions of a browser.
[[ $(printf '{"jsonrpc":"2.0","method":"ping","params":{}%2000000s}' "" |
    curl --silent --unix-socket "$SOCKET" --data-binary @- -H 'Expect: 100-continue' \
        --output /dev/null --write-out '%{http_code}' http://lms/) == 204 ]]
[[ $(curl --silent --unix-socket "$SOCKET" -X OPTIONS --write-out '%{http_code}' http://lms/) == 204 ]]
[[ $(curl --silent --unix-socket "$SOCKET" --output /dev/null --write-out '%{http_code}' http://lms/) == 405 ]]
