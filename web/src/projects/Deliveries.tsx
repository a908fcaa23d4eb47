import { Button } from "antd";
import { useState } from "react";
import { FilesButton } from "../files/FilesButton.tsx";
import type { ProjectInFullFragment } from "../generated/graphql.ts";
import { quantity } from "../ui/format.ts";
import { Row, Rows, Section, SectionNote } from "../ui/Section.tsx";
import { DeliveryDialog, RemoveDeliveryDialog } from "./DeliveryDialogs.tsx";

type Delivery = ProjectInFullFragment["deliveries"][number];
type Doing = { what: "add" } | { what: "edit" | "remove"; delivery: Delivery };

/** 交付记录: what was given when, with its files, and the forms to record, correct and remove. */
export function Deliveries({ project }: { project: ProjectInFullFragment }) {
  const [doing, setDoing] = useState<Doing>();
  const { deliveries, deliveryCount, mayDeliver, state } = project;
  const close = () => setDoing(undefined);
  return (
    <Section
      title="交付记录"
      hint={mayDeliver && "登记错了，可以更正或删除自己登记的记录，要写明原因。"}
      actions={mayDeliver && <Button onClick={() => setDoing({ what: "add" })}>登记交付</Button>}
    >
      {deliveries.length === 0 ? (
        <SectionNote>
          {state === "approved" ? "还没有开始实施，开始后在这里登记交付。" : "还没有交付记录。"}
        </SectionNote>
      ) : (
        <Rows label="交付记录">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} mayDeliver={mayDeliver} onDo={setDoing} />
          ))}
        </Rows>
      )}
      {deliveryCount > deliveries.length && (
        <SectionNote>
          先显示最近 {deliveries.length} 次，共 {deliveryCount} 次。
        </SectionNote>
      )}
      {doing?.what === "add" && <DeliveryDialog project={project} onClose={close} />}
      {doing?.what === "edit" && (
        <DeliveryDialog project={project} delivery={doing.delivery} onClose={close} />
      )}
      {doing?.what === "remove" && (
        <RemoveDeliveryDialog project={project} delivery={doing.delivery} onClose={close} />
      )}
    </Section>
  );
}

interface DeliveryRowProps {
  delivery: Delivery;
  mayDeliver: boolean;
  onDo: (doing: Doing) => void;
}

function DeliveryRow({ delivery, mayDeliver, onDo }: DeliveryRowProps) {
  const { id, on, text, quantity: amount, unit, byName, mine, attachmentCount, mayAttach } = delivery;
  return (
    <Row
      title={text}
      facts={[on, amount != null && quantity(amount, unit), byName && `${byName}登记`]}
      below={
        <>
          <FilesButton id={id} name={`交付：${text}`} count={attachmentCount} mayAttach={mayAttach} />
          {mine && mayDeliver && (
            <>
              <Button
                size="small"
                aria-label={`更正：${text}`}
                onClick={() => onDo({ what: "edit", delivery })}
              >
                更正
              </Button>
              <Button
                size="small"
                aria-label={`删除：${text}`}
                onClick={() => onDo({ what: "remove", delivery })}
              >
                删除
              </Button>
            </>
          )}
        </>
      }
    />
  );
}
