import { Button, Tag } from "antd";
import { type DragEvent, useState } from "react";
import { Link } from "react-router";
import type { ItemCardFragment } from "../generated/graphql.ts";
import { ExampleBadge, LongName } from "../ui/bits.tsx";
import { Count } from "../ui/Count.tsx";
import { firstWords } from "../ui/format.ts";
import styles from "./ConsolidationPage.module.css";

const carried = "application/x-need";

interface ItemCardProps {
  item: ItemCardFragment;
  mayChange: boolean;
  onOpen: () => void;
  /** A need of another item was dropped here. */
  onDropNeed: (needId: string, fromItemId: string) => void;
}

/** One demand item: its name, how many needs stand behind it, and the first of them. Needs can be dragged between cards. */
export function ItemCard({ item, mayChange, onOpen, onDropNeed }: ItemCardProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [needId, fromItemId] = event.dataTransfer.getData(carried).split("\n");
    if (needId && fromItemId && fromItemId !== item.id) onDropNeed(needId, fromItemId);
  };
  const hover = (event: DragEvent) => {
    if (!mayChange || !event.dataTransfer.types.includes(carried)) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <article
      className={over ? styles.cardOver : styles.card}
      aria-label={item.title}
      onDragOver={hover}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h3 className={styles.name}>
        <LongName name={item.title} max={50} />{" "}
        {item.pinnedCount > 0 && <Tag className={styles.tag}>人工调整</Tag>}
      </h3>
      <ul className={styles.needs}>
        {item.firstNeeds.map((need) => (
          <li
            key={need.id}
            className={mayChange ? styles.draggable : undefined}
            draggable={mayChange}
            onDragStart={(event) => event.dataTransfer.setData(carried, `${need.id}\n${item.id}`)}
          >
            <Link to={`/demands/${encodeURIComponent(need.id)}`} draggable={false}>
              <LongName name={need.title || firstWords(need.text)} max={45} />
            </Link>{" "}
            <ExampleBadge example={need.example} />
          </li>
        ))}
      </ul>
      <Button className={styles.open} onClick={onOpen}>
        <Count of={{ totalCount: item.count, exampleCount: item.exampleCount }} unit="条需求" />
        <span aria-hidden>·</span>
        {mayChange ? "查看和调整" : "查看"}
      </Button>
    </article>
  );
}
