# client: jsonrpcclient
# found: "$PYTHON" -c "import jsonrpcclient"
# run: "$PYTHON" "$RECIPE"
# pip: jsonrpcclient
# also: batch
import json
import os
import socket

from jsonrpcclient import Error, Ok, notification_json, parse, request
from jsonrpcclient.requests import notification

stream = socket.socket(socket.AF_UNIX)
stream.connect(os.environ["SOCKET"])
lines = stream.makefile("r", encoding="utf-8")


def send(value):
    stream.sendall((json.dumps(value) + "\n").encode())
    return json.loads(lines.readline())


def call(method, params):
    return parse(send(request(method, params)))


stream.sendall((notification_json("ping") + "\n").encode())
for name, method, params in [
    ("health", "server/health", {}),
    ("roster", "cohort/roster", {"cohortId": 1}),
    ("check", "enrollment/check", {"studentId": 3, "courseId": 1}),
]:
    answer = call(method, params)
    assert isinstance(answer, Ok)
    print(name, json.dumps(answer.result))
refusal = call("cohort/enroll", {"cohortId": 1, "studentId": 2})
assert isinstance(refusal, Error)
print("error", refusal.code)
batch = [
    request("enrollment/check", {"studentId": 3, "courseId": 1}, id=5),
    notification("ping"),
    request("cohort/rooster", {}, id=6),
]
print("batch", json.dumps(send(batch)))
