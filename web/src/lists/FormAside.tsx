import { Link } from "react-router";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { unknown } from "../ui/format.ts";
import { Row, Rows, Section } from "../ui/Section.tsx";
import { useDebounced } from "../ui/useDebounced.ts";
import { demandView, type EntryView, offerView } from "./entry.ts";
import styles from "./FormAside.module.css";
import { similarDemandsDocument, similarOffersDocument } from "./formDocuments.ts";

interface FormAsideProps {
  side: "demands" | "offers";
  /** What has been typed so far. */
  text: string;
  /** Of the entry that is being edited. */
  entryId: string | undefined;
  /** There is room beside the form; otherwise only what is alike is worth some. */
  wide: boolean;
}

const advice = {
  demands: {
    tips: ["要什么、多少、给谁用", "最晚什么时候要，在哪里", "已经试过什么，卡在哪一步"],
    good: "20 名数控机床操作工的岗前培训：7 月底前上岗，两周内完成，可在周末上课；厂里有 4 台机床可用，缺教师。",
  },
  offers: {
    tips: ["能提供什么、多少、给谁", "什么时候可用，多远能到", "是否收费，需要对方准备什么"],
    good: "可容纳 80 人的培训教室，带投影和网络；周末 8:00 至 18:00 免费开放给联盟成员，请提前三天预约。",
  },
} as const;

/** Beside a form: what stands in the list already and is nearly the same, and what a text that matches well says. */
export function FormAside({ side, text, entryId, wide }: FormAsideProps) {
  const found = useSimilar(side, text, entryId);
  const { tips, good } = advice[side];
  return (
    <div className={wide ? styles.aside : styles.under} aria-live="polite">
      {found.length > 0 && <Similar side={side} found={found} />}
      {wide && (
        <Section title="写清这几点，推荐会更准">
          <ul className={styles.tips}>
            {tips.map((tip) => (
              <li key={tip}>{tip}</li>
            ))}
          </ul>
          <p className={styles.good}>例如：{good}</p>
        </Section>
      )}
    </div>
  );
}

function Similar({ side, found }: { side: FormAsideProps["side"]; found: EntryView[] }) {
  const what = side === "demands" ? "需求" : "资源";
  return (
    <Section
      title={`相近的${what} ${found.length} 条`}
      hint={`清单里可能已经有了。是同一件事时，请打开那一条，不必再录；不是时请继续。`}
    >
      <Rows label={`相近的${what}`}>
        {found.map((entry) => (
          <Row
            key={entry.id}
            title={
              <Link to={entry.path} target="_blank" rel="noreferrer">
                {entry.title}
              </Link>
            }
            tags={<ExampleBadge example={entry.example} />}
            facts={[entry.owner?.name, known(entry.amount), known(entry.window)]}
          />
        ))}
      </Rows>
    </Section>
  );
}

const known = (value: string): string | undefined => (value === unknown ? undefined : value);

/** Entries nearly the same as what has been typed, once typing rests. A convenience: its failure says nothing. */
function useSimilar(side: FormAsideProps["side"], text: string, exceptId: string | undefined): EntryView[] {
  const typed = useDebounced(text.trim().slice(0, 1000), 500);
  const enough = typed.length >= 6;
  const variables = { text: typed, exceptId };
  const demands = useQueryDocument(similarDemandsDocument, variables, {
    enabled: enough && side === "demands",
    keepPrevious: true,
  });
  const offers = useQueryDocument(similarOffersDocument, variables, {
    enabled: enough && side === "offers",
    keepPrevious: true,
  });
  if (!enough) return [];
  return side === "demands"
    ? (demands.data?.similarDemands ?? []).map(demandView)
    : (offers.data?.similarOffers ?? []).map(offerView);
}
