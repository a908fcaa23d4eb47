MATCH (chain:AuditChain {id: 'audit', sealer: $holder})
SET chain.sealer = null
RETURN count(*) AS released
