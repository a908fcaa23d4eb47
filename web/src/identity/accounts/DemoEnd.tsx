import { App, Button, Checkbox, Form } from "antd";
import { useState } from "react";
import { send } from "../../graphql/client.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { Section } from "../../ui/Section.tsx";
import { useMe, useTakeMe } from "../session.tsx";
import { endDemoDocument } from "./documents.ts";

/** The switch that ends the demo mode, for ever. Nothing where it is over. */
export function DemoEnd() {
  const { demo } = useMe();
  const [open, setOpen] = useState(false);
  const takeMe = useTakeMe();
  const { message } = App.useApp();
  if (!demo.on) return null;
  const end = async () => {
    const { me } = (await send(endDemoDocument, {})).endDemo;
    message.success("示例模式已结束");
    takeMe(me);
    return undefined;
  };
  return (
    <Section
      title="示例模式"
      hint="现在任何能打开这个地址的人，不用登录就能浏览公开内容，并进入任一示例角色。录入第一条真实数据时会自动结束，也可以现在结束。"
      actions={
        <Button danger onClick={() => setOpen(true)}>
          结束示例模式
        </Button>
      }
    >
      <FormDialog<{ sure: boolean }>
        open={open}
        onClose={() => setOpen(false)}
        title="结束示例模式？"
        word="永久结束示例模式"
        lead="结束后，所有人都要用自己的账号登录，正在使用示例角色的人立即退出。示例企业和清单不会删除。"
        submit={end}
      >
        <Form.Item
          name="sure"
          valuePropName="checked"
          rules={[
            { validator: (_, sure) => (sure ? Promise.resolve() : Promise.reject(new Error("请先勾选"))) },
          ]}
        >
          <Checkbox>我明白：结束以后不能再打开</Checkbox>
        </Form.Item>
      </FormDialog>
    </Section>
  );
}
