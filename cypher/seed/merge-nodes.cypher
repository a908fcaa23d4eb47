// Makes the nodes that are missing; one that exists keeps everything, so that users' changes survive a second seeding, and one
// that was merged into another stays away.
UNWIND $rows AS row
OPTIONAL MATCH (gone:MergedEntry {id: row.id})
CALL (row, gone) {
  WITH row, gone WHERE gone IS NULL
  MERGE (n:Entity {id: row.id})
  ON CREATE SET
    n:$(row.labels),
    n += row.values,
    n.location = point(row.location),
    n.founded = date(row.days.founded),
    n.lastElectedOn = date(row.days.lastElectedOn),
    n.registeredOn = date(row.days.registeredOn),
    n.since = date(row.days.since),
    n.until = date(row.days.until),
    n.neededFrom = date(row.days.neededFrom),
    n.neededBy = date(row.days.neededBy),
    n.availableFrom = date(row.days.availableFrom),
    n.availableUntil = date(row.days.availableUntil),
    n.createdAt = datetime(row.instants.createdAt),
    n.updatedAt = datetime(row.instants.updatedAt),
    n.order = toInteger(row.numbers.order),
    n.employees = toInteger(row.numbers.employees),
    n.partyMembers = toInteger(row.numbers.partyMembers),
    n.memberCount = toInteger(row.numbers.memberCount),
    n.termYears = toInteger(row.numbers.termYears),
    n.number = toInteger(row.numbers.number),
    n.quantity = toInteger(row.numbers.quantity),
    n.capacity = toInteger(row.numbers.capacity),
    n.used = toInteger(row.numbers.used),
    n.version = toInteger(row.numbers.version)
}
RETURN count(row) AS rows
