import { type Dataset, joinDatasets } from "../records.ts";
import { categoryFacts } from "./categories.ts";
import { chainFacts } from "./chains.ts";
import { districtFacts } from "./districts.ts";
import { knowledgeFacts } from "./knowledge.ts";
import { programmeFacts } from "./programmes.ts";
import { supplyChainFacts } from "./supplyChain.ts";
import { threeListFacts } from "./threeLists.ts";

/** Everything published that the project carries, each record with its source. */
export const publishedFacts = (): Dataset =>
  joinDatasets([
    chainFacts(),
    districtFacts(),
    categoryFacts(),
    programmeFacts(),
    supplyChainFacts(),
    threeListFacts(),
    knowledgeFacts(),
  ]);
