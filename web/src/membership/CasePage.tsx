import { Alert, Button, Form, Input, Tag } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Attachments } from "../files/Attachments.tsx";
import type { MembershipCaseQuery, MembershipStep } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { DayInput } from "../ui/DayInput.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { instant, today } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { caseDocument, decideDocument, moveCaseDocument } from "./documents.ts";
import styles from "./MembershipPage.module.css";
import { Votes } from "./Votes.tsx";
import { caseKinds, caseStates, caseSteps, matterKinds, membershipQueries, ruleText } from "./words.ts";

export type Case = NonNullable<MembershipCaseQuery["membershipCase"]>;

/** One case: what it asks for, its materials, the vote and its rule, what is open on leaving, every move. */
export function CasePage() {
  const { id = "" } = useParams();
  const query = useQueryDocument(caseDocument, { id });
  return (
    <Part
      query={query}
      loading={
        <Page title="吸纳与退出">
          <LoadingRows rows={8} />
        </Page>
      }
    >
      {({ membershipCase }) =>
        membershipCase ? (
          <Screen one={membershipCase} />
        ) : (
          <Page title="没有这件事项">
            <Nothing action={<LinkButton to="/membership">打开吸纳与退出</LinkButton>}>
              它可能已被移除，或您无权查看。
            </Nothing>
          </Page>
        )
      }
    </Part>
  );
}

function Screen({ one }: { one: Case }) {
  const [step, setStep] = useState<MembershipStep>();
  const [deciding, setDeciding] = useState(false);
  const { member, alliance, kind, state, example } = one;
  return (
    <Page
      title={`${member?.name ?? "单位"}：${caseKinds[kind]}`}
      question={
        <>
          <Tag>{caseStates[state]}</Tag> <ExampleBadge example={example} />
        </>
      }
      actions={
        <>
          {one.mayDecide && (
            <Button type="primary" onClick={() => setDeciding(true)}>
              登记结果
            </Button>
          )}
          {one.steps.map(({ step: next }) => (
            <Button
              key={next}
              type={next === "table" || next === "resubmit" ? "primary" : "default"}
              onClick={() => setStep(next)}
            >
              {caseSteps[next]}
            </Button>
          ))}
          <LinkButton to="/membership">返回</LinkButton>
        </>
      }
    >
      <Section title={one.proposed ? "提议" : "申请"}>
        <Rows label="单位和联盟">
          {member && (
            <Row
              title={<Link to={`/n/${encodeURIComponent(member.id)}`}>{member.name}</Link>}
              facts={["单位"]}
            />
          )}
          {alliance && (
            <Row
              title={<Link to={`/n/${encodeURIComponent(alliance.id)}`}>{alliance.name}</Link>}
              facts={["联盟", `${one.openedOn} 提出`]}
            />
          )}
        </Rows>
        <p className={styles.statement}>{one.statement}</p>
      </Section>
      {kind === "withdraw" && state !== "approved" && <OpenMatters one={one} />}
      <Attachments key={one.id} id={one.id} />
      <Votes one={one} />
      <Moves one={one} />
      {step && <StepDialog one={one} step={step} onClose={() => setStep(undefined)} />}
      {deciding && <DecideDialog one={one} onClose={() => setDeciding(false)} />}
    </Page>
  );
}

const matterPath = { project: "/projects/", promise: "/demands/", duty: "/n/", post: "/n/" } as const;

function OpenMatters({ one: { openMatters } }: { one: Case }) {
  return (
    <Section title="退出前要了结的" hint="全部办结或移交以后，才能登记退出。">
      {openMatters.length === 0 ? (
        <SectionNote>没有未了结的事项。</SectionNote>
      ) : (
        <Rows label="退出前要了结的">
          {openMatters.map(({ kind, id, title }, i) => (
            <Row
              // Those that may not be read have no id.
              key={`${kind}-${id ?? i}`}
              title={
                id ? (
                  <Link to={`${matterPath[kind]}${encodeURIComponent(id)}`}>{title}</Link>
                ) : (
                  "（您无权查看的一项）"
                )
              }
              facts={[matterKinds[kind]]}
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}

function Moves({ one: { events } }: { one: Case }) {
  return (
    <Section title="变动记录" hint="每一步是谁、什么时候、为什么。">
      <Rows label="变动记录">
        {events.map(({ at, byName, from, to, reason }) => (
          <Row
            key={`${at} ${to}`}
            title={from ? `${caseStates[from]} → ${caseStates[to]}` : caseStates[to]}
            facts={[instant(at), byName, reason]}
          />
        ))}
      </Rows>
    </Section>
  );
}

function StepDialog({ one, step, onClose }: { one: Case; step: MembershipStep; onClose: () => void }) {
  const refresh = useRefresh(membershipQueries);
  const needed = one.steps.find((offered) => offered.step === step)?.reasonNeeded ?? false;
  return (
    <FormDialog<{ reason?: string }>
      open
      onClose={onClose}
      title={caseSteps[step]}
      word={caseSteps[step]}
      lead={
        step === "table"
          ? `提交后按这条规则表决：${ruleText(one.rule)}`
          : "所写的内容会记入变动记录，申请单位和联盟都能看到。"
      }
      submit={async ({ reason }, clientMutationId) => {
        const input = {
          clientMutationId,
          id: one.id,
          expectedVersion: one.version,
          step,
          reason: reason ?? null,
        };
        await send(moveCaseDocument, { input });
        await refresh();
        return undefined;
      }}
    >
      <Form.Item
        name="reason"
        label={needed ? "原因" : "说明"}
        rules={needed ? [{ required: true, whitespace: true, message: "请写明原因" }] : []}
      >
        <Input.TextArea rows={3} maxLength={500} showCount placeholder={needed ? undefined : "可留空"} />
      </Form.Item>
    </FormDialog>
  );
}

function DecideDialog({ one, onClose }: { one: Case; onClose: () => void }) {
  const refresh = useRefresh(membershipQueries);
  const { tally, rule } = one;
  return (
    <FormDialog<{ on?: string; meeting?: string }>
      open
      onClose={onClose}
      title="登记联席会议的结果"
      word="登记结果"
      lead={
        <>
          {ruleText(rule)}
          <br />
          到会 {tally.present} 家（应到 {tally.eligible} 家）：同意 {tally.yes}，不同意 {tally.no}，弃权{" "}
          {tally.abstain}。
        </>
      }
      initial={{ on: today() }}
      submit={async ({ on, meeting }, clientMutationId) => {
        const input = {
          clientMutationId,
          id: one.id,
          expectedVersion: one.version,
          on: on ?? null,
          meeting: meeting ?? null,
        };
        await send(decideDocument, { input });
        await refresh();
        return undefined;
      }}
    >
      {tally.outcome === "noQuorum" && (
        <Alert type="warning" showIcon title={`至少 ${tally.presentNeeded} 家到会才能表决，请先登记表决。`} />
      )}
      <Form.Item name="on" label="会议日期" extra="通过的，从这一天起生效">
        <DayInput min={one.openedOn} max={today()} />
      </Form.Item>
      <Form.Item name="meeting" label="哪次会议">
        <Input maxLength={100} placeholder="可留空，如：三季度联席会议" />
      </Form.Item>
    </FormDialog>
  );
}
