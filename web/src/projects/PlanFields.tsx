import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { MonthInput } from "../ui/MonthInput.tsx";
import styles from "./ProjectsPage.module.css";

/** Rows of 队员: name and unit. */
export function MemberFields() {
  return (
    <Form.Item label="队员">
      <Form.List name="members">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, at) => (
              <div key={key} className={styles.row}>
                <Form.Item name={[name, "name"]} className={styles.short}>
                  <Input aria-label={`第 ${at + 1} 名队员的姓名`} placeholder="姓名" maxLength={30} />
                </Form.Item>
                <Form.Item name={[name, "unit"]} className={styles.wide}>
                  <Input aria-label={`第 ${at + 1} 名队员的单位`} placeholder="单位，可留空" maxLength={60} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={`去掉第 ${at + 1} 名队员`}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            {fields.length < 100 && (
              <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
                加一名队员
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}

/** Rows of 月度计划: month and what happens in it. */
export function MonthFields() {
  return (
    <Form.Item label="月度计划" extra="开始实施前至少要有一个月的计划">
      <Form.List name="months">
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map(({ key, name }, at) => (
              <div key={key} className={styles.row}>
                <Form.Item
                  name={[name, "month"]}
                  className={styles.short}
                  rules={[{ required: true, message: "请选月份" }]}
                >
                  <MonthInput aria-label={`第 ${at + 1} 行的月份`} />
                </Form.Item>
                <Form.Item
                  name={[name, "text"]}
                  className={styles.wide}
                  rules={[{ required: true, whitespace: true, message: "请写当月安排" }]}
                >
                  <Input aria-label={`第 ${at + 1} 行的安排`} placeholder="当月做什么" maxLength={500} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={`去掉第 ${at + 1} 行`}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            {fields.length < 24 && (
              <Button icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
                加一个月
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}
