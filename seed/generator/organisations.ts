import { addDays } from "../dates.ts";
import type { ExampleEnterprise } from "./enterprises.ts";
import type { Random } from "./random.ts";

export type OrganisationKind = "committee" | "generalBranch" | "branch" | "jointBranch";

export interface Covered {
  enterprise: ExampleEnterprise;
  mode: "independent" | "joint" | "attached";
}

export interface ExampleOrganisation {
  id: string;
  name: string;
  kind: OrganisationKind;
  memberCount: number;
  termYears: number;
  founded: string;
  /** Absent for a few: the date is missing in the books. */
  lastElectedOn: string | undefined;
  covers: Covered[];
}

/** Form of an organisation by its full members (field guide, "Rules"): below 3 there is none of its own. */
export function kindFor(members: number): OrganisationKind | undefined {
  if (members >= 100) return "committee";
  if (members >= 50) return "generalBranch";
  return members >= 3 ? "branch" : undefined;
}

export const longestTermYears = { committee: 5, generalBranch: 3, branch: 3, jointBranch: 3 };
const endings = {
  committee: "委员会",
  generalBranch: "总支部委员会",
  branch: "支部委员会",
  jointBranch: "联合支部委员会",
};
const jointUnits = 5;

/**
 * Party organisations by the rules: of their own from 3 members, joint branches of up to 5 neighbours below that. Half of the firms left over are attached
 * to a neighbour's organisation; one in twelve firms that should have their own has none.
 */
export function generateOrganisations(
  enterprises: ExampleEnterprise[],
  today: string,
  random: Random,
): ExampleOrganisation[] {
  const organisations: ExampleOrganisation[] = [];
  const found = (kind: OrganisationKind, owner: string, covers: Covered[]): ExampleOrganisation => {
    const organisation = {
      id: `example-organization-${organisations.length + 1}`,
      name: `中共${owner}${endings[kind]}`,
      kind,
      memberCount: covers.reduce((sum, { enterprise }) => sum + enterprise.partyMembers, 0),
      covers,
      ...termOf(kind, today, random),
    };
    organisations.push(organisation);
    return organisation;
  };
  const parks = new Map<string, Park>();
  for (const enterprise of enterprises) {
    const key = `${enterprise.district.id}/${enterprise.park}`;
    const park = parks.get(key) ?? { small: [], organisations: [] };
    parks.set(key, park);
    const kind = kindFor(enterprise.partyMembers);
    const lead = enterprise.occupies[0]?.role === "lead";
    if (!kind && enterprise.partyMembers > 0) park.small.push(enterprise);
    if (kind && (lead || !random.chance(1 / 12)))
      park.organisations.push(found(kind, enterprise.name, [{ enterprise, mode: "independent" }]));
  }
  for (const park of parks.values()) {
    const alone = joinNeighbours(park.small, found);
    for (const enterprise of alone) {
      if (park.organisations.length === 0 || random.chance(0.5)) continue;
      const host = random.pick(park.organisations);
      host.covers.push({ enterprise, mode: "attached" });
      host.memberCount += enterprise.partyMembers;
    }
  }
  return organisations;
}

interface Park {
  /** Firms with one or two members. */
  small: ExampleEnterprise[];
  /** Organisations of its firms' own. */
  organisations: ExampleOrganisation[];
}

/** Founds joint branches of neighbours whose members together reach three; returns the firms left over. */
function joinNeighbours(
  neighbours: ExampleEnterprise[],
  found: (kind: OrganisationKind, owner: string, covers: Covered[]) => void,
): ExampleEnterprise[] {
  const alone: ExampleEnterprise[] = [];
  let group: ExampleEnterprise[] = [];
  for (const enterprise of neighbours) {
    group.push(enterprise);
    const members = group.reduce((sum, { partyMembers }) => sum + partyMembers, 0);
    const [first] = group;
    // Every third group waits for a bigger one: joint branches are of two to five units.
    const enough = members >= 3 && (group.length >= jointUnits || enterprise.serial % 3 > 0);
    if (!enough || !first) continue;
    found("jointBranch", `${first.name}等${group.length}家企业`, group.map(asJoint));
    group = [];
  }
  alone.push(...group);
  return alone;
}

const asJoint = (enterprise: ExampleEnterprise): Covered => ({ enterprise, mode: "joint" });

function termOf(kind: OrganisationKind, today: string, random: Random) {
  const termYears = longestTermYears[kind];
  const founded = addDays(today, -random.between(termYears * 365, 15 * 365));
  // Six in a hundred are overdue by some months, three have no date in the books.
  const overdue = random.chance(0.06) ? random.between(10, 300) : -random.between(0, termYears * 365 - 10);
  const lastElectedOn = random.chance(0.03) ? undefined : addDays(today, -(termYears * 365 + overdue));
  return {
    termYears,
    founded,
    lastElectedOn: lastElectedOn && lastElectedOn < founded ? founded : lastElectedOn,
  };
}
