import { Button } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { send } from "../../graphql/client.ts";
import { newMutationId } from "../../graphql/mutationId.ts";
import { useQueryDocument } from "../../graphql/useQueryDocument.ts";
import { instant } from "../../ui/format.ts";
import { Row, Rows, Section, SectionNote } from "../../ui/Section.tsx";
import { LoadingRows, Part } from "../../ui/states.tsx";
import { useStep } from "../../ui/useStep.tsx";
import { revokeShareLinkDocument, shareLinksDocument } from "./documents.ts";
import { NewShareLink, pageName } from "./NewShareLink.tsx";

/** Links by which somebody without an account looks at a page. `?share=/path` in the address begins a new one. */
export function OwnShareLinks() {
  const links = useQueryDocument(shareLinksDocument, {});
  const [params, setParams] = useSearchParams();
  const wished = params.get("share");
  const [open, setOpen] = useState(wished !== null);
  const { ask } = useStep();
  const close = () => {
    setOpen(false);
    if (wished !== null) setParams({}, { replace: true });
  };
  const revoke = (id: string, name: string, clientMutationId = newMutationId()) =>
    ask({
      title: `撤销给“${name}”的分享链接？`,
      content: "用它打开的访客立即不能再看，链接不能恢复。",
      word: "撤销链接",
      done: "链接已撤销",
      changes: ["ShareLinks"],
      work: () => send(revokeShareLinkDocument, { id, clientMutationId }),
    });
  return (
    <Section
      title="分享链接"
      hint="没有账号的人凭链接只读查看一页和您选定的范围；看到的不会比您多。"
      actions={<Button onClick={() => setOpen(true)}>新建链接</Button>}
    >
      <Part query={links} loading={<LoadingRows rows={2} />}>
        {({ shareLinks }) =>
          shareLinks.length === 0 ? (
            <SectionNote>没有有效的分享链接。</SectionNote>
          ) : (
            <Rows label="分享链接">
              {shareLinks.map((link) => (
                <Row
                  key={link.id}
                  title={link.name}
                  facts={[
                    <Link key="page" to={link.path}>
                      {pageName(link.path)}
                    </Link>,
                    link.places.length === 0
                      ? "只看公开内容"
                      : `可看内部内容：${link.places.map(({ name }) => name).join("、")}`,
                    `${instant(link.expiresAt)} 到期`,
                    `打开过 ${link.openedCount} 次`,
                  ]}
                  action={
                    <Button
                      aria-label={`撤销给“${link.name}”的分享链接`}
                      onClick={() => revoke(link.id, link.name)}
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
      <NewShareLink open={open} onClose={close} path={wished} />
    </Section>
  );
}
