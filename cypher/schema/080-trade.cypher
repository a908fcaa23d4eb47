// Examples of the category 市场订单 said that a need wants what it sells, and that an offer gives what it orders.
MATCH (d:Demand:Example)-[said:WANTS]->(p:Product)
WHERE EXISTS { (d)-[:IN_CATEGORY]->(:Category {name: '市场订单'}) } AND d.id STARTS WITH 'example-'
MERGE (d)-[:SELLS]->(p)
DELETE said;
MATCH (f:Offer:Example)-[said:PROVIDES]->(p:Product)
WHERE EXISTS { (f)-[:IN_CATEGORY]->(:Category {name: '市场订单'}) } AND f.id STARTS WITH 'example-'
MERGE (f)-[:BUYS]->(p)
DELETE said;
