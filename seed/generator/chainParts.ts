import { type Dataset, emptyDataset, markedName, namedNode } from "../records.ts";
import type { ExampleEnterprise } from "./enterprises.ts";
import type { Examples } from "./generate.ts";
import type { District } from "./setting.ts";

export const parkId = (district: District, park: number): string =>
  `example-park-${district.divisionCode}-${park + 1}`;

/** `铜梁示例蒲吕产业园` */
export const parkName = (district: District, park: number): string =>
  `${district.name.replace(/[区市]$/u, "")}示例${district.parks[park]}产业园`;

/** Parks, products, enterprises and what connects them. */
export function chainParts({ setting, products, enterprises, supplies }: Examples): Dataset {
  const dataset = emptyDataset();
  addParks(dataset, setting.districts);
  for (const { id, name, kind, positionId, inputs } of products) {
    dataset.nodes.push(namedNode("Product", id, markedName(name)));
    dataset.links.push({ type: "BELONGS_AT", from: id, to: positionId });
    if (kind !== id) dataset.links.push({ type: "KIND_OF", from: id, to: kind });
    for (const input of inputs) dataset.links.push({ type: "INPUT_TO", from: input.id, to: id });
  }
  for (const enterprise of enterprises) addEnterprise(dataset, enterprise);
  for (const { supplier, buyer, product, quantity, evidence, since } of supplies)
    dataset.links.push({
      type: "SUPPLIES",
      from: supplier.id,
      to: buyer.id,
      since,
      properties: { product: product.name, productId: product.id, quantity, evidence },
    });
  return dataset;
}

function addParks(dataset: Dataset, districts: District[]): void {
  for (const district of districts) {
    const { id, divisionCode, longitude, latitude } = district;
    for (const park of district.parks.keys()) {
      // Parks lie apart, some kilometres around the centre.
      const place = {
        longitude: longitude + 0.01 * (park - 2),
        latitude: latitude + 0.008 * ((park % 3) - 1),
      };
      dataset.nodes.push(
        namedNode("Park", parkId(district, park), parkName(district, park), { divisionCode }, place),
      );
      dataset.links.push({ type: "WITHIN", from: parkId(district, park), to: id });
    }
  }
}

/** One in twenty is not for everybody, so that visibility has something to hide; the leads are. */
function audienceOf({ id, serial }: ExampleEnterprise): string {
  if (serial % 40 === 7) return `org:${id}`;
  return serial % 40 === 27 ? "hub:tongliang-hub" : "public";
}

function addEnterprise(dataset: Dataset, enterprise: ExampleEnterprise): void {
  const { id, name, creditCode, scale, employees, partyMembers, tags, district, park } = enterprise;
  const properties = { creditCode, scale, employees, partyMembers, tags, audience: audienceOf(enterprise) };
  dataset.nodes.push(namedNode("Enterprise", id, name, properties, enterprise.location));
  const since = enterprise.occupies[0]?.since;
  dataset.links.push({ type: "LOCATED_IN", from: id, to: parkId(district, park), since });
  for (const { position, role, since: from } of enterprise.occupies)
    dataset.links.push({ type: "OCCUPIES", from: id, to: position.id, since: from, properties: { role } });
  for (const product of enterprise.produces)
    dataset.links.push({ type: "PRODUCES", from: id, to: product.id, since });
  for (const product of enterprise.consumes)
    dataset.links.push({ type: "CONSUMES", from: id, to: product.id, since });
}
