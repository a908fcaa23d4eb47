import { Table, Tabs } from "antd";
import type { ColumnsType } from "antd/es/table";
import { ExampleBadge, KindMark, LongName } from "../ui/bits.tsx";
import { dayInterval } from "../ui/format.ts";
import { kindLabel } from "../ui/kinds.ts";
import { edgeLabel, relationLine } from "../ui/relations.ts";
import { type GraphEdge, type GraphNode, type Knowledge, type Shown, shownPart } from "./knowledge.ts";
import styles from "./TableTwin.module.css";

interface TableTwinProps {
  known: Knowledge;
  shown: Shown;
  selectedId?: string;
  onSelect: (id: string) => void;
}

/** The drawing as two tables of the same nodes and relationships; choosing a row is choosing the node. */
export function TableTwin({ known, shown, selectedId, onSelect }: TableTwinProps) {
  const { nodes, edges } = shownPart(known, shown);
  const degrees = degreesOf(edges);
  return (
    <Tabs
      className={styles.twin}
      items={[
        {
          key: "nodes",
          label: `节点 ${nodes.length}`,
          children: (
            <Table
              size="small"
              rowKey="id"
              dataSource={nodes}
              columns={nodeColumns(degrees, onSelect)}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              rowClassName={(node) => (node.id === selectedId ? (styles.selected ?? "") : "")}
              scroll={{ x: "max-content" }}
            />
          ),
        },
        {
          key: "edges",
          label: `关系 ${edges.length}`,
          children: (
            <Table
              size="small"
              rowKey="id"
              dataSource={edges}
              columns={edgeColumns(known, onSelect)}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              scroll={{ x: "max-content" }}
            />
          ),
        },
      ]}
    />
  );
}

function nodeColumns(degrees: Map<string, number>, onSelect: (id: string) => void): ColumnsType<GraphNode> {
  return [
    {
      title: "名称",
      key: "name",
      sorter: (a, b) => a.name.localeCompare(b.name, "zh-CN"),
      render: (_, node) => (
        <span className={styles.cell}>
          <NameButton node={node} onSelect={onSelect} />
          <ExampleBadge example={node.example} />
        </span>
      ),
    },
    {
      title: "类型",
      key: "kind",
      sorter: (a, b) => kindLabel(a.kind, a.variant).localeCompare(kindLabel(b.kind, b.variant), "zh-CN"),
      render: (_, node) => <KindMark kind={node.kind} variant={node.variant} />,
    },
    {
      title: "图上关系",
      key: "degree",
      align: "right",
      sorter: (a, b) => (degrees.get(a.id) ?? 0) - (degrees.get(b.id) ?? 0),
      render: (_, node) => degrees.get(node.id) ?? 0,
    },
  ];
}

function edgeColumns(known: Knowledge, onSelect: (id: string) => void): ColumnsType<GraphEdge> {
  const end = (id: string) => {
    const node = known.nodes.get(id);
    return node ? <NameButton node={node} onSelect={onSelect} /> : null;
  };
  return [
    { title: "起点", key: "source", render: (_, edge) => end(edge.source) },
    {
      title: "关系",
      key: "type",
      sorter: (a, b) => a.type.localeCompare(b.type),
      render: (_, edge) => `${relationLine(edge.type)}${edge.label ? `（${edgeLabel(edge.label)}）` : ""}`,
    },
    { title: "终点", key: "target", render: (_, edge) => end(edge.target) },
    {
      title: "时间",
      key: "since",
      render: (_, edge) => (edge.since || edge.until ? dayInterval(edge.since, edge.until) : "—"),
    },
  ];
}

function NameButton({ node, onSelect }: { node: GraphNode; onSelect: (id: string) => void }) {
  return (
    <button type="button" className={styles.name} onClick={() => onSelect(node.id)}>
      <LongName name={node.name} max={26} />
    </button>
  );
}

function degreesOf(edges: readonly GraphEdge[]): Map<string, number> {
  const degrees = new Map<string, number>();
  for (const { source, target } of edges) {
    for (const id of [source, target]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  }
  return degrees;
}
