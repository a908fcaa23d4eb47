import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { GapCandidatesQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { scales } from "../ui/words.ts";
import { gapCandidatesDocument } from "./documents.ts";

type Candidate = GapCandidatesQuery["gapCandidates"]["nodes"][number];
const step = 10;
const most = 200;

/** Firms from elsewhere that could come, each with why and with who could introduce it. */
export function Candidates({ districtId, positionId }: { districtId: string; positionId: string }) {
  const [first, setFirst] = useState(step);
  const query = useQueryDocument(
    gapCandidatesDocument,
    { districtId, positionId, first },
    { keepPrevious: true },
  );
  return (
    <Section
      title={
        <>
          可以请来的企业 <Count of={query.data?.gapCandidates} unit="家" />
        </>
      }
      hint="外地在这一环、生产这一环产品或在相邻环节的企业；本地在用它的产品、已有来往、有人能引荐的排在前面。"
    >
      <Part query={query} loading={<LoadingRows rows={6} />}>
        {({ gapCandidates: { nodes, totalCount } }) => (
          <>
            {nodes.length === 0 && (
              <Nothing>
                图里还没有外地的同类企业。可以导入外地企业和它们的产品，或先从下游买方打听供应商。
              </Nothing>
            )}
            <Rows label="可以请来的企业">
              {nodes.map((candidate) => (
                <CandidateRow key={candidate.enterprise.id} candidate={candidate} />
              ))}
            </Rows>
            {nodes.length < Math.min(totalCount, most) && (
              <Button block onClick={() => setFirst(Math.min(first + step, most))} loading={query.isFetching}>
                再看 {Math.min(step, totalCount - nodes.length)} 家
              </Button>
            )}
          </>
        )}
      </Part>
    </Section>
  );
}

function CandidateRow({ candidate }: { candidate: Candidate }) {
  const { enterprise, stands, makes, makeCount, wantedHere, introducers, introducerCount, example } =
    candidate;
  return (
    <Row
      title={<Link to={`/n/${encodeURIComponent(enterprise.id)}`}>{enterprise.name}</Link>}
      tags={<ExampleBadge example={example} />}
      facts={[
        [enterprise.scale && scales[enterprise.scale], ...enterprise.tags].filter(Boolean).join("、"),
        stands ? "登记在这一环" : makeCount === 0 && "在上一环或下一环，可以延伸过来",
        makes.length > 0 && `生产${makes.slice(0, 3).join("、")}${makeCount > 3 ? `等 ${makeCount} 种` : ""}`,
        wantedHere > 0 && `其中 ${wantedHere} 种本地在用`,
        introducerCount === 0 && "和本地企业还没有登记的来往",
      ]}
      below={
        introducers.length > 0 && (
          <ul aria-label={`能引荐${enterprise.name}的企业`} style={{ margin: 0, paddingInlineStart: 18 }}>
            {introducers.map((one) => (
              <li key={one.enterprise.id}>
                <Link to={`/n/${encodeURIComponent(one.enterprise.id)}`}>{one.enterprise.name}</Link>
                {one.organizationId && (
                  <>
                    {" → "}
                    <Link to={`/n/${encodeURIComponent(one.organizationId)}`}>{one.organization}</Link>
                    {one.alliance && ` → ${one.alliance}`}
                  </>
                )}
                ，和它有供应来往
              </li>
            ))}
            {introducerCount > introducers.length && (
              <li>还有 {introducerCount - introducers.length} 家有来往</li>
            )}
          </ul>
        )
      }
    />
  );
}
