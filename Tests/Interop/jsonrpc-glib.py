# client: jsonrpc-glib
# found: "$PYTHON" -c "import gi; gi.require_version('Jsonrpc', '1.0')"
# run: "$PYTHON" "$RECIPE"
# apt: gir1.2-jsonrpc-1.0 python3-gi
import json
import os
import re

import gi

gi.require_version("Jsonrpc", "1.0")
from gi.repository import Gio, GLib, Jsonrpc  # noqa: E402

address = Gio.UnixSocketAddress.new(os.environ["SOCKET"])
client = Jsonrpc.Client.new(Gio.SocketClient().connect(address))


def call(method, **params):
    values = {name: GLib.Variant("x", value) for name, value in params.items()}
    return client.call(method, GLib.Variant("a{sv}", values))[1].unpack()


client.send_notification("ping", GLib.Variant("a{sv}", {}))
print("health", json.dumps(call("server/health")))
print("roster", json.dumps(call("cohort/roster", cohortId=1)))
print("check", json.dumps(call("enrollment/check", studentId=3, courseId=1)))
try:
    call("cohort/enroll", cohortId=1, studentId=2)
except GLib.Error as refusal:
    # The whole error object is its message.
    print("error", re.search(r"'code': <int64 (\d+)>", refusal.message).group(1))
