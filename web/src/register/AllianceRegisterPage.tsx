import { Button, Segmented } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { Post, PostFieldsFragment, RegisteredMembershipsQuery } from "../generated/graphql.ts";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { usePages, useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge, LongName } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { dayInterval } from "../ui/format.ts";
import { LinkButton } from "../ui/LinkButton.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Page } from "../ui/Page.tsx";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { Failed, LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { useStep } from "../ui/useStep.tsx";
import {
  endPostDocument,
  leaveAllianceDocument,
  membershipsDocument,
  registeredAllianceDocument,
} from "./documents.ts";
import { MemberDialog } from "./MemberDialog.tsx";
import { PostDialog } from "./PostDialog.tsx";
import styles from "./RegisterPage.module.css";
import { posts as postWords, registerQueries } from "./words.ts";

/** 成员与责任: who answers for an alliance, who is in it, and who was. */
export function AllianceRegisterPage() {
  const { id = "" } = useParams();
  const query = useQueryDocument(registeredAllianceDocument, { id });
  return (
    <Page
      title={query.data?.registeredAlliance?.name ?? "成员与责任"}
      question="谁负责，谁在里面，从哪天到哪天"
      actions={
        <>
          <LinkButton to={`/n/${encodeURIComponent(id)}`}>联盟页面</LinkButton>
          <LinkButton to={`/membership?alliance=${encodeURIComponent(id)}`}>吸纳与退出</LinkButton>
          <LinkButton to="/register">名录</LinkButton>
        </>
      }
    >
      <Part query={query} loading={<LoadingRows />}>
        {({ registeredAlliance }) =>
          registeredAlliance ? (
            <>
              <Posts id={id} name={registeredAlliance.name} held={registeredAlliance.posts} />
              <Memberships id={id} name={registeredAlliance.name} />
            </>
          ) : (
            <Nothing>没有找到这个联盟，或它不在您负责的范围内。</Nothing>
          )
        }
      </Part>
    </Page>
  );
}

const alliancePosts: Post[] = ["chainLead", "stationedInstructor"];

function Posts({ id, name, held }: { id: string; name: string; held: readonly PostFieldsFragment[] }) {
  const [taking, setTaking] = useState<Post>();
  const current = (post: Post) => held.find((one) => one.current && one.post === post);
  const past = held.filter((one) => !one.current);
  return (
    <Section title="责任人" hint="交接时记录保留；姓名只有本联盟的人看得到。">
      <Rows label="责任人">
        {alliancePosts.map((post) => (
          <PostRow key={post} id={id} post={post} holder={current(post)} onTake={() => setTaking(post)} />
        ))}
      </Rows>
      {past.length > 0 && (
        <Rows label="曾任">
          {past.map((one) => (
            <Row
              key={one.id}
              title={one.name}
              facts={[`曾任${postWords[one.post]}`, one.title, dayInterval(one.since, one.until)]}
            />
          ))}
        </Rows>
      )}
      {taking && (
        <PostDialog
          placeId={id}
          placeName={name}
          post={taking}
          holder={current(taking)?.name}
          onClose={() => setTaking(undefined)}
        />
      )}
    </Section>
  );
}

interface PostRowProps {
  id: string;
  post: Post;
  holder: PostFieldsFragment | undefined;
  onTake: () => void;
}

function PostRow({ id, post, holder, onTake }: PostRowProps) {
  const { ask } = useStep();
  const end = () =>
    ask({
      title: `${holder?.name}不再担任${postWords[post]}？`,
      content: "从今天起没有人担任；任职记录保留。",
      word: "登记离任",
      work: () => send(endPostDocument, { input: { clientMutationId: newMutationId(), placeId: id, post } }),
      done: "已登记离任",
      changes: registerQueries,
    });
  return (
    <Row
      title={postWords[post]}
      facts={
        holder
          ? [holder.name, holder.title, holder.since && dayInterval(holder.since, holder.until)]
          : ["还没有登记"]
      }
      action={
        <>
          <Button onClick={onTake} aria-label={`${holder ? "交接" : "登记"}${postWords[post]}`}>
            {holder ? "交接" : "登记"}
          </Button>{" "}
          {holder && (
            <Button onClick={end} aria-label={`${postWords[post]}离任`}>
              离任
            </Button>
          )}
        </>
      }
    />
  );
}

type Membership = NonNullable<
  RegisteredMembershipsQuery["registeredAlliance"]
>["memberships"]["nodes"][number];

const none = { totalCount: 0, exampleCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };

function Memberships({ id, name }: { id: string; name: string }) {
  const [current, setCurrent] = useState(true);
  const [adding, setAdding] = useState(false);
  const pages = usePages(
    membershipsDocument,
    { id, current },
    (r) => r.registeredAlliance?.memberships ?? none,
  );
  const shown = pages.data?.pages.map((page) => page.registeredAlliance?.memberships ?? none);
  const rows = shown?.flatMap(({ nodes }) => nodes);
  return (
    <Section
      title={
        <>
          {current ? "成员和观察单位" : "曾经的成员和观察单位"} <Count of={shown?.[0]} unit="家" />
        </>
      }
      actions={
        <div className={styles.bar}>
          <Segmented
            aria-label="看哪些"
            value={current}
            onChange={setCurrent}
            options={[
              { value: true, label: "现在" },
              { value: false, label: "曾经" },
            ]}
          />
          <Button type="primary" onClick={() => setAdding(true)}>
            登记入盟
          </Button>
        </div>
      }
    >
      {!rows && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!rows && !pages.error && <LoadingRows />}
      {rows?.length === 0 && (
        <SectionNote>{current ? "还没有成员。点“登记入盟”添加。" : "没有退出的记录。"}</SectionNote>
      )}
      {rows && rows.length > 0 && (
        <Rows label={current ? "成员" : "曾经的成员"}>
          {rows.map((row) => (
            <Member
              key={`${row.id}-${row.observing}-${row.since}`}
              row={row}
              allianceId={id}
              allianceName={name}
              current={current}
            />
          ))}
        </Rows>
      )}
      <MoreRows pages={pages} />
      {adding && <MemberDialog allianceId={id} onClose={() => setAdding(false)} />}
    </Section>
  );
}

interface MemberProps {
  row: Membership;
  allianceId: string;
  allianceName: string;
  current: boolean;
}

function Member({ row, allianceId, allianceName, current }: MemberProps) {
  const { ask } = useStep();
  const { member, observing } = row;
  const leave = () =>
    ask({
      title: `${member.name}退出${allianceName}？`,
      content: "从今天起不再是成员；以前的记录保留，图谱按当时的日期仍能看到。",
      word: "登记退出",
      work: () =>
        send(leaveAllianceDocument, {
          input: { clientMutationId: newMutationId(), allianceId, memberId: row.id, observing },
        }),
      done: "已登记退出",
      changes: registerQueries,
    });
  return (
    <Row
      title={
        <Link to={`/n/${encodeURIComponent(member.id)}`}>
          <LongName name={member.name} max={30} />
        </Link>
      }
      tags={<ExampleBadge example={row.example} />}
      facts={[observing ? "观察单位" : "成员", dayInterval(row.since, row.until)]}
      action={
        current && (
          <Button onClick={leave} aria-label={`${member.name}退出`}>
            退出
          </Button>
        )
      }
    />
  );
}
