import { Radio, Tag } from "antd";
import type { VoteChoice } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { Failed, LoadingRows } from "../ui/states.tsx";
import { useStep } from "../ui/useStep.tsx";
import type { Case } from "./CasePage.tsx";
import { rosterDocument, voteDocument } from "./documents.ts";
import { choices, membershipQueries, ruleText } from "./words.ts";

const none = { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
const outcomes = {
  passed: "按规则通过",
  notPassed: "按规则不通过",
  noQuorum: "到会家数不够，还不能表决",
} as const;

/** The vote: its rule in words, what it comes to, and each member that may vote. */
export function Votes({ one }: { one: Case }) {
  const pages = usePages(rosterDocument, { id: one.id }, (answer) => answer.membershipCase?.roster ?? none);
  const members = pages.data?.pages.flatMap((page) => (page.membershipCase?.roster ?? none).nodes);
  const { take } = useStep();
  const { tally, state } = one;
  const vote = (memberId: string, choice: VoteChoice) =>
    take({
      work: () =>
        send(voteDocument, {
          input: { clientMutationId: newMutationId(), id: one.id, votes: [{ memberId, choice }] },
        }),
      done: "已登记表决",
      changes: membershipQueries,
    });
  return (
    <Section title="表决" hint={ruleText(one.rule)}>
      <SectionNote>
        应到 {tally.eligible} 家，到会 {tally.present} 家：同意 {tally.yes}，不同意 {tally.no}，弃权{" "}
        {tally.abstain}
        {(state === "voting" || state === "approved" || state === "rejected") &&
          `；${outcomes[tally.outcome]}`}
        {state === "voting" && tally.outcome === "notPassed" && `（要 ${tally.yesNeeded} 家同意）`}。
      </SectionNote>
      {!members && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!members && !pages.error && <LoadingRows rows={3} />}
      {members && members.length > 0 && (
        <Rows label="成员表决">
          {members.map(({ id, name, choice, byName, mayVote }) => (
            <Row
              key={id}
              title={name}
              facts={[byName && `${byName} 登记`]}
              action={
                mayVote ? (
                  <Radio.Group
                    aria-label={`${name}的表决`}
                    optionType="button"
                    buttonStyle="solid"
                    value={choice}
                    onChange={({ target }) => void vote(id, target.value as VoteChoice)}
                    options={Object.entries(choices).map(([value, label]) => ({ value, label }))}
                  />
                ) : (
                  <Tag>{choice ? choices[choice] : "未表决"}</Tag>
                )
              }
            />
          ))}
        </Rows>
      )}
      {members?.length === 0 && (
        <SectionNote>这个联盟还没有可以表决的成员；首批成员由联盟统筹在“成员与责任”登记。</SectionNote>
      )}
      <MoreRows pages={pages} />
    </Section>
  );
}
