UNWIND $rows AS row
MERGE (s:SourceRecord {id: row.id})
ON CREATE SET
  s.title = row.title,
  s.url = row.url,
  s.licence = row.licence,
  s.programme = row.programme,
  s.file = row.file,
  s.row = toInteger(row.row)
RETURN count(s) AS rows
