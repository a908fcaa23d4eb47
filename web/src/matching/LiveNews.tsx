import { Alert, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { NewEntriesSubscription } from "../generated/graphql.ts";
import { useEvents } from "../graphql/useEvents.ts";
import { useMay } from "../identity/session.tsx";
import { firstWords } from "../ui/format.ts";
import { useRefresh } from "../ui/useRefresh.ts";
import { newEntriesDocument } from "./documents.ts";
import styles from "./LiveNews.module.css";

type News = NewEntriesSubscription["newEntries"];
type Entry = News["newest"][number];

const shownAtOnce = 3;
const lists = ["Demands", "Offers", "ListCounts"];

/**
 * What was published while the lists are looked at, with how many answers it has. The lists themselves stay as they are
 * until somebody asks for them: rows do not move under a hand.
 */
export function LiveNews() {
  const enabled = useMay("readMatches");
  const [news, setNews] = useState<News>();
  const refresh = useRefresh(lists);
  useEvents(
    newEntriesDocument,
    {},
    {
      enabled,
      onEvent: ({ newEntries }) => setNews((before) => together(before, newEntries)),
      onGap: () => void refresh(),
    },
  );
  const update = () => {
    setNews(undefined);
    void refresh();
  };
  // The place that is read out stands before there is anything to read.
  return (
    <div role="status" className={news && styles.news}>
      {news && (
        <Alert
          type="info"
          title={`刚刚发布：${countsOf(news)}`}
          action={
            <Button size="small" onClick={update}>
              更新清单
            </Button>
          }
          description={
            <ul className={styles.list}>
              {news.newest.map((entry) => (
                <NewEntry key={entry.demand?.id ?? entry.offer?.id} entry={entry} />
              ))}
            </ul>
          }
        />
      )}
    </div>
  );
}

function NewEntry({ entry: { demand, offer, matches } }: { entry: Entry }) {
  const it = demand ?? offer;
  if (!it) return null;
  const good = matches.results.filter(({ weak }) => !weak).length;
  const path = `/${demand ? "demands" : "offers"}/${encodeURIComponent(it.id)}`;
  const what = demand ? "资源" : "需求";
  return (
    <li>
      <span className={styles.kind}>{demand ? "需求" : "资源"}</span>
      <Link to={path} className={styles.title}>
        {it.title || firstWords(it.text)}
      </Link>
      <span className={styles.matches}>
        {good > 0
          ? `有${good === shownAtOnce ? "不少于" : ""} ${good} 条合适的${what}`
          : `还没有合适的${what}`}
      </span>
    </li>
  );
}

const together = (before: News | undefined, now: News): News => ({
  demands: (before?.demands ?? 0) + now.demands,
  offers: (before?.offers ?? 0) + now.offers,
  newest: [...now.newest, ...(before?.newest ?? [])].slice(0, shownAtOnce),
});

const countsOf = ({ demands, offers }: News): string =>
  [demands > 0 && `${demands} 条需求`, offers > 0 && `${offers} 条资源或服务项目`].filter(Boolean).join("，");
