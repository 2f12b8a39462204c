# client: python-lsp-jsonrpc
# found: "$PYTHON" -c "import pylsp_jsonrpc"
# run: "$PYTHON" "$RECIPE"
# pip: python-lsp-jsonrpc
import json
import os
import socket
import threading

from pylsp_jsonrpc.endpoint import Endpoint
from pylsp_jsonrpc.exceptions import JsonRpcException
from pylsp_jsonrpc.streams import JsonRpcStreamReader, JsonRpcStreamWriter

stream = socket.socket(socket.AF_UNIX)
stream.connect(os.environ["SOCKET"])
reader = JsonRpcStreamReader(stream.makefile("rb"))
writer = JsonRpcStreamWriter(stream.makefile("wb"))
endpoint = Endpoint({}, writer.write)
threading.Thread(target=reader.listen, args=(endpoint.consume,), daemon=True).start()

# A call that is taken back is answered all the same.
taken_back = endpoint.request("admin/verify", {})
endpoint.notify("$/cancelRequest", {"id": next(iter(endpoint._server_request_futures))})
try:
    assert taken_back.result(30)["ok"]
except JsonRpcException as refusal:
    assert refusal.code == -32800
endpoint.notify("ping", {})
print("health", json.dumps(endpoint.request("server/health", {}).result(30)))
print("roster", json.dumps(endpoint.request("cohort/roster", {"cohortId": 1}).result(30)))
print("check", json.dumps(endpoint.request("enrollment/check", {"studentId": 3, "courseId": 1}).result(30)))
try:
    endpoint.request("cohort/enroll", {"cohortId": 1, "studentId": 2}).result(30)
except JsonRpcException as refusal:
    print("error", refusal.code)
