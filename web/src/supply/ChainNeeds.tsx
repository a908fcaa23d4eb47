import { Link } from "react-router";
import type { ChainNeedsQuery, SupplyWay } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { LoadingRows, Part } from "../ui/states.tsx";
import styles from "./ChainNeeds.module.css";
import { chainNeedsDocument } from "./documents.ts";

type Product = Extract<NonNullable<ChainNeedsQuery["node"]>, { __typename: "Product" }>;
type Partners = Product["canSupply"];

const ways: Record<SupplyWay, string> = {
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

/** 谁能供、谁会买、用什么做: of a product, by the product tree and known deliveries, each with its way as the reason. */
export function ChainNeeds({ id }: { id: string }) {
  const query = useQueryDocument(chainNeedsDocument, { id });
  return (
    <Part query={query} loading={<LoadingRows rows={6} />}>
      {({ node }) =>
        node?.__typename === "Product" ? (
          <div className={styles.columns}>
            <Firms title="谁能供应" partners={node.canSupply} none="图谱中还没有能供应它的企业。" />
            <Firms title="谁会采购" partners={node.buyers} none="图谱中还没有使用它的企业。" />
            <Upstream inputs={node.upstream} />
          </div>
        ) : null
      }
    </Part>
  );
}

function Firms({ title, partners, none }: { title: string; partners: Partners; none: string }) {
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
    </Section>
  );
}

function Upstream({ inputs }: { inputs: Product["upstream"] }) {
  return (
    <Section title="用什么做" hint={foundWords(inputs, "种")}>
      {inputs.totalCount === 0 && <SectionNote>图谱中还没有它的上游产品。</SectionNote>}
      <Rows label="上游产品">
        {inputs.nodes.map(({ product, way, products }) => (
          <Row
            key={product.id}
            title={<Link to={`/n/${encodeURIComponent(product.id)}`}>{product.name}</Link>}
            tags={<ExampleBadge example={product.example} />}
            facts={[ways[way], products.length > 2 && pathText([...products].reverse())]}
          />
        ))}
      </Rows>
    </Section>
  );
}

/** How many were found, and how many of them are shown where that is fewer. */
const foundWords = (found: { nodes: readonly unknown[]; totalCount: number }, unit: string) => {
  if (found.totalCount === 0) return undefined;
  const more = found.totalCount > found.nodes.length ? `，显示前 ${found.nodes.length} ${unit}` : "";
  return `共 ${found.totalCount} ${unit}${more}`;
};

const pathText = (products: readonly { name: string }[]): string =>
  products.map(({ name }) => name).join(" → ");
