MATCH (mark:RestoreMark {id: 'restore'})
DELETE mark
RETURN count(*) AS deleted
