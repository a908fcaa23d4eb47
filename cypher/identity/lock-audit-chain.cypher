MATCH (chain:AuditChain {id: 'audit'})
SET chain.sealedAt = datetime()
RETURN chain.seq AS seq, chain.hash AS hash
