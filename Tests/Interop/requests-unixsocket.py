# client: requests-unixsocket
# found: "$PYTHON" -c "import requests_unixsocket"
# run: "$PYTHON" "$RECIPE"
# pip: requests-unixsocket
# also: batch
import json
import os
from urllib.parse import quote

import requests_unixsocket

session = requests_unixsocket.Session()
url = "http+unix://" + quote(os.environ["SOCKET"], safe="") + "/"


def post(name):
    return session.post(url, data=os.environ[name].encode())


assert post("NOTE").status_code == 204
print("health", json.dumps(post("HEALTH").json()["result"]))
print("roster", json.dumps(post("ROSTER").json()["result"]))
print("check", json.dumps(post("CHECK").json()["result"]))
print("error", post("REFUSED").json()["error"]["code"])
print("batch", json.dumps(post("BATCH").json()))
