import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { CoverageFirmsQuery, CoverageState, OrganizationKind } from "../generated/graphql.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { OrganizationDialog } from "../register/OrganizationDialog.tsx";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { today } from "../ui/format.ts";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { coverageFirmsDocument } from "./documents.ts";
import { PlanDialog } from "./PlanDialog.tsx";
import { coverageStates, forms, stateHints } from "./words.ts";

export type Firm = CoverageFirmsQuery["coverageFirms"]["nodes"][number];

/** The firms of a place in one state, each with what to do about it. */
export function Firms({ placeId, state }: { placeId: string | null; state: CoverageState }) {
  const pages = usePages(coverageFirmsDocument, { placeId, state }, (answer) => answer.coverageFirms);
  const firms = pages.data?.pages.flatMap((page) => page.coverageFirms.nodes);
  return (
    <Section
      title={
        <>
          {coverageStates[state]} <Count of={pages.data?.pages[0]?.coverageFirms} unit="家" />
        </>
      }
      hint={stateHints[state]}
    >
      {!firms && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!firms && !pages.error && <LoadingRows rows={6} />}
      {firms?.length === 0 && (
        <Nothing>{state === "due" ? "应建未建已清零。" : `没有“${coverageStates[state]}”的企业。`}</Nothing>
      )}
      <Rows label={`${coverageStates[state]}的企业`}>
        {firms?.map((firm) => (
          <FirmRow key={firm.enterprise.id} firm={firm} />
        ))}
      </Rows>
      <MoreRows pages={pages} />
    </Section>
  );
}

function FirmRow({ firm }: { firm: Firm }) {
  const { enterprise, state, partyMembers, suggested, mayPlan, example, plan } = firm;
  const [planning, setPlanning] = useState(false);
  const [founding, setFounding] = useState(false);
  const open = state !== "covered";
  const founds = open && enterprise.mayRegister && suggested !== null && suggested !== "instructor";
  return (
    <Row
      title={<Link to={`/n/${encodeURIComponent(enterprise.id)}`}>{enterprise.name}</Link>}
      tags={<ExampleBadge example={example} />}
      facts={[
        partyMembers === null ? "正式党员数未登记" : `正式党员 ${partyMembers} 人`,
        open && suggested && `建议：${forms[suggested]}`,
        enterprise.coveredBy && (
          <Link key="by" to={`/n/${encodeURIComponent(enterprise.coveredBy.id)}`}>
            {enterprise.coveredBy.name}
          </Link>
        ),
        plan && planWords(plan),
      ]}
      below={
        open && (
          <>
            {mayPlan && <Button onClick={() => setPlanning(true)}>{plan ? "修改安排" : "安排"}</Button>}
            {founds && <Button onClick={() => setFounding(true)}>登记党组织</Button>}
            {planning && <PlanDialog firm={firm} onClose={() => setPlanning(false)} />}
            {founding && (
              <OrganizationDialog
                {...(firm.allianceId ? { allianceId: firm.allianceId } : {})}
                prefill={foundedFor(firm)}
                onClose={() => setFounding(false)}
              />
            )}
          </>
        )
      }
    />
  );
}

function planWords({ kind, form, dueOn, reason }: NonNullable<Firm["plan"]>): string {
  if (kind === "exempt") return `暂不组建：${reason}`;
  const late = dueOn && dueOn < today() ? "（已过期）" : "";
  return `计划 ${dueOn} 前${form === "instructor" ? "" : "组建"}${form ? forms[form] : ""}${late}`;
}

// A branch of seven full members or more has a committee, and is called by it.
const committeeFrom = 7;

const endings: Partial<Record<OrganizationKind, (members: number) => string>> = {
  branch: (members) => (members < committeeFrom ? "支部" : "支部委员会"),
  generalBranch: () => "总支部委员会",
  committee: () => "委员会",
};

/** The organisation that the rules suggest, covering this firm; a joint one is named for several. */
function foundedFor({ enterprise, suggested, partyMembers, plan }: Firm) {
  const form = plan?.form ?? suggested;
  const kind: OrganizationKind = form && form !== "instructor" ? form : "branch";
  const ending = endings[kind]?.(partyMembers ?? 0);
  return {
    kind,
    founded: today(),
    lastElectedOn: today(),
    ...(ending && { name: `中共${enterprise.name}${ending}`, memberCount: partyMembers }),
    covers: [
      {
        enterprise: { value: enterprise.id, label: enterprise.name },
        mode: kind === "jointBranch" ? ("joint" as const) : ("independent" as const),
      },
    ],
  };
}
