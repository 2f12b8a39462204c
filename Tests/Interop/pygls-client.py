# client: pygls
# found: "$PYTHON" -c "import pygls"
# run: "$PYTHON" "$RECIPE"
# pip: pygls
import asyncio
import json
import os
from threading import Event

from pygls.exceptions import JsonRpcException
from pygls.io_ import run_async
from pygls.protocol import JsonRPCProtocol, default_converter
from pygls.client import JsonRPCClient


def plain(value):
    """Its results are named tuples."""
    if hasattr(value, "_asdict"):
        return {name: plain(member) for name, member in value._asdict().items()}
    return [plain(element) for element in value] if isinstance(value, list) else value


async def main():
    client = JsonRPCClient(JsonRPCProtocol, default_converter)
    reader, writer = await asyncio.open_unix_connection(os.environ["SOCKET"])
    client.protocol.set_writer(writer)
    asyncio.create_task(run_async(stop_event=Event(), reader=reader, protocol=client.protocol))
    call = client.protocol.send_request_async
    client.protocol.notify("ping", {})
    print("health", json.dumps(plain(await call("server/health", {}))))
    print("roster", json.dumps(plain(await call("cohort/roster", {"cohortId": 1}))))
    print("check", json.dumps(plain(await call("enrollment/check", {"studentId": 3, "courseId": 1}))))
    try:
        await call("cohort/enroll", {"cohortId": 1, "studentId": 2})
    except JsonRpcException as refusal:
        print("error", refusal.code, flush=True)
    os._exit(0)


asyncio.run(main())
