MERGE (mark:RestoreMark {id: 'restore'})
SET mark.archive = $archive, mark.startedAt = datetime()
RETURN mark.id AS id
