import { Button } from "antd";
import { useState } from "react";
import type { MatchState } from "../generated/graphql.ts";
import { useMay } from "../identity/session.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { projectPath } from "./ProjectCard.tsx";
import { StartProjectDialog } from "./ProjectDialog.tsx";

interface ProjectOfMatchProps {
  match: {
    demandId: string;
    offerId: string;
    state: MatchState;
    mayDecide: boolean;
    project?: { id: string; title: string } | null;
    other: { title: string; alliance: { id: string } | undefined };
  };
}

/** What a match led to, or the way to make a project of it once both sides agreed. */
export function ProjectOfMatch({ match }: ProjectOfMatchProps) {
  const mayRun = useMay("runProject");
  const [starting, setStarting] = useState(false);
  const { project, state, mayDecide, demandId, offerId, other } = match;
  if (project) return <LinkButton to={projectPath(project)}>打开服务项目</LinkButton>;
  if (state !== "agreed" || !mayDecide || !mayRun) return null;
  return (
    <>
      <Button type="primary" onClick={() => setStarting(true)}>
        立项
      </Button>
      {starting && (
        <StartProjectDialog
          pair={{ demandId, offerId }}
          title={other.title}
          allianceId={other.alliance?.id}
          onClose={() => setStarting(false)}
        />
      )}
    </>
  );
}
