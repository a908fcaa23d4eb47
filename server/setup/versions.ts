/**
 * What the set-up fetches. After a change here run `node --import tsx server/setup/pin.ts`, which fetches anew and
 * writes `artifacts.sha256`; review and commit both.
 */
export const neo4jVersion = "5.26.30";
/** The line of Graph Data Science made for Neo4j 5.26. */
export const gdsVersion = "2.13.9";
/** langchain4j's package of bge-small-zh-v1.5 (int8 ONNX, MIT): used for its two model files only. */
export const modelPackageVersion = "0.36.2";

/** Neo4j 5.26 and Graph Data Science are built for Java 17 and tested on 17 and 21. */
export const oldestJava = 17;
export const preferredJava: readonly number[] = [21, 17];
