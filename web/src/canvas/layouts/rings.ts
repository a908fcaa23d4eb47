import type { Point } from "../types.ts";

/** What stands on the rings. Order in the arrays is order on the ring. */
export interface RingInput {
  hubId: string;
  /** Alliances around the hub, each the head of one sector. */
  allianceIds: string[];
  /** Member organisations; without an alliance of the ring they share a sector of their own. */
  members: { id: string; allianceId?: string }[];
  /** Firms outside the organisation that covers them. */
  enterprises: { id: string; memberId?: string }[];
  /** Chains, on the ring of the alliances, each beside its own. */
  chains: { id: string; allianceId?: string }[];
  /**
   * Chain positions and what else surrounds it, outermost, in the sector of their alliance; those with a column stand
   * close together, column by column, so that lines from one to the next stay outside the rings.
   */
  context: { id: string; allianceId?: string; column?: number }[];
  /** People in charge, between hub and members. */
  people: { id: string; allianceId?: string }[];
}

export interface RingLayout {
  positions: Map<string, Point>;
  /** Radii of the rings that hold something, from the inside out. */
  radii: { alliances: number; members: number; enterprises: number; context: number };
}

/** Least distance between centres on one ring, in model pixels. */
export const spacing = { alliance: 120, member: 54, enterprise: 30, context: 64, person: 44, chain: 84 };

const sectorGap = 0.07;
const firstRing = 150;
const noAlliance = "";

interface Slot {
  id: string;
  from: number;
  to: number;
}

/**
 * Places 1+3+N on concentric rings: hub, alliances, members, their firms, chain context. Every alliance heads a sector
 * as wide as its members need; a member owns a slot of its sector, and its firms stand outside in rows of that slot.
 * Full rings become staggered sub-rings. Pure and deterministic: the same input gives the same places, so expanding
 * never moves what is drawn.
 */
export function ringLayout(input: RingInput): RingLayout {
  const positions = new Map<string, Point>([[input.hubId, { x: 0, y: 0 }]]);
  const firms = groupBy(input.enterprises, (e) => e.memberId ?? noAlliance);
  const sectors = sectorsOf(input, firms);
  const alliances = Math.max(firstRing, (spacing.alliance * sectors.length) / (2 * Math.PI));
  for (const sector of sectors) {
    if (sector.id !== noAlliance) positions.set(sector.id, polar((sector.from + sector.to) / 2, alliances));
  }
  placePeople(input, sectors, positions, alliances);
  const homeless = placeChains(input, sectors, positions, alliances);
  const slots = sectors.flatMap((sector) => memberSlots(sector, input, firms));
  const members = alliances + 120;
  const membersEnd = placeStaggered(slots, members, spacing.member, positions);
  const enterprises = Math.max(membersEnd + 80, widestRadius(slots, firms));
  const firmsEnd = placeFirms(slots, firms, enterprises, positions);
  const context = firmsEnd + 70;
  placeContext([...homeless, ...input.context], sectors, positions, context);
  return { positions, radii: { alliances, members, enterprises, context } };
}

function sectorsOf(input: RingInput, firms: Map<string, { id: string }[]>): Slot[] {
  const ids = [...input.allianceIds];
  const known = new Set(ids);
  const membersOf = groupBy(input.members, (m) =>
    m.allianceId && known.has(m.allianceId) ? m.allianceId : noAlliance,
  );
  const orphans = firms.get(noAlliance)?.length ?? 0;
  if (membersOf.has(noAlliance) || orphans > 0) ids.push(noAlliance);
  const weights = ids.map((id) => {
    const own = (membersOf.get(id) ?? []).reduce(
      (sum, m) => sum + slotWeight(firms.get(m.id)?.length ?? 0),
      0,
    );
    return Math.max(own + (id === noAlliance ? slotWeight(orphans) : 0), 6);
  });
  return divide(ids, weights, -Math.PI / 2, 2 * Math.PI, sectorGap);
}

/** Wider slots for members with more firms, within bounds so that small members keep room. */
const slotWeight = (firms: number): number => Math.min(Math.max(firms, 3), 12);

