// client: Node.js http
// found: command -v node
// run: node "$RECIPE"
// apt: nodejs
// also: batch
const http = require("http");
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const post = (body) =>
  new Promise((resolve, reject) => {
    const request = http.request(
      { socketPath: process.env.SOCKET, method: "POST", path: "/", agent, headers: { "Content-Length": Buffer.byteLength(body) } },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode, json: text && JSON.parse(text) }));
      },
    );
    request.on("error", reject).end(body);
  });

(async () => {
  const env = process.env;
  // All at once: they wait for one another on one connection.
  const [health, roster, note, check, refused, batch] = await Promise.all(
    [env.HEALTH, env.ROSTER, env.NOTE, env.CHECK, env.REFUSED, env.BATCH].map(post),
  );
  if (note.status !== 204) throw new Error("a notification is answered " + note.status);
  console.log("health", JSON.stringify(health.json.result));
  console.log("roster", JSON.stringify(roster.json.result));
  console.log("check", JSON.stringify(check.json.result));
  console.log("error", refused.json.error.code);
  console.log("batch", JSON.stringify(batch.json));
  agent.destroy();
})();
