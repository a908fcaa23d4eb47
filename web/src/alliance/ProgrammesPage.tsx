import { Link } from "react-router";
import { graphql } from "../generated/gql.ts";
import type { ProgrammesQuery } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { SourceLink } from "../ui/bits.tsx";
import { quantity } from "../ui/format.ts";
import { Page } from "../ui/Page.tsx";
import { CutNote, LoadingRows, Nothing, Part } from "../ui/states.tsx";
import styles from "./ProgrammesPage.module.css";

const programmesDocument = graphql(`
  query Programmes {
    programmeCount
    programmes {
      id
      name
      place
      summary
      mechanisms {
        id
        name
      }
      figures {
        id
        label
        value
        unit
        note
        source {
          id
          title
          url
          licence
        }
      }
      alliances {
        id
        name
        shortName
      }
    }
  }
`);

type Programme = ProgrammesQuery["programmes"][number];
type Source = NonNullable<Programme["figures"][number]["source"]>;

/** 数据来源: the programmes the product was filled from, their published figures and where each was published. */
export function ProgrammesPage() {
  const programmes = useQueryDocument(programmesDocument, {});
  return (
    <Page
      title="数据来源"
      question="公开资料中的各地实践与数据，逐条注明出处；标有“示例”的内容为演示生成，不计入这些数据"
    >
      <Part query={programmes} loading={<LoadingRows rows={12} />}>
        {(data) =>
          data.programmes.length === 0 ? (
            <Nothing>还没有导入公开资料。</Nothing>
          ) : (
            <>
              <div className={styles.grid}>
                {data.programmes.map((programme) => (
                  <ProgrammeCard key={programme.id} programme={programme} />
                ))}
              </div>
              <CutNote shown={data.programmes.length} total={data.programmeCount} unit="项" things="实践" />
            </>
          )
        }
      </Part>
    </Page>
  );
}

function ProgrammeCard({ programme }: { programme: Programme }) {
  return (
    <article className={styles.card} aria-labelledby={`programme-${programme.id}`}>
      <h2 id={`programme-${programme.id}`} className={styles.name}>
        <Link to={`/n/${encodeURIComponent(programme.id)}`}>{programme.name}</Link>
      </h2>
      {programme.summary && <p className={styles.summary}>{programme.summary}</p>}
      {programme.mechanisms.length > 0 && (
        <p className={styles.mechanisms}>做法：{programme.mechanisms.map(({ name }) => name).join("、")}</p>
      )}
      {programme.figures.length > 0 && (
        <dl className={styles.figures}>
          {programme.figures.map((figure) => (
            <div key={figure.id} className={styles.figure}>
              <dt>
                {figure.label}
                {figure.note && <span className={styles.note}>（{figure.note}）</span>}
              </dt>
              <dd>{quantity(figure.value, figure.unit)}</dd>
            </div>
          ))}
        </dl>
      )}
      <footer className={styles.sources}>
        {sourcesOf(programme).map((source) => (
          <SourceLink key={source.id} source={source} />
        ))}
      </footer>
    </article>
  );
}

/** Each publication once, in the order of the figures. */
function sourcesOf(programme: Programme): Source[] {
  const sources = programme.figures.flatMap(({ source }) => (source ? [source] : []));
  return [...new Map(sources.map((source) => [source.id, source])).values()];
}
