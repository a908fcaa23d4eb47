import { Segmented } from "antd";
import { Link, useParams } from "react-router";
import type { GapSide, PositionViewQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { stages } from "../ui/words.ts";
import { FirmsBehind, NeedsBehind } from "./Behind.tsx";
import { Candidates } from "./Candidates.tsx";
import { gapScopesDocument, positionViewDocument } from "./documents.ts";
import styles from "./GapsPage.module.css";
import { KindTag } from "./KindTag.tsx";
import {
  confidenceWord,
  evidenceSentence,
  gapKindHints,
  gapPath,
  recordsBehind,
  sidesShort,
  standings,
} from "./words.ts";

type View = NonNullable<PositionViewQuery["positionView"]>;
type Behind = GapSide | "needs";

/** One position as seen from a district: what is missing, what says so, whom to ask and who can introduce them. */
export function GapPage() {
  const { id = "" } = useParams();
  const [params] = useAddress();
  const scopes = useQueryDocument(gapScopesDocument, {});
  const asked = params.get("district");
  const district = scopes.data?.gapScopes.find((one) => one.id === asked) ?? scopes.data?.gapScopes[0];
  const query = useQueryDocument(
    positionViewDocument,
    { districtId: district?.id ?? "", positionId: id },
    { enabled: district !== undefined },
  );
  const name = query.data?.positionView?.position.name;
  return (
    <Page
      title={name ?? "链位"}
      question={district && `从${district.name}看这一环缺不缺、缺多少、该请谁来`}
      actions={
        <LinkButton to={district ? `/gaps?district=${encodeURIComponent(district.id)}` : "/gaps"}>
          缺链分析
        </LinkButton>
      }
    >
      {scopes.data && !district ? (
        <Nothing>还没有登记所在园区的企业。导入企业及其园区后，这里按地区分析缺链。</Nothing>
      ) : (
        <Part query={scopes.data ? query : scopes} loading={<LoadingRows rows={10} />}>
          {() =>
            query.data?.positionView && district ? (
              <Reading view={query.data.positionView} districtId={district.id} />
            ) : (
              <Nothing>找不到这个链位，它可能已经改名或并入别的链位。</Nothing>
            )
          }
        </Part>
      )}
    </Page>
  );
}

function Reading({ view, districtId }: { view: View; districtId: string }) {
  const [params, put] = useAddress();
  const asked = params.get("behind");
  const behind: Behind = asked !== null && asked in sidesShort ? (asked as Behind) : "buying";
  const show = (next: Behind) => put({ behind: next === "buying" ? "" : next });
  return (
    <div className={styles.columns}>
      <div>
        <What view={view} districtId={districtId} onShow={show} />
        <Section title="数字背后的记录">
          <Segmented
            aria-label="看哪些记录"
            block
            value={behind}
            onChange={show}
            options={Object.entries(sidesShort).map(([value, label]) => ({ value: value as Behind, label }))}
          />
          {behind === "needs" ? (
            <NeedsBehind positionId={view.position.id} />
          ) : (
            <FirmsBehind districtId={districtId} positionId={view.position.id} side={behind} />
          )}
        </Section>
      </div>
      <Candidates districtId={districtId} positionId={view.position.id} />
    </div>
  );
}

interface WhatProps {
  view: View;
  districtId: string;
  onShow: (behind: Behind) => void;
}

function What({ view: { gap, position, chain, stage, standing, example }, districtId, onShow }: WhatProps) {
  return (
    <Section
      title={gap ? "为什么说这里有缺口" : "这里没有看出缺口"}
      hint={gap ? `${gapKindHints[gap.kind]}。` : undefined}
    >
      <p className={styles.standingLine}>
        {gap && <KindTag kind={gap.kind} />}
        <span>
          <Link to={`/n/${encodeURIComponent(chain.id)}`}>{chain.name}</Link> · {stages[stage]} ·{" "}
          {standings[standing]}
          {gap && ` · ${confidenceWord(gap.confidence)}（${Math.round(gap.confidence * 100)}%）`}
        </span>
        <ExampleBadge example={example} />
      </p>
      {gap && (
        <Rows label="依据">
          {gap.evidence.map((one) => {
            const records = recordsBehind[one.reason];
            const sentence = evidenceSentence(one);
            return (
              <Row
                key={one.reason}
                title={
                  records === "chain" ? (
                    sentence
                  ) : (
                    <a
                      href={`#${records}`}
                      onClick={(event) => {
                        event.preventDefault();
                        onShow(records);
                      }}
                    >
                      {sentence}
                    </a>
                  )
                }
              />
            );
          })}
        </Rows>
      )}
      {!gap && <SectionNote>本地的企业、供应和需求合起来看，没有足够的依据说这里缺企业。</SectionNote>}
      <Around label="上一环" positions={position.fedBy} districtId={districtId} />
      <Around label="下一环" positions={position.feeds} districtId={districtId} />
    </Section>
  );
}

interface AroundProps {
  label: string;
  positions: readonly { id: string; name: string }[];
  districtId: string;
}

const Around = ({ label, positions, districtId }: AroundProps) =>
  positions.length === 0 ? null : (
    <p className={styles.around}>
      <span>{label}：</span>
      {positions.map(({ id, name }) => (
        <Link key={id} to={gapPath(id, districtId)}>
          {name}
        </Link>
      ))}
    </p>
  );
