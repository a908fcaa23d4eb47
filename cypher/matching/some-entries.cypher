// A few open needs and a few open offers, to ask about before anybody does: those with ids as long as people's entries have,
// for the database plans a statement anew for texts of another order of length, and one of any kind.
RETURN COLLECT {
    MATCH (d:Demand)
    WHERE d.state = 'published' AND size(d.id) > 10 AND ($viewer.all OR d.audience IN $viewer.audiences)
    RETURN d.id AS id LIMIT toInteger($limit)
    UNION
    MATCH (d:Demand)
    WHERE d.state = 'published' AND ($viewer.all OR d.audience IN $viewer.audiences)
    RETURN d.id AS id LIMIT 1
  } AS demands,
  COLLECT {
    MATCH (o:Offer)
    WHERE o.state = 'published' AND size(o.id) > 10 AND ($viewer.all OR o.audience IN $viewer.audiences)
    RETURN o.id AS id LIMIT toInteger($limit)
    UNION
    MATCH (o:Offer)
    WHERE o.state = 'published' AND ($viewer.all OR o.audience IN $viewer.audiences)
    RETURN o.id AS id LIMIT 1
  } AS offers
