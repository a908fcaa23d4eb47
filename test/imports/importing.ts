import { expect } from "vitest";
import type { TestApi } from "../support/api.ts";
import { workbook } from "./workbooks.ts";

const fields = `id kind sheet state accepted merged rejected updated rowCount notes together { id sheet state rowCount accepted merged rejected } columns { index header field samples }
  preview { accepted merged rejected differing updating missing
    doubtful { name rows optional choice candidates { id name } }

    suggestions { name rows optional choice candidates { id name } }
    problems { number result reason cells }
    differences { number reason entryId version updating changes { field before after } } }`;

export type Table = readonly (readonly unknown[])[];

/** Whoever imports through the whole application: files sent, looked at, decided on and written. */
export function importing(api: Pick<TestApi, "url" | "ask">, cookie = "") {
  const send = async (bytes: Buffer, query: string): Promise<Response> =>
    fetch(`${api.url}/imports?${query}`, {
      method: "POST",
      headers: {
        "content-type": "application/octet-stream",
        "x-file-name": encodeURIComponent("名录.xlsx"),
        cookie,
      },
      body: new Uint8Array(bytes),
    });
  const look = async (id: string) => {
    const { data, errors } = await api.ask(`query($id: ID!) { import(id: $id) { ${fields} } }`, { id });
    expect(errors).toEqual([]);
    return data.import;
  };
  const upload = async (rows: Table | Buffer, kind: string) => {
    const bytes = Buffer.isBuffer(rows) ? rows : workbook(rows);
    const response = await send(bytes, `kind=${kind}`);
    const body = (await response.json()) as { id?: string };
    expect(response.status, JSON.stringify(body)).toBe(200);
    return look(String(body.id));
  };
  const set = async (
    row: { id: string; columns: { index: number; field: string | null }[] },
    wish: Record<string, unknown>,
  ) => {
    const columns = row.columns.map(({ index, field }) => ({ index, field }));
    const { data, errors } = await api.ask(
      `mutation($i: SetImportInput!) { setImport(input: $i) { ${fields} } }`,
      { i: { id: row.id, columns, names: [], ...wish } },
    );
    expect(errors).toEqual([]);
    return data.setImport;
  };
  const start = async (id: string): Promise<void> => {
    const { errors } = await api.ask("mutation($id: ID!) { startImport(id: $id) { id } }", { id });
    expect(errors).toEqual([]);
  };
  const ended = async (id: string) => {
    for (;;) {
      const row = await look(id);
      if (row.state === "done") return row;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const run = async (id: string) => {
    await start(id);
    return ended(id);
  };
  /** A file from the choice to the end, and what the preview had said. */
  const all = async (rows: Table | Buffer, kind: string) => {
    const { id, preview } = await upload(rows, kind);
    return { id, preview, row: await run(id) };
  };
  const rejected = async (id: string): Promise<Buffer> => {
    const response = await fetch(`${api.url}/imports/${id}/rejected`, { headers: { cookie } });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  };
  return { send, look, upload, set, start, ended, run, all, rejected };
}
