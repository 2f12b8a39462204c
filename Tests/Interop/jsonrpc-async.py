# client: jsonrpc-async (aiohttp)
# found: "$PYTHON" -c "import jsonrpc_async"
# run: "$PYTHON" "$RECIPE"
# pip: jsonrpc-async
import asyncio
import json
import os

import aiohttp
from jsonrpc_async import Server
from jsonrpc_base import ProtocolError


async def main():
    connector = aiohttp.UnixConnector(os.environ["SOCKET"])
    async with aiohttp.ClientSession(connector=connector) as session:
        server = Server("http://lms/", session)
        # It sends no notification here: it takes the 204 that answers one for an error.
        print("health", json.dumps(await getattr(server, "server/health")()))
        print("roster", json.dumps(await getattr(server, "cohort/roster")(cohortId=1)))
        # By position: the course comes first.
        print("check", json.dumps(await getattr(server, "enrollment/check")(1, 3)))
        try:
            await getattr(server, "cohort/enroll")(cohortId=1, studentId=2)
        except ProtocolError as refusal:
            print("error", refusal.args[0])


asyncio.run(main())
