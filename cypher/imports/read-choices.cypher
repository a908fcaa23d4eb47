// What a cell may name beside owners: all of it is some hundred things.
RETURN
  COLLECT { MATCH (c:Category) WHERE c.retiredAt IS NULL RETURN {id: c.id, name: c.name, code: c.code} } AS categories,
  COLLECT { MATCH (p:Park) RETURN {id: p.id, name: p.name, shortName: p.shortName} } AS parks,
  COLLECT { MATCH (p:Park|District) WHERE p.location IS NOT NULL RETURN {id: p.id, name: p.name, shortName: p.shortName,
    location: {longitude: p.location.longitude, latitude: p.location.latitude}} } AS places,
  COLLECT { MATCH (a:Alliance) WHERE ($viewer.all OR a.audience IN $viewer.audiences)
    RETURN {id: a.id, name: a.name, shortName: a.shortName, aliases: coalesce(a.aliases, [])} } AS alliances
