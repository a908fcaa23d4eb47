import { Segmented } from "antd";
import type { CoveragePlaceKind } from "../generated/graphql.ts";
import { usePages } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { MoreRows } from "../ui/MoreRows.tsx";
import { Section, SectionNote } from "../ui/Section.tsx";
import { Failed, LoadingRows } from "../ui/states.tsx";
import { useAddress } from "../ui/useAddress.ts";
import styles from "./CoveragePage.module.css";
import { coveragePlacesDocument } from "./documents.ts";
import { placeKinds, rate } from "./words.ts";

interface PlacesProps {
  chosen: string | null;
  onChoose: (id: string, name: string) => void;
}

/** Alliances, chains or parks, each with its rate; choosing one shows its firms. */
export function Places({ chosen, onChoose }: PlacesProps) {
  const [params, put] = useAddress();
  const asked = params.get("kind");
  const kind: CoveragePlaceKind = asked === "chain" || asked === "park" ? asked : "alliance";
  const pages = usePages(coveragePlacesDocument, { kind }, (answer) => answer.coveragePlaces);
  const places = pages.data?.pages.flatMap((page) => page.coveragePlaces.nodes);
  return (
    <Section title="按范围看">
      <Segmented
        aria-label="哪一类范围"
        block
        value={kind}
        onChange={(key) => put({ kind: key === "alliance" ? "" : key })}
        options={Object.entries(placeKinds).map(([value, label]) => ({ value, label }))}
      />
      {!places && pages.error && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {!places && !pages.error && <LoadingRows rows={4} />}
      {places?.length === 0 && <SectionNote>还没有{placeKinds[kind]}。</SectionNote>}
      <ul className={styles.places} aria-label={`${placeKinds[kind]}的覆盖情况`}>
        {places?.map(({ id, name, figures, example }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.place}
              aria-pressed={id === chosen}
              onClick={() => onChoose(id, name)}
            >
              <span className={styles.placeName}>
                {name} <ExampleBadge example={example} />
              </span>
              <span className={styles.placeRate}>
                {figures.firms === 0 ? "没有企业" : `${rate(figures)}%`}
              </span>
              <span className={styles.bar} aria-hidden>
                <span style={{ width: `${rate(figures) ?? 0}%` }} />
              </span>
              {figures.firms > 0 && (
                <span className={styles.placeFacts}>
                  已覆盖 {figures.covered} / {figures.firms} 家
                  {figures.due > 0 && `，应建未建 ${figures.due} 家`}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <MoreRows pages={pages} />
    </Section>
  );
}