function memberSlots(sector: Slot, input: RingInput, firms: Map<string, { id: string }[]>): Slot[] {
  const known = new Set(input.allianceIds);
  const own = input.members.filter(
    (m) => (known.has(m.allianceId ?? "") ? m.allianceId : noAlliance) === sector.id,
  );
  const ids = own.map((m) => m.id);
  if (sector.id === noAlliance && firms.has(noAlliance)) ids.push(noAlliance);
  const weights = ids.map((id) => slotWeight(firms.get(id)?.length ?? 0));
  return divide(ids, weights, sector.from, sector.to - sector.from, 0);
}

/** Cuts an arc into slots by weight, each less the gap. */
function divide(ids: string[], weights: number[], start: number, arc: number, gap: number): Slot[] {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const free = arc - (ids.length > 1 ? gap * ids.length : 0);
  let at = start;
  return ids.map((id, i) => {
    const from = at;
    const to = from + (free * (weights[i] ?? 0)) / total;
    at = to + (ids.length > 1 ? gap : 0);
    return { id, from, to };
  });
}

/**
 * Puts each slot's thing at its middle on `start`, or on as many staggered sub-rings as keep the spacing.
 * @returns the radius of the last sub-ring
 */
function placeStaggered(slots: Slot[], start: number, room: number, positions: Map<string, Point>): number {
  const real = slots.filter((s) => s.id !== noAlliance);
  const angles = real.map((s) => (s.from + s.to) / 2);
  const rings = ringsNeeded(angles, start, room);
  real.forEach((slot, i) => {
    positions.set(slot.id, polar(angles[i] ?? 0, start + (i % rings) * room));
  });
  return start + (rings - 1) * room;
}

/** The fewest sub-rings on which neighbours of the same sub-ring, the seam included, keep `room`. */
function ringsNeeded(angles: number[], radius: number, room: number): number {
  for (let rings = 1; rings < angles.length; rings++) {
    const apart = angles.every((angle, i) => {
      const j = i + rings;
      const next = angles[j % angles.length] ?? 0;
      // Across the seam the sub-rings do not line up, so every near pair there is looked at.
      if (j >= angles.length) return seamKeeps(angles, i, rings, radius, room);
      return chord(next - angle, radius) >= room;
    });
    if (apart) return rings;
  }
  return Math.max(1, angles.length);
}

function seamKeeps(angles: number[], i: number, rings: number, radius: number, room: number): boolean {
  const own = polar(angles[i] ?? 0, radius + (i % rings) * room);
  return angles.slice(0, rings).every((angle, k) => {
    if (k === i) return true;
    const other = polar(angle, radius + (k % rings) * room);
    return Math.hypot(own.x - other.x, own.y - other.y) >= room;
  });
}

/** The radius at which the narrowest slot with firms still holds one firm. */
function widestRadius(slots: Slot[], firms: Map<string, { id: string }[]>): number {
  const narrowest = Math.min(...slots.filter((s) => firms.has(s.id)).map((s) => s.to - s.from), Math.PI);
  return spacing.enterprise / narrowest;
}

function placeFirms(
  slots: Slot[],
  firms: Map<string, { id: string }[]>,
  start: number,
  positions: Map<string, Point>,
): number {
  let end = start;
  for (const slot of slots) {
    const own = firms.get(slot.id) ?? [];
    // The chord is shorter than the arc; a tenth of a firm keeps rows of wide slots apart.
    const columns = Math.max(1, Math.floor(((slot.to - slot.from) * start) / (spacing.enterprise * 1.02)));
    own.forEach((firm, i) => {
      const row = Math.floor(i / columns);
      const inRow = Math.min(columns, own.length - row * columns);
      const step = (slot.to - slot.from) / columns;
      const angle = (slot.from + slot.to) / 2 + ((i % columns) - (inRow - 1) / 2) * step;
      const radius = start + row * spacing.enterprise;
      positions.set(firm.id, polar(angle, radius));
      end = Math.max(end, radius);
    });
  }
  return end;
}

