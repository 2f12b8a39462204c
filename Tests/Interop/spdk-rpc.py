# client: SPDK rpc.py
# found: "$PYTHON" -c "import spdk.rpc.client"
# run: "$PYTHON" "$RECIPE"
# pip: spdk
# Its requests take many lines, and end without one.
import json
import os
import re

from spdk.rpc.client import JSONRPCClient, JSONRPCException

with JSONRPCClient(os.environ["SOCKET"]) as client:
    print("health", json.dumps(client.call("server/health")))
    print("roster", json.dumps(client.call("cohort/roster", {"cohortId": 1})))
    print("check", json.dumps(client.call("enrollment/check", {"studentId": 3, "courseId": 1})))
    try:
        client.call("cohort/enroll", {"cohortId": 1, "studentId": 2})
    except JSONRPCException as refusal:
        print("error", re.search(r'"code": (\d+)', refusal.message).group(1))
