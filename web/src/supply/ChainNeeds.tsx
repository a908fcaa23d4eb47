import { Link } from "react-router";
import type { ChainNeedsQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { LoadingRows, Part } from "../ui/states.tsx";
import styles from "./ChainNeeds.module.css";
import { chainNeedsDocument } from "./documents.ts";
import { Firms, foundWords, pathText, ways } from "./Firms.tsx";

type Product = Extract<NonNullable<ChainNeedsQuery["node"]>, { __typename: "Product" }>;

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
