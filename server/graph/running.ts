import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { addressFile } from "./supervise.ts";

/** Address and credentials of the embedded database of a server that runs on this data folder; null without one. */
export async function runningDatabase(
  dataDir: string,
): Promise<{ uri: string; user: string; password: string } | null> {
  try {
    const uri = (await readFile(addressFile(dataDir), "utf8")).trim();
    const password = (await readFile(join(dataDir, "neo4j", "password"), "utf8")).trim();
    return (await answers(uri)) ? { uri, user: "neo4j", password } : null;
  } catch {
    return null;
  }
}

function answers(uri: string): Promise<boolean> {
  const { hostname, port } = new URL(uri);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 2000 });
    const end = (answered: boolean) => (): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });
}
