import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemAccess } from "../../server/access/access.ts";
import { readArchive } from "../../server/backup/archive.ts";
import { backUp, digestOf } from "../../server/backup/backup.ts";
import { refuseHalfRestored } from "../../server/backup/mark.ts";
import { restore } from "../../server/backup/restore.ts";
import { noteBackup, settleRestored } from "../../server/backup/trail.ts";
import { type FileStore, place, receiveBytes } from "../../server/files/store.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { migrate } from "../../server/graph/migrate.ts";
import { openRawLink, type RawLink } from "../../server/graph/rawLink.ts";
import { audit } from "../../server/identity/audit.ts";
import { sealWaiting } from "../../server/identity/sealer.ts";
import { verifyAudit } from "../../server/identity/verifyAudit.ts";
import { contentsOf } from "../files/sending.ts";
import { startApi } from "../support/api.ts";
import { ask, emptyGraph, testDatabase, testGraph } from "../support/graph.ts";
import { openAccount, openBrowser } from "../support/people.ts";

const zoo = `CREATE (a:Entity:Enterprise {id: 'zoo-a', big: 9223372036854775807, whole: 5.0, nan: 0.0/0.0, text: '链盟\\n\\u0000',
  day: date('2026-02-28'), at: datetime('2026-10-25T02:30:00.000000001+01:00[Europe/Berlin]'), offset: datetime('2026-01-01T00:00-01:00'),
  clock: time('10:00+08:00'), local: localdatetime('2026-01-01T01:02:03'), noon: localtime('12:00'), term: duration('P1Y2M3DT4.5S'),
  place: point({longitude: 106.5, latitude: 29.5, height: 200}), flat: point({x: -0.0, y: 2}), flags: [true, false], none: [],
  days: [date('2026-01-01'), date('2026-01-02')], bytes: $bytes, floats: [x IN range(1, 512) | sin(x)], \`odd key\`: 1})
CREATE (b:\`Odd label\` {id: 'zoo-b'})
CREATE (a)-[:\`ODD TYPE\` {since: date('2026-01-01'), weight: 0.1}]->(b), (b)-[:SELF]->(b), (a)-[:TWICE]->(b), (a)-[:TWICE]->(b)
CREATE (:Twin), (:Twin)`;

let dir: string;
let graph: Graph;
let link: RawLink;
const settings = testDatabase;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "lianmeng-backup-test-"));
  link = openRawLink(settings());
});
afterAll(async () => {
  await reset();
  await link.close();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  await reset();
  graph = await emptyGraph();
  await ask(graph, zoo, { bytes: Int8Array.from([0, -1, 127]) });
  await ask(graph, "CREATE INDEX extra_index IF NOT EXISTS FOR (n:Twin) ON (n.name)");
});

