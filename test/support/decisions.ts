import type { Graph } from "../../server/graph/connection.ts";
import { ask } from "./graph.ts";

/**
 * Puts decisions about up to 36 × 12 pairs into the graph, as made by the account `by`: by people to whom likeness of the
 * texts is all that counts, so that weights learnt from them are better on the needs held back.
 * @param about the published facts, or the examples
 */
export const decideByLikeness = (graph: Graph, about: { example: boolean }, by: string) =>
  ask(
    graph,
    `MATCH (d:Demand) WHERE d:Example = $example WITH d ORDER BY d.id LIMIT 36
     MATCH (o:Offer) WHERE o:Example = $example WITH d, o ORDER BY d.id, o.id
     WITH d, collect(o)[..12] AS offers
     UNWIND range(0, size(offers) - 1) AS at
     WITH d, offers[at] AS o, (at % 6) / 5.0 AS likeness, (at * 5 % 7) / 6.0 AS other
     MERGE (m:Entity:Match {id: d.id + '~' + o.id})
     MERGE (m)-[:ANSWERS_DEMAND]->(d)
     MERGE (m)-[:WITH_OFFER]->(o)
     SET m.audience = 'public', m.version = 1, m.updatedAt = datetime(),
       m.state = CASE WHEN likeness > 0.5 THEN 'agreed' ELSE 'declined' END, m.declineReason = 'notWhatIsNeeded',
       m.factors = '[{"id":"textSimilarity","value":' + toString(likeness) + '},{"id":"helpFit","value":'
         + toString(other) + '},{"id":"categoryFit","value":' + toString(1 - other) + '}]'
     CREATE (:Event {at: datetime(), by: $by, to: m.state})-[:HAPPENED_TO]->(m)`,
    { ...about, by },
  );
