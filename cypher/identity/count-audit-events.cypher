RETURN COUNT { (:AuditEvent) } AS events, COUNT { (:Unsealed) } AS unsealed,
  COUNT { (e:AuditEvent) WHERE e.seq IS NULL AND NOT e:Unsealed } AS loose
