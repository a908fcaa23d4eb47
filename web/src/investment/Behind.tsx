import { Link } from "react-router";
import type { GapSide } from "../generated/graphql.ts";
import { usePages, useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Row, Rows, SectionNote } from "../ui/Section.tsx";
import { CutNote, Failed, LoadingRows, Part } from "../ui/states.tsx";
import { scales } from "../ui/words.ts";
import { gapFirmsDocument, gapNeedsDocument } from "./documents.ts";
import { sides } from "./words.ts";

const none: Record<GapSide, string> = {
  standing: "本地没有登记在这一环、也没有生产这一环产品的企业。",
  buying: "本地还没有登记使用这一环产品的企业。",
  outside: "还没有登记卖给本地的外地企业。",
};

/** The firms behind one of a position's figures. */
export function FirmsBehind(props: { districtId: string; positionId: string; side: GapSide }) {
  const pages = usePages(gapFirmsDocument, props, (answer) => answer.gapFirms);
  const firms = pages.data?.pages.flatMap((page) => page.gapFirms.nodes);
  return (
    <>
      {!firms && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!firms && !pages.error && <LoadingRows rows={4} />}
      {firms?.length === 0 && <SectionNote>{none[props.side]}</SectionNote>}
      <Rows label={sides[props.side]}>
        {firms?.map(({ id, name, scale, tags, example }) => (
          <Row
            key={id}
            title={<Link to={`/n/${encodeURIComponent(id)}`}>{name}</Link>}
            tags={<ExampleBadge example={example} />}
            facts={[scale && scales[scale], tags.join("、")]}
          />
        ))}
      </Rows>
      <MoreRows pages={pages} />
    </>
  );
}

/** Open needs for what belongs at a position. */
export function NeedsBehind({ positionId }: { positionId: string }) {
  const query = useQueryDocument(gapNeedsDocument, { positionId });
  return (
    <Part query={query} loading={<LoadingRows rows={4} />}>
      {({ gapNeeds: { nodes, totalCount } }) => (
        <>
          {nodes.length === 0 && <SectionNote>没有点名要这一环产品的需求。</SectionNote>}
          <Rows label="要它产品的需求">
            {nodes.map(({ id, title, text, example }) => (
              <Row
                key={id}
                title={<Link to={`/demands/${encodeURIComponent(id)}`}>{title ?? text}</Link>}
                tags={<ExampleBadge example={example} />}
              />
            ))}
          </Rows>
          <CutNote shown={nodes.length} total={totalCount} unit="条" things="需求" />
        </>
      )}
    </Part>
  );
}
