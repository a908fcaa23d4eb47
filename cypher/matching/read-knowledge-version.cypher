// Which version of the knowledge stands in the graph.
MATCH (v:DataVersion {id: 'knowledge'})
RETURN v.knowledgeVersion AS version
