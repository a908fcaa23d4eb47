// Sees everything: undoing puts back all that was moved, whoever may see it, and shows none of it.
// Where in the graph the things are that relationships were recorded with; those that are gone give no row.
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Entity {id: id}) RETURN n
  UNION MATCH (n:SourceRecord {id: id}) RETURN n
  UNION MATCH (n:ExampleRoot {id: id}) RETURN n
  UNION MATCH (n:Attachment {id: id}) RETURN n
}
RETURN id, elementId(n) AS key
