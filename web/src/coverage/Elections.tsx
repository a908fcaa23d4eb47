import { Segmented, Select } from "antd";
import { Link } from "react-router";
import type { ElectionStage } from "../generated/graphql.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import { usePhone } from "../ui/useMedia.ts";
import { organizationKinds } from "../ui/words.ts";
import { electionsDocument } from "./documents.ts";
import { electionStages } from "./words.ts";

const order = Object.keys(electionStages) as ElectionStage[];

/** 换届: organisations by when their term ends. The stage stands in the address. */
export function Elections() {
  const [params, put] = useAddress();
  const phone = usePhone();
  const asked = params.get("stage");
  const stage = order.find((one) => one === asked) ?? "overdue";
  const pages = usePages(electionsDocument, { stage }, (answer) => answer.elections);
  const first = pages.data?.pages[0]?.elections;
  const terms = pages.data?.pages.flatMap((page) => page.elections.nodes);
  const options = order.map((value) => ({
    value,
    label: first ? `${electionStages[value]} ${first.stages[value]}` : electionStages[value],
  }));
  const choose = (value: string) => put({ stage: value === "overdue" ? "" : value });
  return (
    <Section
      title={
        <>
          {electionStages[stage]} <Count of={first} unit="个" />
        </>
      }
      hint="党委每届五年，党总支、党支部三年；登记了任期的按登记的算。"
    >
      {phone ? (
        <Select
          aria-label="哪个阶段"
          value={stage}
          onChange={choose}
          options={options}
          style={{ width: "100%" }}
        />
      ) : (
        <Segmented aria-label="哪个阶段" value={stage} onChange={choose} options={options} />
      )}
      {!terms && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!terms && !pages.error && <LoadingRows rows={6} />}
      {terms?.length === 0 && <Nothing>没有“{electionStages[stage]}”的党组织。</Nothing>}
      <Rows label={`${electionStages[stage]}的党组织`}>
        {terms?.map(({ organization, lastElectedOn, dueOn, example }) => (
          <Row
            key={organization.id}
            title={<Link to={`/n/${encodeURIComponent(organization.id)}`}>{organization.name}</Link>}
            tags={<ExampleBadge example={example} />}
            facts={[
              organizationKinds[organization.kind],
              dueOn ? `任期至 ${dueOn}` : "请在党组织资料里补上次换届日期",
              lastElectedOn && `上次换届 ${lastElectedOn}`,
            ]}
          />
        ))}
      </Rows>
      <MoreRows pages={pages} />
    </Section>
  );
}
