import { lazy, Suspense, useState } from "react";
import { Link, Navigate, useNavigate, useParams } from "react-router";
import { hopLayout } from "../canvas/layouts/hop.ts";
import type { Drawing } from "../canvas/types.ts";
import { Attachments } from "../files/Attachments.tsx";
import type { LinksQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { RegisterActions } from "../register/RegisterActions.tsx";
import { ChainNeeds } from "../supply/ChainNeeds.tsx";
import { ExampleBadge, KindMark } from "../ui/bits.tsx";
import { canvasName } from "../ui/names.ts";
import { Page } from "../ui/Page.tsx";
import { pathOf } from "../ui/pathOf.ts";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { usePhone } from "../ui/useMedia.ts";
import { movedDocument } from "./documents.ts";
import { fewOfEach, kindOf } from "./knowledge.ts";
import { NodeDetails } from "./NodeDetails.tsx";
import styles from "./NodePage.module.css";
import { neighbourTotal, useNodeLinks } from "./useNodeLinks.ts";

const GraphCanvas = lazy(() => import("../canvas/GraphCanvas.tsx").then((m) => ({ default: m.GraphCanvas })));

/** One node with a page and an address of its own: what it is, its links as a list, and one hop drawn. */
export function NodePage() {
  const { id = "" } = useParams();
  return <NodeScreen key={id} id={id} />;
}

function NodeScreen({ id }: { id: string }) {
  const links = useNodeLinks(id);
  const phone = usePhone();
  const node = links.data?.neighbourhood.nodes.find((n) => n.id === id);
  const absent = !node && (links.isError || links.data !== undefined);
  const moved = useQueryDocument(movedDocument, { id }, { enabled: absent }).data?.node;
  // An old address leads to what the entry was merged into.
  if (absent && moved && moved.id !== id)
    return <Navigate to={`/n/${encodeURIComponent(moved.id)}`} replace />;
  const heading = node && (
    <span className={styles.kind}>
      <KindMark kind={node.kind} variant={node.variant} />
      <ExampleBadge example={node.example} />
      {!phone && <Link to={`/alliance?focus=${encodeURIComponent(id)}`}>在联盟图谱中查看</Link>}
    </span>
  );
  return (
    <Page
      title={node?.name ?? "详情"}
      question={heading}
      actions={node && <RegisterActions id={id} name={node.name} />}
    >
      <Part query={links} loading={<LoadingRows rows={10} />}>
        {(answer) =>
          node ? (
            <>
              <div className={styles.columns}>
                <div className={styles.details}>
                  <NodeDetails id={id} headless />
                </div>
                <Hop id={id} answer={answer} phone={phone} />
              </div>
              {node.kind === "Product" && <ChainNeeds id={id} />}
              {(node.kind === "Enterprise" || node.kind === "PartyOrganization") && (
                <Attachments key={id} id={id} />
              )}
            </>
          ) : (
            <Nothing action={<Link to="/alliance">回到联盟图谱</Link>}>
              没有找到这条内容，可能已被撤回，或您无权查看。
            </Nothing>
          )
        }
      </Part>
    </Page>
  );
}

function Hop({ id, answer, phone }: { id: string; answer: LinksQuery; phone: boolean }) {
  const [selected, setSelected] = useState<string>();
  const navigate = useNavigate();
  const { drawing, drawn } = hopDrawing(answer, id, phone ? 8 : 20);
  if (drawn === 0) return null;
  const total = neighbourTotal(answer);
  const open = (other: string) => {
    const node = answer.neighbourhood.nodes.find((n) => n.id === other);
    if (node && other !== id) void navigate(pathOf(node));
  };
  return (
    <section className={styles.hop} aria-label="一步关系图">
      <h2 className={styles.heading}>
        一步之内{" "}
        <span className={styles.count}>{drawn < total ? `画出 ${drawn} / ${total}` : `${total} 个`}</span>
      </h2>
      <div className={styles.stage}>
        <Suspense fallback={<LoadingRows />}>
          <GraphCanvas
            drawing={drawing}
            selectedId={selected}
            label={`与它直接相连的 ${drawn} 个`}
            onSelect={(other) => (phone && other ? open(other) : setSelected(other))}
            onExpand={open}
          />
        </Suspense>
      </div>
      <p className={styles.count}>{phone ? "点按节点打开它的页面" : "双击或回车打开节点的页面"}</p>
    </section>
  );
}

function hopDrawing(answer: LinksQuery, id: string, limit: number): { drawing: Drawing; drawn: number } {
  const { nodes, edges } = answer.neighbourhood;
  const own = edges.filter((e) => e.source === id || e.target === id);
  const neighbours = [...new Set(own.map((e) => (e.source === id ? e.target : e.source)))].filter(
    (n) => n !== id,
  );
  const kinds = new Map(nodes.map((node) => [node.id, kindOf(node)]));
  const few = fewOfEach(neighbours, (other) => kinds.get(other), limit);
  const places = hopLayout(id, few);
  const drawing: Drawing = {
    guides: [],
    edges: edges.filter((e) => places.has(e.source) && places.has(e.target)),
    nodes: nodes.flatMap((node) => {
      const place = places.get(node.id);
      if (!place) return [];
      const center = node.id === id;
      return [
        {
          id: node.id,
          kind: kindOf(node),
          label: canvasName(node.shortName || node.name),
          side: "bottom" as const,
          size: center ? 36 : 22,
          priority: center ? 1000 : 100,
          ...place,
        },
      ];
    }),
  };
  return { drawing, drawn: few.length };
}
