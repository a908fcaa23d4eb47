import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import type { DemandRow, OfferRow } from "../lists/queries.ts";
import { demandWork, offerWork } from "../lists/save.ts";
import type { Said } from "./differences.ts";
import { changesInWords, type Difference, type Judged } from "./judge.ts";

/**
 * Makes what is there already say what its rows say, where the user wished it for the version that was shown: by the rules and
 * with the trail of an edit by hand. Each row's reason tells what was done, or why it was not.
 */
export async function updateKnown(tx: Transaction, rows: readonly Judged<unknown>[]): Promise<void> {
  for (const row of rows) {
    const { differs } = row;
    if (!differs?.updating) continue;
    const told = changesInWords(differs.changes);
    try {
      await differs.update(tx);
      row.reason = `${differs.where}，已更新 ${differs.changes.length} 处：${told}。`;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      differs.updating = false;
      row.reason = `${differs.where}，${differs.changes.length} 处不同（${told}），没有更新：${error.message}`;
    }
  }
}

/** How an entry is made to say what a row says of it. */
export const entryUpdate =
  (context: ApiContext, known: DemandRow | OfferRow, said: Said): Difference["update"] =>
  async (tx) => {
    // What was computed from the text stays, for the text does.
    const plain = { ...context, embedder: null };
    const edit = { id: known.id, expectedVersion: known.version, asDraft: known.state === "draft" };
    const work =
      known.__typename === "Demand"
        ? await demandWork(plain, { ...edit, fields: demandFields(known, said) })
        : await offerWork(plain, { ...edit, fields: offerFields(known, said) });
    await work(tx);
  };

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
