import { z } from "zod";
import { readCsv, readJson } from "../files.ts";
import { type Dataset, emptyDataset, namedNode } from "../records.ts";

const folder = "supply-chain";
const origin = {
  title: "OpenSPG/KAG 供应链示例数据",
  url: "https://github.com/OpenSPG/KAG/tree/master/kag/examples/supplychain",
  licence: "Apache-2.0",
};

// The files name a product by its path in the tree, "a-b-c": that path is the identity.
export const productId = (path: string): string => `product:${path}`;
const industryId = (path: string): string => `industry:${path}`;
const companyId = (id: string): string => `enterprise-${id}`;
const lastStep = (path: string): string => path.slice(path.lastIndexOf("-") + 1);
const listed = (field: string | undefined): string[] => [
  ...new Set((field ?? "").split(",").filter((path) => path !== "")),
];

/** Companies, product tree, product flows, industries and fund transfers as published; names stay masked. */
export function supplyChainFacts(): Dataset {
  const dataset = emptyDataset();
  addIndustries(dataset);
  addProducts(dataset);
  addCompanies(dataset);
  addTransfers(dataset);
  return dataset;
}

function addSource(dataset: Dataset, file: string, row: number): string {
  const id = `source:${folder}/${file}:${row}`;
  dataset.sources.push({ id, ...origin, file: `${folder}/${file}`, row });
  return id;
}

function addIndustries(dataset: Dataset): void {
  for (const [i, { id: path = "" }] of readCsv(`${folder}/Industry.csv`).entries()) {
    const id = industryId(path);
    dataset.nodes.push(namedNode("Industry", id, lastStep(path), { path }));
    dataset.sourced.push([id, addSource(dataset, "Industry.csv", i + 1)]);
  }
}

function addProducts(dataset: Dataset): void {
  const rows = readCsv(`${folder}/Product.csv`);
  const sourceOf = new Map<string, string>();
  const described = new Set<string>();
  const flows = new Map<string, [string, string]>();
  for (const [i, { id = "", belongToIndustry = "", hasSupplyChain }] of rows.entries()) {
    const source = addSource(dataset, "Product.csv", i + 1);
    // The file repeats a product's row for every company that makes it: the first one is its source.
    if (described.has(id)) continue;
    described.add(id);
    sourceOf.set(id, source);
    dataset.links.push({ type: "IN_INDUSTRY", from: productId(id), to: industryId(belongToIndustry) });
    for (const target of listed(hasSupplyChain)) {
      if (!sourceOf.has(target)) sourceOf.set(target, source);
      flows.set(`${id}>${target}`, [id, target]);
    }
  }
  const companies = readCsv(`${folder}/Company.csv`);
  for (const [i, { product }] of companies.entries())
    for (const path of listed(product))
      if (!sourceOf.has(path)) sourceOf.set(path, `source:${folder}/Company.csv:${i + 1}`);
  addProductTree(dataset, sourceOf);
  for (const [from, to] of flows.values())
    dataset.links.push({ type: "INPUT_TO", from: productId(from), to: productId(to) });
}

function addProductTree(dataset: Dataset, sourceOf: Map<string, string>): void {
  const { positions } = readJson(
    "chains/product-positions.json",
    z.object({ note: z.string(), positions: z.record(z.string(), z.string()) }),
  );
  const known = new Map(sourceOf);
  for (const [path, source] of sourceOf)
    for (let broader = parentOf(path); broader; broader = parentOf(broader))
      if (!known.has(broader)) known.set(broader, source);
  for (const [path, source] of known) {
    const id = productId(path);
    dataset.nodes.push(namedNode("Product", id, lastStep(path)));
    dataset.sourced.push([id, source]);
    const broader = parentOf(path);
    if (broader) dataset.links.push({ type: "KIND_OF", from: id, to: productId(broader) });
  }
  for (const [path, position] of Object.entries(positions)) {
    if (!known.has(path)) throw new Error(`chains/product-positions.json: no product ${path}`);
    dataset.links.push({ type: "BELONGS_AT", from: productId(path), to: position });
  }
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("-")));

function addCompanies(dataset: Dataset): void {
  for (const [i, { id = "", name = "", product }] of readCsv(`${folder}/Company.csv`).entries()) {
    const enterprise = companyId(id);
    dataset.nodes.push(namedNode("Enterprise", enterprise, name, { audience: "public", tags: [] }));
    dataset.sourced.push([enterprise, addSource(dataset, "Company.csv", i + 1)]);
    for (const path of listed(product))
      dataset.links.push({ type: "PRODUCES", from: enterprise, to: productId(path) });
  }
}

function addTransfers(dataset: Dataset): void {
  for (const row of readCsv(`${folder}/Company_fundTrans_Company.csv`)) {
    const { srcId = "", dstId = "", transDate = "", transAmt = "" } = row;
    dataset.links.push({
      type: "PAID",
      from: companyId(srcId),
      to: companyId(dstId),
      properties: {
        on: `${transDate.slice(0, 4)}-${transDate.slice(4, 6)}-${transDate.slice(6)}`,
        // The file does not name the unit; it is read as yuan.
        amountFen: Math.round(Number(transAmt) * 100),
      },
    });
  }
}
