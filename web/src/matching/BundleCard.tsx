import { Button } from "antd";
import { Link } from "react-router";
import { ExampleBadge, LongName } from "../ui/bits.tsx";
import { quantity, unknown } from "../ui/format.ts";
import { matchStates } from "../ui/words.ts";
import styles from "./BundleCard.module.css";
import type { BundlePartView, BundleView } from "./match.ts";
import { useContactAll } from "./useContactAll.ts";

/** 组合: several resources that together meet what no one of them does, and one click to talk to all of them. */
export function BundleCard({ bundle }: { bundle: BundleView }) {
  const { open, met, alone, unit, parts } = bundle;
  const waiting = parts.filter(({ state, mayDecide }) => state === "proposed" && mayDecide);
  const { busy, contactAll } = useContactAll(bundle.demandId);
  return (
    <section className={styles.card} aria-labelledby="bundle">
      <h3 id="bundle" className={styles.title}>
        {parts.length} 条资源合起来{met >= open ? "可以满足" : `可以满足 ${quantity(met, unit)}`}
      </h3>
      <p className={styles.sum}>
        还需要 {quantity(open, unit)}；写明余量的资源里，单独一条最多 {quantity(alone, unit)}
        {met < open && `；合起来还差 ${quantity(open - met, unit)}`}
      </p>
      <ul className={styles.parts}>
        {parts.map((part) => (
          <Part key={part.id} part={part} unit={unit} />
        ))}
      </ul>
      {waiting.length > 0 && (
        <div>
          <Button loading={busy} onClick={() => contactAll(waiting)}>
            {waiting.length === parts.length ? "一起发起对接" : `与其余 ${waiting.length} 条发起对接`}
          </Button>
        </div>
      )}
    </section>
  );
}

function Part({ part, unit }: { part: BundlePartView; unit: string | null | undefined }) {
  const { other, amount, state } = part;
  return (
    <li className={styles.part}>
      <span className={styles.what}>
        <Link to={other.path}>
          <LongName name={other.title} max={40} />
        </Link>{" "}
        <ExampleBadge example={other.example} />
        <span className={styles.who}>
          {other.owner?.name ?? unknown}
          {state !== "proposed" && `，${matchStates[state]}`}
        </span>
      </span>
      <span className={styles.amount}>{quantity(amount, unit)}</span>
    </li>
  );
}
