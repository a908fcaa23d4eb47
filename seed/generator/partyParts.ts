import { type Dataset, emptyDataset, markedName, namedNode } from "../records.ts";
import type { ExampleAlliance } from "./alliances.ts";
import { parkId, parkName } from "./chainParts.ts";
import { bankId, bankNames, departmentId, departmentNames, type Examples } from "./generate.ts";

const audience = "public";
const hub = "tongliang-hub";
export const topCommittee = "example-committee";

const parkCommittee = (park: string): string => park.replace("example-park-", "example-park-committee-");
const industryCommittee = (chainId: string): string =>
  `example-industry-committee-${chainId.slice("chain-".length)}`;

/** Party organisations with what they cover, departments, the alliances' members, posts, observers and duty terms. */
export function partyParts(examples: Examples): Dataset {
  const dataset = emptyDataset();
  addCommittees(dataset, examples);
  for (const organisation of examples.organisations) {
    const { id, name, kind, memberCount, termYears, founded, lastElectedOn, covers } = organisation;
    const properties = { kind, memberCount, termYears, founded, lastElectedOn, audience };
    dataset.nodes.push(namedNode("PartyOrganization", id, name, properties));
    const [first] = covers;
    if (!first) continue;
    const { district, park, occupies, serial } = first.enterprise;
    const chain = occupies[0]?.position.chainId;
    const superior =
      chain && serial % 3 === 0 ? industryCommittee(chain) : parkCommittee(parkId(district, park));
    dataset.links.push({ type: "SUBORDINATE_TO", from: id, to: superior, since: founded });
    for (const { enterprise, mode } of covers)
      dataset.links.push({
        type: "COVERS",
        from: id,
        to: enterprise.id,
        since: founded,
        properties: { mode },
      });
  }
  for (const [i, name] of departmentNames.entries())
    dataset.nodes.push(namedNode("Department", departmentId(i), `铜梁示例${name}`, { audience }));
  for (const [i, name] of bankNames.entries())
    dataset.nodes.push(namedNode("Department", bankId(i), `示例${name}铜梁支行`, { audience }));
  addPost(dataset, hub, "铜盟", "总联盟召集人", "lead", "LEADS_ALLIANCE");
  for (const alliance of examples.alliances) addAlliance(dataset, alliance);
  return dataset;
}

function addCommittees(dataset: Dataset, { setting }: Examples): void {
  const add = (id: string, name: string, kind: string, superior?: string): void => {
    dataset.nodes.push(namedNode("PartyOrganization", id, name, { kind, termYears: 5, audience }));
    if (superior) dataset.links.push({ type: "SUBORDINATE_TO", from: id, to: superior });
  };
  add(topCommittee, "中共铜梁示例两新组织工作委员会", "committee");
  for (const { id, name } of setting.chains)
    add(industryCommittee(id), `${name}产业链示例行业党委`, "industryCommittee", topCommittee);
  for (const district of setting.districts)
    for (const park of district.parks.keys()) {
      const id = parkCommittee(parkId(district, park));
      add(id, `${parkName(district, park)}综合党委`, "functionalCommittee", topCommittee);
    }
}

/** A post without a person: nobody real is named. */
function addPost(
  dataset: Dataset,
  allianceId: string,
  of: string,
  title: string,
  key: string,
  type: string,
): void {
  const id = `example-person-${allianceId}-${key}`;
  dataset.nodes.push(namedNode("Person", id, markedName(`${of}${title}`), { title, audience }));
  dataset.links.push({ type, from: id, to: allianceId });
}

function addAlliance(dataset: Dataset, { id, chainName, members, observers, duties }: ExampleAlliance): void {
  addPost(dataset, id, `${chainName}产业链`, "包链领导", "lead", "LEADS_ALLIANCE");
  addPost(dataset, id, `${chainName}产业链`, "驻链指导员", "instructor", "STATIONED_AT");
  for (const { organisation, since, until } of members)
    dataset.links.push({ type: "MEMBER_OF", from: organisation.id, to: id, since, until });
  for (const { enterprise, since } of observers)
    dataset.links.push({ type: "OBSERVES", from: enterprise.id, to: id, since });
  for (const { since, until, holder } of duties) {
    const month = since.slice(0, 7);
    const term = `example-duty-${id}-${month}`;
    const name = `${chainName}示例轮值 ${month}`;
    dataset.nodes.push({ id: term, labels: ["DutyTerm"], properties: { name, since, until, audience } });
    dataset.links.push({ type: "DUTY_IN", from: term, to: id });
    dataset.links.push({ type: "HELD_BY", from: term, to: holder.id });
  }
}
