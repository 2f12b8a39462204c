# client: pyln-client
# found: "$PYTHON" -c "import pyln.client"
# run: "$PYTHON" "$RECIPE"
# pip: pyln-client
# It ends its requests with nothing, and reads until a blank line.
import json
import os

from pyln.client.lightning import RpcError, UnixDomainSocketRpc

daemon = UnixDomainSocketRpc(os.environ["SOCKET"])
print("health", json.dumps(daemon.call("server/health")))
print("roster", json.dumps(daemon.call("cohort/roster", {"cohortId": 1})))
print("check", json.dumps(daemon.call("enrollment/check", {"studentId": 3, "courseId": 1})))
try:
    daemon.call("cohort/enroll", {"cohortId": 1, "studentId": 2})
except RpcError as refusal:
    print("error", refusal.error["code"])
