// One sealer among several servers. The lock on the chain, not this lease, keeps the order right.
MATCH (chain:AuditChain {id: 'audit'})
SET chain.looks = coalesce(chain.looks, 0) + 1
WITH chain, chain.sealer IS NULL OR chain.sealer = $holder OR chain.leaseUntil < datetime() AS mine
FOREACH (_ IN CASE WHEN mine THEN [1] ELSE [] END |
  SET chain.sealer = $holder, chain.leaseUntil = datetime() + duration({seconds: 6}))
RETURN mine
