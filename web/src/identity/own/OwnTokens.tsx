import { useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input } from "antd";
import { useState } from "react";
import type { Permission } from "../../generated/graphql.ts";
import { send } from "../../graphql/client.ts";
import { newMutationId } from "../../graphql/mutationId.ts";
import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { instant } from "../../ui/format.ts";
import { OnceShown } from "../../ui/OnceShown.tsx";
import { Row, Rows, Section, SectionNote } from "../../ui/Section.tsx";
import { LoadingRows, Part } from "../../ui/states.tsx";
import { useStep } from "../../ui/useStep.tsx";
import { DaysField } from "../DaysField.tsx";
import { useMe } from "../session.tsx";
import { permissions } from "../words.ts";
import { apiTokensDocument, createApiTokenDocument, revokeApiTokenDocument } from "./documents.ts";

/** What a token may be given, as far as one has it oneself. */
const tokenScopes: Permission[] = [
  "read",
  "readMatches",
  "writeDemand",
  "writeOffer",
  "decideMatch",
  "readAudit",
];

/** Keys by which programs work in one's name, within narrower bounds. */
export function OwnTokens() {
  const tokens = useQueryDocument(apiTokensDocument, {});
  const [open, setOpen] = useState(false);
  const { ask } = useStep();
  const revoke = (id: string, name: string, clientMutationId = newMutationId()) =>
    ask({
      title: `撤销令牌“${name}”？`,
      content: "使用它的程序立即不能再访问，不能恢复。",
      word: "撤销令牌",
      done: "令牌已撤销",
      changes: ["ApiTokens"],
      work: () => send(revokeApiTokenDocument, { id, clientMutationId }),
    });
  return (
    <Section
      title="给程序用的令牌"
      hint="别的程序凭令牌以您的名义访问链盟，例如定时导出清单。不用程序就不需要它。"
      actions={<Button onClick={() => setOpen(true)}>新建令牌</Button>}
    >
      <Part query={tokens} loading={<LoadingRows rows={2} />}>
        {({ apiTokens }) =>
          apiTokens.length === 0 ? (
            <SectionNote>还没有令牌。</SectionNote>
          ) : (
            <Rows label="令牌">
              {apiTokens.map((token) => (
                <Row
                  key={token.id}
                  title={token.name}
                  facts={[
                    token.scopes.map((scope) => permissions[scope]).join("、"),
                    `开头 ${token.hint}`,
                    `${instant(token.expiresAt)} 到期`,
                    token.lastUsedAt ? `最近使用 ${instant(token.lastUsedAt)}` : "还没有用过",
                  ]}
                  action={
                    <Button
                      aria-label={`撤销令牌“${token.name}”`}
                      onClick={() => revoke(token.id, token.name)}
                    >
                      撤销
                    </Button>
                  }
                />
              ))}
            </Rows>
          )
        }
      </Part>
      <NewToken open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}

interface Values {
  name: string;
  scopes: Permission[];
  days: number;
}

function NewToken({ open, onClose }: { open: boolean; onClose: () => void }) {
  const cache = useQueryClient();
  const own = useMe().permissions;
  const choices = tokenScopes.filter((scope) => own.includes(scope));
  const create = async (values: Values, clientMutationId: string) => {
    const input = { clientMutationId, ...values };
    const { secret } = (await send(createApiTokenDocument, { input })).createApiToken;
    await cache.invalidateQueries({ queryKey: ["ApiTokens"] });
    return (
      <OnceShown label="令牌" value={secret} hint="把它放进程序的配置里，不要发给别人，也不要写进文档。" />
    );
  };
  return (
    <FormDialog<Values>
      open={open}
      onClose={onClose}
      title="新建令牌"
      word="新建令牌"
      initial={{ scopes: choices.filter((scope) => scope === "read"), days: 90 }}
      submit={create}
    >
      <Form.Item
        name="name"
        label="名称"
        extra="写明是哪个程序，例如“每日清单导出”"
        rules={[{ required: true, message: "请填写名称" }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="scopes"
        label="可以做什么"
        rules={[{ required: true, type: "array", min: 1, message: "请至少选一项" }]}
      >
        <Checkbox.Group options={choices.map((value) => ({ value, label: permissions[value] }))} />
      </Form.Item>
      <DaysField most={365} />
    </FormDialog>
  );
}
