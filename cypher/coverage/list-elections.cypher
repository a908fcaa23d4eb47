// A page of organisations by the end of their term; those without a date of election come last. 功能型 committees are not elected.
MATCH (o:PartyOrganization)
WHERE ($viewer.all OR o.audience IN $viewer.audiences) AND o.kind <> 'functionalCommittee'
WITH o, o.lastElectedOn + duration({years: coalesce(o.termYears, CASE WHEN o.kind IN ['committee', 'industryCommittee'] THEN 5 ELSE 3 END)}) AS dueOn
WITH o, dueOn, CASE WHEN dueOn IS NULL THEN 'missing' WHEN dueOn <= date($today) THEN 'overdue'
  WHEN dueOn <= date($today) + duration({months: 3}) THEN 'within3' WHEN dueOn <= date($today) + duration({months: 6}) THEN 'within6'
  ELSE 'later' END AS stage
WITH collect({o: o, dueOn: dueOn, stage: stage, id: o.id, example: o:Example, key: coalesce(toString(dueOn), '9999') + coalesce(o.pinyin, o.name)}) AS all
WITH all, [item IN all WHERE item.stage = $stage] AS found
RETURN size(found) AS totalCount, size([item IN found WHERE item.example]) AS exampleCount,
  {overdue: size([x IN all WHERE x.stage = 'overdue']), within3: size([x IN all WHERE x.stage = 'within3']),
   within6: size([x IN all WHERE x.stage = 'within6']), later: size([x IN all WHERE x.stage = 'later']),
   missing: size([x IN all WHERE x.stage = 'missing'])} AS stages,
  COLLECT {
    UNWIND found AS item
    WITH item WHERE $after IS NULL OR item.key > $after.key OR (item.key = $after.key AND item.id > $after.id)
    WITH item, item.o AS o ORDER BY item.key, item.id LIMIT toInteger($limit)
    RETURN {id: o.id, cursorKey: item.key, name: o.name, kind: o.kind, lastElectedOn: toString(o.lastElectedOn),
      dueOn: toString(item.dueOn), stage: item.stage, example: item.example}
  } AS items
