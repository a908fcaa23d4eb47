import { Link } from "react-router";
import type { SupplyPartnerFactsFragment, SupplyWay } from "../generated/graphql.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";

/** How a firm or a product comes to stand in an answer. */
export const ways: Record<SupplyWay, string> = {
  delivers: "已有供货记录",
  makes: "生产该产品",
  makesNarrower: "生产其中一种",
  makesBroader: "生产同一大类",
  receives: "已有进货记录",
  uses: "使用该产品",
  makesFromIt: "以它为投入",
  usesBroader: "使用同一大类",
  input: "直接或间接投入",
  inputOfBroader: "同一大类的投入",
  said: "仅文字相近",
};

/** Firms that the chain leads to, and how many there are, shown or not. */
export interface Partners {
  nodes: readonly SupplyPartnerFactsFragment[];
  totalCount: number;
}

interface FirmsProps {
  title: string;
  partners: Partners;
  /** Said where nobody was found. */
  none: string;
  /** Where all of them are, if not here. */
  more?: string;
}

/** Firms under a title, each with its way as the reason. */
export function Firms({ title, partners, none, more }: FirmsProps) {
  const { nodes, totalCount } = partners;
  return (
    <Section title={title} hint={foundWords(partners, "家")}>
      {totalCount === 0 && <SectionNote>{none}</SectionNote>}
      <Rows label={title}>
        {nodes.map(({ enterprise, way, partner, mention, products }) => (
          <Row
            key={enterprise.id}
            title={<Link to={`/n/${encodeURIComponent(enterprise.id)}`}>{enterprise.name}</Link>}
            tags={<ExampleBadge example={enterprise.example} />}
            facts={[
              partner || mention ? `${ways[way]}：${partner ?? mention}` : ways[way],
              products.length > 1 && pathText(products),
            ]}
          />
        ))}
      </Rows>
      {more && totalCount > nodes.length && (
        <SectionNote>
          <Link to={more}>全部 {totalCount} 家</Link>
        </SectionNote>
      )}
    </Section>
  );
}

/** How many were found, and how many of them are shown where that is fewer. */
export const foundWords = (found: { nodes: readonly unknown[]; totalCount: number }, unit: string) => {
  if (found.totalCount === 0) return undefined;
  const more = found.totalCount > found.nodes.length ? `，显示前 ${found.nodes.length} ${unit}` : "";
  return `共 ${found.totalCount} ${unit}${more}`;
};

/** The way over products, first to last. */
export const pathText = (products: readonly { name: string }[]): string =>
  products.map(({ name }) => name).join(" → ");
