import { Button, Tag } from "antd";
import type { SessionsQuery } from "../../generated/graphql.ts";
import { send } from "../../graphql/client.ts";
import { newMutationId } from "../../graphql/mutationId.ts";
import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { instant } from "../../ui/format.ts";
import { Row, Rows, Section } from "../../ui/Section.tsx";
import { LoadingRows, Part } from "../../ui/states.tsx";
import { useStep } from "../../ui/useStep.tsx";
import { useAskAgain } from "../session.tsx";
import { deviceOf } from "./device.ts";
import { endSessionDocument, sessionsDocument, signOutEverywhereDocument } from "./documents.ts";

type Session = SessionsQuery["sessions"][number];

/** Where one is signed in, this place marked; one of them or all can be ended. */
export function OwnSessions() {
  const sessions = useQueryDocument(sessionsDocument, {});
  const askAgain = useAskAgain();
  const { ask } = useStep();
  const everywhere = () =>
    ask({
      title: "在所有地方退出登录？",
      content: "包括这个浏览器。之后需要重新登录。",
      word: "全部退出",
      work: async () => {
        await send(signOutEverywhereDocument, {});
        await askAgain();
      },
    });
  return (
    <Section
      title="登录的地方"
      hint="有不认识的，请结束它并修改密码。"
      actions={<Button onClick={everywhere}>全部退出</Button>}
    >
      <Part query={sessions} loading={<LoadingRows rows={3} />}>
        {(found) => (
          <Rows label="登录的地方">
            {found.sessions.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Rows>
        )}
      </Part>
    </Section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const { ask } = useStep();
  const device = deviceOf(session.userAgent);
  const end = (clientMutationId = newMutationId()) =>
    ask({
      title: `结束“${device}”的登录？`,
      content: `地址 ${session.address ?? "未知"}，登录于 ${instant(session.createdAt)}。`,
      word: "结束登录",
      done: "已结束",
      changes: ["Sessions"],
      work: () => send(endSessionDocument, { id: session.id, clientMutationId }),
    });
  return (
    <Row
      title={device}
      tags={session.current && <Tag>正在使用</Tag>}
      facts={[
        session.address && `地址 ${session.address}`,
        `登录于 ${instant(session.createdAt)}`,
        !session.current && `最近使用 ${instant(session.lastSeenAt)}`,
        `最迟 ${instant(session.endsAt)} 退出`,
      ]}
      action={
        !session.current && (
          <Button aria-label={`结束“${device}”的登录`} onClick={() => end()}>
            结束
          </Button>
        )
      }
    />
  );
}
