MATCH (chain:AuditChain {id: 'audit'})
RETURN chain.seq AS seq, chain.hash AS hash, toString(chain.sealedAt) AS sealedAt, COUNT { (:Unsealed) } AS waiting
