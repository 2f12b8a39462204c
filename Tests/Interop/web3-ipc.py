# client: web3 IPCProvider
# found: "$PYTHON" -c "import web3"
# run: "$PYTHON" "$RECIPE"
# pip: web3
import json
import os

from web3 import IPCProvider

provider = IPCProvider(os.environ["SOCKET"])
print("health", json.dumps(provider.make_request("server/health", {})["result"]))
print("roster", json.dumps(provider.make_request("cohort/roster", {"cohortId": 1})["result"]))
print("check", json.dumps(provider.make_request("enrollment/check", [1, 3])["result"]))
print("error", provider.make_request("cohort/enroll", {"cohortId": 1, "studentId": 2})["error"]["code"])
