import { inUnit } from "../language/units.ts";
import type { GraphFactor, NeedFacts, OfferFacts, Place } from "./facts.ts";
import { commonWindow, openWindow, remainingOf } from "./hardRules.ts";

/** How well the two sides fit in place, amount and time, and what a coordinator should ask or weigh. */
export interface Fit {
  factors: GraphFactor[];
  /** What speaks against the match. */
  against: string[];
  /** What is not known. */
  missing: string[];
}

const unknown = (id: string): GraphFactor => ({ id, value: null, evidence: null });
const dayMs = 86_400_000;
const earthRadiusKm = 6371;

/** Kilometres between two places on the ground: haversine formula. */
export function distanceKm(a: Place, b: Place): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** @param today in Asia/Shanghai, ISO. */
export function fitOf(need: NeedFacts, offer: OfferFacts, today: string): Fit {
  const fit: Fit = { factors: [], against: [], missing: [] };
  fit.factors.push(
    distanceFit(need, offer, fit),
    capacityFit(need, offer, fit),
    windowFit(need, offer, today, fit),
  );
  return fit;
}

function distanceFit(need: NeedFacts, offer: OfferFacts, fit: Fit): GraphFactor {
  const id = "distance";
  if (!need.location || !offer.location) {
    if (offer.radiusKm !== null) fit.missing.push(need.location ? "资源所在地点" : "需求所在地点");
    return unknown(id);
  }
  const km = distanceKm(need.location, offer.location);
  const shown = km < 10 ? km.toFixed(1) : String(Math.round(km));
  if (offer.radiusKm === null)
    return { id, value: 1 / (1 + (km / 30) ** 2), evidence: `相距约 ${shown} 公里` };
  if (km <= offer.radiusKm)
    return { id, value: 1, evidence: `相距约 ${shown} 公里，在服务半径 ${offer.radiusKm} 公里内` };
  fit.against.push(`相距约 ${shown} 公里，超出服务半径 ${offer.radiusKm} 公里`);
  return { id, value: offer.radiusKm / km / 2, evidence: `相距约 ${shown} 公里，超出服务半径` };
}

function capacityFit(need: NeedFacts, offer: OfferFacts, fit: Fit): GraphFactor {
  const id = "capacityFit";
  const remaining = remainingOf(offer);
  if (need.quantity === null || need.quantity <= 0) return unknown(id);
  if (remaining === null) {
    fit.missing.push("资源的可用数量");
    return unknown(id);
  }
  const wanted = inUnit(need.quantity, need.unit, offer.unit);
  if (wanted === null) {
    const named = (unit: string | null): string => (unit === null ? "没有写单位" : `按“${unit}”`);
    fit.missing.push(`数量单位对不上（需求${named(need.unit)}，资源${named(offer.unit)}），需要问清`);
    return unknown(id);
  }
  const unit = offer.unit ?? "";
  const converted = need.unit === offer.unit ? "" : `（${wanted}${unit}）`;
  const asked = `${need.quantity}${need.unit ?? ""}${converted}`;
  if (remaining < wanted) fit.against.push(`余量只有 ${remaining}${unit}，不够 ${asked}`);
  return {
    id,
    value: Math.min(1, remaining / wanted),
    evidence: `需要 ${asked}，余量 ${remaining}${unit}`,
  };
}

function windowFit(need: NeedFacts, offer: OfferFacts, today: string, fit: Fit): GraphFactor {
  const id = "windowFit";
  if (need.until !== null && need.until < today)
    fit.against.push(`需求期限 ${need.until} 已过，请确认是否仍需要`);
  const shared = commonWindow(need, offer, today);
  const wanted = openWindow(need, today);
  if (!shared || (offer.from === null && offer.until === null)) {
    if (need.until !== null) fit.missing.push("资源的可用时间");
    return unknown(id);
  }
  if (wanted.until === null) {
    const late = offer.from !== null && offer.from > wanted.from;
    return late
      ? { id, value: 0.7, evidence: `${offer.from} 起可用` }
      : { id, value: 1, evidence: "现在即可用" };
  }
  const value = days(shared.from, shared.until ?? wanted.until) / days(wanted.from, wanted.until);
  const evidence = `${shared.from} 至 ${shared.until ?? wanted.until} 双方时间都合适`;
  if (value < 0.5) fit.against.push(`可用时间只覆盖需求时间的 ${Math.round(value * 100)}%`);
  return { id, value: Math.min(1, value), evidence };
}

/** Number of days from one day to another, both included. */
const days = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / dayMs + 1;
