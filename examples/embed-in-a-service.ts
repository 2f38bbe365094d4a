// A deployment service that keeps its work in a ledger. Whether a deployment may begin is decided by the rules of its plan
// and by no line of the service: `node examples/embed-in-a-service.ts FILE`, then `curl localhost:8080/4.2.0`.
import { createServer } from "node:http";
import { resolve } from "node:path";
import { Actions, Plans, systemActor } from "@planwright/domain";
import { ensureSchema } from "@planwright/migrations";
import { Persistence } from "@planwright/persistence";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as ManagedRuntime from "effect/ManagedRuntime";
import file from "./deploy.json" with { type: "json" };

const location = { engine: "sqlite", file: resolve(process.argv[2] ?? "deployments.db") } as const;
const store = Layer.unwrap(Effect.as(ensureSchema(location), Persistence.layer(location)));
const ledger = ManagedRuntime.make(Layer.provide(Layer.mergeAll(Actions.layer, Plans.layer), store));
const actor = systemActor("deployments");
await ledger.runPromise(Actions.use((actions) => actions.create({ actor, file, replace: true })));

const deploy = Effect.fn("deploy")(function* (version: string) {
  const projects = [{ name: "local/shop", alias: null, readOnly: false }];
  const given = { projects, arguments: new Map([["version", { value: version }]]), invariants: [] };
  const use = { actor, action: file.name, ...given, surroundings: {} };
  const { plan, waitingFor } = yield* Plans.use((plans) => plans.use(use));
  return `${plan.description}: plan ${plan.planId} waits for "${waitingFor?.nextCommand}"\n`;
});
const service = createServer(({ url = "/" }, response) => {
  ledger.runPromise(deploy(url.slice(1))).then(
    (text) => response.end(text),
    (error: Error) => response.writeHead(400).end(`${error.message}\n`),
  );
});
service.listen(process.env.PORT ?? 8080, () => console.log("listening on", service.address()));
process.once("SIGTERM", () => service.close(() => void ledger.dispose()));
