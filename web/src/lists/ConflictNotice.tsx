import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import { beneficiaries, offerKinds, urgencies, visibilities } from "../ui/words.ts";
import styles from "./EntryForm.module.css";
import type { Conflict } from "./useSave.ts";

const fieldWords: Record<string, string> = {
  text: "内容",
  title: "标题",
  category: "类别",
  unit: "单位",
  owner: "所属单位",
  alliance: "联盟",
  products: "产品",
  trade: "买或卖",
  place: "地点",
  visibility: "谁能看到",
  quantity: "数量",
  neededFrom: "最早",
  neededBy: "最晚",
  urgency: "紧急程度",
  beneficiary: "受益对象",
  kind: "种类",
  capacity: "数量",
  availableFrom: "开始",
  availableUntil: "结束",
  serviceRadiusKm: "服务半径",
};

const trades = { buys: "买进", sells: "卖出" };
const valueWords: Record<string, string> = {
  ...urgencies,
  ...beneficiaries,
  ...offerKinds,
  ...visibilities,
  ...trades,
};

interface ConflictNoticeProps<V> {
  conflict: Conflict<V>;
  onMine: () => void;
  onTheirs: () => void;
}

/** Somebody else saved meanwhile: both versions side by side, and the choice. */
export function ConflictNotice<V extends object>({ conflict, onMine, onTheirs }: ConflictNoticeProps<V>) {
  const mine = conflict.mine as Record<string, unknown>;
  const theirs = conflict.theirs as Record<string, unknown>;
  const differing = Object.keys(fieldWords).filter((key) => shown(mine[key]) !== shown(theirs[key]));
  const box = useRef<HTMLDivElement>(null);
  // The button that led here stands at the other end of a long form.
  useEffect(() => {
    box.current?.scrollIntoView({ block: "center" });
    box.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={box} tabIndex={-1} className={styles.conflict}>
      <Alert
        type="warning"
        title="保存前，这一条已被他人修改"
        description={
          <>
            <table className={styles.both}>
              <thead>
                <tr>
                  <th scope="col">项目</th>
                  <th scope="col">您的填写</th>
                  <th scope="col">现有内容</th>
                </tr>
              </thead>
              <tbody>
                {differing.map((key) => (
                  <tr key={key}>
                    <th scope="row">{fieldWords[key]}</th>
                    <td>{shown(mine[key])}</td>
                    <td>{shown(theirs[key])}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <div className={styles.buttons}>
              <Button onClick={onMine}>以我的为准</Button>
              <Button onClick={onTheirs}>采用现有内容</Button>
            </div>
          </>
        }
      />
    </div>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  if (Array.isArray(value)) return value.map(shown).join("、") || "—";
  if (typeof value === "object" && "label" in value) return String(value.label);
  return valueWords[String(value)] ?? String(value);
}
