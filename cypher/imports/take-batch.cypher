// Locks a batch until the transaction ends; none where somebody else has done it meanwhile.
MATCH (b:ImportBatch {id: $id})
SET b.order = b.order
WITH b WHERE b.state = 'pending'
RETURN b.order AS order, b.rows AS rows
