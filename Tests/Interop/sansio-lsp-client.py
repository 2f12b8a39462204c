# client: sansio-lsp-client
# found: "$PYTHON" -c "import sansio_lsp_client"
# run: "$PYTHON" "$RECIPE"
# pip: sansio-lsp-client
# The whole life of a language server's session: initialize, initialized, calls, shutdown, exit.
import json
import os
import socket

from sansio_lsp_client import Client, Initialized, Shutdown
from sansio_lsp_client.events import ResponseError


class Caller(Client):
    """It knows the methods of language servers; ours are handed back as they come."""

    def _handle_response(self, response):
        if "/" not in self._unanswered_requests[response.id].method or response.error:
            return super()._handle_response(response)
        self._unanswered_requests.pop(response.id)
        return response


stream = socket.socket(socket.AF_UNIX)
stream.connect(os.environ["SOCKET"])
client = Caller()


def event():
    stream.sendall(client.send())
    while True:
        for heard in client.recv(stream.recv(65536)):
            return heard


def call(method, params):
    client._send_request(method, params)
    return event()


assert isinstance(event(), Initialized)
print("health", json.dumps(call("server/health", {}).result))
print("roster", json.dumps(call("cohort/roster", {"cohortId": 1}).result))
print("check", json.dumps(call("enrollment/check", {"studentId": 3, "courseId": 1}).result))
refusal = call("cohort/enroll", {"cohortId": 1, "studentId": 2})
assert isinstance(refusal, ResponseError)
print("error", refusal.code)
client.shutdown()
assert isinstance(event(), Shutdown)
client.exit()
stream.sendall(client.send())
assert stream.recv(1) == b""
