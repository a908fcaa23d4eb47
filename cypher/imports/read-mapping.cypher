MATCH (m:ImportMapping {key: $key})
RETURN m.mapping AS mapping
