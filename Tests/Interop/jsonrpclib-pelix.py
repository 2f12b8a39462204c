# client: jsonrpclib-pelix
# found: "$PYTHON" -c "import jsonrpclib"
# run: "$PYTHON" "$RECIPE"
# pip: jsonrpclib-pelix
import json
import os

from jsonrpclib import MultiCall, ProtocolError, ServerProxy

server = ServerProxy("unix+http://" + os.environ["SOCKET"])
# It sends no notification here: it takes the 204 that answers one for an error.
print("health", json.dumps(getattr(server, "server/health")()))
print("roster", json.dumps(getattr(server, "cohort/roster")(cohortId=1)))
# Two calls in a batch.
batch = MultiCall(server)
getattr(batch, "enrollment/check")(studentId=3, courseId=1)
getattr(batch, "enrollment/check")(1, 3)
first, second = batch()
assert first == second
print("check", json.dumps(first))
try:
    getattr(server, "cohort/enroll")(cohortId=1, studentId=2)
except ProtocolError as refusal:
    print("error", refusal.args[0][0])
