# client: Python http.client
# found: command -v "$PYTHON"
# run: "$PYTHON" "$RECIPE"
# apt: python3
# also: batch
import http.client
import json
import os
import socket


class Connection(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(os.environ["SOCKET"])


connection = Connection("lms")


def post(name):
    connection.request("POST", "/", os.environ[name])
    response = connection.getresponse()
    text = response.read()
    return json.loads(text) if response.status == 200 else response.status


assert post("NOTE") == 204
print("health", json.dumps(post("HEALTH")["result"]))
print("roster", json.dumps(post("ROSTER")["result"]))
print("check", json.dumps(post("CHECK")["result"]))
print("error", post("REFUSED")["error"]["code"])
print("batch", json.dumps(post("BATCH")))