/** Puts each chain beside its alliance, at most half way to the next one. Returns those that have no alliance here. */
function placeChains(
  input: RingInput,
  sectors: Slot[],
  positions: Map<string, Point>,
  radius: number,
): RingInput["chains"] {
  const byAlliance = groupBy(input.chains, (c) => c.allianceId ?? noAlliance);
  const middles = sectors.map((s) => (s.from + s.to) / 2);
  sectors.forEach((sector, i) => {
    const own = sector.id === noAlliance ? [] : (byAlliance.get(sector.id) ?? []);
    const middle = middles[i] ?? 0;
    const before = i > 0 ? (middles[i - 1] ?? 0) : (middles.at(-1) ?? 0) - 2 * Math.PI;
    const step = Math.min(spacing.chain / radius, (middle - before) / (own.length + 1));
    own.forEach((chain, k) => {
      positions.set(chain.id, polar(middle - (k + 1) * step, radius));
    });
  });
  return input.chains.filter(({ id }) => !positions.has(id)).map(({ id }) => ({ id }));
}

function placeContext(
  context: RingInput["context"],
  sectors: Slot[],
  positions: Map<string, Point>,
  radius: number,
): void {
  const byAlliance = groupBy(context, (c) => c.allianceId ?? noAlliance);
  const whole: Slot = { id: noAlliance, from: -Math.PI / 2, to: (3 * Math.PI) / 2 };
  let outer = radius;
  for (const [allianceId, own] of byAlliance) {
    const sector = sectors.find((s) => s.id === allianceId) ?? whole;
    // What belongs to no sector goes on rings of its own, outside everything else.
    const start = sector === whole ? outer + spacing.context : radius;
    const end = placeColumns(own, sector, start, positions);
    if (end !== undefined) {
      outer = Math.max(outer, end);
      continue;
    }
    const perRow = Math.max(1, Math.floor(((sector.to - sector.from) * start) / (spacing.context * 1.02)));
    own.forEach((item, i) => {
      const row = Math.floor(i / perRow);
      const inRow = Math.min(perRow, own.length - row * perRow);
      const angle = sector.from + ((sector.to - sector.from) * ((i % perRow) + 0.5)) / inRow;
      const at = start + row * spacing.context;
      positions.set(item.id, polar(angle, at));
      outer = Math.max(outer, at);
    });
  }
}

/** Columns side by side around the middle of a sector, each from the ring outwards; undefined where they do not fit. */
function placeColumns(
  own: RingInput["context"],
  sector: Slot,
  start: number,
  positions: Map<string, Point>,
): number | undefined {
  const columns = [...groupBy(own, (item) => item.column ?? -1)].sort(([a], [b]) => a - b);
  const step = (spacing.context * 1.02) / start;
  if (columns.some(([order]) => order < 0) || columns.length * step > sector.to - sector.from)
    return undefined;
  columns.forEach(([, items], i) => {
    const angle = (sector.from + sector.to) / 2 + (i - (columns.length - 1) / 2) * step;
    items.forEach((item, row) => {
      positions.set(item.id, polar(angle, start + row * spacing.context));
    });
  });
  return start + (Math.max(...columns.map(([, items]) => items.length)) - 1) * spacing.context;
}

function placePeople(
  input: RingInput,
  sectors: Slot[],
  positions: Map<string, Point>,
  alliances: number,
): void {
  const byAlliance = groupBy(input.people, (p) => p.allianceId ?? noAlliance);
  for (const [allianceId, own] of byAlliance) {
    const sector = sectors.find((s) => s.id === allianceId);
    const middle = sector ? (sector.from + sector.to) / 2 : Math.PI / 2;
    const radius = sector ? alliances + 62 : 66;
    own.forEach((person, i) => {
      const offset = ((i - (own.length - 1) / 2) * spacing.person) / radius;
      positions.set(person.id, polar(middle + offset, radius));
    });
  }
}

const polar = (angle: number, radius: number): Point => ({
  x: radius * Math.cos(angle),
  y: radius * Math.sin(angle),
});

const chord = (angle: number, radius: number): number => 2 * radius * Math.abs(Math.sin(angle / 2));

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const of = key(item);
    const group = groups.get(of);
    if (group) group.push(item);
    else groups.set(of, [item]);
  }
  return groups;
}
