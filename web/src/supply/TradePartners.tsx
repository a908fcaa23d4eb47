import { Link } from "react-router";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Section, SectionNote } from "../ui/Section.tsx";
import { LoadingRows, Part } from "../ui/states.tsx";
import { tradePartnersDocument } from "./documents.ts";
import { Firms } from "./Firms.tsx";

interface TradePartnersProps {
  products: readonly { id: string; name: string }[];
  /** Makers of the products, instead of their buyers. */
  sought: boolean;
  /** Who asks: it is no partner of its own. */
  ownerId: string | undefined;
}

// An entry names one product or two; of more, each product's own page tells.
const most = 3;
// Few, as the matches stand below them.
const shown = 3;

/**
 * 产业链上的企业: firms that make, or take, an entry's products as the graph knows, whether they published something or not.
 * Matches are between entries alone; this is whom to ask where nobody has entered anything yet.
 */
export function TradePartners({ products, sought, ownerId }: TradePartnersProps) {
  if (products.length === 0) return null;
  const rest = products.slice(most);
  return (
    <>
      {products.slice(0, most).map((product) => (
        <PartnersOf key={product.id} product={product} sought={sought} ownerId={ownerId} />
      ))}
      {rest.length > 0 && (
        <Section title={sought ? "其他产品谁能供应" : "其他产品谁会采购"}>
          <SectionNote>
            {rest.map(({ id, name }, at) => (
              <span key={id}>
                {at > 0 && "、"}
                <Link to={`/n/${encodeURIComponent(id)}`}>{name}</Link>
              </span>
            ))}
          </SectionNote>
        </Section>
      )}
    </>
  );
}

interface PartnersOfProps extends Omit<TradePartnersProps, "products"> {
  product: { id: string; name: string };
}

function PartnersOf({ product, sought, ownerId }: PartnersOfProps) {
  const query = useQueryDocument(tradePartnersDocument, { id: product.id, sought });
  return (
    <Part query={query} loading={<LoadingRows rows={3} />}>
      {({ node }) => {
        const partners = node?.__typename === "Product" && (sought ? node.canSupply : node.buyers);
        if (!partners) return null;
        const others = partners.nodes.filter(({ enterprise }) => enterprise.id !== ownerId);
        const found = {
          nodes: others.slice(0, shown),
          totalCount: partners.totalCount - (partners.nodes.length - others.length),
        };
        return (
          <Firms
            title={sought ? `产业链上谁能供应${product.name}` : `产业链上谁会采购${product.name}`}
            partners={found}
            none={sought ? "图谱中还没有能供应它的企业。" : "图谱中还没有采购它的企业。"}
            more={`/n/${encodeURIComponent(product.id)}`}
          />
        );
      }}
    </Part>
  );
}
