import { AppError } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import type { DemandRow, OfferRow } from "../lists/queries.ts";
import { demandWork, offerWork } from "../lists/save.ts";
import type { Desk } from "./desk.ts";
import { changesInWords, type Said } from "./differences.ts";
import type { Judged } from "./judge.ts";

/** An entry that is there, and what a row of the file says of it. */
export interface KnownEntry {
  known: DemandRow | OfferRow;
  said: Said;
}

/**
 * Makes known entries say what their rows say, where the user wished it for the version that was shown: by the rules and
 * with the trail of an edit by hand. Each row's reason tells what was done, or why it was not.
 */
export async function updateEntries(
  tx: Transaction,
  { context }: Desk,
  rows: readonly (Judged<unknown> & { entry?: KnownEntry })[],
): Promise<void> {
  // What was computed from the text stays, for the text does.
  const plain = { ...context, embedder: null };
  for (const row of rows) {
    const { entry, differs } = row;
    if (!entry || !differs?.updating || differs.version === null) continue;
    const { id } = entry.known;
    const told = changesInWords(differs.changes);
    try {
      const asDraft = entry.known.state === "draft";
      const edit = { id, expectedVersion: differs.version, asDraft };
      const work =
        entry.known.__typename === "Demand"
          ? await demandWork(plain, { ...edit, fields: demandFields(entry.known, entry.said) })
          : await offerWork(plain, { ...edit, fields: offerFields(entry.known, entry.said) });
      await work(tx);
      row.reason = `与已有的一条相同，已更新 ${differs.changes.length} 处：${told}。`;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      differs.updating = false;
      row.reason = `与已有的一条相同，${differs.changes.length} 处不同（${told}），没有更新：${error.message}`;
    }
  }
}

const common = (known: DemandRow | OfferRow, said: Said) => ({
  text: known.text,
  title: said.title ?? known.title,
  unit: said.unit ?? known.unit,
  location: said.location ?? known.location,
  categoryId: said.categoryId ?? known.category?.id ?? null,
  allianceId: said.allianceId ?? known.alliance?.id ?? null,
  visibility: said.visibility ?? null,
});

/** Products that are bought and sold once the row's, where it names any, take the place of all. */
function traded(said: Said, buys: readonly { id: string }[], sells: readonly { id: string }[]) {
  const { products } = said;
  if (!products) return { buys: buys.map(({ id }) => id), sells: sells.map(({ id }) => id) };
  return products.trade === "buys" ? { buys: products.ids, sells: [] } : { buys: [], sells: products.ids };
}

function demandFields(known: DemandRow, said: Said) {
  const { buys, sells } = traded(said, known.wants, known.sells);
  return {
    ...common(known, said),
    raisedById: known.raisedBy?.id ?? null,
    wantsProductIds: buys,
    sellsProductIds: sells,
    quantity: said.amount ?? known.quantity,
    neededFrom: said.from ?? known.neededFrom,
    neededBy: said.until ?? known.neededBy,
    urgency: said.urgency ?? known.urgency,
    beneficiary: said.beneficiary ?? known.beneficiary,
  };
}

function offerFields(known: OfferRow, said: Said) {
  const { buys, sells } = traded(said, known.buys, known.provides);
  return {
    ...common(known, said),
    kind: said.kind ?? known.kind,
    offeredById: known.offeredBy?.id ?? null,
    buysProductIds: buys,
    providesProductIds: sells,
    capacity: said.amount ?? known.capacity,
    availableFrom: said.from ?? known.availableFrom,
    availableUntil: said.until ?? known.availableUntil,
    serviceRadiusKm: said.radius ?? known.serviceRadiusKm,
  };
}
