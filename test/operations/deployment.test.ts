import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { readConfig } from "../../server/config.ts";
import { checkout } from "../support/machine.ts";

const read = (file: string): string => readFileSync(join(checkout, file), "utf8");
const known = new Set(
  read("server/config.ts").match(/\b(NEO4J|LIANMENG|LOG)_[A-Z0-9_]+|\b(PORT|HOST|NODE_ENV)\b/g),
);

interface EnvEntry {
  name: string;
  value?: string;
}
interface Volume {
  name: string;
  emptyDir?: { sizeLimit: string };
  persistentVolumeClaim?: { claimName: string };
}
interface Pod {
  securityContext: Record<string, unknown>;
  automountServiceAccountToken: boolean;
  containers: Container[];
  volumes: Volume[];
}
interface Container {
  command?: string[];
  env: EnvEntry[];
  securityContext?: Record<string, unknown>;
  volumeMounts?: { name: string; mountPath: string }[];
  startupProbe?: { httpGet: { path: string } };
  readinessProbe?: { httpGet: { path: string } };
  livenessProbe?: { httpGet: { path: string } };
}

describe("examples for containers", () => {
  const documents = parseAllDocuments(read("docs/kubernetes.yaml")).map((document) => document.toJS());
  const [deployment] = documents.filter(({ kind }) => kind === "Deployment");
  const [job] = documents.filter(({ kind }) => kind === "CronJob");
  const pods: Pod[] = [deployment.spec.template.spec, job.spec.jobTemplate.spec.template.spec];
  const [server] = deployment.spec.template.spec.containers as [Container];
  const [backup] = job.spec.jobTemplate.spec.template.spec.containers as [Container];

  it("Kubernetes: set variables that the server reads, with values it accepts", () => {
    for (const { env } of [server, backup]) {
      for (const { name } of env) expect(known).toContain(name);
      const given = { "neo4j-password": "p", "field-key": "0".repeat(64), "metrics-token": "0".repeat(64) };
      const secrets = {
        NEO4J_PASSWORD: given["neo4j-password"],
        LIANMENG_FIELD_KEY: given["field-key"],
        LIANMENG_METRICS_TOKEN: given["metrics-token"],
      };
      const values = Object.fromEntries(
        env.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value]),
      );
      expect(readConfig({ ...values, ...secrets }).neo4j?.uri).toBe("neo4j://neo4j.default.svc:7687");
    }
  });

  it("Kubernetes: probe the paths that the server has, and select its own pods", () => {
    const app = read("server/app.ts");
    const probes = [server.startupProbe, server.readinessProbe, server.livenessProbe];
    for (const probe of probes) expect(app).toContain(`"${probe?.httpGet.path}"`);
    for (const { kind, spec } of documents)
      if (kind === "Service") expect(spec.selector).toEqual(deployment.spec.template.metadata.labels);
  });

  it("Kubernetes: run as nobody of importance, with nothing to write to but what they need", () => {
    for (const { securityContext, automountServiceAccountToken, containers, volumes } of pods) {
      expect(securityContext).toMatchObject({
        ...{ runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
        seccompProfile: { type: "RuntimeDefault" },
      });
      expect(automountServiceAccountToken).toBe(false);
      for (const { securityContext: own, volumeMounts = [] } of containers) {
        expect(own).toEqual({
          ...{ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
          capabilities: { drop: ["ALL"] },
        });
        // Compiled sources, for one: the loader keeps them in the system's folder for such things.
        expect(volumeMounts.map(({ mountPath }) => mountPath)).toContain("/tmp");
        for (const { name } of volumeMounts) expect(volumes.map((volume) => volume.name)).toContain(name);
      }
      for (const { emptyDir } of volumes) if (emptyDir) expect(emptyDir.sizeLimit).toMatch(/^\d+Mi$/);
    }
    // With these two the data folder stays empty: it would hold a database and a key of the program's own.
    for (const name of ["NEO4J_URI", "LIANMENG_FIELD_KEY"])
      expect(server.env.map((entry) => entry.name)).toContain(name);
  });

  it("let the backup write where it is told to", () => {
    const pod = job.spec.jobTemplate.spec.template.spec;
    const target = /--to (\/\w+)\//.exec((backup.command ?? []).join(" "))?.[1];
    expect(backup.volumeMounts?.map(({ mountPath }) => mountPath)).toContain(target);
    const claims = documents.filter(({ kind }) => kind === "PersistentVolumeClaim");
    expect(claims.map(({ metadata }) => metadata.name)).toEqual(
      pod.volumes.flatMap((volume: Volume) => volume.persistentVolumeClaim?.claimName ?? []),
    );
    const mounts = parse(read("compose.yaml")).services.server.volumes as string[];
    const folders = mounts.map((mount) => mount.split(":")[1]).join(" ");
    // Made for the user the program runs as, before it becomes that user.
    expect(read("Dockerfile")).toContain(`mkdir ${folders} && chown node:node ${folders}\nUSER node`);
  });

  it("keep what people attach in one folder that servers and the backup share", () => {
    for (const { env, volumeMounts = [] } of [server, backup]) {
      const folder = env.find(({ name }) => name === "LIANMENG_FILES")?.value;
      expect(volumeMounts).toContainEqual({ name: "files", mountPath: folder });
    }
    const { server: service } = parse(read("compose.yaml")).services;
    expect(service.volumes).toContain(`files:${service.environment.LIANMENG_FILES}`);
    const [claim] = documents.filter(({ metadata }) => metadata.name === "lianmeng-files");
    expect(claim.spec.accessModes).toEqual(["ReadWriteMany"]);
  });

  it("run commands that exist", () => {
    const texts = [read("Dockerfile"), ...(backup.command ?? [])].join("\n");
    const scripts = [...texts.matchAll(/server\/[\w/]+\.ts/g)].map(([path]) => path);
    expect(scripts.length).toBeGreaterThanOrEqual(3);
    for (const script of scripts) expect(read(script)).not.toBe("");
  });

  it("compose: build the image of this folder and give what runs time to end", () => {
    const { server: service } = parse(read("compose.yaml")).services;
    expect(service.build).toBe(".");
    expect(Number.parseInt(service.stop_grace_period, 10)).toBeGreaterThan(12);
    for (const name of Object.keys(service.environment)) expect(known).toContain(name);
  });
});