/** Takes everything away, schema included. */
async function reset(): Promise<void> {
  await link.run("MATCH (n) DETACH DELETE n");
  for (const { name } of await link.run("SHOW CONSTRAINTS YIELD name"))
    await link.run(`DROP CONSTRAINT \`${name}\``);
  for (const { name } of await link.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"))
    await link.run(`DROP INDEX \`${name}\``);
}

const schemaOf = async (): Promise<unknown[]> => [
  ...(await link.run("SHOW CONSTRAINTS YIELD createStatement AS s RETURN s ORDER BY s")),
  ...(await link.run("SHOW INDEXES YIELD createStatement AS s RETURN s ORDER BY s")),
];
const isEmpty = async (): Promise<boolean> =>
  Number((await link.run("MATCH (n) RETURN count(n) AS c"))[0]?.c) === 0 && (await schemaOf()).length === 2;
const file = (name: string): string => join(dir, name);

describe("backup and restore", () => {
  it("gives back the same graph: contents, every type of property, constraints and indexes", async () => {
    const before = { digest: await digestOf(link), schema: await schemaOf() };
    const result = await backUp(settings(), graph, file("whole"));
    expect(result).toMatchObject({ ...before.digest, way: "quiet" });
    await reset();
    await restore(settings(), graph, file("whole"));
    expect({ digest: await digestOf(link), schema: await schemaOf() }).toEqual(before);
    const [row] = await ask(
      graph,
      "MATCH (a {id: 'zoo-a'})-[r:`ODD TYPE`]->() RETURN a.big = 9223372036854775807 AS big, valueType(a.whole) AS whole, a.at.timezone AS zone, a.term = duration('P1Y2M3DT4.5S') AS term, valueType(a.bytes) AS bytes, a.place.z AS height, r.weight AS weight",
    );
    expect(row).toMatchObject({
      big: true,
      whole: "FLOAT NOT NULL",
      zone: "Europe/Berlin",
      term: true,
      height: 200,
      weight: 0.1,
    });
    expect(await migrate(graph)).toEqual([]);
  });

  it("refuses an archive that was cut or changed anywhere, before anything is written", async () => {
    await backUp(settings(), graph, file("good"));
    const good = await readFile(file("good"));
    await reset();
    const places = [0, 9, good.length >> 1, good.length - 90, good.length - 20, good.length - 1];
    const changed = places.map((at) => {
      const copy = Buffer.from(good);
      copy[at] = (copy[at] ?? 0) ^ 0x20;
      return copy;
    });
    const cut = [0, 50, good.length >> 1, good.length - 1].map((length) => good.subarray(0, length));
    for (const bytes of [...changed, ...cut, Buffer.concat([good, good])]) {
      await writeFile(file("bad"), bytes);
      await expect(restore(settings(), graph, file("bad"))).rejects.toMatchObject({ code: "BAD_INPUT" });
    }
    expect(await isEmpty()).toBe(true);
  });

  it("refuses a database that is not empty, and an archive of a newer version", async () => {
    await backUp(settings(), graph, file("old"));
    await expect(restore(settings(), graph, file("old"))).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("数据库不是空的"),
    });
    await ask(graph, "CREATE (:Migration {id: '999', name: '999-later', checksum: 'x'})");
    await backUp(settings(), graph, file("newer"));
    await reset();
    await expect(restore(settings(), graph, file("newer"))).rejects.toMatchObject({
      message: expect.stringContaining("更新的版本"),
    });
    expect(await isEmpty()).toBe(true);
  });

  it("marks a restore that broke off, says so, and starts anew on demand", async () => {
    await ask(graph, "UNWIND range(1, 12000) AS i CREATE (:Bulk {i: i})");
    const { hash } = await backUp(settings(), graph, file("bulk"));
    await reset();
    const breakOff = (): void => {
      throw new Error("killed");
    };
    await expect(restore(settings(), graph, file("bulk"), { onProgress: breakOff })).rejects.toThrow(
      "killed",
    );
    const told = { code: "CONFLICT", message: expect.stringContaining("恢复没有完成") };
    await expect(refuseHalfRestored(graph)).rejects.toMatchObject(told);
    await expect(restore(settings(), graph, file("bulk"))).rejects.toMatchObject(told);
    await restore(settings(), graph, file("bulk"), { again: true });
    expect((await digestOf(link)).hash).toBe(hash);
    await expect(refuseHalfRestored(graph)).resolves.toBeUndefined();
  });

  it("is consistent while others write, and answers reads meanwhile", async () => {
    // Writers move amounts between accounts: in any single state the sum is the same and every move has both its ends.
    await ask(
      graph,
      "UNWIND range(0, 2999) AS i CREATE (:Purse {id: i, amount: 100, padding: toString(i) + 'xxxxxxxxxx'})",
    );
    const writer = testGraph();
    let writing = true;
    const moves = Array.from({ length: 3 }, async () => {
      for (let done = 0; ; done += 1) {
        if (!writing) return done;
        const [from, to] = [Math.floor(Math.random() * 3000), Math.floor(Math.random() * 3000)];
        await ask(
          writer,
          "MATCH (a:Purse {id: $from}), (b:Purse {id: $to}) SET a.amount = a.amount - 1 SET b.amount = b.amount + 1 CREATE (a)-[:PAID]->(:Paid {end: 'from'}), (:Paid {end: 'to'})-[:PAID]->(b)",
          { from, to },
        );
      }
    });
    let longestRead = 0;
    const reads = (async () => {
      while (writing) {
        const start = performance.now();
        await ask(graph, "MATCH (p:Purse {id: 7}) RETURN p.amount AS amount");
        longestRead = Math.max(longestRead, performance.now() - start);
      }
    })();
    const { way } = await backUp(settings(), testGraph(), file("busy"));
    writing = false;
    const done = (await Promise.all([...moves, reads])).slice(0, 3) as number[];
    expect(way).toBe("gate");
    expect(Math.min(...done)).toBeGreaterThan(0);
    expect(longestRead).toBeLessThan(5000);
    const sums = { amount: 0, from: 0, to: 0 };
    for await (const line of readArchive(file("busy"))) {
      if (line[0] !== "n") continue;
      const [, , labels, { amount, end }] = line;
      if (labels.includes("Purse")) sums.amount += (amount as { i: number }).i;
      if (labels.includes("Paid")) sums[end as "from" | "to"] += 1;
    }
    expect(sums.amount).toBe(300_000);
    expect(sums.from).toBe(sums.to);
    expect(sums.from).toBeGreaterThan(0);
  });

  it("leaves an event in the graph and the archive; a restore ends what it would bring back to life", async () => {
    const { secret } = await openAccount(graph, [{ role: "administrator" }]);
    await ask(
      graph,
      `MATCH (a:Account)
       CREATE (:ApiToken {id: 't', hash: 't'})-[:OF_ACCOUNT]->(a)
       CREATE (:ShareLink {id: 'l', hash: 'l'})-[:MADE_BY]->(a)
       CREATE (:Invitation {id: 'open', hash: 'o', kind: 'invite'})-[:PROMISES]->(:Grant {id: 'promised'})
       CREATE (:Invitation {id: 'used', hash: 'u', kind: 'invite', usedAt: datetime()})`,
    );
    await noteBackup(graph, file("trail"));
    await backUp(settings(), graph, file("trail"));
    await reset();
    await restore(settings(), graph, file("trail"), {
      settle: (tx, createdAt) => settleRestored(tx, file("trail"), createdAt),
    });
    const left = await ask(
      graph,
      "MATCH (n:Session|ApiToken|ShareLink|Invitation|Grant) RETURN labels(n)[0] AS label, n.id = 'used' AS used ORDER BY label",
    );
    expect(left).toEqual([
      { label: "Grant", used: false },
      { label: "Invitation", used: true },
    ]);
    const api = await startApi(graph, { embedder: null, viewerOf: undefined });
    expect((await openBrowser(api.url, secret).ask("{ me { kind } }")).data.me.kind).toBe("anonymous");
    const events = await ask(
      graph,
      "MATCH (e:AuditEvent) RETURN e.action AS action, e.after AS after, e.seq AS seq ORDER BY e.at",
    );
    expect(events).toEqual([
      { action: "backup", after: '{"file":"trail"}', seq: 1 },
      { action: "restore", after: expect.stringContaining('"sessions":1,"apiTokens":1'), seq: null },
    ]);
    await sealWaiting(graph);
    expect((await verifyAudit(graph)).problem).toBeNull();
  });

  it("carries the contents of attached files, proves them, and says which were not to be had", async () => {
    const [from, to, taken] = [1, 2, 3].map((i) => ({ folder: join(dir, `files-${i}`) })) as [
      FileStore,
      FileStore,
      FileStore,
    ];
    const contents = [randomBytes(1_000_000), Buffer.from("小"), Buffer.from("丢失"), Buffer.from("损坏")];
    const hashes: string[] = [];
    for (const bytes of contents) {
      const received = await receiveBytes(from, bytes);
      await place(from, received);
      hashes.push(received.hash);
      await ask(graph, "CREATE (:File {hash: $hash, size: $size, mediaType: 'text/plain', at: datetime()})", {
        hash: received.hash,
        size: bytes.length,
      });
    }
    const pathOf = (store: FileStore, i: number) =>
      join(store.folder, hashes[i]?.slice(0, 2) ?? "", hashes[i] ?? "");
    await rm(pathOf(from, 2));
    await writeFile(pathOf(from, 3), "另一个");
    // Nothing in the graph knows it: no part of the backup.
    await place(from, await receiveBytes(from, Buffer.from("无主")));
    const told = { contents: 4, missing: 2 };
    expect(await backUp(settings(), graph, file("files"), { files: from })).toMatchObject(told);
    await reset();
    await place(taken, await receiveBytes(taken, Buffer.from("别的")));
    await expect(restore(settings(), graph, file("files"), { files: taken })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("不是空的"),
    });
    expect(await isEmpty()).toBe(true);
    expect(await restore(settings(), graph, file("files"), { files: to })).toMatchObject(told);
    for (const i of [0, 1]) expect(await readFile(pathOf(to, i))).toEqual(contents[i]);
    const { kept, incoming } = await contentsOf(to.folder);
    expect([kept, incoming]).toEqual([hashes.slice(0, 2).sort(), 0]);
  });

  it("seals what waits before it pauses the writers, so that no event waits for the backup's end", async () => {
    await graph.write((tx) =>
      audit(tx, { action: "before", actor: systemAccess.actor, from: { address: null, requestId: null } }),
    );
    await backUp(settings(), graph, file("sealed"), { alwaysPause: true });
    const waiting = [];
    for await (const line of readArchive(file("sealed")))
      if (line[0] === "n" && line[2].includes("AuditEvent")) waiting.push(line[2].includes("Unsealed"));
    expect(waiting).toEqual([false]);
    expect((await verifyAudit(graph)).problem).toBeNull();
  });
});
