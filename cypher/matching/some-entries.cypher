// A few open needs with an owner and a few open offers, to ask about before anybody does.
RETURN COLLECT {
    MATCH (d:Demand)
    WHERE d.state = 'published' AND ($viewer.all OR d.audience IN $viewer.audiences)
    RETURN d.id AS id LIMIT toInteger($limit)
  } AS demands,
  COLLECT {
    MATCH (o:Offer)
    WHERE o.state = 'published' AND ($viewer.all OR o.audience IN $viewer.audiences)
    RETURN o.id AS id LIMIT toInteger($limit)
  } AS offers
