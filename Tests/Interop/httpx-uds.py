# client: httpx
# found: "$PYTHON" -c "import httpx"
# run: "$PYTHON" "$RECIPE"
# pip: httpx
# also: batch
import json
import os

import httpx

with httpx.Client(transport=httpx.HTTPTransport(uds=os.environ["SOCKET"])) as client:

    def post(name):
        return client.post("http://lms/", content=os.environ[name])

    assert post("NOTE").status_code == 204
    print("health", json.dumps(post("HEALTH").json()["result"]))
    print("roster", json.dumps(post("ROSTER").json()["result"]))
    print("check", json.dumps(post("CHECK").json()["result"]))
    print("error", post("REFUSED").json()["error"]["code"])
    print("batch", json.dumps(post("BATCH").json()))
    assert client.get("http://lms/").status_code == 405
