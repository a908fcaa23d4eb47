import type { LinkGraph, Way } from "./linkGraph.ts";
import { featuresOf, featuresPerSignal, type Lesson, learn, scoresOf } from "./linkLearner.ts";
import { nameIndex } from "./nameIndex.ts";
import { fixedSignals, signalReader, someLinks, type WayModel, wayModel } from "./signals.ts";

/** A node that may be linked, with its score; the greater, the likelier. */
export interface Candidate {
  node: number;
  score: number;
}

export interface CandidateScorer {
  /** The candidates for a link from a node over a way, the likeliest first; what is linked already is left out. */
  rank(from: number, way: Way): Candidate[];
}

const mostLessons = 400;
/** Of the wrong candidates of a lesson the strongest by what the first weights say. */
const wrongInLesson = 120;

/** What is believed before any lesson: the classic of nearness and popularity. */
function firstWeights(signals: number): Float64Array {
  const weights = new Float64Array(signals * featuresPerSignal);
  const at = fixedSignals.indexOf("nearAndPopular") * featuresPerSignal;
  weights[at] = 1;
  weights[at + 1] = 1;
  return weights;
}

/** A lesson without the candidates that nobody would confuse with the right one. */
function lessonOf(rows: Float64Array, right: number, weights: Float64Array): Lesson {
  const width = weights.length;
  const scores = scoresOf(rows, weights);
  const order = Array.from(scores.keys())
    .filter((at) => at !== right)
    .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
    // The strongest, and of the rest every third.
    .filter((_, place) => place < wrongInLesson / 2 || place % 3 === 0)
    .slice(0, wrongInLesson);
  const kept = [right, ...order];
  const few = new Float64Array(kept.length * width);
  for (const [place, at] of kept.entries())
    few.set(rows.subarray(at * width, (at + 1) * width), place * width);
  return { rows: few, right: 0 };
}

/** Learns from a graph's own links what speaks for one. Each way is learnt when it is first asked for. */
export function candidateScorer(graph: LinkGraph): CandidateScorer {
  const names = nameIndex(graph.names);
  const read = signalReader(graph, names);
  const learnt = new Map<Way, { model: WayModel; weights: Float64Array }>();

  function learnWay(way: Way): { model: WayModel; weights: Float64Array } {
    const model = wayModel(graph, names, way);
    const first = firstWeights(fixedSignals.length + model.paths.length);
    const lessons: Lesson[] = [];
    for (const link of someLinks(graph, way, mostLessons)) {
      const signals = read(model, link.from, link);
      const right = signals.candidates.indexOf(link.to);
      if (right >= 0) lessons.push(lessonOf(featuresOf(signals), right, first));
    }
    return { model, weights: learn(lessons, first) };
  }

  function rank(from: number, way: Way): Candidate[] {
    const found = learnt.get(way) ?? learnWay(way);
    learnt.set(way, found);
    const signals = read(found.model, from, null);
    const scores = scoresOf(featuresOf(signals), found.weights);
    return Array.from(signals.candidates, (node, at) => ({ node, score: scores[at] as number })).sort(
      (a, b) => b.score - a.score || a.node - b.node,
    );
  }
  return { rank };
}
