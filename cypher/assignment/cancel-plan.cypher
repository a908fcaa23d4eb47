// Stops a plan that runs; one that is done stays as it is. Its job looks for this every second.
MATCH (p:Plan {id: $id, makerId: $makerId})
SET p.state = CASE p.state WHEN 'running' THEN 'cancelled' ELSE p.state END, p.updatedAt = datetime()
RETURN p.state AS state
