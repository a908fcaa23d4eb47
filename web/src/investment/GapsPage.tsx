import { Segmented, Select } from "antd";
import { Link } from "react-router";
import type { GapKind, GapScopesQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { countText } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { CutNote, LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { ChainMap } from "./ChainMap.tsx";
import { chainViewDocument, gapScopesDocument } from "./documents.ts";
import styles from "./GapsPage.module.css";
import { KindTag } from "./KindTag.tsx";
import {
  confidenceWord,
  evidenceSentence,
  type Gap,
  gapKindHints,
  gapKinds,
  gapPath,
  type PositionOfView,
} from "./words.ts";

interface Found {
  at: PositionOfView;
  gap: Gap;
}

/** 缺链分析: what the chains lack as seen from a district. District, chain and kind stand in the address. */
export function GapsPage() {
  const scopes = useQueryDocument(gapScopesDocument, {});
  return (
    <Page
      title="缺链分析"
      question="从本地看，产业链缺哪一环、断在哪里，该请谁来"
      actions={<LinkButton to="/chains">产业链</LinkButton>}
    >
      <Part query={scopes} loading={<LoadingRows rows={10} />}>
        {(data) =>
          data.gapScopes.length === 0 ? (
            <Nothing>还没有登记所在园区的企业。导入企业及其园区后，这里按地区分析缺链。</Nothing>
          ) : (
            <Board scopes={data} />
          )
        }
      </Part>
    </Page>
  );
}

function Board({ scopes: { gapScopes, chains } }: { scopes: GapScopesQuery }) {
  const [params, put] = useAddress();
  const asked = params.get("district");
  const district = gapScopes.find(({ id }) => id === asked) ?? gapScopes[0];
  const chainId = params.get("chain");
  const kind = (params.get("kind") ?? "") as GapKind | "";
  const districtId = district?.id ?? "";
  const query = useQueryDocument(chainViewDocument, { districtId, chainId }, { keepPrevious: true });
  return (
    <>
      <div className={styles.filters}>
        <Select
          aria-label="地区"
          className={styles.filter}
          value={districtId}
          onChange={(id) => put({ district: id })}
          options={gapScopes.map(({ id, name, firms, exampleCount }) => ({
            value: id,
            label: `${name}（${countText(firms, exampleCount, "家")}）`,
          }))}
        />
        <Select
          aria-label="产业链"
          className={styles.filter}
          value={chainId ?? ""}
          onChange={(id) => put({ chain: id })}
          options={[
            { value: "", label: "全部产业链" },
            ...chains.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <Part query={query} loading={<LoadingRows rows={10} />}>
        {({ chainView: { positions, positionCount } }) => (
          <div className={styles.columns} aria-busy={query.isPlaceholderData}>
            <Gaps
              positions={positions}
              kind={kind}
              districtId={districtId}
              onKind={(next) => put({ kind: next })}
            />
            <div>
              {chainsOf(positions).map((chain) => (
                <ChainMap key={chain[0]?.chain.id} positions={chain} districtId={districtId} />
              ))}
              <CutNote shown={positions.length} total={positionCount} unit="个" things="链位" />
            </div>
          </div>
        )}
      </Part>
    </>
  );
}

function chainsOf(positions: readonly PositionOfView[]): PositionOfView[][] {
  const chains = new Map<string, PositionOfView[]>();
  for (const one of positions) chains.set(one.chain.id, [...(chains.get(one.chain.id) ?? []), one]);
  return [...chains.values()];
}

/** Most pressing first: how sure it is, weighed by how many wait. The server orders within a chain; here across chains. */
const pressure = ({ gap: { confidence, demand } }: Found): number => confidence * Math.log2(2 + demand);

interface GapsProps {
  positions: readonly PositionOfView[];
  kind: GapKind | "";
  districtId: string;
  onKind: (kind: GapKind | "") => void;
}

function Gaps({ positions, kind, districtId, onKind }: GapsProps) {
  const all = positions
    .flatMap((at): Found[] => (at.gap ? [{ at, gap: at.gap }] : []))
    .sort((a, b) => pressure(b) - pressure(a));
  const count = (of: GapKind) => all.filter(({ gap }) => gap.kind === of).length;
  const shown = all.filter(({ gap }) => kind === "" || gap.kind === kind);
  return (
    <Section
      title={`缺口 ${shown.length} 处`}
      hint={kind === "" ? "把握大、等的企业多的排在前面。" : `${gapKindHints[kind]}。`}
    >
      <Segmented
        aria-label="哪一类缺口"
        block
        value={kind}
        onChange={onKind}
        options={[
          { value: "" as const, label: `全部 ${all.length}` },
          ...(Object.keys(gapKinds) as GapKind[]).map((value) => ({
            value,
            label: `${gapKinds[value]} ${count(value)}`,
          })),
        ]}
      />
      {shown.length === 0 && (
        <Nothing>没有看出这一类缺口。企业、产品和供应关系登记得越全，看得越准。</Nothing>
      )}
      <Rows label="缺口">
        {shown.map(({ at, gap }) => (
          <Row
            key={at.position.id}
            title={<Link to={gapPath(at.position.id, districtId)}>{at.position.name}</Link>}
            tags={
              <>
                <KindTag kind={gap.kind} /> <ExampleBadge example={at.example} />
              </>
            }
            facts={[
              at.chain.name,
              confidenceWord(gap.confidence),
              ...gap.evidence.slice(0, 2).map(evidenceSentence),
            ]}
          />
        ))}
      </Rows>
    </Section>
  );
}
