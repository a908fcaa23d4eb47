import { Button, Tag } from "antd";
import type { InvitationsQuery } from "../../generated/graphql.ts";
import { send } from "../../graphql/client.ts";
import { newMutationId } from "../../graphql/mutationId.ts";
import { instant } from "../../ui/format.ts";
import { Row, Rows } from "../../ui/Section.tsx";
import { LoadingRows, Nothing, Part } from "../../ui/states.tsx";
import { useStep } from "../../ui/useStep.tsx";
import { grantWords } from "../words.ts";
import { withdrawInvitationDocument } from "./documents.ts";

interface InvitationListProps {
  query: { data: InvitationsQuery | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
}

/** Links that were given out and not used yet: invitations, and resets of a password. */
export function InvitationList({ query }: InvitationListProps) {
  const { ask } = useStep();
  const withdraw = (
    { id, name, kind }: InvitationsQuery["invitations"][number],
    clientMutationId = newMutationId(),
  ) =>
    ask({
      title: kind === "reset" ? `撤回给“${name}”的重置链接？` : `撤回给“${name}”的邀请？`,
      content: "链接立即失效。需要时可以重新生成。",
      word: "撤回",
      done: "已撤回",
      changes: ["Invitations"],
      work: () => send(withdrawInvitationDocument, { id, clientMutationId }),
    });
  return (
    <Part query={query} loading={<LoadingRows rows={4} />}>
      {({ invitations }) =>
        invitations.length === 0 ? (
          <Nothing>没有还未使用的链接。邀请或重置密码后，链接用掉之前列在这里。</Nothing>
        ) : (
          <Rows label="未用的链接">
            {invitations.map((invitation) => (
              <Row
                key={invitation.id}
                title={invitation.name}
                tags={<Tag>{invitation.kind === "reset" ? "重置密码" : "邀请"}</Tag>}
                facts={[
                  ...invitation.grants.map(grantWords),
                  invitation.email,
                  `${instant(invitation.expiresAt)} 到期`,
                  invitation.invitedBy && `由${invitation.invitedBy}发出`,
                ]}
                action={
                  <Button
                    aria-label={`撤回给“${invitation.name}”的链接`}
                    onClick={() => withdraw(invitation)}
                  >
                    撤回
                  </Button>
                }
              />
            ))}
          </Rows>
        )
      }
    </Part>
  );
}
