// client: Node.js net
// found: command -v node
// run: node "$RECIPE"
// apt: nodejs
// also: batch
const readline = require("readline");
const socket = require("net").connect(process.env.SOCKET);
const waiting = new Map();
readline.createInterface({ input: socket }).on("line", (line) => {
  const reply = JSON.parse(line);
  waiting.get(Array.isArray(reply) ? "batch" : reply.id)(reply);
});

let last = 0;
const send = (message) => socket.write(JSON.stringify(message) + "\n");
const heard = (key) => new Promise((resolve) => waiting.set(key, resolve));
const call = (method, params) => {
  const id = "node-" + ++last;
  send({ jsonrpc: "2.0", id, method, params });
  return heard(id);
};

(async () => {
  send({ jsonrpc: "2.0", method: "ping" });
  const [health, roster, check, refused] = await Promise.all([
    call("server/health", {}),
    call("cohort/roster", { cohortId: 1 }),
    call("enrollment/check", { studentId: 3, courseId: 1 }),
    call("cohort/enroll", { cohortId: 1, studentId: 2 }),
  ]);
  console.log("health", JSON.stringify(health.result));
  console.log("roster", JSON.stringify(roster.result));
  console.log("check", JSON.stringify(check.result));
  console.log("error", refused.error.code);
  send(JSON.parse(process.env.BATCH));
  console.log("batch", JSON.stringify(await heard("batch")));
  socket.end();
})();
