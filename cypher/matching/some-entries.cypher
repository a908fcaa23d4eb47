// A few open needs and a few open offers, to ask about before anybody does: such as people enter, with ids as
// long as theirs, most without products; and one of any kind. For texts and lists of another order of length the database plans
// a statement anew.
RETURN COLLECT {
    MATCH (d:Demand)
    WHERE d.state = 'published' AND size(d.id) > 10
      AND NOT EXISTS { (d)-[:WANTS|SELLS]->() } AND ($viewer.all OR d.audience IN $viewer.audiences)
    RETURN d.id AS id LIMIT toInteger($limit)
    UNION
    MATCH (d:Demand)
    WHERE d.state = 'published' AND EXISTS { (d)-[:WANTS|SELLS]->() } AND ($viewer.all OR d.audience IN $viewer.audiences)
    RETURN d.id AS id LIMIT 1
    UNION
    MATCH (d:Demand)
    WHERE d.state = 'published' AND ($viewer.all OR d.audience IN $viewer.audiences)
    RETURN d.id AS id LIMIT 1
  } AS demands,
  COLLECT {
    MATCH (o:Offer)
    WHERE o.state = 'published' AND size(o.id) > 10
      AND NOT EXISTS { (o)-[:PROVIDES|BUYS]->() } AND ($viewer.all OR o.audience IN $viewer.audiences)
    RETURN o.id AS id LIMIT toInteger($limit)
    UNION
    MATCH (o:Offer)
    WHERE o.state = 'published' AND EXISTS { (o)-[:PROVIDES|BUYS]->() } AND ($viewer.all OR o.audience IN $viewer.audiences)
    RETURN o.id AS id LIMIT 1
    UNION
    MATCH (o:Offer)
    WHERE o.state = 'published' AND ($viewer.all OR o.audience IN $viewer.audiences)
    RETURN o.id AS id LIMIT 1
  } AS offers
