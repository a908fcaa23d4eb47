// Sees everything: a number a kind for whoever runs the installation.
// Each count comes from the count store: no scan.
CALL () { MATCH (n:Enterprise) RETURN count(n) AS Enterprise }
CALL () { MATCH (n:PartyOrganization) RETURN count(n) AS PartyOrganization }
CALL () { MATCH (n:Alliance) RETURN count(n) AS Alliance }
CALL () { MATCH (n:IndustryChain) RETURN count(n) AS IndustryChain }
CALL () { MATCH (n:ChainPosition) RETURN count(n) AS ChainPosition }
CALL () { MATCH (n:Product) RETURN count(n) AS Product }
CALL () { MATCH (n:Demand) RETURN count(n) AS Demand }
CALL () { MATCH (n:Resource) RETURN count(n) AS Resource }
CALL () { MATCH (n:PublishedProject) RETURN count(n) AS PublishedProject }
CALL () { MATCH (n:Match) RETURN count(n) AS Match }
CALL () { MATCH (n:Account) RETURN count(n) AS Account }
CALL () { MATCH (n:AuditEvent) RETURN count(n) AS AuditEvent }
CALL () { MATCH (n:Example) RETURN count(n) AS Example }
RETURN Enterprise, PartyOrganization, Alliance, IndustryChain, ChainPosition, Product, Demand, Resource,
  PublishedProject, Match, Account, AuditEvent, Example
