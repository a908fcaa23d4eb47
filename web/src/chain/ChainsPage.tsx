import { Link } from "react-router";
import { graphql } from "../generated/gql.ts";
import type { ChainsQuery, Stage } from "../generated/graphql.ts";
import { useQueryDocument } from "../graphql/useQueryDocument.ts";
import { Count } from "../ui/Count.tsx";
import { KindShape } from "../ui/KindShape.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Page } from "../ui/Page.tsx";
import { CutNote, LoadingRows, Nothing, Part } from "../ui/states.tsx";
import { stages } from "../ui/words.ts";
import styles from "./ChainsPage.module.css";

const chainsDocument = graphql(`
  query Chains {
    chainCount
    chains {
      id
      name
      alliances {
        id
        name
        shortName
      }
      positions {
        id
        name
        stage
        order
        enterprises(first: 1) {
          totalCount
          exampleCount
        }
      }
    }
  }
`);

type Chain = ChainsQuery["chains"][number];

/** 产业链: the positions of each chain by stage, with how many firms stand at each. */
export function ChainsPage() {
  const chains = useQueryDocument(chainsDocument, {});
  return (
    <Page
      title="产业链"
      question="每条链有哪些环节，各有多少企业"
      actions={
        <>
          <LinkButton to="/gaps">缺链分析</LinkButton>
          <LinkButton to="/register">企业和党组织名录</LinkButton>
        </>
      }
    >
      <Part query={chains} loading={<LoadingRows rows={12} />}>
        {(data) =>
          data.chains.length === 0 ? (
            <Nothing>还没有产业链。导入产业链与链位后，这里按上中下游列出。</Nothing>
          ) : (
            <>
              {data.chains.map((chain) => (
                <ChainSection key={chain.id} chain={chain} />
              ))}
              <CutNote shown={data.chains.length} total={data.chainCount} unit="条" things="产业链" />
            </>
          )
        }
      </Part>
    </Page>
  );
}

function ChainSection({ chain }: { chain: Chain }) {
  return (
    <section className={styles.chain} aria-labelledby={`chain-${chain.id}`}>
      <header className={styles.header}>
        <h2 id={`chain-${chain.id}`} className={styles.name}>
          <KindShape kind="IndustryChain" size={18} />
          <Link to={`/n/${encodeURIComponent(chain.id)}`}>{chain.name}</Link>
        </h2>
        {chain.alliances.map((alliance) => (
          <Link key={alliance.id} className={styles.alliance} to={`/n/${encodeURIComponent(alliance.id)}`}>
            <KindShape kind="Alliance" size={12} />
            {alliance.shortName ?? alliance.name}
          </Link>
        ))}
      </header>
      <div className={styles.stages}>
        {(Object.keys(stages) as Stage[]).map((stage) => (
          <StageColumn
            key={stage}
            stage={stage}
            positions={chain.positions.filter((p) => p.stage === stage)}
          />
        ))}
      </div>
    </section>
  );
}

function StageColumn({ stage, positions }: { stage: Stage; positions: Chain["positions"] }) {
  const sorted = [...positions].sort((a, b) => a.order - b.order);
  return (
    <div className={styles.stage}>
      <h3 className={styles.stageName}>{stages[stage]}</h3>
      {sorted.length === 0 && <p className={styles.none}>暂无链位</p>}
      <ul className={styles.positions}>
        {sorted.map((position) => (
          <li key={position.id}>
            <Link className={styles.position} to={`/n/${encodeURIComponent(position.id)}`}>
              <span>{position.name}</span>
              {position.enterprises.totalCount > 0 ? (
                <span className={styles.count}>
                  <Count of={position.enterprises} unit="家" />
                </span>
              ) : (
                <span className={styles.none}>暂无企业</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
