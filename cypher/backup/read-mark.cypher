MATCH (mark:RestoreMark {id: 'restore'})
RETURN mark.archive AS archive, toString(mark.startedAt) AS startedAt
