import { App, Button, Form, Input, Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { BarFieldsFragment, EntryOwnerFragment } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { dayInterval } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { Failed, LoadingRows, Nothing } from "../ui/states.tsx";
import { useRefresh } from "../ui/useRefresh.ts";
import { BarDialog } from "./BarDialog.tsx";
import { barsDocument, liftBarDocument } from "./documents.ts";
import { barKinds } from "./words.ts";

/** 不撮合名单: who is not matched with whom, of the owners that the viewer acts for. */
export function BarsPage() {
  const [standing, setStanding] = useState(true);
  const [adding, setAdding] = useState(false);
  const pages = usePages(barsDocument, { standing }, (answer) => answer.doNotMatches);
  const bars = pages.data?.pages.flatMap((page) => page.doNotMatches.nodes);
  return (
    <Page
      title="不撮合名单"
      question="哪些单位之间不互相推荐"
      actions={
        <>
          <Button type="primary" onClick={() => setAdding(true)}>
            添加一家
          </Button>
          <LinkButton to="/matching">供需对接</LinkButton>
        </>
      }
    >
      <Section
        title={
          <>
            {standing ? "正在生效" : "已经失效"} <Count of={pages.data?.pages[0]?.doNotMatches} unit="条" />
          </>
        }
        hint="只有提出单位和负责它所在联盟的人看得到。被列入的一方看不到，也不会在推荐里看到任何提示。"
        actions={
          <Segmented
            aria-label="看哪些"
            value={standing}
            onChange={setStanding}
            options={[
              { value: true, label: "正在生效" },
              { value: false, label: "已经失效" },
            ]}
          />
        }
      >
        {!bars && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
        {!bars && !pages.error && <LoadingRows />}
        {bars?.length === 0 && (
          <Nothing>
            {standing
              ? "名单上没有单位。有竞争关系或纠纷、不想互相推荐时，点“添加一家”。"
              : "没有移出或到期的记录。"}
          </Nothing>
        )}
        {bars && bars.length > 0 && (
          <Rows label="不撮合名单">
            {bars.map((bar) => (
              <Bar key={bar.id} bar={bar} />
            ))}
          </Rows>
        )}
        <MoreRows pages={pages} />
      </Section>
      {adding && <BarDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

const OwnerLink = ({ owner }: { owner: EntryOwnerFragment | null | undefined }) =>
  owner ? <Link to={`/n/${encodeURIComponent(owner.id)}`}>{owner.name}</Link> : <>不在您可见范围内的单位</>;

function Bar({ bar }: { bar: BarFieldsFragment }) {
  const [lifting, setLifting] = useState(false);
  const { lifted } = bar;
  return (
    <Row
      title={
        <>
          <OwnerLink owner={bar.askedBy} /> 不与 <OwnerLink owner={bar.other} /> 互相推荐
        </>
      }
      tags={<ExampleBadge example={bar.example} />}
      facts={[
        barKinds[bar.kind],
        bar.reason,
        dayInterval(bar.since, bar.until),
        bar.byName && `${bar.byName}列入`,
        lifted && `${lifted.byName ?? "有人"}移出${lifted.reason ? `：${lifted.reason}` : ""}`,
      ]}
      action={
        bar.standing && (
          <>
            <Button onClick={() => setLifting(true)}>移出名单</Button>
            {lifting && <LiftDialog bar={bar} onClose={() => setLifting(false)} />}
          </>
        )
      }
    />
  );
}

/** Asks why, and lets the two be matched again. */
function LiftDialog({ bar, onClose }: { bar: BarFieldsFragment; onClose: () => void }) {
  const { message } = App.useApp();
  const refresh = useRefresh(["DoNotMatches", "MatchesOfDemand", "MatchesOfOffer"]);
  return (
    <FormDialog<{ reason: string }>
      open
      onClose={onClose}
      title={`恢复与${bar.other?.name ?? "对方"}互相推荐`}
      word="移出名单"
      lead="移出后两家会重新互相推荐，这条记录保留在“已经失效”里。"
      submit={async ({ reason }, clientMutationId) => {
        const input = { clientMutationId, id: bar.id, expectedVersion: bar.version, reason };
        await send(liftBarDocument, { input });
        message.success("已移出");
        await refresh();
        return undefined;
      }}
    >
      <Form.Item
        name="reason"
        label="移出的原因"
        rules={[{ required: true, whitespace: true, message: "请写明原因" }]}
      >
        <Input maxLength={200} placeholder="纠纷已经了结" />
      </Form.Item>
    </FormDialog>
  );
}
