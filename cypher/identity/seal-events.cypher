MATCH (chain:AuditChain {id: 'audit'})
SET chain.seq = toInteger($seq), chain.hash = $hash
WITH chain
UNWIND $seals AS seal
MATCH (e:AuditEvent {id: seal.id})
SET e.seq = toInteger(seal.seq), e.prevHash = seal.prevHash, e.hash = seal.hash
REMOVE e:Unsealed
RETURN count(e) AS sealed
