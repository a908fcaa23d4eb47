import { Button } from "antd";
import { useState } from "react";
import { send } from "../graphql/client.ts";
import { newMutationId } from "../graphql/mutationId.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { useMay } from "../identity/session.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { useStep } from "../ui/useStep.tsx";
import {
  endPostDocument,
  mayRegisterDocument,
  registeredEnterpriseDocument,
  registeredOrganizationDocument,
} from "./documents.ts";
import { EnterpriseDialog } from "./EnterpriseDialog.tsx";
import { OrganizationDialog } from "./OrganizationDialog.tsx";
import { PostDialog } from "./PostDialog.tsx";
import { registerQueries } from "./words.ts";

/** What whoever keeps the register can do with the thing of a page. */
export function RegisterActions({ id, name }: { id: string; name: string }) {
  const may = useMay("writeRegister");
  const { data } = useQueryDocument(mayRegisterDocument, { id }, { enabled: may });
  const node = data?.node;
  if (!node || !("mayRegister" in node) || !node.mayRegister) return null;
  if (node.__typename === "Alliance")
    return <LinkButton to={`/register/alliances/${encodeURIComponent(id)}`}>成员与责任</LinkButton>;
  return (
    <>
      {node.__typename === "Enterprise" ? (
        <EditFirm id={id} />
      ) : (
        <EditOrganization id={id} name={name} secretary={node.secretary?.name} />
      )}
      <LinkButton to={`/register/duplicates?a=${encodeURIComponent(id)}`}>与另一条合并</LinkButton>
    </>
  );
}

function EditFirm({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const { data } = useQueryDocument(registeredEnterpriseDocument, { id }, { enabled: open });
  const firm = data?.registeredEnterprise;
  return (
    <>
      <Button onClick={() => setOpen(true)} loading={open && !data}>
        修改
      </Button>
      {open && firm && <EnterpriseDialog key={firm.version} firm={firm} onClose={() => setOpen(false)} />}
    </>
  );
}

interface EditOrganizationProps {
  id: string;
  name: string;
  secretary: string | undefined;
}

function EditOrganization({ id, name, secretary }: EditOrganizationProps) {
  const [open, setOpen] = useState<"form" | "post">();
  const { ask } = useStep();
  const { data } = useQueryDocument(registeredOrganizationDocument, { id }, { enabled: open === "form" });
  const organization = data?.registeredOrganization;
  const end = () =>
    ask({
      title: `${secretary}不再担任书记？`,
      content: "从今天起没有人担任；任职记录保留。",
      word: "登记离任",
      work: () =>
        send(endPostDocument, {
          input: { clientMutationId: newMutationId(), placeId: id, post: "secretary" },
        }),
      done: "已登记离任",
      changes: registerQueries,
    });
  return (
    <>
      <Button onClick={() => setOpen("form")} loading={open === "form" && !data}>
        修改
      </Button>
      <Button onClick={() => setOpen("post")}>{secretary ? "书记交接" : "登记书记"}</Button>
      {secretary && <Button onClick={end}>书记离任</Button>}
      {open === "form" && organization && (
        <OrganizationDialog
          key={organization.version}
          organization={organization}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === "post" && (
        <PostDialog
          placeId={id}
          placeName={name}
          post="secretary"
          holder={secretary}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
