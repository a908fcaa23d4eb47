import { Link } from "react-router";
import type { ProjectInFullFragment } from "../generated/graphql.ts";
import { ExampleBadge } from "../ui/bits.tsx";
import { dayOf, firstWords } from "../ui/format.ts";
import { Section } from "../ui/Section.tsx";
import styles from "./ProjectPage.module.css";
import { TeamName } from "./TeamName.tsx";

interface Entry {
  id: string;
  title?: string | null;
  text: string;
  example: boolean;
}

/** 由来: the needs and what answers them, the alliance, the team; each leading to its page. */
export function Origins({ project }: { project: ProjectInFullFragment }) {
  const { needs, providers, alliance, team, summary, createdAt } = project;
  return (
    <Section title="由来" hint="由哪一条对接立项，为谁做，谁来做。">
      {summary && <p className={styles.summary}>{summary}</p>}
      <dl className={styles.way}>
        <div>
          <dt>需求与对接</dt>
          {needs.length === 0 && <dd>不在您可见的范围内</dd>}
          {needs.map((need) => (
            <dd key={need.id}>
              <EntryLink entry={need} path="/demands/" />
              <Owner owner={need.raisedBy} />
            </dd>
          ))}
        </div>
        <div>
          <dt>提供的资源</dt>
          {providers.length === 0 && <dd>不在您可见的范围内</dd>}
          {providers.map((offer) => (
            <dd key={offer.id}>
              <EntryLink entry={offer} path="/offers/" />
              <Owner owner={offer.offeredBy} />
            </dd>
          ))}
        </div>
        <div>
          <dt>联盟</dt>
          <dd>
            {alliance ? (
              <Link to={`/n/${encodeURIComponent(alliance.id)}`}>{alliance.shortName ?? alliance.name}</Link>
            ) : (
              "不在您可见的范围内"
            )}
          </dd>
        </div>
        <div>
          <dt>服务队</dt>
          <dd>
            {team ? (
              <Link to={`/projects?view=teams#${encodeURIComponent(team.id)}`}>
                <TeamName team={team} />
              </Link>
            ) : (
              "未指定"
            )}
          </dd>
        </div>
        <div>
          <dt>立项时间</dt>
          <dd>{dayOf(createdAt)}</dd>
        </div>
      </dl>
    </Section>
  );
}

const EntryLink = ({ entry, path }: { entry: Entry; path: string }) => (
  <>
    <Link to={`${path}${encodeURIComponent(entry.id)}`}>{entry.title || firstWords(entry.text)}</Link>{" "}
    <ExampleBadge example={entry.example} />
  </>
);

function Owner({ owner }: { owner: { id: string; name: string } | null | undefined }) {
  if (!owner) return null;
  return (
    <div className={styles.quiet}>
      <Link to={`/n/${encodeURIComponent(owner.id)}`}>{owner.name}</Link>
    </div>
  );
}
