import { computeLayout, type LayoutRequest } from "./compute.ts";

/** What goes in: a number to answer under, and the layout wanted. */
export interface LayoutQuestion {
  number: number;
  request: LayoutRequest;
}

/** What comes out: places by id, or what went wrong. */
export interface LayoutAnswer {
  number: number;
  places?: Map<string, { x: number; y: number }>;
  problem?: string;
}

self.onmessage = ({ data }: MessageEvent<LayoutQuestion>) => {
  const { number, request } = data;
  let answer: LayoutAnswer;
  try {
    answer = { number, places: computeLayout(request) };
  } catch (error) {
    answer = { number, problem: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(answer);
};
